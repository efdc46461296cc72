using System;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

internal static partial class EagerRules
{
    private static ITensor Reduce(EagerCall call)
    {
        var (axes, keepDims) = (call.Node.Ints("axis").Select(a => (int)a).ToArray(), call.Node.Bool("keep_dims"));
        var combine = call.Node.Op.Reduction!.Combine;
        if (call.X is Tensor<bool> x)
        {
            return combine == Primitive.Or
                ? Reduction.Run<bool, AnyFold>(x, axes, keepDims)
                : Reduction.Run<bool, AllFold>(x, axes, keepDims);
        }
        return call.X.Visit<Reducing, ITensor>(new(combine, axes, keepDims));
    }

    private readonly struct Reducing(Primitive combine, int[] axes, bool keepDims) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> x) where T : unmanaged => combine switch
        {
            Primitive.Add => Reduction.Run<T, NumberFold<T, SumFold>>(x, axes, keepDims),
            Primitive.Mul => Reduction.Run<T, NumberFold<T, ProductFold>>(x, axes, keepDims),
            Primitive.Max => Reduction.Run<T, NumberFold<T, MaximumFold>>(x, axes, keepDims),
            Primitive.Min => Reduction.Run<T, NumberFold<T, MinimumFold>>(x, axes, keepDims),
            _ => throw new NotSupportedException($"no fold of numbers by {combine}"),
        };
    }

    private static ITensor ArgReduce(EagerCall call) =>
        call.X.Visit<Searching, ITensor>(new((int)call.Node.Int("axis"), call.ResultShape(), call.Node.Op.Reduction!.Combine == Primitive.Max));

    private readonly struct Searching(int axis, Shape shape, bool largest) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> x) where T : unmanaged
        {
            var (outer, size, inner) = x.Shape.Around(axis);
            var result = new Tensor<long>(shape);
            if (result.Shape.Count == 0) return result;
            if (largest) ArgReduction.Maximum(x.Buffer, result.Buffer, outer, size, inner);
            else ArgReduction.Minimum(x.Buffer, result.Buffer, outer, size, inner);
            GC.KeepAlive(x);
            GC.KeepAlive(result);
            return result;
        }
    }
}
