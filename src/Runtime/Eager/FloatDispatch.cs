using System;
using System.Numerics;
using System.Runtime.Intrinsics;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>A loop over floats that applies an element function on its way.</summary>
internal interface IFloatKernel
{
    void Run<V, T, TFunction>(TFunction f)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IRowFunction<V>;
}

/// <summary>Instantiates a kernel and its element function as <see cref="LanesDispatch"/> does a kernel.</summary>
internal static class FloatDispatch
{
    public static void Run<T, TFunction, TKernel>(TKernel kernel, TFunction f)
        where TKernel : struct, IFloatKernel, allows ref struct
        where TFunction : struct, IFloat32Function, IFloat64Function
    {
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated) kernel.Run<F32x16, float, Float32<TFunction, F32x16, I32x16>>(new(f));
            else if (Vector256.IsHardwareAccelerated) kernel.Run<F32x8, float, Float32<TFunction, F32x8, I32x8>>(new(f));
            else if (Vector128.IsHardwareAccelerated) kernel.Run<F32x4, float, Float32<TFunction, F32x4, I32x4>>(new(f));
            else kernel.Run<F32x1, float, Float32<TFunction, F32x1, I32x1>>(new(f));
        }
        else if (typeof(T) == typeof(double))
        {
            if (Vector512.IsHardwareAccelerated) kernel.Run<F64x8, double, Float64<TFunction, F64x8, I64x8>>(new(f));
            else if (Vector256.IsHardwareAccelerated) kernel.Run<F64x4, double, Float64<TFunction, F64x4, I64x4>>(new(f));
            else if (Vector128.IsHardwareAccelerated) kernel.Run<F64x2, double, Float64<TFunction, F64x2, I64x2>>(new(f));
            else kernel.Run<F64x1, double, Float64<TFunction, F64x1, I64x1>>(new(f));
        }
        else
        {
            throw new InvalidOperationException($"no registers of {typeof(T).Name}");
        }
    }
}
