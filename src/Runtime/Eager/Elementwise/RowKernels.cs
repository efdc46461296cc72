using System.Runtime.Intrinsics;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>An element function with its dtype chosen; picks the widest registers of the machine.</summary>
/// <remarks>The JIT knows what the machine has, so nothing is left of the choice.</remarks>
internal interface IRowKernel<TX, TY, TZ, TResult> : IElementFunction
{
    void Run(Row<TX, TY, TZ, TResult> row);
}

internal readonly struct Float32Kernel<TFunction, TX, TY, TZ, TResult>(TFunction f) : IRowKernel<TX, TY, TZ, TResult>
    where TFunction : struct, IFloat32Function
{
    public static int Arity => TFunction.Arity;
    public static int Cost => TFunction.Cost;

    public void Run(Row<TX, TY, TZ, TResult> row)
    {
        if (Vector512.IsHardwareAccelerated) RowLoop<F32x16, float, Float32<TFunction, F32x16, I32x16>, TX, TY, TZ, TResult>.Run(new(f), row);
        else if (Vector256.IsHardwareAccelerated) RowLoop<F32x8, float, Float32<TFunction, F32x8, I32x8>, TX, TY, TZ, TResult>.Run(new(f), row);
        else if (Vector128.IsHardwareAccelerated) RowLoop<F32x4, float, Float32<TFunction, F32x4, I32x4>, TX, TY, TZ, TResult>.Run(new(f), row);
        else RowLoop<F32x1, float, Float32<TFunction, F32x1, I32x1>, TX, TY, TZ, TResult>.Run(new(f), row);
    }
}

internal readonly struct Float64Kernel<TFunction, TX, TY, TZ, TResult>(TFunction f) : IRowKernel<TX, TY, TZ, TResult>
    where TFunction : struct, IFloat64Function
{
    public static int Arity => TFunction.Arity;
    public static int Cost => TFunction.Cost;

    public void Run(Row<TX, TY, TZ, TResult> row)
    {
        if (Vector512.IsHardwareAccelerated) RowLoop<F64x8, double, Float64<TFunction, F64x8, I64x8>, TX, TY, TZ, TResult>.Run(new(f), row);
        else if (Vector256.IsHardwareAccelerated) RowLoop<F64x4, double, Float64<TFunction, F64x4, I64x4>, TX, TY, TZ, TResult>.Run(new(f), row);
        else if (Vector128.IsHardwareAccelerated) RowLoop<F64x2, double, Float64<TFunction, F64x2, I64x2>, TX, TY, TZ, TResult>.Run(new(f), row);
        else RowLoop<F64x1, double, Float64<TFunction, F64x1, I64x1>, TX, TY, TZ, TResult>.Run(new(f), row);
    }
}

internal readonly struct Int32Kernel<TFunction, TX, TY, TZ, TResult>(TFunction f) : IRowKernel<TX, TY, TZ, TResult>
    where TFunction : struct, IInt32Function
{
    public static int Arity => TFunction.Arity;
    public static int Cost => TFunction.Cost;

    public void Run(Row<TX, TY, TZ, TResult> row)
    {
        if (Vector512.IsHardwareAccelerated) RowLoop<I32x16, int, Int32<TFunction, I32x16, F32x16>, TX, TY, TZ, TResult>.Run(new(f), row);
        else if (Vector256.IsHardwareAccelerated) RowLoop<I32x8, int, Int32<TFunction, I32x8, F32x8>, TX, TY, TZ, TResult>.Run(new(f), row);
        else if (Vector128.IsHardwareAccelerated) RowLoop<I32x4, int, Int32<TFunction, I32x4, F32x4>, TX, TY, TZ, TResult>.Run(new(f), row);
        else RowLoop<I32x1, int, Int32<TFunction, I32x1, F32x1>, TX, TY, TZ, TResult>.Run(new(f), row);
    }
}

internal readonly struct Int64Kernel<TFunction, TX, TY, TZ, TResult>(TFunction f) : IRowKernel<TX, TY, TZ, TResult>
    where TFunction : struct, IInt64Function
{
    public static int Arity => TFunction.Arity;
    public static int Cost => TFunction.Cost;

    public void Run(Row<TX, TY, TZ, TResult> row)
    {
        if (Vector512.IsHardwareAccelerated) RowLoop<I64x8, long, Int64<TFunction, I64x8, F64x8>, TX, TY, TZ, TResult>.Run(new(f), row);
        else if (Vector256.IsHardwareAccelerated) RowLoop<I64x4, long, Int64<TFunction, I64x4, F64x4>, TX, TY, TZ, TResult>.Run(new(f), row);
        else if (Vector128.IsHardwareAccelerated) RowLoop<I64x2, long, Int64<TFunction, I64x2, F64x2>, TX, TY, TZ, TResult>.Run(new(f), row);
        else RowLoop<I64x1, long, Int64<TFunction, I64x1, F64x1>, TX, TY, TZ, TResult>.Run(new(f), row);
    }
}

internal readonly struct BooleanKernel<TFunction, TX, TY, TZ, TResult>(TFunction f) : IRowKernel<TX, TY, TZ, TResult>
    where TFunction : struct, IBooleanFunction
{
    public static int Arity => TFunction.Arity;
    public static int Cost => TFunction.Cost;

    public void Run(Row<TX, TY, TZ, TResult> row)
    {
        if (Vector512.IsHardwareAccelerated) RowLoop<I32x16, int, Boolean<TFunction, I32x16, F32x16>, TX, TY, TZ, TResult>.Run(new(f), row);
        else if (Vector256.IsHardwareAccelerated) RowLoop<I32x8, int, Boolean<TFunction, I32x8, F32x8>, TX, TY, TZ, TResult>.Run(new(f), row);
        else if (Vector128.IsHardwareAccelerated) RowLoop<I32x4, int, Boolean<TFunction, I32x4, F32x4>, TX, TY, TZ, TResult>.Run(new(f), row);
        else RowLoop<I32x1, int, Boolean<TFunction, I32x1, F32x1>, TX, TY, TZ, TResult>.Run(new(f), row);
    }
}
