using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>Softmax and its logarithm of each row of a matrix: maximum, exponentials and their sum, scaling, while the row is in cache.</summary>
internal static class SoftmaxRows
{
    private const nint Piece = 1 << 13;

    /// <summary>For rows of <paramref name="size"/> elements, at least 1: e^x / Σ e^x, or its logarithm x - log Σ e^x.</summary>
    public static Tensor<T> Run<T>(Tensor<T> x, int size, bool logarithm)
        where T : unmanaged
    {
        var result = new Tensor<T>(x.Shape);
        var job = new Job<T>(x, result, size, logarithm);
        if (x.Count <= Piece) job.Run(0, x.Count / size, 0);
        else Workers.For(x.Count / size, Math.Max(1, Piece / size), job);
        return result;
    }

    private readonly struct Job<T>(Tensor<T> x, Tensor<T> result, nint size, bool logarithm) : IRangeBody
        where T : unmanaged
    {
        public void Run(nint start, nint end, int part)
        {
            FloatDispatch.Run<T, Functions.Exp, Kernel>(new()
            {
                X = ref Unsafe.As<T, byte>(ref x.Buffer.Ref),
                Result = ref Unsafe.As<T, byte>(ref result.Buffer.Ref),
                Start = start,
                End = end,
                Size = size,
                Logarithm = logarithm,
            }, default);
            GC.KeepAlive(x);
            GC.KeepAlive(result);
        }
    }

    private ref struct Kernel : IFloatKernel
    {
        public ref byte X;
        public ref byte Result;
        public nint Start, End, Size;
        public bool Logarithm;

        public readonly void Run<V, T, TExp>(TExp exp)
            where V : struct, ILanes<V, T>
            where T : unmanaged, IFloatingPointIeee754<T>
            where TExp : struct, IRowFunction<V>
        {
            for (var row = Start; row < End; row++)
            {
                ref var x = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref X), row * Size);
                ref var result = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref Result), row * Size);
                var max = Fold<V, T, MaximumFold>.Run(ref x, Size);
                var sum = Exponentials<V, T, TExp>(exp, ref x, max, ref result, Size);
                if (Logarithm) Subtract<V, T>(ref x, max, T.Log(sum), ref result, Size);
                else Scale<V, T>(ref result, T.One / sum, Size);
            }
        }
    }

    /// <summary>result = e^(x - max); returns its sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Exponentials<V, T, TExp>(TExp exp, ref T x, T max, ref T result, nint count)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TExp : struct, IRowFunction<V>
    {
        var shift = V.Splat(max);
        var sum = V.Splat(T.Zero);
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            var e = exp.Apply(V.Load(ref x, i) - shift, default, default);
            V.Store(e, ref result, i);
            sum += e;
        }
        if (i < count)
        {
            var rest = (int)(count - i);
            var e = exp.Apply(V.LoadPartial(ref x, i, rest) - shift, default, default);
            V.StorePartial(e, ref result, i, rest);
            sum += V.Select(V.FirstLanes(rest), e, V.Splat(T.Zero));
        }
        return V.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Scale<V, T>(ref T x, T factor, nint count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        var f = V.Splat(factor);
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(V.Load(ref x, i) * f, ref x, i);
        if (i < count) V.StorePartial(V.LoadPartial(ref x, i, (int)(count - i)) * f, ref x, i, (int)(count - i));
    }

    /// <summary>result = (x - max) - log; in this order, so that a large maximum does not swallow the logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Subtract<V, T>(ref T x, T max, T log, ref T result, nint count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        var (first, second) = (V.Splat(max), V.Splat(log));
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(V.Load(ref x, i) - first - second, ref result, i);
        if (i < count) V.StorePartial(V.LoadPartial(ref x, i, (int)(count - i)) - first - second, ref result, i, (int)(count - i));
    }
}
