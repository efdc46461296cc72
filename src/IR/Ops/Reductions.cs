using System.Linq;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>Reductions along axes, and the search for an extremum.</summary>
public static partial class OpTable
{
    public static readonly OpDef Sum = Define(Reduce("sum", "Sum along axes; 0 for no elements. Integers wrap.",
        new ReduceFacts(Primitive.Add, t => Literal.Scalar(t, 0L), EmptyAllowed: true), DTypes.Number, Vjp.Unwritten.Value, "ReduceSum"));

    public static readonly OpDef Prod = Define(Reduce("prod", "Product along axes; 1 for no elements. Integers wrap.",
        new ReduceFacts(Primitive.Mul, t => Literal.Scalar(t, 1L), EmptyAllowed: true), DTypes.Number, Vjp.Unwritten.Value, "ReduceProd"));

    private static readonly ReduceFacts s_largest = new(Primitive.Max, LowestOf, EmptyAllowed: false);
    private static readonly ReduceFacts s_smallest = new(Primitive.Min, HighestOf, EmptyAllowed: false);

    public static readonly OpDef Max = Define(Reduce("max", "Largest element along axes; NaN where there is one. No elements is an error.",
        s_largest, DTypes.Number, Vjp.Unwritten.Value, "ReduceMax"));

    public static readonly OpDef Min = Define(Reduce("min", "Smallest element along axes; NaN where there is one. No elements is an error.",
        s_smallest, DTypes.Number, Vjp.Unwritten.Value, "ReduceMin"));

    public static readonly OpDef AnyTrue = Define(Reduce("any", "True where some element along the axes is true; false for no elements.",
        new ReduceFacts(Primitive.Or, t => Literal.Scalar(t, 0L), EmptyAllowed: true), DTypes.Bool, new Vjp.None("the result is bool"),
        Onnx.None("ReduceMax takes bool only from opset 20")));

    public static readonly OpDef AllTrue = Define(Reduce("all", "True where every element along the axes is true; true for no elements.",
        new ReduceFacts(Primitive.And, t => Literal.Scalar(t, 1L), EmptyAllowed: true), DTypes.Bool, new Vjp.None("the result is bool"),
        Onnx.None("ReduceMin takes bool only from opset 20")));

    public static readonly OpDef ArgMax = Define(ArgReduce("argmax",
        "Index (i64) of the largest element along an axis, the first of equals; the first NaN wins.", s_largest, "ArgMax") with { PublicName = "ArgMax" });

    public static readonly OpDef ArgMin = Define(ArgReduce("argmin",
        "Index (i64) of the smallest element along an axis, the first of equals; the first NaN wins.", s_smallest, "ArgMin") with { PublicName = "ArgMin" });

    private static OpDef Reduce(string name, string summary, ReduceFacts facts, DTypes accepts, Vjp vjp, Onnx onnx) => new()
    {
        Name = name,
        Summary = summary,
        Kind = OpKind.Reduce,
        Operands = Seq.Of("x"),
        Attributes = facts.EmptyAllowed ? Seq.Of(AllAxes, KeepDims) : Seq.Of(AllAxes, KeepDims, AllowEmpty),
        Accepts = accepts,
        Body = Scalar.Binary(facts.Combine, Scalar.Arg(0), Scalar.Arg(1)),
        Reduction = facts,
        Infer = call =>
        {
            var axes = call.Axes("axis", call.Operands[0].Rank);
            if (!facts.EmptyAllowed && !call.Bool(AllowEmpty.Name)) RequireElements(call, axes);
            return Seq.Of(call.Operands[0].With(ReducedShape(call.Operands[0].Shape, axes, call.Bool("keep_dims"))));
        },
        Trivial = (_, node) => node.Ints("axis").IsEmpty ? node.Inputs[0] : null,
        Vjp = vjp,
        Onnx = onnx,
    };

    private static OpDef ArgReduce(string name, string summary, ReduceFacts facts, Onnx onnx) => new()
    {
        Name = name,
        Summary = summary,
        Kind = OpKind.ArgReduce,
        Operands = Seq.Of("x"),
        Attributes = Seq.Of(
            Optional("axis", AttrKind.Int, Attr.Absent.Value, "the axis, counted from the end when negative; all elements in row-major order when left out"),
            KeepDims),
        Accepts = DTypes.Number,
        Reduction = facts,
        Infer = call =>
        {
            var shape = call.Operands[0].Shape;
            var axes = call.Attribute("axis") is Attr.Absent
                ? Enumerable.Range(0, shape.Count).Select(i => (long)i).ToSeq()
                : Seq.Of((long)call.Axis("axis", shape.Count));
            RequireElements(call, axes);
            return Seq.Of(new TensorType(DType.I64, ReducedShape(shape, axes, call.Bool("keep_dims"))));
        },
        Trivial = FlattenWithoutAxis,
        Vjp = new Vjp.None("the result is an index"),
        Onnx = onnx,
    };

    /// <summary>Without an axis the elements are searched as one row, so that later stages always find an axis.</summary>
    private static Node? FlattenWithoutAxis(GraphBuilder builder, Node node)
    {
        if (node.Attribute("axis") is not Attr.Absent) return null;
        var row = builder.Add(Reshape, [node.Inputs[0]], ("shape", Dims(Seq.Of(node.Inputs[0].Type.Count))));
        var index = builder.Add(node.Op, [row], ("axis", new Attr.Int(0)));
        return builder.Add(Reshape, [index], ("shape", Dims(node.Shape)));
    }

    internal static Seq<Dim> ReducedShape(Seq<Dim> shape, Seq<long> axes, bool keepDims) => keepDims
        ? shape.Select((d, i) => axes.Contains(i) ? Dim.One : d).ToSeq()
        : shape.Where((_, i) => !axes.Contains(i)).ToSeq();

    /// <summary>An extremum of nothing does not exist: an error where the size is known, a check at the graph's entry where it is not.</summary>
    private static void RequireElements(OpCall call, Seq<long> axes)
    {
        foreach (var axis in axes)
        {
            var size = call.Operands[0].Shape[(int)axis];
            if (size.Is(0))
                throw call.Fail(OpErrors.EmptyReduction, $"axis {axis} of {call.NameOf(0)} has no elements; at least one is needed", operand: 0);
            call.Unify(size, Dim.Max(size, 1), $"axis {axis} of {call.NameOf(0)} must not be empty");
        }
    }

    private static Literal LowestOf(DType dtype) => dtype.IsFloat()
        ? Literal.Scalar(dtype, double.NegativeInfinity)
        : Literal.Scalar(dtype, Rounding.ToInteger(double.NegativeInfinity, dtype));

    private static Literal HighestOf(DType dtype) => dtype.IsFloat()
        ? Literal.Scalar(dtype, double.PositiveInfinity)
        : Literal.Scalar(dtype, Rounding.ToInteger(double.PositiveInfinity, dtype));
}
