using System;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

internal static partial class EagerRules
{
    private static ITensor Reshape(EagerCall call) => call.X.Visit<Reshaping, ITensor>(new(call.ResultShape()));

    private readonly struct Reshaping(Shape shape) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> x) where T : unmanaged => StridedCopy.Reshape(x, shape);
    }

    private static ITensor View(EagerCall call)
    {
        var (axes, shape, input) = (call.Node.Op.View!(call.Node).Axes, call.ResultShape(), call.X.Shape);
        var steps = new nint[shape.Rank];
        var (start, stride) = ((nint)0, (nint)1);
        for (var k = axes.Count - 1; k >= 0; k--)
        {
            start += call.Size(axes[k].Offset) * stride;
            if (axes[k].OutputAxis >= 0) steps[axes[k].OutputAxis] += (nint)axes[k].Stride * stride;
            stride *= input[k];
        }
        return call.X.Visit<Viewing, ITensor>(new(shape, start, steps));
    }

    private readonly struct Viewing(Shape shape, nint start, nint[] steps) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> x) where T : unmanaged => StridedCopy.View(x, shape, start, steps);
    }

    private static ITensor Concat(EagerCall call) => call.X.Visit<Joining, ITensor>(new(call, (int)call.Node.Int("axis")));

    private readonly struct Joining(EagerCall call, int axis) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> first) where T : unmanaged
        {
            var result = new Tensor<T>(call.ResultShape());
            var start = new int[result.Shape.Rank];
            foreach (var piece in call.Operands)
            {
                StridedCopy.Paste((Tensor<T>)piece, result, start);
                start[axis] += piece.Shape[axis];
            }
            return result;
        }
    }

    private static ITensor Pad(EagerCall call) =>
        call.X.Visit<Padding, ITensor>(new(call.ResultShape(), call.Sizes(call.Node.Dims("before")), call.Node.Float("value")));

    private readonly struct Padding(Shape shape, int[] before, double value) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> x) where T : unmanaged
        {
            var result = new Tensor<T>(shape);
            result.AsSpan().Fill(ScalarCast.FromDouble<T>(value));
            StridedCopy.Paste(x, result, before);
            return result;
        }
    }

    private static ITensor Gather(EagerCall call) => call.X.Visit<Taking, ITensor>(new(call, (int)call.Node.Int("axis")));

    private readonly struct Taking(EagerCall call, int axis) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> x) where T : unmanaged
        {
            var result = new Tensor<T>(call.ResultShape());
            switch (call.Operands[1])
            {
                case Tensor<int> indices:
                    LookUp.Run(call.Node.Op, x, indices, axis, result);
                    break;
                case Tensor<long> indices:
                    LookUp.Run(call.Node.Op, x, indices, axis, result);
                    break;
                default:
                    throw Unsupported(call.Node);
            }
            return result;
        }
    }

    private static ITensor Update(EagerCall call) => call.X.Visit<Updating, ITensor>(new(call));

    private readonly struct Updating(EagerCall call) : ITensorVisitor<ITensor>
    {
        public ITensor Visit<T>(Tensor<T> x) where T : unmanaged
        {
            var axes = call.Node.Ints("axes");
            var kept = OpTable.UpdatedAxes(x.Rank, axes);
            var (start, sizes) = (new int[x.Rank], new int[x.Rank]);
            for (var i = 0; i < axes.Count; i++)
            {
                var axis = (int)axes[i];
                start[axis] = Place(call.Operands[i + 2], axis, x.Shape[axis]);
                sizes[axis] = 1;
            }
            for (var k = 0; k < kept.Count; k++) (start[kept[k]], sizes[kept[k]]) = (call.Size(call.Node.Dims("starts")[k]), call.Operands[1].Shape[k]);
            var result = x.Clone();
            StridedCopy.Paste((Tensor<T>)call.Operands[1], result, start, new Shape(sizes));
            return result;
        }

        private int Place(ITensor position, int axis, int size)
        {
            var at = position is Tensor<long> wide ? wide.Item() : ((Tensor<int>)position).Item();
            if (at < -size || at >= size) throw OpException.Index(call.Node.Op.Name, at, axis, size);
            return (int)(at < 0 ? at + size : at);
        }
    }

    private static ITensor Source(EagerCall call) => call.Node.DType.Visit<Filling, ITensor>(new(call));

    private readonly struct Filling(EagerCall call) : IDTypeVisitor<ITensor>
    {
        public ITensor Visit<T>() where T : unmanaged
        {
            var result = new Tensor<T>(call.ResultShape());
            switch (call.Node.Op.Source!(call.Node))
            {
                case SourceFacts.Splat splat:
                    result.AsSpan().Fill(Literals.Element<T>(splat.Value, 0));
                    break;
                case SourceFacts.Index along:
                    FillIndex(result, along.Axis);
                    break;
                case SourceFacts.Size size:
                    result.AsSpan().Fill(ScalarCast.FromInteger<T>(call.Size(size.Value)));
                    break;
            }
            GC.KeepAlive(result);
            return result;
        }

        private static void FillIndex<T>(Tensor<T> result, int axis) where T : unmanaged
        {
            var (_, size, inner) = result.Shape.Around(axis);
            var elements = result.AsSpan();
            if (elements.IsEmpty) return;
            // The numbers once, and then as they are for every index before the axis.
            var numbers = elements[..(size * inner)];
            if (inner == 1)
            {
                for (var index = 0; index < numbers.Length; index++) numbers[index] = ScalarCast.FromInteger<T>(index);
            }
            else
            {
                for (var index = 0; index < size; index++) numbers.Slice(index * inner, inner).Fill(ScalarCast.FromInteger<T>(index));
            }
            for (var at = numbers.Length; at < elements.Length; at += numbers.Length) numbers.CopyTo(elements[at..]);
        }
    }

    private static ITensor Cast(EagerCall call) => call.Node.DType.Visit<Casting, ITensor>(new(call.X));

    private readonly struct Casting(ITensor x) : IDTypeVisitor<ITensor>
    {
        public ITensor Visit<T>() where T : unmanaged => x.Visit<To<T>, ITensor>(default);

        private readonly struct To<TTo> : ITensorVisitor<ITensor>
            where TTo : unmanaged
        {
            public ITensor Visit<T>(Tensor<T> x) where T : unmanaged
            {
                var result = new Tensor<TTo>(x.Shape);
                Moves.Cast(in x.Buffer.Ref, ref result.Buffer.Ref, x.Count);
                GC.KeepAlive(x);
                GC.KeepAlive(result);
                return result;
            }
        }
    }
}
