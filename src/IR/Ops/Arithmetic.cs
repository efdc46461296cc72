using static GraphCompiler.IR.Families;
using static GraphCompiler.IR.ScalarFunctions;

namespace GraphCompiler.IR;

/// <summary>Arithmetic on numbers: operands have one dtype, integers wrap.</summary>
public static partial class OpTable
{
    public static readonly OpDef Neg = Define(Unary("neg", "Negation, -x. Integers wrap.",
        x => -x, Vjp.Unwritten.Value, "Neg", DTypes.Number));

    public static readonly OpDef Abs = Define(Unary("abs", "Absolute value, |x|. Integers wrap: the smallest one is its own absolute value.",
        ScalarFunctions.Abs, Vjp.Unwritten.Value, "Abs", DTypes.Number));

    public static readonly OpDef Sign = Define(Unary("sign", "Sign of x: -1, 0 or 1; 0 for both zeros, NaN for NaN.",
        x => Select(x > 0, 1, Select(x < 0, -1, Select(Equal(x, 0), 0, x))),
        Vjp.Unwritten.Value, "Sign", DTypes.Number));

    public static readonly OpDef Add = Define(Binary("add", "Sum, x + y. Integers wrap.",
        (x, y) => x + y, Vjp.Unwritten.Value, "Add", commutative: true, associative: true));

    public static readonly OpDef Sub = Define(Binary("sub", "Difference, x - y. Integers wrap.",
        (x, y) => x - y, Vjp.Unwritten.Value, "Sub"));

    public static readonly OpDef Mul = Define(Binary("mul", "Product, x * y. Integers wrap.",
        (x, y) => x * y, Vjp.Unwritten.Value, "Mul", commutative: true, associative: true));

    public static readonly OpDef Div = Define(Binary("div", "Quotient, x / y. Integers truncate towards zero; x / 0 is 0 for integers.",
        (x, y) => x / y, Vjp.Unwritten.Value, "Div"));

    public static readonly OpDef Pow = Define(Binary("pow",
        "Power, x^y. x^0 and 1^y are 1 even for NaN; an integer to a negative exponent is 1 / x^|y|, truncated.",
        ScalarFunctions.Pow, Vjp.Unwritten.Value, "Pow", domain: Domain.Positive));

    public static readonly OpDef Rem = Define(Binary("rem",
        "Remainder with the sign of the dividend, x - y * trunc(x / y): C#'s %, numpy's fmod. x rem 0 is 0 for integers.",
        (x, y) => x % y, Vjp.Unwritten.Value, Onnx.None("Mod with fmod=1 takes floats only; export chooses by dtype")));

    public static readonly OpDef FloorMod = Define(Binary("floor_mod",
        "Remainder with the sign of the divisor, x - y * floor(x / y): numpy's remainder. 0 for an integer divisor of 0.",
        (x, y) =>
        {
            var r = x % y;
            return Select(Equal(r, 0), Select(y < 0, -0.0, 0), Select((r < 0) ^ (y < 0), r + y, r));
        },
        Vjp.Unwritten.Value, Onnx.None("Mod with fmod=0 takes integers only; export chooses by dtype")));

    public static readonly OpDef Maximum = Define(Binary("maximum", "The larger of x and y; NaN when either is NaN.",
        ScalarFunctions.Max, Vjp.Unwritten.Value, "Max", commutative: true, associative: true));

    public static readonly OpDef Minimum = Define(Binary("minimum", "The smaller of x and y; NaN when either is NaN.",
        ScalarFunctions.Min, Vjp.Unwritten.Value, "Min", commutative: true, associative: true));

    public static readonly OpDef Atan2 = Define(Binary("atan2", "Angle of the point (y, x) in radians, in [-π, π]; the first operand is y.",
        ScalarFunctions.Atan2, Vjp.Unwritten.Value, Onnx.None("ONNX has no Atan2"), DTypes.Float)
        with { Operands = Seq.Of("y", "x") });

    public static readonly OpDef Clamp = Define(Elementwise("clamp",
        "x limited to [min, max], min(max(x, min), max): max where the bounds cross, NaN when any operand is NaN.",
        ["x", "min", "max"], Min(Max(Scalar.Arg(0), Scalar.Arg(1)), Scalar.Arg(2)),
        Vjp.Unwritten.Value, "Clip", DTypes.Number));
}
