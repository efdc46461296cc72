using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>
/// The lane types that code needs: the type parameters of its methods and structs. F and I are full registers of 4-byte lanes, D and L of
/// 8-byte ones. A kernel of both widths has registers of as many lanes, and <c>Mixed</c>, which converts between them; its F and I are
/// those that the methods around it, whose other kernels may need the full ones, call HalfF and HalfI.
/// </summary>
internal sealed class LaneSet
{
    private static readonly string[] s_all = ["F", "I", "HalfF", "HalfI", "D", "L", "Mixed"];

    private readonly HashSet<string> _lanes = [];

    /// <summary>The lanes of a kernel whose values are as wide as these dtypes'.</summary>
    public static LaneSet For(IReadOnlyCollection<DType> dtypes)
    {
        var (narrow, wide) = (dtypes.Any(d => d.LaneDType().Size() == 4), dtypes.Any(d => d.LaneDType().Size() == 8));
        var lanes = new LaneSet();
        lanes._lanes.UnionWith(narrow && wide ? ["HalfF", "HalfI", "D", "L", "Mixed"] : wide ? ["D", "L"] : ["F", "I"]);
        return lanes;
    }

    public bool IsEmpty => _lanes.Count == 0;

    /// <summary>True with registers of 8-byte lanes.</summary>
    public bool AreWide => _lanes.Contains("D");

    private IEnumerable<string> InOrder => s_all.Where(_lanes.Contains);

    public void Add(LaneSet other) => _lanes.UnionWith(other._lanes);

    /// <summary><c>&lt;F, I&gt;</c>, for the declaration of a method and for calls from methods with the same parameters; empty without lanes.</summary>
    public string Parameters => ParametersOf(inKernel: false);

    /// <summary>The constraints of the type parameters, a line each.</summary>
    public IEnumerable<string> Constraints => ConstraintsOf(inKernel: false);

    /// <summary>The type parameters as a kernel declares them.</summary>
    public string KernelParameters => ParametersOf(inKernel: true);

    /// <summary>Their constraints, a line each.</summary>
    public IEnumerable<string> KernelConstraints => ConstraintsOf(inKernel: true);

    private string ParametersOf(bool inKernel) =>
        IsEmpty ? "" : $"<{string.Join(", ", InOrder.Select(l => inKernel ? l switch { "HalfF" => "F", "HalfI" => "I", _ => l } : l))}>";

    private IEnumerable<string> ConstraintsOf(bool inKernel) => InOrder.Select(l =>
    {
        var (f, i) = inKernel || l is "F" or "I" ? ("F", "I") : ("HalfF", "HalfI");
        return l switch
        {
            "F" or "HalfF" => $"where {f} : struct, IFloat32Lanes<{f}, {i}>",
            "I" or "HalfI" => $"where {i} : struct, IInt32Lanes<{i}, {f}>",
            "D" => "where D : struct, IFloat64Lanes<D, L>",
            "L" => "where L : struct, IInt64Lanes<L, D>",
            _ => $"where Mixed : struct, IWidths<{f}, {i}, D, L>",
        };
    });

    /// <summary>The registers of a width in bits, or one lane for 0.</summary>
    public string Arguments(int bits)
    {
        // There are no registers of half of 128 bits.
        if (bits == 128 && _lanes.Contains("Mixed")) bits = 0;
        return $"<{string.Join(", ", InOrder.Select(l => Register(l, bits)))}>";
    }

    private static string Register(string lane, int bits)
    {
        var count = bits == 0 ? 1 : bits / (lane is "F" or "I" ? 32 : 64);
        return lane switch
        {
            "F" or "HalfF" => $"F32x{count}",
            "I" or "HalfI" => $"I32x{count}",
            "D" => $"F64x{count}",
            "L" => $"I64x{count}",
            _ => $"Mixedx{count}",
        };
    }
}
