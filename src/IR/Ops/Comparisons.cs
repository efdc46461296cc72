using static GraphCompiler.IR.Families;
using static GraphCompiler.IR.ScalarFunctions;

namespace GraphCompiler.IR;

/// <summary>Comparisons, logic, choice and conversion.</summary>
public static partial class OpTable
{
    private static readonly Vjp.None s_boolResult = new("the result is bool");
    private static readonly Vjp.None s_discrete = new("the operands are integers or bool");

    public static readonly OpDef Eq = Define(Binary("eq", "x = y; false for NaN.", Equal, s_boolResult, "Equal", DTypes.Compute, commutative: true)
        with { PublicName = "Equal" });

    public static readonly OpDef Ne = Define(Binary("ne", "x ≠ y; true for NaN.", (x, y) => !Equal(x, y), s_boolResult,
        Onnx.None("Not of Equal"), DTypes.Compute, commutative: true) with { PublicName = "NotEqual" });

    public static readonly OpDef Lt = Define(Binary("lt", "x < y; false for NaN.", (x, y) => x < y, s_boolResult, "Less") with { PublicName = "Less" });

    public static readonly OpDef Le = Define(Binary("le", "x ≤ y; false for NaN.", (x, y) => x <= y, s_boolResult, "LessOrEqual") with { PublicName = "LessEqual" });

    public static readonly OpDef Gt = Define(Binary("gt", "x > y; false for NaN.", (x, y) => x > y, s_boolResult, "Greater") with { PublicName = "Greater" });

    public static readonly OpDef Ge = Define(Binary("ge", "x ≥ y; false for NaN.", (x, y) => x >= y, s_boolResult, "GreaterOrEqual") with { PublicName = "GreaterEqual" });

    public static readonly OpDef And = Define(Binary("and", "Logical and of bool, bitwise and of integers.", (x, y) => x & y, s_discrete,
        Onnx.None("And or BitwiseAnd by dtype"), DTypes.Logic, commutative: true, associative: true));

    public static readonly OpDef Or = Define(Binary("or", "Logical or of bool, bitwise or of integers.", (x, y) => x | y, s_discrete,
        Onnx.None("Or or BitwiseOr by dtype"), DTypes.Logic, commutative: true, associative: true));

    public static readonly OpDef Xor = Define(Binary("xor", "Exclusive or of bool, bitwise exclusive or of integers.", (x, y) => x ^ y, s_discrete,
        Onnx.None("Xor or BitwiseXor by dtype"), DTypes.Logic, commutative: true, associative: true));

    public static readonly OpDef Not = Define(Unary("not", "Logical not of bool, bitwise complement of integers.", x => !x, s_discrete,
        Onnx.None("Not or BitwiseNot by dtype"), DTypes.Logic));

    public static readonly OpDef IsNaN = Define(Unary("is_nan", "True where x is NaN.", x => !Equal(x, x), s_boolResult, "IsNaN") with { PublicName = "IsNaN" });

    public static readonly OpDef IsInf = Define(Unary("is_inf", "True where x is an infinity of either sign.",
        x => Equal(ScalarFunctions.Abs(x), double.PositiveInfinity), s_boolResult, "IsInf"));

    public static readonly OpDef Select = Define(Elementwise("select",
        "x where the condition is true, y elsewhere; the side not taken has no effect, not even as NaN.",
        ["condition", "x", "y"], Scalar.Select(Scalar.Arg(0), Scalar.Arg(1), Scalar.Arg(2)), Vjp.Unwritten.Value, "Where", DTypes.Compute) with
    {
        PublicName = "Where",
        Infer = call =>
        {
            if (call.Operands[0].DType != DType.Bool)
                throw call.Fail(OpErrors.DTypeNotAccepted, $"the condition {call.NameOf(0)} is {call.Operands[0].DType.Name()}; allowed: bool", operand: 0);
            return Seq.Of(new TensorType(call.SameDType(first: 1), call.Broadcast()));
        },
    });

    public static readonly OpDef Cast = Define(Unary("cast",
        "Conversion to another dtype. Float to integer truncates and saturates, NaN gives 0; to bool: not equal to 0; "
        + "to a narrower integer wraps; to a narrower float rounds to nearest even.",
        x => Scalar.CastTo(x, "dtype"), Vjp.Unwritten.Value, "Cast", DTypes.Any,
        attributes: [Required("dtype", AttrKind.DType, "the result's dtype")]) with
    {
        Infer = call => Seq.Of(call.Operands[0].With(call.TypeAttr("dtype"))),
        Trivial = (_, node) => node.Inputs[0].DType == node.DType ? node.Inputs[0] : null,
    });
}
