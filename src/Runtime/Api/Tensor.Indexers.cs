using System;
using System.Runtime.CompilerServices;
using GraphCompiler.Eager;
using GraphCompiler.IR;

namespace GraphCompiler;

public sealed unsafe partial class Tensor<T>
{
    /// <summary>
    /// A part of the tensor as a new one: <c>x[0]</c> and <c>x[^1]</c> drop the axis, <c>x[1..3]</c> keeps it, <c>x[.., 0]</c> is the
    /// first column. Axes without an index are taken whole.
    /// </summary>
    /// <param name="index">At most one per axis, outermost first.</param>
    /// <exception cref="OpException">More indices than axes, or a single index outside of its axis; ranges are limited to theirs.</exception>
    /// <exception cref="ObjectDisposedException"/>
    [IndexerName("At")]
    public Tensor<T> this[params ReadOnlySpan<TensorIndex> index]
    {
        get
        {
            var shape = Shape;
            if (index.Length > shape.Rank)
                throw new OpException(OpErrors.Rank, OpTable.Slice.Name, $"{index.Length} indices for a tensor of rank {shape.Rank}; at most one per axis", operand: 0);
            Span<int> sizes = stackalloc int[shape.Rank];
            Span<nint> steps = stackalloc nint[shape.Rank];
            var (rank, start, step) = (shape.Rank, (nint)0, (nint)1);
            // From the innermost axis; sizes and steps fill from the end, single indices leave theirs out.
            for (var axis = shape.Rank - 1; axis >= 0; axis--)
            {
                var size = shape[axis];
                var isGiven = axis < index.Length;
                var (first, count) = !isGiven ? (0, size)
                    : index[axis].Within(size) ?? throw OpException.Index(OpTable.Slice.Name, index[axis].Single, axis, size);
                start += first * step;
                if (!isGiven || !index[axis].IsSingle)
                {
                    sizes[--rank] = count;
                    steps[rank] = step;
                }
                step *= size;
            }
            return StridedCopy.View(this, new Shape(sizes[rank..]), start, steps[rank..]);
        }
    }
}
