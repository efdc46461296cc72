using System;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// Conversion of one element between dtypes. Float to integer truncates and saturates, NaN gives 0; integers wrap to
/// narrower ones; floats round to nearest, ties to even; to bool means not equal to 0, and true is 1.
/// </summary>
public static class ScalarCast
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The value as another element type.</summary>
    /// <exception cref="NotSupportedException">One of them is no element type of tensors.</exception>
    [MethodImpl(Inline)]
    public static TTo Convert<TFrom, TTo>(TFrom value)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(TTo)) return As<TFrom, TTo>(value);
        if (typeof(TFrom) == typeof(float)) return FromDouble<TTo>(As<TFrom, float>(value));
        if (typeof(TFrom) == typeof(double)) return FromDouble<TTo>(As<TFrom, double>(value));
        if (typeof(TFrom) == typeof(Half)) return FromDouble<TTo>((double)As<TFrom, Half>(value));
        if (typeof(TFrom) == typeof(BFloat16)) return FromDouble<TTo>((float)As<TFrom, BFloat16>(value));
        if (typeof(TFrom) == typeof(int)) return FromInteger<TTo>(As<TFrom, int>(value));
        if (typeof(TFrom) == typeof(long)) return FromInteger<TTo>(As<TFrom, long>(value));
        if (typeof(TFrom) == typeof(sbyte)) return FromInteger<TTo>(As<TFrom, sbyte>(value));
        if (typeof(TFrom) == typeof(byte)) return FromInteger<TTo>(As<TFrom, byte>(value));
        if (typeof(TFrom) == typeof(bool)) return FromInteger<TTo>(As<TFrom, bool>(value) ? 1 : 0);
        throw ElementType.Unsupported(typeof(TFrom));
    }

    /// <summary>A double as an element.</summary>
    [MethodImpl(Inline)]
    public static T FromDouble<T>(double value) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return As<double, T>(value);
        if (typeof(T) == typeof(float)) return As<float, T>((float)value);
        if (typeof(T) == typeof(Half)) return As<Half, T>((Half)value);
        if (typeof(T) == typeof(BFloat16)) return As<BFloat16, T>((BFloat16)value);
        if (typeof(T) == typeof(int)) return As<int, T>(int.CreateSaturating(value));
        if (typeof(T) == typeof(long)) return As<long, T>(long.CreateSaturating(value));
        if (typeof(T) == typeof(sbyte)) return As<sbyte, T>(sbyte.CreateSaturating(value));
        if (typeof(T) == typeof(byte)) return As<byte, T>(byte.CreateSaturating(value));
        if (typeof(T) == typeof(bool)) return As<bool, T>(value != 0);
        throw ElementType.Unsupported(typeof(T));
    }

    /// <summary>An integer as an element.</summary>
    [MethodImpl(Inline)]
    public static T FromInteger<T>(long value) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return As<double, T>(value);
        if (typeof(T) == typeof(float)) return As<float, T>(value);
        if (typeof(T) == typeof(Half)) return As<Half, T>((Half)(double)value);
        if (typeof(T) == typeof(BFloat16)) return As<BFloat16, T>((BFloat16)(double)value);
        if (typeof(T) == typeof(int)) return As<int, T>((int)value);
        if (typeof(T) == typeof(long)) return As<long, T>(value);
        if (typeof(T) == typeof(sbyte)) return As<sbyte, T>((sbyte)value);
        if (typeof(T) == typeof(byte)) return As<byte, T>((byte)value);
        if (typeof(T) == typeof(bool)) return As<bool, T>(value != 0);
        throw ElementType.Unsupported(typeof(T));
    }

    // Both are the same type wherever it is called.
    [MethodImpl(Inline)]
    private static TTo As<TFrom, TTo>(TFrom value) => Unsafe.As<TFrom, TTo>(ref value);
}
