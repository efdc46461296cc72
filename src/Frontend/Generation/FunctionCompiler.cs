using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GraphCompiler.Frontend;

/// <summary>
/// The compiled functions of a project. Roslyn asks for one after the other; here those that are new are compiled side by side, as
/// soon as all are known.
/// </summary>
internal sealed class FunctionCompiler
{
    // What the last run came to. Replaced as a whole, for editors run one generator on several threads.
    private Dictionary<FunctionModel, CompiledModel> _known = [];

    /// <summary>Compiles what is new among the functions, and gives them their unique names.</summary>
    public IReadOnlyList<FunctionModel> Prepare(ImmutableArray<FunctionModel> all, bool timesKernels, CancellationToken token)
    {
        var known = Volatile.Read(ref _known);
        var functions = UniqueNames.Assign(all).Select(f => f with { TimesKernels = timesKernels }).ToArray();
        var compiled = new CompiledModel[functions.Length];
        Parallel.For(0, functions.Length, new ParallelOptions { CancellationToken = token },
            i => compiled[i] = known.TryGetValue(functions[i], out var before) ? before : KernelCompiler.Compile(functions[i]));
        Volatile.Write(ref _known, compiled.ToDictionary(c => c.Function));
        return functions;
    }

    /// <summary>A function as it was prepared; where another run has come between, compiled again.</summary>
    public CompiledModel Compile(FunctionModel function) =>
        Volatile.Read(ref _known).TryGetValue(function, out var compiled) ? compiled : KernelCompiler.Compile(function);
}
