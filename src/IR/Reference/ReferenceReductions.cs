using System.Linq;

namespace GraphCompiler.IR;

internal static partial class ReferenceRules
{
    private static Literal Reduce(ReferenceCall call)
    {
        var (node, x) = (call.Node, call.X);
        var facts = node.Op.Reduction!;
        var axes = node.Ints("axis").Select(a => (int)a).ToArray();
        RequireElements(call, axes);
        var combine = ScalarEvaluator.Compile(node.Op.Body!, [x.DType, x.DType], x.DType);
        var strides = ResultStrides(x.Shape, axes);
        var results = Enumerable.Repeat(facts.Init(x.DType).Value(0), (int)RowMajor.Count(call.ResultShape())).ToArray();
        var (arguments, position) = (new ScalarValue[2], 0L);
        foreach (var index in RowMajor.Indices(x.Shape))
        {
            var to = RowMajor.Offset(index, strides);
            (arguments[0], arguments[1]) = (results[to], x.Value(position++));
            results[to] = combine(arguments);
        }
        return Literal.Of(node.DType, call.ResultShape(), results);
    }

    private static Literal ArgReduce(ReferenceCall call)
    {
        var (node, x) = (call.Node, call.X);
        var axis = (int)node.Int("axis");
        RequireElements(call, [axis]);
        var largest = node.Op.Reduction!.Combine == Primitive.Max;
        var strides = ResultStrides(x.Shape, [axis]);
        var best = new ScalarValue[RowMajor.Count(call.ResultShape())];
        var found = new long[best.Length];
        var position = 0L;
        foreach (var index in RowMajor.Indices(x.Shape))
        {
            var to = RowMajor.Offset(index, strides);
            var value = x.Value(position++);
            if (index[axis] > 0 && !IsBetter(value, best[to], x.DType, largest)) continue;
            (best[to], found[to]) = (value, index[axis]);
        }
        return Literal.Of(DType.I64, call.ResultShape(), found);
    }

    /// <summary>Strictly, so that the first of equals stays; a NaN is better than any number.</summary>
    private static bool IsBetter(ScalarValue value, ScalarValue best, DType dtype, bool largest) => dtype.IsFloat()
        ? !double.IsNaN(best.Float) && (double.IsNaN(value.Float) || (largest ? value.Float > best.Float : value.Float < best.Float))
        : largest ? value.Integer > best.Integer : value.Integer < best.Integer;

    /// <summary>Strides by which an index of the operand walks the result: 0 along the axes that go.</summary>
    private static long[] ResultStrides(Seq<long> shape, int[] axes) =>
        RowMajor.BroadcastStrides(shape.Select((size, i) => axes.Contains(i) ? 1 : size).ToSeq(), shape.Count);

    private static void RequireElements(ReferenceCall call, int[] axes)
    {
        if (call.Node.Op.Reduction!.AllowsEmpty(call.Node)) return;
        foreach (var axis in axes)
        {
            if (call.X.Shape[axis] == 0)
                throw new OpException(OpErrors.EmptyReduction, call.Node.Op.Name, $"axis {axis} has no elements; at least one is needed", operand: 0);
        }
    }
}
