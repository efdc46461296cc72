using System;
using System.Runtime.CompilerServices;
using GraphCompiler.Eager;
using GraphCompiler.IR;

namespace GraphCompiler;

public sealed unsafe partial class Tensor<T>
{
    /// <summary>
    /// A part of the tensor: <c>x[0]</c> and <c>x[^1]</c> drop the axis, <c>x[1..3]</c> keeps it, <c>x[.., 0]</c> is the first column.
    /// Axes without an index are taken whole. Reading gives a new tensor, a copy of the part. Assigning writes into this tensor,
    /// which everything that refers to it sees; the value broadcasts to the part. In a graph function it is captured for local
    /// variables that alone refer to their tensor.
    /// </summary>
    /// <param name="index">At most one per axis, outermost first.</param>
    /// <exception cref="OpException">
    /// More indices than axes, or an index or a range outside of its axis. A value that does not broadcast to the part.
    /// </exception>
    /// <exception cref="ObjectDisposedException"/>
    [IndexerName("At")]
    public Tensor<T> this[params ReadOnlySpan<TensorIndex> index]
    {
        get
        {
            Span<nint> steps = stackalloc nint[Rank];
            var shape = Part(index, steps, out var start);
            return StridedCopy.View(this, shape, start, steps[^shape.Rank..]);
        }
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Span<nint> steps = stackalloc nint[Rank];
            var shape = Part(index, steps, out var start);
            var from = value.Shape;
            var fits = from.Rank <= shape.Rank;
            for (var k = 1; fits && k <= from.Rank; k++) fits = from[from.Rank - k] == shape[shape.Rank - k] || from[from.Rank - k] == 1;
            if (!fits)
            {
                throw new OpException(OpErrors.ShapesDoNotBroadcast, OpTable.Update.Name,
                    $"a value of shape {from} does not broadcast to the part, whose shape is {shape}; each axis, aligned at the end, must be equal or 1", operand: 1);
            }
            StridedCopy.Write(value, this, shape, start, steps[^shape.Rank..]);
        }
    }

    /// <summary>The shape of a part, where it begins and, at the end of <paramref name="steps"/>, how far its neighbours are apart.</summary>
    private Shape Part(ReadOnlySpan<TensorIndex> index, Span<nint> steps, out nint start)
    {
        var shape = Shape;
        if (index.Length > shape.Rank)
            throw new OpException(OpErrors.Rank, OpTable.Slice.Name, $"{index.Length} indices for a tensor of rank {shape.Rank}; at most one per axis", operand: 0);
        Span<int> sizes = stackalloc int[shape.Rank];
        var (rank, step) = (shape.Rank, (nint)1);
        start = 0;
        // From the innermost axis; sizes and steps fill from the end, single indices leave theirs out.
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            var size = shape[axis];
            var isGiven = axis < index.Length;
            var (first, count) = !isGiven ? (0, size)
                : index[axis].Within(size) ?? throw Outside(index, shape);
            start += first * step;
            if (!isGiven || !index[axis].IsSingle)
            {
                sizes[--rank] = count;
                steps[rank] = step;
            }
            step *= size;
        }
        return new Shape(sizes[rank..]);
    }

    /// <summary>The error for the first index that does not lie in its axis.</summary>
    private static OpException Outside(ReadOnlySpan<TensorIndex> index, Shape shape)
    {
        var axis = 0;
        while (index[axis].Within(shape[axis]) is not null) axis++;
        return index[axis].Outside(axis, shape[axis]);
    }
}
