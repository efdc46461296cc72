using System;
using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>
/// Vector code over the runtime's lane structs. A source is generic over four of them, <c>F</c>, <c>I</c>, <c>D</c> and <c>L</c>
/// for f32, i32, f64 and i64; a bool is a mask in the lanes it was compared in. The dtypes for storage are held exactly in the lanes of
/// f32 and i32. A source whose values have both widths, 4 and 8 bytes, has registers of as many lanes and <c>Mixed</c>, which converts between them.
/// </summary>
public sealed class LaneTarget : Target
{
    public static readonly LaneTarget Instance = new();

    public override IReadOnlyDictionary<Primitive, TargetLine> Lines { get; } = Table(
        (Primitive.Neg, TargetLine.Number(new("-{0}", Precedence.Unary))),
        (Primitive.Abs, TargetLine.Number("{V}.Abs({0})")),
        (Primitive.Floor, new("{V}.Floor({0})")),
        (Primitive.Ceil, new("{V}.Ceiling({0})")),
        (Primitive.Round, new("{V}.RoundToEven({0})")),
        (Primitive.Trunc, new("{V}.Truncate({0})")),
        (Primitive.Sqrt, new("{V}.Sqrt({0})")),
        (Primitive.Exp, new("{V}.Exp({0})")),
        (Primitive.Exp2, new("{V}.Exp2({0})")),
        (Primitive.Expm1, new("{V}.Expm1({0})")),
        (Primitive.Log, new("{V}.Log({0})")),
        (Primitive.Log1p, new("{V}.Log1p({0})")),
        (Primitive.Sin, new("{V}.Sin({0})")),
        (Primitive.Cos, new("{V}.Cos({0})")),
        (Primitive.Tan, new("{V}.Tan({0})")),
        (Primitive.Asin, new("{V}.Asin({0})")),
        (Primitive.Acos, new("{V}.Acos({0})")),
        (Primitive.Atan, new("{V}.Atan({0})")),
        (Primitive.Sinh, new("{V}.Sinh({0})")),
        (Primitive.Cosh, new("{V}.Cosh({0})")),
        (Primitive.Tanh, new("{V}.Tanh({0})")),
        (Primitive.Asinh, new("{V}.Asinh({0})")),
        (Primitive.Acosh, new("{V}.Acosh({0})")),
        (Primitive.Atanh, new("{V}.Atanh({0})")),
        (Primitive.Erf, new("{V}.Erf({0})")),
        (Primitive.Add, TargetLine.Number(new("{0} + {1}", Precedence.Additive))),
        (Primitive.Sub, TargetLine.Number(new("{0} - {1}", Precedence.Additive))),
        (Primitive.Mul, TargetLine.Number(new("{0} * {1}", Precedence.Multiplicative))),
        (Primitive.Div, TargetLine.Number(new("{0} / {1}", Precedence.Multiplicative))),
        (Primitive.Rem, TargetLine.Number("{V}.Remainder({0}, {1})")),
        (Primitive.Max, TargetLine.Number("{V}.Max({0}, {1})")),
        (Primitive.Min, TargetLine.Number("{V}.Min({0}, {1})")),
        (Primitive.Pow, new("{V}.Pow({0}, {1})", "{V}.Map2<IntegerPower>({0}, {1})")),
        (Primitive.Atan2, new("{V}.Atan2({0}, {1})")),
        (Primitive.Eq, new("{V}.Equal({0}, {1})", "{V}.Equal({0}, {1})", new("~({0} ^ {1})", Precedence.Unary))),
        (Primitive.Lt, TargetLine.Number("{V}.LessThan({0}, {1})")),
        (Primitive.Le, TargetLine.Number("{V}.LessOrEqual({0}, {1})")),
        (Primitive.And, TargetLine.Logic(new("{0} & {1}", Precedence.And))),
        (Primitive.Or, TargetLine.Logic(new("{0} | {1}", Precedence.Or))),
        (Primitive.Xor, TargetLine.Logic(new("{0} ^ {1}", Precedence.Xor))),
        (Primitive.Not, TargetLine.Logic(new("~{0}", Precedence.Unary))),
        (Primitive.Select, TargetLine.Any("{V}.Select({0}, {1}, {2})")));

    // A bound that is a number needs no care for NaN: one instruction instead of three. Of two zeros that one gives the first operand,
    // which is right for max(x, -0) and min(x, 0).
    protected override Spelling? Shortcut(Expr.Apply expr) => (expr.Op, NumericBound(expr)) switch
    {
        (Primitive.Max, 0.0 and var zero) when 1 / zero > 0 => "{V}.Rectify({0})",
        (Primitive.Max, not null) => "{V}.AtLeast({0}, {1})",
        (Primitive.Min, 0.0 and var zero) when 1 / zero < 0 => null as Spelling,
        (Primitive.Min, not null) => "{V}.AtMost({0}, {1})",
        _ => null as Spelling,
    };

    private static double? NumericBound(Expr.Apply expr) =>
        expr.DType.IsFloat() && expr.Args.Count == 2 && expr.Args[1] is Expr.Constant bound && !double.IsNaN(bound.Value.Float(0)) ? bound.Value.Float(0) : null;

    /// <summary>The lane struct's type parameter.</summary>
    public static string Register(DType dtype) => dtype.LaneDType() switch
    {
        DType.F32 => "F",
        DType.I32 => "I",
        DType.F64 => "D",
        DType.I64 => "L",
        _ => throw new NotSupportedException($"{dtype.Name()} has no lanes"),
    };

