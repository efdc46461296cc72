using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>The lane types that code needs: the type parameters of its methods and structs, a subset of F, I, D and L.</summary>
internal sealed class LaneSet
{
    private readonly HashSet<char> _lanes = [];

    /// <summary>The lanes of a kernel whose values are as wide as a dtype's.</summary>
    public static LaneSet For(DType dtype)
    {
        var lanes = new LaneSet();
        lanes._lanes.UnionWith(dtype.Size() == 8 ? "DL" : "FI");
        return lanes;
    }

    public bool IsEmpty => _lanes.Count == 0;

    private IEnumerable<char> InOrder => "FIDL".Where(_lanes.Contains);

    public void Add(LaneSet other) => _lanes.UnionWith(other._lanes);

    /// <summary><c>&lt;F, I&gt;</c>, for the declaration and for calls from methods with the same parameters; empty without lanes.</summary>
    public string Parameters => IsEmpty ? "" : $"<{string.Join(", ", InOrder)}>";

    /// <summary>The constraints of the type parameters, a line each.</summary>
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
