using System;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>
/// Copies between places that each axis steps through at its own stride: every view (transpose, slice, flip, broadcast) and every
/// paste into a part of a larger tensor is such a copy.
/// </summary>
internal static class StridedCopy
{
    private const nint ParallelElements = 1 << 15;

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
        var axes = new CopyAxis[shape.Rank];
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
    public static void Paste<T>(Tensor<T> x, Tensor<T> target, ReadOnlySpan<int> at) where T : unmanaged
    {
        var axes = new CopyAxis[x.Shape.Rank];
        var (start, source, step) = ((nint)0, (nint)1, (nint)1);
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            axes[i] = new(x.Shape[i], source, step);
            start += at[i] * step;
            source *= x.Shape[i];
            step *= target.Shape[i];
        }
        Run(x, 0, target, start, axes);
    }

    private static void Run<T>(Tensor<T> source, nint sourceStart, Tensor<T> target, nint targetStart, ReadOnlySpan<CopyAxis> axes) where T : unmanaged
    {
        var merged = CopyAxis.Merge(axes);
        nint count = 1;
        foreach (var axis in merged) count *= axis.Size;
        if (count == 0) return;
        var inner = merged[^1];
        var job = new Job<T>(source, sourceStart, target, targetStart, merged);
        if (merged.Length == 1)
        {
            // One long run: cut it into lines so that threads can share it.
            var line = Math.Min(inner.Size, ParallelElements);
            job.Lines = (inner.Size + line - 1) / line;
            job.Line = line;
        }
        else
        {
            job.Lines = count / inner.Size;
            job.Line = inner.Size;
        }
        if (count <= ParallelElements) job.Run(0, job.Lines, 0);
        else Workers.For(job.Lines, Math.Max(1, ParallelElements / job.Line), job);
    }

    private struct Job<T>(Tensor<T> source, nint sourceStart, Tensor<T> target, nint targetStart, CopyAxis[] axes) : IRangeBody
        where T : unmanaged
    {
        public nint Lines;
        public nint Line;

        public readonly void Run(nint start, nint end, int part)
        {
            var inner = axes[^1];
            ref var from = ref Unsafe.Add(ref source.Buffer.Ref, sourceStart);
            ref var to = ref Unsafe.Add(ref target.Buffer.Ref, targetStart);
            if (axes.Length == 1)
            {
                for (var line = start; line < end; line++)
                {
                    var first = line * Line;
                    Copy(ref Unsafe.Add(ref from, first * inner.SourceStep), inner.SourceStep,
                        ref Unsafe.Add(ref to, first * inner.TargetStep), inner.TargetStep, Math.Min(Line, inner.Size - first));
                }
            }
            else
            {
                CopyLines(ref from, ref to, start, end);
            }
            GC.KeepAlive(source);
            GC.KeepAlive(target);
        }

        private readonly void CopyLines(ref T from, ref T to, nint start, nint end)
        {
            var inner = axes[^1];
            var index = new nint[axes.Length - 1];
            var (source, target, rest) = ((nint)0, (nint)0, start);
            for (var k = index.Length - 1; k >= 0; k--)
            {
                (rest, index[k]) = Math.DivRem(rest, axes[k].Size);
                source += index[k] * axes[k].SourceStep;
                target += index[k] * axes[k].TargetStep;
            }
            for (var line = start; line < end; line++)
            {
                Copy(ref Unsafe.Add(ref from, source), inner.SourceStep, ref Unsafe.Add(ref to, target), inner.TargetStep, inner.Size);
                for (var k = index.Length - 1; k >= 0; k--)
                {
                    source += axes[k].SourceStep;
                    target += axes[k].TargetStep;
                    if (++index[k] < axes[k].Size) break;
                    source -= index[k] * axes[k].SourceStep;
                    target -= index[k] * axes[k].TargetStep;
                    index[k] = 0;
                }
            }
        }

        private static void Copy(ref T source, nint sourceStep, ref T target, nint targetStep, nint count)
        {
            if (targetStep == 1 && sourceStep == 1)
                Unsafe.CopyBlockUnaligned(ref Unsafe.As<T, byte>(ref target), ref Unsafe.As<T, byte>(ref source), (uint)(count * Unsafe.SizeOf<T>()));
            else if (targetStep == 1 && sourceStep == 0)
                System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref target, (int)count).Fill(source);
            else
                for (nint i = 0; i < count; i++) Unsafe.Add(ref target, i * targetStep) = Unsafe.Add(ref source, i * sourceStep);
        }
    }
}

/// <summary>One axis of a copy and how far a step along it moves, in elements.</summary>
internal readonly record struct CopyAxis(nint Size, nint SourceStep, nint TargetStep)
{
    /// <summary>Without axes of size 1, and with neighbours joined that step as one; at least one axis is left.</summary>
    public static CopyAxis[] Merge(ReadOnlySpan<CopyAxis> axes)
    {
        var merged = new CopyAxis[axes.Length + 1];
        var count = 0;
        foreach (var axis in axes)
        {
            if (axis.Size == 1) continue;
            if (count > 0 && merged[count - 1] is var outer && outer.SourceStep == axis.SourceStep * axis.Size && outer.TargetStep == axis.TargetStep * axis.Size)
                merged[count - 1] = axis with { Size = outer.Size * axis.Size };
            else
                merged[count++] = axis;
        }
        if (count == 0) merged[count++] = new(1, 1, 1);
        return merged[..count];
    }
}
