using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>Plain C# over one element at a time, for loops whose values differ in width and for values outside of loops.</summary>
public sealed class ScalarTarget : Target
{
    public static readonly ScalarTarget Instance = new();

    public override IReadOnlyDictionary<Primitive, TargetLine> Lines { get; } = Table(
        (Primitive.Neg, TargetLine.Number(new("-{0}", Precedence.Unary))),
        (Primitive.Abs, TargetLine.Number("Scalars.Abs({0})")),
        (Primitive.Floor, new("{V}.Floor({0})")),
        (Primitive.Ceil, new("{V}.Ceiling({0})")),
        (Primitive.Round, new("{V}.Round({0})")),
        (Primitive.Trunc, new("{V}.Truncate({0})")),
        (Primitive.Sqrt, new("{V}.Sqrt({0})")),
        (Primitive.Exp, new("Elementary.Exp({0})")),
        (Primitive.Exp2, new("Elementary.Exp2({0})")),
        (Primitive.Expm1, new("Elementary.Expm1({0})")),
        (Primitive.Log, new("Elementary.Log({0})")),
        (Primitive.Log1p, new("Elementary.Log1p({0})")),
        (Primitive.Sin, new("Elementary.Sin({0})")),
        (Primitive.Cos, new("Elementary.Cos({0})")),
        (Primitive.Tan, new("Elementary.Tan({0})")),
        (Primitive.Asin, new("Elementary.Asin({0})")),
        (Primitive.Acos, new("Elementary.Acos({0})")),
        (Primitive.Atan, new("Elementary.Atan({0})")),
        (Primitive.Sinh, new("Elementary.Sinh({0})")),
        (Primitive.Cosh, new("Elementary.Cosh({0})")),
        (Primitive.Tanh, new("Elementary.Tanh({0})")),
        (Primitive.Asinh, new("Elementary.Asinh({0})")),
        (Primitive.Acosh, new("Elementary.Acosh({0})")),
        (Primitive.Atanh, new("Elementary.Atanh({0})")),
        (Primitive.Erf, new("Elementary.Erf({0})")),
        (Primitive.Add, TargetLine.Number(new("{0} + {1}", Precedence.Additive))),
        (Primitive.Sub, TargetLine.Number(new("{0} - {1}", Precedence.Additive))),
        (Primitive.Mul, TargetLine.Number(new("{0} * {1}", Precedence.Multiplicative))),
        (Primitive.Div, new(new Spelling("{0} / {1}", Precedence.Multiplicative), "Scalars.Divide({0}, {1})")),
        (Primitive.Rem, new(new Spelling("{0} % {1}", Precedence.Multiplicative), "Scalars.Remainder({0}, {1})")),
        (Primitive.Max, new("{V}.Max({0}, {1})", "{V}.Max({0}, {1})", new("{0} | {1}", Precedence.Or))),
        (Primitive.Min, new("{V}.Min({0}, {1})", "{V}.Min({0}, {1})", new("{0} & {1}", Precedence.And))),
        (Primitive.Pow, new("Elementary.Pow({0}, {1})", "Scalars.Pow({0}, {1})")),
        (Primitive.Atan2, new("Elementary.Atan2({0}, {1})")),
        (Primitive.Eq, TargetLine.Any(new("{0} == {1}", Precedence.Equality))),
        (Primitive.Lt, TargetLine.Number(new("{0} < {1}", Precedence.Relational))),
        (Primitive.Le, TargetLine.Number(new("{0} <= {1}", Precedence.Relational))),
        (Primitive.And, TargetLine.Logic(new("{0} & {1}", Precedence.And))),
        (Primitive.Or, TargetLine.Logic(new("{0} | {1}", Precedence.Or))),
        (Primitive.Xor, TargetLine.Logic(new("{0} ^ {1}", Precedence.Xor))),
        (Primitive.Not, new(null, new Spelling("~{0}", Precedence.Unary), new Spelling("!{0}", Precedence.Unary))),
        (Primitive.Select, TargetLine.Any(new("{0} ? {1} : {2}", Precedence.Conditional))));

    // The operators throw for 0 and overflow for -1; for another number they do what is meant.
    protected override Spelling? Shortcut(Expr.Apply expr) => expr.Op switch
    {
        Primitive.Div when HasPlainDivisor(expr) => new("{0} / {1}", Precedence.Multiplicative),
        Primitive.Rem when HasPlainDivisor(expr) => new("{0} % {1}", Precedence.Multiplicative),
        _ => null,
    };

    private static bool HasPlainDivisor(Expr.Apply expr) =>
        expr.DType.IsInteger() && expr.Args[1] is Expr.Constant divisor && divisor.Value.Integer(0) is not (0 or -1);

    public override string TypeOf(DType dtype, DType like) => dtype.CSharpName();

    public override Code Constant(Literal value, DType like) => CSharpLiteral.Of(value);

    public override Code Cast(Code value, DType from, DType to, DType like)
    {
        if (from == DType.Bool)
        {
            var one = CSharpLiteral.Of(Literal.Scalar(to, 1L));
            var zero = CSharpLiteral.Of(Literal.Scalar(to, 0L));
            return new($"{value.At(Precedence.Or)} ? {one} : {zero}", Precedence.Conditional);
        }
        // Half-width floats convert by way of a wider type, to which they go exactly.
        if (from is (DType.F16 or DType.BF16) && to != DType.F32) return Cast(Convert(value, DType.F32), DType.F32, to, like);
        if (from.IsInteger() && to is (DType.F16 or DType.BF16)) value = Convert(value, DType.F64);
        if (to == DType.Bool) return new($"{value.At(Precedence.Relational)} != 0", Precedence.Equality);
        // C# converts floats to small integers through int, which wraps; here conversion saturates.
        return from.IsFloat() && to.IsInteger()
            ? Code.Primary($"ScalarCast.FromDouble<{to.CSharpName()}>({value})")
            : Convert(value, to);
    }

    // Behind the name of a struct in brackets C# takes a sign for a difference: (Half)-x.
    private static Code Convert(Code value, DType to) =>
        new($"({to.CSharpName()}){value.At(to is DType.F16 or DType.BF16 ? Precedence.Primary : Precedence.Unary)}", Precedence.Unary);
}