    public override string TypeOf(DType dtype, DType like) => Register(dtype == DType.Bool ? like : dtype);

    public override Code Constant(Literal value, DType like) => value.DType == DType.Bool
        ? value.Integer(0) != 0 ? new($"~default({Register(like)})", Precedence.Unary) : Code.Primary($"default({Register(like)})")
        : Code.Primary($"{Register(value.DType)}.Splat({CSharpLiteral.Of(InLanes(value))})");

    private static Literal InLanes(Literal value)
    {
        var lanes = value.DType.LaneDType();
        return lanes == value.DType ? value : lanes.IsFloat() ? Literal.Scalar(lanes, value.Float(0)) : Literal.Scalar(lanes, value.Integer(0));
    }

    public override Code Cast(Code value, DType from, DType to, DType like)
    {
        var converted = CastForStore(value, from, to, like);
        // What comes from a bool is 0 or 1, and what comes from floats is within bounds.
        return from == DType.Bool ? converted : (to, from.IsInteger()) switch
        {
            (DType.F16, _) => Code.Primary($"F.FromHalf(F.ToHalf({converted}))"),
            (DType.BF16, _) => Code.Primary($"F.FromBFloat16(F.ToBFloat16({converted}))"),
            (DType.I8, true) => Code.Primary($"({converted.At(Precedence.Additive)} << 24 >> 24)"),
            (DType.U8, true) => new($"{converted.At(Precedence.And)} & I.Splat(255)", Precedence.And),
            _ => converted,
        };
    }

    /// <summary>The value in the lanes of <paramref name="to"/>; stores round and narrow to the dtypes that are for storage alone.</summary>
    public override Code CastForStore(Code value, DType from, DType to, DType like)
    {
        if (from == DType.Bool)
        {
            // A mask has all bits set: what remains is 1.
            return new($"{ConvertBool(value, like, to).At(Precedence.And)} & {Constant(Literal.Scalar(to, 1L), to)}", Precedence.And);
        }
        if (to == DType.Bool) return Code.Primary($"{Register(from)}.NotEqual({value}, default)");
        if (from == DType.I64 && to is (DType.F16 or DType.BF16)) return CastForStore(ConvertLanes(value, from, DType.F64), DType.F64, to, like);
        var lanes = ConvertLanes(Unrounded(value, from, to), from.LaneDType(), to.LaneDType());
        return (to, from.IsFloat()) switch
        {
            (DType.I8, true) => Code.Primary($"I.AtMost(I.AtLeast({lanes}, I.Splat(-128)), I.Splat(127))"),
            (DType.U8, true) => Code.Primary($"I.AtMost(I.AtLeast({lanes}, default), I.Splat(255))"),
            _ => lanes,
        };
    }

    /// <summary>A float has not the bits of every int, long or double; what is rounded again must not have been rounded to a tie before.</summary>
    private static Code Unrounded(Code value, DType from, DType to) => (from, to) switch
    {
        (DType.I32, DType.BF16) => Code.Primary($"Storage.RoundToOdd<F, I>({value})"),
        (DType.F64, DType.F16 or DType.BF16) => Code.Primary($"Storage.RoundToOdd<D, L>({value})"),
        _ => value,
    };

    private static Code ConvertLanes(Code value, DType from, DType to) => (from, to) switch
    {
        _ when from == to => value,
        (DType.F32, DType.I32) => Code.Primary($"F.ToInteger({value})"),
        (DType.I32, DType.F32) => Code.Primary($"I.ToFloat({value})"),
        (DType.F64, DType.I64) => Code.Primary($"D.ToInteger({value})"),
        (DType.I64, DType.F64) => Code.Primary($"L.ToFloat({value})"),
        (DType.F32 or DType.I32, DType.F64) => Code.Primary($"Mixed.ToDouble({value})"),
        (DType.F64 or DType.I64, DType.F32) => Code.Primary($"Mixed.ToSingle({value})"),
        (DType.F64 or DType.I64, DType.I32) => Code.Primary($"Mixed.ToInt32({value})"),
        (DType.I32, DType.I64) => Code.Primary($"Mixed.ToInt64({value})"),
        (DType.F32, DType.I64) => Code.Primary($"D.ToInteger(Mixed.ToDouble({value}))"),
        _ => throw new NotSupportedException($"{from.Name()} has no lanes to convert to {to.Name()}"),
    };

    public override Code ConvertBool(Code value, DType from, DType to) => (from.LaneDType(), to.LaneDType()) switch
    {
        var (f, t) when f == t => value,
        (DType.F32, DType.I32) => Code.Primary($"F.Bits({value})"),
        (DType.I32, DType.F32) => Code.Primary($"I.AsFloat({value})"),
        (DType.F64, DType.I64) => Code.Primary($"D.Bits({value})"),
        (DType.I64, DType.F64) => Code.Primary($"L.AsFloat({value})"),
        (DType.I32, DType.I64) => Code.Primary($"Mixed.ToInt64({value})"),
        (DType.I64, DType.I32) => Code.Primary($"Mixed.ToInt32({value})"),
        // By way of the integers of its own width.
        (DType.F32, var t) => ConvertBool(ConvertBool(value, DType.F32, DType.I32), DType.I32, t),
        (DType.F64, var t) => ConvertBool(ConvertBool(value, DType.F64, DType.I64), DType.I64, t),
        (var f, DType.F32) => ConvertBool(ConvertBool(value, f, DType.I32), DType.I32, DType.F32),
        (var f, _) => ConvertBool(ConvertBool(value, f, DType.I64), DType.I64, DType.F64),
    };
}
