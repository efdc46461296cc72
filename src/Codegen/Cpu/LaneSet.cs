using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Codegen;

/// <summary>The lane types that a method's kernels need: its type parameters, a subset of F, I, D and L.</summary>
internal sealed class LaneSet
{
    private readonly HashSet<char> _lanes = [];

    public bool IsEmpty => _lanes.Count == 0;

    private IEnumerable<char> InOrder => "FIDL".Where(_lanes.Contains);

    /// <param name="typeArguments"><c>&lt;F, I&gt;</c></param>
    public void Add(string typeArguments) => _lanes.UnionWith(typeArguments.Where(char.IsLetter));

    public void Add(LaneSet other) => _lanes.UnionWith(other._lanes);

    /// <summary><c>&lt;F, I&gt;</c>, for the declaration and for calls from methods with the same parameters; empty without lanes.</summary>
    public string Parameters => IsEmpty ? "" : $"<{string.Join(", ", InOrder)}>";

    public IEnumerable<string> Constraints => InOrder.Select(l => l switch
    {
        'F' => "where F : struct, IFloat32Lanes<F, I>",
        'I' => "where I : struct, IInt32Lanes<I, F>",
        'D' => "where D : struct, IFloat64Lanes<D, L>",
        _ => "where L : struct, IInt64Lanes<L, D>",
    });

    /// <summary>The registers of a width in bits, or one lane for 0.</summary>
    public string Arguments(int bits) => $"<{string.Join(", ", InOrder.Select(l => Register(l, bits)))}>";

    private static string Register(char lane, int bits)
    {
        var size = lane is 'F' or 'I' ? 32 : 64;
        return $"{(lane is 'F' or 'D' ? "F" : "I")}{size}x{(bits == 0 ? 1 : bits / size)}";
    }
}
