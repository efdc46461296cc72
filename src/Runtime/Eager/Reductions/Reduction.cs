using System;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>How a reduction folds one group of neighbouring axes.</summary>
internal interface IAxisFold<T>
    where T : unmanaged
{
    /// <summary>[rows, size] to [rows].</summary>
    static abstract void FoldRows(Tensor<T> x, nint rows, nint size, Tensor<T> result);

    /// <summary>[outer, size, inner] to [outer, inner].</summary>
    static abstract void FoldColumns(Tensor<T> x, nint outer, nint size, nint inner, Tensor<T> result);
}

/// <summary>The folds of numbers, in registers.</summary>
internal readonly struct NumberFold<T, TFold> : IAxisFold<T>
    where T : unmanaged
    where TFold : struct, IFold
{
    public static void FoldRows(Tensor<T> x, nint rows, nint size, Tensor<T> result) => RowFold.Run<T, TFold>(x, rows, size, result);

    public static void FoldColumns(Tensor<T> x, nint outer, nint size, nint inner, Tensor<T> result) =>
        ColumnFold.Run<T, TFold>(x, outer, size, inner, result);
}

/// <summary>
/// Reductions over any set of axes, the last ones first: each step folds one group of neighbouring axes of a tensor seen
/// as [outer, size, inner].
/// </summary>
internal static class Reduction
{
    /// <summary>Folds the given axes, which are not negative, ascend, and come once each.</summary>
    public static Tensor<T> Run<T, TFold>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepDims)
        where T : unmanaged
        where TFold : struct, IAxisFold<T>
    {
        var shape = ReducedShape(x.Shape, axes, keepDims);
        if (axes.IsEmpty) return StridedCopy.Reshape(x, shape);
        var (current, inner, last) = (x, (nint)1, x.Shape.Rank);
        for (var i = axes.Length; i > 0;)
        {
            // The group that ends with axes[i - 1].
            var end = axes[--i];
            nint size = x.Shape[end];
            while (i > 0 && axes[i - 1] == axes[i] - 1) size *= x.Shape[axes[--i]];
            for (var axis = end + 1; axis < last; axis++) inner *= x.Shape[axis];
            last = axes[i];
            nint outer = 1;
            for (var axis = 0; axis < last; axis++) outer *= x.Shape[axis];

            var next = new Tensor<T>(i == 0 ? shape : new Shape((int)outer, (int)inner));
            if (inner == 1) TFold.FoldRows(current, outer, size, next);
            else if (outer * inner > 0) TFold.FoldColumns(current, outer, size, inner, next);
            if (!ReferenceEquals(current, x)) current.Dispose();
            current = next;
        }
        return current;
    }

    public static Shape ReducedShape(Shape shape, ReadOnlySpan<int> axes, bool keepDims)
    {
        Span<int> dims = stackalloc int[shape.Rank];
        var (rank, next) = (0, 0);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            var reduced = next < axes.Length && axes[next] == axis;
            if (reduced) next++;
            if (!reduced || keepDims) dims[rank++] = reduced ? 1 : shape[axis];
        }
        return new Shape(dims[..rank]);
    }
}
