using System.Linq;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>Means, normalisations and their relatives, as formulas of other ops.</summary>
public static partial class OpTable
{
    private static readonly AttrSpec s_epsilon = Optional("epsilon", AttrKind.Float, new Attr.Float(1e-5), "added under the root");
    private static readonly AttrSpec s_firstAxis = Optional("axis", AttrKind.Int, new Attr.Int(-1), "the first axis to normalise over; all after it take part");

    public static readonly OpDef Mean = Define(Composite("mean", "Arithmetic mean along axes; NaN for no elements.", ["x"], [AllAxes, KeepDims],
        InferReduced, (node, x) => MeanOf(x[0], node.Ints("axis"), node.Bool("keep_dims")), "ReduceMean"));

    public static readonly OpDef Var = Define(Composite("var",
        "Variance along axes: the sum of squared distances from the mean, divided by count - correction.", ["x"],
        [AllAxes, KeepDims, Optional("correction", AttrKind.Int, new Attr.Int(0), "taken off the count: 0 for a population, 1 for a sample")],
        InferReduced,
        (node, x) =>
        {
            var axes = node.Ints("axis");
            var distance = x[0] - MeanOf(x[0], axes, keepDims: true);
            var count = Dim.Max(CountOf(x[0], axes) - node.Int("correction"), 0);
            return (distance * distance).Sum(axes, node.Bool("keep_dims")) / x[0].Size(count);
        },
        Onnx.None("ReduceMean of squares")));

    public static readonly OpDef LogSumExp = Define(Composite("logsumexp",
        "log of the sum of e^x along axes, shifted by the maximum so that nothing overflows; -∞ for no elements.", ["x"], [AllAxes, KeepDims],
        InferReduced,
        (node, x) =>
        {
            var axes = node.Ints("axis");
            var max = x[0].Max(axes);
            // An infinite maximum would make ∞ - ∞ of the elements equal to it; that of nothing is -∞, and the sum 0.
            var shift = Term.Apply(Select, Term.Apply(IsInf, max), max.Const(0), max);
            var log = Term.Apply(Log, Term.Apply(Exp, x[0] - shift).Sum(axes, keepDims: true)) + shift;
            return node.Bool("keep_dims") ? log : log.Reshape(node.Shape);
        },
        "ReduceLogSumExp") with { PublicName = "LogSumExp" });

    public static readonly OpDef Softmax = Define(Composite("softmax", "e^x divided by its sum along an axis, shifted by the maximum so that nothing overflows.",
        ["x"], [LastAxis], InferAlongAxis,
        (node, x) =>
        {
            var axis = Seq.Of(node.Int("axis"));
            var e = Term.Apply(Exp, x[0] - x[0].Max(axis));
            return e / e.Sum(axis, keepDims: true);
        },
        "Softmax"));

    public static readonly OpDef LogSoftmax = Define(Composite("log_softmax", "log of softmax, computed without dividing: x - logsumexp(x).",
        ["x"], [LastAxis], InferAlongAxis,
        (node, x) =>
        {
            var axis = Seq.Of(node.Int("axis"));
            var shifted = x[0] - x[0].Max(axis);
            return shifted - Term.Apply(Log, Term.Apply(Exp, shifted).Sum(axis, keepDims: true));
        },
        "LogSoftmax"));

    public static readonly OpDef LayerNorm = Define(Composite("layer_norm",
        "(x - mean) / √(variance + epsilon) * weight + bias, with mean and variance over the axes from axis on.",
        ["x", "weight", "bias"], [s_firstAxis, s_epsilon], InferNormalised,
        (node, x) =>
        {
            var axes = TrailingAxes(node);
            var distance = x[0] - MeanOf(x[0], axes, keepDims: true);
            var variance = MeanOf(distance * distance, axes, keepDims: true);
            return distance * Term.Apply(Rsqrt, variance + node.Float("epsilon")) * x[1] + x[2];
        },
        "LayerNormalization"));

    public static readonly OpDef RmsNorm = Define(Composite("rms_norm",
        "x / √(mean of x² + epsilon) * weight, with the mean over the axes from axis on.",
        ["x", "weight"], [s_firstAxis, s_epsilon], InferNormalised,
        (node, x) => x[0] * Term.Apply(Rsqrt, MeanOf(x[0] * x[0], TrailingAxes(node), keepDims: true) + node.Float("epsilon")) * x[1],
        "RMSNormalization"));

    private static Term MeanOf(Term x, Seq<long> axes, bool keepDims) => x.Sum(axes, keepDims) / x.Size(CountOf(x, axes));

    private static Dim CountOf(Term x, Seq<long> axes) => Dim.Product(axes.Select(a => x.Type.Shape[(int)a]));

    private static Seq<TensorType> InferReduced(OpCall call)
    {
        var x = call.Operands[0];
        return Seq.Of(x.With(ReducedShape(x.Shape, call.Axes("axis", x.Rank), call.Bool("keep_dims"))));
    }

    private static Seq<TensorType> InferAlongAxis(OpCall call)
    {
        call.Axis("axis", call.Operands[0].Rank);
        return Seq.Of(call.Operands[0]);
    }

    private static Seq<long> TrailingAxes(Node node) => Enumerable.Range((int)node.Int("axis"), node.Rank - (int)node.Int("axis")).Select(i => (long)i).ToSeq();

    private static Seq<TensorType> InferNormalised(OpCall call)
    {
        var x = call.Operands[0];
        call.SameDType();
        call.Axis("axis", x.Rank);
        for (var i = 1; i < call.Operands.Count; i++)
        {
            var shape = call.Operands[i].Shape;
            var fits = shape.Count <= x.Rank;
            for (var k = 1; fits && k <= shape.Count; k++)
                fits = shape[shape.Count - k].Is(1) || call.Unify(shape[shape.Count - k], x.Shape[x.Rank - k], $"axis {shape.Count - k} of {call.NameOf(i)} and axis {x.Rank - k} of {call.NameOf(0)}");
            if (!fits)
            {
                throw call.Fail(OpErrors.ShapesDoNotBroadcast,
                    $"{call.NameOf(i)} of shape {TensorType.ShapeText(shape)} does not broadcast to {call.NameOf(0)} of shape {TensorType.ShapeText(x.Shape)}", i);
            }
        }
        return Seq.Of(x);
    }
}
