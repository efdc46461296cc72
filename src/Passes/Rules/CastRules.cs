using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Conversions that lose nothing on the way.</summary>
internal static class CastRules
{
    public static readonly IReadOnlyList<StructuralRule> All =
    [
        new("cast(cast x) → cast x", OpKind.Elementwise, (s, node) => IsCast(node) && IsCast(node.Inputs[0])
            && node.Inputs[0].Inputs[0] is var x && IsDetour(x.DType, node.Inputs[0].DType, node.DType)
                ? s.Rebuild(node, Seq.Of(x))
                : null),
    ];

    private static bool IsCast(Node node) => node.Kind == OpKind.Elementwise && node.Op.Body!.Op == Primitive.Cast;

    /// <summary>Whether the conversion through another dtype is the direct one. A float is limited to an integer's range, an integer wraps.</summary>
    private static bool IsDetour(DType from, DType through, DType to) =>
        Holds(through, from) && !(from.IsInteger() && through.IsFloat() && to.IsInteger() && !Holds(to, from));

    /// <summary>Whether a dtype has every value of another.</summary>
    private static bool Holds(DType wide, DType narrow) => wide == narrow || narrow switch
    {
        DType.Bool => true,
        DType.U8 or DType.I8 => wide is not (DType.Bool or DType.U8 or DType.I8),
        DType.I32 => wide is DType.I64 or DType.F64,
        DType.F16 or DType.BF16 => wide is DType.F32 or DType.F64,
        DType.F32 => wide is DType.F64,
        _ => false,
    };
}
