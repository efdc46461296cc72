using System;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

public static unsafe partial class Moves
{
    /// <summary>target[i] = source[i] as another element type, by the rules of <see cref="ScalarCast"/>.</summary>
    /// <exception cref="NotSupportedException">One of them is no element type of tensors.</exception>
    public static void Cast<TFrom, TTo>(ref readonly TFrom source, ref TTo target, nint count)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        fixed (TFrom* from = &source)
        fixed (TTo* to = &target)
        {
            if (typeof(TFrom) == typeof(TTo))
                Copy(in source, ref *(TFrom*)to, new MoveAxis(count, 1, 1));
            else if (typeof(TFrom) == typeof(float))
                CastSingle((float*)from, to, count);
            else if (typeof(TFrom) == typeof(double) && typeof(TTo) == typeof(float))
                Cast<double, float, DoubleToSingle>((double*)from, (float*)to, count);
            else if (typeof(TFrom) == typeof(double) && typeof(TTo) == typeof(long))
                Cast<double, long, DoubleToInt64>((double*)from, (long*)to, count);
            else if (typeof(TFrom) == typeof(int))
                CastInt32((int*)from, to, count);
            else if (typeof(TFrom) == typeof(long) && typeof(TTo) == typeof(double))
                Cast<long, double, Int64ToDouble>((long*)from, (double*)to, count);
            else if (typeof(TFrom) == typeof(long) && typeof(TTo) == typeof(int))
                Cast<long, int, Int64ToInt32>((long*)from, (int*)to, count);
            else if (typeof(TFrom) == typeof(Half) && typeof(TTo) == typeof(float))
                Cast<Half, float, HalfToSingle>((Half*)from, (float*)to, count);
            else if (typeof(TFrom) == typeof(BFloat16) && typeof(TTo) == typeof(float))
                Cast<BFloat16, float, BFloat16ToSingle>((BFloat16*)from, (float*)to, count);
            else if (typeof(TTo) == typeof(float) && sizeof(TFrom) == 1)
                Cast<TFrom, float, ByteToSingle<TFrom>>(from, (float*)to, count);
            else if (typeof(TTo) == typeof(int) && sizeof(TFrom) == 1)
                Cast<TFrom, int, ByteToInt32<TFrom>>(from, (int*)to, count);
            else
                Cast<TFrom, TTo, OneByOne<TFrom, TTo>>(from, to, count);
        }
    }

    private static void CastSingle<TTo>(float* from, TTo* to, nint count)
        where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(double))
            Cast<float, double, SingleToDouble>(from, (double*)to, count);
        else if (typeof(TTo) == typeof(int))
            Cast<float, int, SingleToInt32>(from, (int*)to, count);
        else if (typeof(TTo) == typeof(long))
            Cast<float, long, SingleToInt64>(from, (long*)to, count);
        else if (typeof(TTo) == typeof(Half))
            Cast<float, Half, SingleToHalf>(from, (Half*)to, count);
        else if (typeof(TTo) == typeof(BFloat16))
            Cast<float, BFloat16, SingleToBFloat16>(from, (BFloat16*)to, count);
        else
            Cast<float, TTo, SingleToByte<TTo>>(from, to, count);
    }

    private static void CastInt32<TTo>(int* from, TTo* to, nint count)
        where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(float))
            Cast<int, float, Int32ToSingle>(from, (float*)to, count);
        else if (typeof(TTo) == typeof(double))
            Cast<int, double, Int32ToDouble>(from, (double*)to, count);
        else if (typeof(TTo) == typeof(long))
            Cast<int, long, Int32ToInt64>(from, (long*)to, count);
        else if (typeof(TTo) == typeof(bool))
            Cast<int, bool, Int32ToBoolean>(from, (bool*)to, count);
        else
            Cast<int, TTo, OneByOne<int, TTo>>(from, to, count);
    }

    private static void Cast<TFrom, TTo, TCast>(TFrom* source, TTo* target, nint count)
        where TFrom : unmanaged
        where TTo : unmanaged
        where TCast : IBlockCast<TFrom, TTo> =>
        Workers.For(count, GrainBytes / (sizeof(TFrom) + sizeof(TTo)), new CastJob<TFrom, TTo, TCast>(source, target), multiple: 64);

    private readonly struct CastJob<TFrom, TTo, TCast>(TFrom* source, TTo* target) : IRangeBody
        where TFrom : unmanaged
        where TTo : unmanaged
        where TCast : IBlockCast<TFrom, TTo>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(nint start, nint end, int part)
        {
            nint i = start;
            for (; i <= end - TCast.Count; i += TCast.Count)
                TCast.Convert(source + i, target + i);
            for (; i < end; i++)
                target[i] = ScalarCast.Convert<TFrom, TTo>(source[i]);
        }
    }
}
