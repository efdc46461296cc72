using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>Converts <see cref="Count"/> adjacent elements at once, with the values of <see cref="ScalarCast"/>.</summary>
internal unsafe interface IBlockCast<TFrom, TTo>
    where TFrom : unmanaged
    where TTo : unmanaged
{
    static abstract int Count { get; }

    static abstract void Convert(TFrom* from, TTo* to);
}

internal readonly unsafe struct OneByOne<TFrom, TTo> : IBlockCast<TFrom, TTo>
    where TFrom : unmanaged
    where TTo : unmanaged
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(TFrom* from, TTo* to) => *to = ScalarCast.Convert<TFrom, TTo>(*from);
}

internal readonly unsafe struct SingleToDouble : IBlockCast<float, double>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(float* from, double* to)
    {
        Vector256<float> x = Vector256.Load(from);
        Vector256.WidenLower(x).Store(to);
        Vector256.WidenUpper(x).Store(to + 4);
    }
}

internal readonly unsafe struct DoubleToSingle : IBlockCast<double, float>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(double* from, float* to) => Vector256.Narrow(Vector256.Load(from), Vector256.Load(from + 4)).Store(to);
}

internal readonly unsafe struct SingleToInt32 : IBlockCast<float, int>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(float* from, int* to) => Vector256.ConvertToInt32(Vector256.Load(from)).Store(to);
}

internal readonly unsafe struct SingleToInt64 : IBlockCast<float, long>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(float* from, long* to)
    {
        Vector256<float> x = Vector256.Load(from);
        Vector256.ConvertToInt64(Vector256.WidenLower(x)).Store(to);
        Vector256.ConvertToInt64(Vector256.WidenUpper(x)).Store(to + 4);
    }
}

internal readonly unsafe struct Int32ToSingle : IBlockCast<int, float>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(int* from, float* to) => Vector256.ConvertToSingle(Vector256.Load(from)).Store(to);
}

internal readonly unsafe struct Int32ToDouble : IBlockCast<int, double>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(int* from, double* to)
    {
        Vector256<int> x = Vector256.Load(from);
        Vector256.ConvertToDouble(Vector256.WidenLower(x)).Store(to);
        Vector256.ConvertToDouble(Vector256.WidenUpper(x)).Store(to + 4);
    }
}

internal readonly unsafe struct Int32ToInt64 : IBlockCast<int, long>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(int* from, long* to)
    {
        Vector256<int> x = Vector256.Load(from);
        Vector256.WidenLower(x).Store(to);
        Vector256.WidenUpper(x).Store(to + 4);
    }
}

internal readonly unsafe struct Int64ToInt32 : IBlockCast<long, int>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(long* from, int* to) => Vector256.Narrow(Vector256.Load(from), Vector256.Load(from + 4)).Store(to);
}

internal readonly unsafe struct DoubleToInt64 : IBlockCast<double, long>
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(double* from, long* to) => Vector256.ConvertToInt64(Vector256.Load(from)).Store(to);
}

internal readonly unsafe struct Int64ToDouble : IBlockCast<long, double>
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(long* from, double* to) => Vector256.ConvertToDouble(Vector256.Load(from)).Store(to);
}
