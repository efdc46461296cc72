using System;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>
/// Conversions between element types: float to integer truncates and saturates, NaN gives 0; to bool: not equal to 0; to a
/// narrower integer wraps; to a narrower float rounds to nearest even.
/// </summary>
internal static class Conversion
{
    private const nint ParallelElements = 1 << 14;

    public static Tensor<TTo> Run<TFrom, TTo>(Tensor<TFrom> x)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var result = new Tensor<TTo>(x.Shape);
        var job = new Job<TFrom, TTo>(x, result);
        if (result.Count <= ParallelElements) job.Run(0, result.Count, 0);
        else Workers.For(result.Count, ParallelElements, job, multiple: 64);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromDouble<T>(double value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return As<float, T>((float)value);
        if (typeof(T) == typeof(double)) return As<double, T>(value);
        if (typeof(T) == typeof(int)) return As<int, T>(int.CreateSaturating(value));
        if (typeof(T) == typeof(long)) return As<long, T>(long.CreateSaturating(value));
        if (typeof(T) == typeof(bool)) return As<bool, T>(value != 0);
        if (typeof(T) == typeof(Half)) return As<Half, T>((Half)value);
        if (typeof(T) == typeof(BFloat16)) return As<BFloat16, T>((BFloat16)value);
        if (typeof(T) == typeof(sbyte)) return As<sbyte, T>(sbyte.CreateSaturating(value));
        return As<byte, T>(byte.CreateSaturating(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromInteger<T>(long value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return As<float, T>(value);
        if (typeof(T) == typeof(double)) return As<double, T>(value);
        if (typeof(T) == typeof(int)) return As<int, T>((int)value);
        if (typeof(T) == typeof(long)) return As<long, T>(value);
        if (typeof(T) == typeof(bool)) return As<bool, T>(value != 0);
        if (typeof(T) == typeof(Half)) return As<Half, T>((Half)(double)value);
        if (typeof(T) == typeof(BFloat16)) return As<BFloat16, T>((BFloat16)(double)value);
        if (typeof(T) == typeof(sbyte)) return As<sbyte, T>((sbyte)value);
        return As<byte, T>((byte)value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return As<T, float>(value);
        if (typeof(T) == typeof(double)) return As<T, double>(value);
        if (typeof(T) == typeof(Half)) return (double)As<T, Half>(value);
        if (typeof(T) == typeof(BFloat16)) return As<T, BFloat16>(value);
        return ToInteger(value);
    }

    /// <summary>An element of an integer type or bool at full width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToInteger<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(int)) return As<T, int>(value);
        if (typeof(T) == typeof(long)) return As<T, long>(value);
        if (typeof(T) == typeof(bool)) return As<T, bool>(value) ? 1 : 0;
        if (typeof(T) == typeof(sbyte)) return As<T, sbyte>(value);
        return As<T, byte>(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFloat<T>() =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16);

    // Both are the same type wherever it is called.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TTo As<TFrom, TTo>(TFrom value) => Unsafe.As<TFrom, TTo>(ref value);

    private readonly struct Job<TFrom, TTo>(Tensor<TFrom> x, Tensor<TTo> result) : IRangeBody
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(nint start, nint end, int part)
        {
            ref var from = ref x.Buffer.Ref;
            ref var to = ref result.Buffer.Ref;
            for (var i = start; i < end; i++)
            {
                var value = Unsafe.Add(ref from, i);
                Unsafe.Add(ref to, i) = typeof(TFrom) == typeof(TTo) ? As<TFrom, TTo>(value)
                    : IsFloat<TFrom>() ? FromDouble<TTo>(ToDouble(value))
                    : FromInteger<TTo>(ToInteger(value));
            }
            GC.KeepAlive(x);
            GC.KeepAlive(result);
        }
    }
}
