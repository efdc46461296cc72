using System;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>A loop written once for every numeric dtype and register width.</summary>
internal interface ILanesKernel
{
    void Run<V, T>()
        where V : struct, ILanes<V, T>
        where T : unmanaged, INumber<T>;
}

/// <summary>Instantiates a kernel for a dtype with the widest registers of the machine.</summary>
/// <remarks>
/// C# cannot say that F32x16 holds elements of T where T is float, so kernels get the element type beside the registers and
/// keep their references untyped. The JIT knows dtype and machine: nothing is left of the choice.
/// </remarks>
internal static class LanesDispatch
{
    public static void Run<T, TKernel>(TKernel kernel)
        where TKernel : struct, ILanesKernel, allows ref struct
    {
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated) kernel.Run<F32x16, float>();
            else if (Vector256.IsHardwareAccelerated) kernel.Run<F32x8, float>();
            else if (Vector128.IsHardwareAccelerated) kernel.Run<F32x4, float>();
            else kernel.Run<F32x1, float>();
        }
        else if (typeof(T) == typeof(double))
        {
            if (Vector512.IsHardwareAccelerated) kernel.Run<F64x8, double>();
            else if (Vector256.IsHardwareAccelerated) kernel.Run<F64x4, double>();
            else if (Vector128.IsHardwareAccelerated) kernel.Run<F64x2, double>();
            else kernel.Run<F64x1, double>();
        }
        else if (typeof(T) == typeof(int))
        {
            if (Vector512.IsHardwareAccelerated) kernel.Run<I32x16, int>();
            else if (Vector256.IsHardwareAccelerated) kernel.Run<I32x8, int>();
            else if (Vector128.IsHardwareAccelerated) kernel.Run<I32x4, int>();
            else kernel.Run<I32x1, int>();
        }
        else if (typeof(T) == typeof(long))
        {
            if (Vector512.IsHardwareAccelerated) kernel.Run<I64x8, long>();
            else if (Vector256.IsHardwareAccelerated) kernel.Run<I64x4, long>();
            else if (Vector128.IsHardwareAccelerated) kernel.Run<I64x2, long>();
            else kernel.Run<I64x1, long>();
        }
        else
        {
            throw new InvalidOperationException($"no registers of {typeof(T).Name}");
        }
    }
}
