using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace GraphCompiler.Kernels;

/// <summary>
/// Matrix products: A[M,K] · B[K,N], one or a batch of them, every element handed to an epilogue or stored. Blocked,
/// packed where it pays, threaded over blocks of the result. The sum over K is never split between threads, so results
/// do not depend on their number. Zeros are not skipped: 0 · ∞ is NaN.
/// </summary>
/// <remarks>
/// Buffers are not checked against the shape. The result must not overlap A or B; an epilogue may write into any other
/// buffer that it reads.
/// </remarks>
public static unsafe class Gemm
{
    /// <summary>Stores the product in <paramref name="c"/>, row-major, one product of the batch after the other; sums of integers wrap.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="shape">Sizes, strides and batch.</param>
    /// <param name="a">Element (0, 0) of the first A.</param>
    /// <param name="b">Element (0, 0) of the first B.</param>
    /// <param name="c">Element (0, 0) of the first result.</param>
    /// <exception cref="ArgumentOutOfRangeException">M, N or K is negative.</exception>
    /// <exception cref="NotSupportedException">There are no products of <typeparamref name="T"/>.</exception>
    public static void Multiply<T>(in GemmShape shape, ref readonly T a, ref readonly T b, ref T c)
        where T : unmanaged
    {
        fixed (T* pc = &c)
        {
            var store = new StoreEpilogue<T>(pc, shape.N);
            if (typeof(T) == typeof(float))
                Run<T, StoreEpilogue<T>, Float32Product<StoreEpilogue<T>>>(shape, in a, in b, store);
            else if (typeof(T) == typeof(double))
                Run<T, StoreEpilogue<T>, Float64Product<StoreEpilogue<T>>>(shape, in a, in b, store);
            else if (typeof(T) == typeof(int))
                Run<T, StoreEpilogue<T>, Int32Product<StoreEpilogue<T>>>(shape, in a, in b, store);
            else if (typeof(T) == typeof(long))
                Run<T, StoreEpilogue<T>, Int64Product<StoreEpilogue<T>>>(shape, in a, in b, store);
            else
                throw new NotSupportedException($"matmul: no products of {typeof(T).Name}; allowed: float, double, int, long.");
        }
    }

    /// <summary>Hands every element of the product of <see cref="float"/> to an epilogue.</summary>
    /// <param name="shape">Sizes, strides and batch.</param>
    /// <param name="a">Element (0, 0) of the first A.</param>
    /// <param name="b">Element (0, 0) of the first B.</param>
    /// <param name="epilogue">Takes the sums; each thread has a copy.</param>
    /// <exception cref="ArgumentOutOfRangeException">M, N or K is negative.</exception>
    public static void Multiply<TEpilogue>(in GemmShape shape, ref readonly float a, ref readonly float b, in TEpilogue epilogue)
        where TEpilogue : struct, IFloat32Epilogue =>
        Run<float, TEpilogue, Float32Product<TEpilogue>>(shape, in a, in b, epilogue);

    /// <summary>Hands every element of the product of <see cref="double"/> to an epilogue.</summary>
    /// <inheritdoc cref="Multiply{TEpilogue}(in GemmShape, ref readonly float, ref readonly float, in TEpilogue)"/>
    public static void Multiply<TEpilogue>(in GemmShape shape, ref readonly double a, ref readonly double b, in TEpilogue epilogue)
        where TEpilogue : struct, IFloat64Epilogue =>
        Run<double, TEpilogue, Float64Product<TEpilogue>>(shape, in a, in b, epilogue);

    /// <summary>Hands every element of the product of <see cref="int"/> to an epilogue; sums wrap.</summary>
    /// <inheritdoc cref="Multiply{TEpilogue}(in GemmShape, ref readonly float, ref readonly float, in TEpilogue)"/>
    public static void Multiply<TEpilogue>(in GemmShape shape, ref readonly int a, ref readonly int b, in TEpilogue epilogue)
        where TEpilogue : struct, IInt32Epilogue =>
        Run<int, TEpilogue, Int32Product<TEpilogue>>(shape, in a, in b, epilogue);

    /// <summary>Hands every element of the product of <see cref="long"/> to an epilogue; sums wrap.</summary>
    /// <inheritdoc cref="Multiply{TEpilogue}(in GemmShape, ref readonly float, ref readonly float, in TEpilogue)"/>
    public static void Multiply<TEpilogue>(in GemmShape shape, ref readonly long a, ref readonly long b, in TEpilogue epilogue)
        where TEpilogue : struct, IInt64Epilogue =>
        Run<long, TEpilogue, Int64Product<TEpilogue>>(shape, in a, in b, epilogue);

    /// <summary>Runs a product with the widest registers of the machine, and tiles of as many rows as leave none of them unused.</summary>
    private static void Run<T, TEpilogue, TProduct>(in GemmShape shape, ref readonly T a, ref readonly T b, in TEpilogue epilogue)
        where T : unmanaged
        where TProduct : IGemmProduct<TEpilogue>
    {
        fixed (T* pa = &a, pb = &b)
        {
            if (Vector512.IsHardwareAccelerated)
                TProduct.Run<F32x16, I32x16, F64x8, I64x8, Fourteen>(shape, pa, pb, epilogue);
            else if (Vector256.IsHardwareAccelerated)
                TProduct.Run<F32x8, I32x8, F64x4, I64x4, Six>(shape, pa, pb, epilogue);
            else if (AdvSimd.Arm64.IsSupported)
                TProduct.Run<F32x4, I32x4, F64x2, I64x2, Fourteen>(shape, pa, pb, epilogue);
            else if (Vector128.IsHardwareAccelerated)
                TProduct.Run<F32x4, I32x4, F64x2, I64x2, Six>(shape, pa, pb, epilogue);
            else
                TProduct.Run<F32x1, I32x1, F64x1, I64x1, Six>(shape, pa, pb, epilogue);
        }
    }
}
