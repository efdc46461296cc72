using System.Collections.Immutable;
using System.Linq;

namespace GraphCompiler.Frontend;

/// <summary>The generated file with a function's kernels.</summary>
internal sealed record KernelFile(string Name, string Text)
{
    public static KernelFile Stitch(CompiledModel compiled, ImmutableArray<LineModel> lines)
    {
        var own = lines.FirstOrDefault(l => l.Name == compiled.Function.Name);
        return new(compiled.Function.ClassName + ".Kernels", compiled.Kernels!.Source);
    }
}
