using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>
/// Index of the first extremum of each row, in two passes: the extremum, then the first element that equals it. A row with a
/// NaN has NaN for its extremum, and the first NaN is found.
/// </summary>
internal static class ArgReduction
{
    private const nint Piece = 1 << 15;

    /// <summary>x as [rows, size], with a size of at least 1, to [rows].</summary>
    public static void Run<T, TFold>(Tensor<T> x, nint rows, nint size, Tensor<long> result)
        where T : unmanaged
        where TFold : struct, IFold
    {
        var job = new Job<T, TFold>(x, result, size);
        if (rows * size <= Piece) job.Run(0, rows, 0);
        else Workers.For(rows, Math.Max(1, Piece / size), job);
    }

    private readonly struct Job<T, TFold>(Tensor<T> x, Tensor<long> result, nint size) : IRangeBody
        where T : unmanaged
        where TFold : struct, IFold
    {
        public void Run(nint start, nint end, int part)
        {
            LanesDispatch.Run<T, Kernel<TFold>>(new()
            {
                X = ref Unsafe.As<T, byte>(ref x.Buffer.Ref),
                Result = ref result.Buffer.Ref,
                Start = start,
                End = end,
                Size = size,
            });
            GC.KeepAlive(x);
            GC.KeepAlive(result);
        }
    }

    private ref struct Kernel<TFold> : ILanesKernel
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
            var wantsNaN = T.IsNaN(value);
            nint i = 0;
            for (; i <= count - V.Count; i += V.Count)
            {
                var element = V.Load(ref x, i);
                if (V.Any(wantsNaN ? V.NotEqual(element, element) : V.Equal(element, wanted))) break;
            }
            for (; i < count - 1; i++)
            {
                var element = Unsafe.Add(ref x, i);
                if (wantsNaN ? T.IsNaN(element) : element == value) break;
            }
            return i;
        }
    }
}
