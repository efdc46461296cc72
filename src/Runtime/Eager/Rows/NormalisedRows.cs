using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>Layer normalisation and RMS normalisation of each row of a matrix, in two passes over the row while it is in cache.</summary>
internal static class NormalisedRows
{
    private const nint Piece = 1 << 14;

    /// <summary>
    /// Normalises rows of <paramref name="size"/> elements, at least 1; weight and bias have as many. Without a bias it is RMS
    /// normalisation, which does not subtract the mean either.
    /// </summary>
    public static Tensor<T> Run<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, double epsilon, int size)
        where T : unmanaged
    {
        var result = new Tensor<T>(x.Shape);
        var job = new Job<T>(x, weight, bias, epsilon, size, result);
        if (x.Count <= Piece) job.Run(0, x.Count / size, 0);
        else Workers.For(x.Count / size, Math.Max(1, Piece / size), job);
        return result;
    }

    private readonly struct Job<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, double epsilon, nint size, Tensor<T> result) : IRangeBody
        where T : unmanaged
    {
        public void Run(nint start, nint end, int part)
        {
            LanesDispatch.Run<T, Kernel>(new()
            {
                X = ref Unsafe.As<T, byte>(ref x.Buffer.Ref),
                Weight = ref Unsafe.As<T, byte>(ref weight.Buffer.Ref),
                Bias = ref bias is null ? ref Unsafe.NullRef<byte>() : ref Unsafe.As<T, byte>(ref bias.Buffer.Ref),
                Result = ref Unsafe.As<T, byte>(ref result.Buffer.Ref),
                Epsilon = epsilon,
                Start = start,
                End = end,
                Size = size,
            });
            GC.KeepAlive(x);
            GC.KeepAlive(weight);
            GC.KeepAlive(bias);
            GC.KeepAlive(result);
        }
    }

    private ref struct Kernel : ILanesKernel
    {
        public ref byte X, Weight, Bias, Result;
        public double Epsilon;
        public nint Start, End, Size;

        public readonly void Run<V, T>()
            where V : struct, ILanes<V, T>
            where T : unmanaged, INumber<T>
        {
            var centred = !Unsafe.IsNullRef(ref Bias);
            ref var weight = ref Unsafe.As<byte, T>(ref Weight);
            ref var bias = ref Unsafe.As<byte, T>(ref Bias);
            var count = T.CreateTruncating(Size);
            for (var row = Start; row < End; row++)
            {
                ref var x = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref X), row * Size);
                ref var result = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref Result), row * Size);
                var mean = centred ? Fold<V, T, SumFold>.Run(ref x, Size) / count : T.Zero;
                var variance = double.CreateTruncating(SumOfSquares<V, T>(ref x, mean, Size)) / Size;
                var scale = T.CreateTruncating(1 / Math.Sqrt(variance + Epsilon));
                if (centred) Centre<V, T>(ref x, mean, scale, ref weight, ref bias, ref result, Size);
                else Scale<V, T>(ref x, scale, ref weight, ref result, Size);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T SumOfSquares<V, T>(ref T x, T mean, nint count)
        where V : struct, ILanes<V, T>
        where T : unmanaged, INumber<T>
    {
        var m = V.Splat(mean);
        var (a, b) = (V.Splat(T.Zero), V.Splat(T.Zero));
        nint i = 0;
        for (; i <= count - 2 * V.Count; i += 2 * V.Count)
        {
            var (d, e) = (V.Load(ref x, i) - m, V.Load(ref x, i + V.Count) - m);
            a += d * d;
            b += e * e;
        }
        for (; i < count; i += V.Count)
        {
            var rest = (int)Math.Min(count - i, V.Count);
            var d = V.Select(V.FirstLanes(rest), V.LoadPartial(ref x, i, rest) - m, V.Splat(T.Zero));
            a += d * d;
        }
        return V.Sum(a + b);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Centre<V, T>(ref T x, T mean, T scale, ref T weight, ref T bias, ref T result, nint count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        var (m, s) = (V.Splat(mean), V.Splat(scale));
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store((V.Load(ref x, i) - m) * s * V.Load(ref weight, i) + V.Load(ref bias, i), ref result, i);
        if (i == count) return;
        var rest = (int)(count - i);
        var last = (V.LoadPartial(ref x, i, rest) - m) * s * V.LoadPartial(ref weight, i, rest) + V.LoadPartial(ref bias, i, rest);
        V.StorePartial(last, ref result, i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Scale<V, T>(ref T x, T scale, ref T weight, ref T result, nint count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        var s = V.Splat(scale);
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(V.Load(ref x, i) * s * V.Load(ref weight, i), ref result, i);
        if (i == count) return;
        var rest = (int)(count - i);
        V.StorePartial(V.LoadPartial(ref x, i, rest) * s * V.LoadPartial(ref weight, i, rest), ref result, i, rest);
    }
}
