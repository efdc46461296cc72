using System;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>Views and pastes of tensors as strided copies.</summary>
internal static class StridedCopy
{
    /// <summary>The same elements under another shape.</summary>
    public static Tensor<T> Reshape<T>(Tensor<T> x, Shape shape) where T : unmanaged
    {
        var result = new Tensor<T>(shape);
        Run(x, 0, result, 0, [new(shape.Count, 1, 1)]);
        return result;
    }

    /// <summary>result[i, j, …] = x[start + i * steps[0] + j * steps[1] + …], positions counted in elements.</summary>
    public static Tensor<T> View<T>(Tensor<T> x, Shape shape, nint start, ReadOnlySpan<nint> steps) where T : unmanaged
    {
        var result = new Tensor<T>(shape);
        Span<MoveAxis> axes = stackalloc MoveAxis[shape.Rank];
        nint consecutive = 1;
        for (var i = shape.Rank - 1; i >= 0; i--)
        {
            axes[i] = new(shape[i], steps[i], consecutive);
            consecutive *= shape[i];
        }
        Run(x, start, result, 0, axes);
        return result;
    }

    /// <summary>Writes a tensor into part of another one of the same rank, from an index on.</summary>
    public static void Paste<T>(Tensor<T> x, Tensor<T> target, ReadOnlySpan<int> at) where T : unmanaged => Paste(x, target, at, x.Shape);

    /// <summary>As the other overload, x seen under a shape of as many elements and the target's rank.</summary>
    public static void Paste<T>(Tensor<T> x, Tensor<T> target, ReadOnlySpan<int> at, Shape shape) where T : unmanaged
    {
        Span<MoveAxis> axes = stackalloc MoveAxis[shape.Rank];
        var (start, source, step) = ((nint)0, (nint)1, (nint)1);
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            axes[i] = new(shape[i], source, step);
            start += at[i] * step;
            source *= shape[i];
            step *= target.Shape[i];
        }
        Run(x, 0, target, start, axes);
    }

    /// <summary>target[start + i * steps[0] + …] = x[i, …], where x broadcasts to <paramref name="shape"/>.</summary>
    public static void Write<T>(Tensor<T> x, Tensor<T> target, Shape shape, nint start, ReadOnlySpan<nint> steps) where T : unmanaged
    {
        Span<MoveAxis> axes = stackalloc MoveAxis[shape.Rank];
        nint consecutive = 1;
        for (var k = 1; k <= shape.Rank; k++)
        {
            var isThere = k <= x.Shape.Rank && (x.Shape[x.Shape.Rank - k] != 1 || shape[shape.Rank - k] == 1);
            axes[^k] = new(shape[shape.Rank - k], isThere ? consecutive : 0, steps[^k]);
            if (k <= x.Shape.Rank) consecutive *= x.Shape[x.Shape.Rank - k];
        }
        Run(x, 0, target, start, axes);
    }

    private static void Run<T>(Tensor<T> source, nint sourceStart, Tensor<T> target, nint targetStart, ReadOnlySpan<MoveAxis> axes) where T : unmanaged
    {
        foreach (var axis in axes)
        {
            // The starts of an empty copy may lie outside of the memory.
            if (axis.Size == 0) return;
        }
        Moves.Copy(in Unsafe.Add(ref source.Buffer.Ref, sourceStart), ref Unsafe.Add(ref target.Buffer.Ref, targetStart), axes);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }
}
