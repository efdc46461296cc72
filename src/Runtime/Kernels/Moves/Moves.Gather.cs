using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

public static unsafe partial class Moves
{
    /// <summary>
    /// target[o, i, …] = source[o, indices[i], …]: picks positions of one axis. Negative indices count from its end, as numpy's do.
    /// </summary>
    /// <param name="op">What error messages call the operation.</param>
    /// <param name="axis">What they call the axis.</param>
    /// <param name="outer">Product of the sizes before the axis.</param>
    /// <param name="size">Size of the axis.</param>
    /// <param name="inner">Product of the sizes after it.</param>
    /// <param name="source">outer × size × inner elements.</param>
    /// <param name="indices">The positions, −size … size − 1.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="target">outer × count × inner elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of the axis; nothing has been written then.</exception>
    public static void Gather<T, TIndex>(string op, int axis, nint outer, nint size, nint inner, ref readonly T source, ref readonly TIndex indices, nint count, ref T target)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        fixed (TIndex* at = &indices)
        {
            for (nint i = 0; i < count; i++)
            {
                var index = long.CreateTruncating(at[i]);
                if ((ulong)(index < 0 ? index + size : index) >= (ulong)size)
                    ThrowIndex(op, axis, index, i, size);
            }
            Gather(outer, size, inner, in source, at, count, ref target);
        }
    }

    [DoesNotReturn]
    private static void ThrowIndex(string op, int axis, long index, nint place, nint size) =>
        throw new ArgumentOutOfRangeException("indices", index, size == 0
            ? $"{op}: index {index} (number {place} of the indices) into axis {axis}, which has size 0: there is nothing to take."
            : $"{op}: index {index} (number {place} of the indices) is outside of axis {axis}, which has size {size}; allowed are {-size} to {size - 1}.");

    private static void Gather<T, TIndex>(nint outer, nint size, nint inner, ref readonly T source, TIndex* indices, nint count, ref T target)
        where T : unmanaged
        where TIndex : unmanaged
    {
        nint lines = outer * count;
        if (lines == 0 || inner == 0)
            return;
        fixed (T* from = &source, to = &target)
        {
            nint bytes = inner * sizeof(T);
            Workers.For(lines, Math.Max(1, GrainBytes / bytes), new GatherJob<T, TIndex>(from, size, inner, indices, count, to));
        }
    }

    private readonly struct GatherJob<T, TIndex>(T* source, nint size, nint inner, TIndex* indices, nint count, T* target) : IRangeBody
        where T : unmanaged
        where TIndex : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(nint start, nint end, int part)
        {
            (nint outer, nint i) = Math.DivRem(start, count);
            T* from = source + outer * size * inner;
            T* to = target + start * inner;
            for (nint line = start; line < end; line++)
            {
                // No index of an axis exceeds 32 bits, so the truncation of a checked one is exact.
                nint index = sizeof(TIndex) == 4 ? (nint)((int*)indices)[i] : (nint)((long*)indices)[i];
                T* taken = from + (index < 0 ? index + size : index) * inner;
                if (inner == 1)
                    *to = *taken;
                else
                    Buffer.MemoryCopy(taken, to, inner * sizeof(T), inner * sizeof(T));
                to += inner;
                if (++i == count)
                {
                    i = 0;
                    from += size * inner;
                }
            }
        }
    }
}
