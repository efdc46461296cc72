using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>
/// Fills tensors with random numbers: the i-th comes from block i / PerBlock of the key, whichever thread and register width gets to it.
/// </summary>
internal static class RandomFill
{
    // About 10 µs of work.
    private const int Grain = 1024;

    public static void Run<T, TDistribution>(RandomKey key, Tensor<T> target)
        where T : unmanaged
        where TDistribution : struct, IDistribution
    {
        if (Vector512.IsHardwareAccelerated) Share<T, TDistribution, I64x8, F64x8>(key, target);
        else if (Vector256.IsHardwareAccelerated) Share<T, TDistribution, I64x4, F64x4>(key, target);
        else Share<T, TDistribution, I64x2, F64x2>(key, target);
        GC.KeepAlive(target);
    }

    private static void Share<T, TDistribution, L, D>(RandomKey key, Tensor<T> target)
        where T : unmanaged
        where TDistribution : struct, IDistribution
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>
    {
        nint blocks = (target.Count + TDistribution.PerBlock - 1) / TDistribution.PerBlock;
        Workers.For(blocks, Grain, new Body<T, TDistribution, L, D>(key, target.Buffer));
    }

    private readonly struct Body<T, TDistribution, L, D>(RandomKey key, Buffer<T> target) : IRangeBody
        where T : unmanaged
        where TDistribution : struct, IDistribution
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(nint start, nint end, int part)
        {
            Span<double> drawn = stackalloc double[4 * L.Count];
            for (nint block = start; block < end; block += L.Count)
            {
                var counter = L.Splat(block) + L.Iota;
                L x0 = counter & L.Splat(0xFFFFFFFF), x1 = counter >>> 32, x2 = default, x3 = default;
                Philox.Run<L, D>(key.Value, ref x0, ref x1, ref x2, ref x3);
                TDistribution.Draw(x0, x1, x2, x3, out D y0, out D y1, out D y2, out D y3);
                D.Store(y0, ref drawn[0], 0);
                D.Store(y1, ref drawn[0], L.Count);
                D.Store(y2, ref drawn[0], 2 * L.Count);
                D.Store(y3, ref drawn[0], 3 * L.Count);
                Interleave(drawn, block * TDistribution.PerBlock, Math.Min(L.Count, end - block) * TDistribution.PerBlock);
            }
        }

        /// <summary>Writes block after block; the last may have more numbers than there are elements.</summary>
        private void Interleave(ReadOnlySpan<double> drawn, nint first, nint count)
        {
            ref T elements = ref Unsafe.Add(ref target.Ref, first);
            count = nint.Min(count, target.Count - first);
            for (nint i = 0; i < count; i++)
            {
                double y = drawn[(int)(i % TDistribution.PerBlock * L.Count + i / TDistribution.PerBlock)];
                if (typeof(T) == typeof(float)) Unsafe.As<T, float>(ref Unsafe.Add(ref elements, i)) = (float)y;
                else Unsafe.As<T, double>(ref Unsafe.Add(ref elements, i)) = y;
            }
        }
    }
}
