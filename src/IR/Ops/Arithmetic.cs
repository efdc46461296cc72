using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

public static partial class OpTable
{
    public static readonly OpDef Neg = Define(Unary("neg", "Negation, -x. Integers wrap.",
        x => -x, Vjp.Unwritten.Value, "Neg", DTypes.Number));

    public static readonly OpDef Add = Define(Binary("add", "Sum, x + y. Integers wrap.",
        (x, y) => x + y, Vjp.Unwritten.Value, "Add", commutative: true, associative: true));

    public static readonly OpDef Sub = Define(Binary("sub", "Difference, x - y. Integers wrap.",
        (x, y) => x - y, Vjp.Unwritten.Value, "Sub"));

    public static readonly OpDef Mul = Define(Binary("mul", "Product, x * y. Integers wrap.",
        (x, y) => x * y, Vjp.Unwritten.Value, "Mul", commutative: true, associative: true));

    public static readonly OpDef Div = Define(Binary("div", "Quotient, x / y. Integers truncate towards zero; x / 0 is 0 for integers.",
        (x, y) => x / y, Vjp.Unwritten.Value, "Div"));
}
