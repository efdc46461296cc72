using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>Takes rows of a tensor by the indices in another one.</summary>
internal static class LookUp
{
    private const nint ParallelElements = 1 << 15;

    /// <exception cref="OpException">An index is outside of the axis.</exception>
    public static void Run<T, TIndex>(OpDef op, Tensor<T> x, Tensor<TIndex> indices, int axis, Tensor<T> result)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var (outer, size, inner) = x.Shape.Around(axis);
        var positions = new int[indices.Shape.Count];
        var given = indices.AsSpan();
        for (var i = 0; i < positions.Length; i++)
        {
            var index = long.CreateTruncating(given[i]);
            if (index < -size || index >= size) throw OpException.Index(op.Name, index, axis, size);
            positions[i] = (int)(index < 0 ? index + size : index);
        }
        GC.KeepAlive(indices);
        if (result.Shape.Count == 0) return;
        var job = new Job<T>(x, positions, size, inner, result);
        var lines = (nint)outer * positions.Length;
        if (result.Shape.Count <= ParallelElements) job.Run(0, lines, 0);
        else Workers.For(lines, Math.Max(1, ParallelElements / inner), job);
    }

    private readonly struct Job<T>(Tensor<T> x, int[] positions, nint size, nint inner, Tensor<T> result) : IRangeBody
        where T : unmanaged
    {
        public void Run(nint start, nint end, int part)
        {
            ref var from = ref x.Buffer.Ref;
            ref var to = ref result.Buffer.Ref;
            for (var line = start; line < end; line++)
            {
                var (outer, i) = Math.DivRem(line, positions.Length);
                ref var source = ref Unsafe.Add(ref from, (outer * size + positions[i]) * inner);
                ref var target = ref Unsafe.Add(ref to, line * inner);
                if (inner == 1) target = source;
                else Unsafe.CopyBlockUnaligned(ref Unsafe.As<T, byte>(ref target), ref Unsafe.As<T, byte>(ref source), (uint)(inner * Unsafe.SizeOf<T>()));
            }
            GC.KeepAlive(x);
            GC.KeepAlive(result);
        }
    }
}
