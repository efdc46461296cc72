using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// Index of the first extremum along an axis, in two passes: the extremum, then the first element that equals it. Where there is a
/// NaN the extremum is NaN, and the first NaN is found.
/// </summary>
public static class ArgReduction
{
    // Elements to a part: some 3 µs.
    private const nint Piece = 1 << 15;

    // Columns that are walked down together: four of the widest registers, and whole cache lines.
    private const int Columns = 64;

    /// <summary>The first index of the largest element: <c>[outer, size, inner]</c> to <c>[outer, inner]</c>, with a size of at least 1.</summary>
    public static void Maximum<T>(Buffer<T> x, Buffer<long> result, nint outer, nint size, nint inner)
        where T : unmanaged => Run<T, MaximumFold>(x, result, outer, size, inner);

    /// <summary>The first index of the smallest element, as <see cref="Maximum"/> finds the largest.</summary>
    public static void Minimum<T>(Buffer<T> x, Buffer<long> result, nint outer, nint size, nint inner)
        where T : unmanaged => Run<T, MinimumFold>(x, result, outer, size, inner);

    private static void Run<T, TFold>(Buffer<T> x, Buffer<long> result, nint outer, nint size, nint inner)
        where T : unmanaged
        where TFold : struct, IFold
    {
        var job = new Job<T, TFold> { X = x, Result = result, Size = size, Inner = inner };
        var items = outer * (inner == 1 ? 1 : job.Blocks);
        if (outer * size * inner <= Piece) job.Run(0, items, 0);
        else Workers.For(items, Math.Max(1, Piece / (size * Math.Min(inner, Columns))), job);
    }

    private struct Job<T, TFold> : IRangeBody
        where T : unmanaged
        where TFold : struct, IFold
    {
        public Buffer<T> X;
        public Buffer<long> Result;
        public nint Size, Inner;

        public readonly nint Blocks => (Inner + Columns - 1) / Columns;

        public readonly void Run(nint start, nint end, int part)
        {
            if (Inner == 1) LanesDispatch.Run<T, Rows<TFold>>(new() { X = ref Unsafe.As<T, byte>(ref X.Ref), Result = ref Result.Ref, Start = start, End = end, Size = Size });
            else LanesDispatch.Run<T, ColumnBlocks<TFold>>(new() { X = ref Unsafe.As<T, byte>(ref X.Ref), Result = ref Result.Ref, Start = start, End = end, Size = Size, Inner = Inner, Blocks = Blocks });
        }
    }

    private ref struct Rows<TFold> : ILanesKernel
        where TFold : struct, IFold
    {
        public ref byte X;
        public ref long Result;
        public nint Start, End, Size;

        public readonly void Run<V, T>()
            where V : struct, ILanes<V, T>
            where T : unmanaged, INumber<T>
        {
            for (var row = Start; row < End; row++)
            {
                ref var x = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref X), row * Size);
                Unsafe.Add(ref Result, row) = FirstOf<V, T>(ref x, Fold<V, T, TFold>.Run(ref x, Size), Size);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static nint FirstOf<V, T>(ref T x, T value, nint count)
            where V : struct, ILanes<V, T>
            where T : unmanaged, INumber<T>
        {
            var wanted = V.Splat(value);
            for (nint i = 0; i < count; i += V.Count)
            {
                var rest = count - i;
                var element = rest < V.Count ? V.LoadPartial(ref x, i, (int)rest) : V.Load(ref x, i);
                // An extremum that is no NaN has none beside it.
                var hits = V.LaneBits(V.Equal(element, wanted) | V.NotEqual(element, element));
                if (rest < V.Count) hits &= (1u << (int)rest) - 1;
                if (hits != 0) return i + BitOperations.TrailingZeroCount(hits);
            }
            return 0;
        }
    }

    private ref struct ColumnBlocks<TFold> : ILanesKernel
        where TFold : struct, IFold
    {
        public ref byte X;
        public ref long Result;
        public nint Start, End, Size, Inner, Blocks;

        public readonly void Run<V, T>()
            where V : struct, ILanes<V, T>
            where T : unmanaged, INumber<T>
        {
            Span<T> extrema = stackalloc T[Columns];
            for (var item = Start; item < End; item++)
            {
                var (outer, first) = (item / Blocks, item % Blocks * Columns);
                var count = (int)nint.Min(Columns, Inner - first);
                ref var x = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref X), outer * Size * Inner + first);
                ref var result = ref Unsafe.Add(ref Result, outer * Inner + first);
                Fold<V, T, TFold>.RunColumns(ref x, Size, Inner, ref extrema[0], count);
                for (nint j = 0; j < count; j += V.Count)
                    FirstOf<V, T>(ref Unsafe.Add(ref x, j), ref Unsafe.Add(ref extrema[0], j), Size, Inner, ref Unsafe.Add(ref result, j), (int)nint.Min(V.Count, count - j));
            }
        }

        /// <summary>For each of at most a register's columns the first row that has its extremum.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void FirstOf<V, T>(ref T x, ref T extrema, nint size, nint stride, ref long result, int columns)
            where V : struct, ILanes<V, T>
            where T : unmanaged, INumber<T>
        {
            var wanted = V.LoadPartial(ref extrema, 0, columns);
            var pending = V.FirstLanes(columns);
            for (nint row = 0; row < size; row++)
            {
                var element = columns == V.Count ? V.Load(ref x, row * stride) : V.LoadPartial(ref x, row * stride, columns);
                var hits = (V.Equal(element, wanted) | V.NotEqual(element, element)) & pending;
                for (var left = V.LaneBits(hits); left != 0; left &= left - 1) Unsafe.Add(ref result, BitOperations.TrailingZeroCount(left)) = row;
                pending = V.AndNot(pending, hits);
                if (!V.Any(pending)) return;
            }
        }
    }
}
