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
    /// <summary>Hands every element of the product of <see cref="float"/> to an epilogue.</summary>
    /// <param name="shape">Sizes, strides and batch.</param>
    /// <param name="a">Element (0, 0) of the first A.</param>
    /// <param name="b">Element (0, 0) of the first B.</param>
    /// <param name="epilogue">Takes the sums; each thread has a copy.</param>
    /// <exception cref="System.ArgumentOutOfRangeException">M, N or K is negative.</exception>
    public static void Multiply<TEpilogue>(in GemmShape shape, ref readonly float a, ref readonly float b, in TEpilogue epilogue)
        where TEpilogue : struct, IFloat32Epilogue
    {
        fixed (float* pa = &a, pb = &b)
        {
            if (Vector512.IsHardwareAccelerated)
                Multiply<F32x16, I32x16, Fourteen, TEpilogue>(shape, pa, pb, epilogue);
            else if (Vector256.IsHardwareAccelerated)
                Multiply<F32x8, I32x8, Six, TEpilogue>(shape, pa, pb, epilogue);
            else if (AdvSimd.Arm64.IsSupported)
                Multiply<F32x4, I32x4, Fourteen, TEpilogue>(shape, pa, pb, epilogue);
            else if (Vector128.IsHardwareAccelerated)
                Multiply<F32x4, I32x4, Six, TEpilogue>(shape, pa, pb, epilogue);
            else
                Multiply<F32x1, I32x1, Six, TEpilogue>(shape, pa, pb, epilogue);
        }
    }

    /// <summary>Stores the product of <see cref="float"/> in <paramref name="c"/>, row-major, one product of the batch after the other.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">M, N or K is negative.</exception>
    public static void Multiply(in GemmShape shape, ref readonly float a, ref readonly float b, ref float c)
    {
        fixed (float* pc = &c)
            Multiply(shape, in a, in b, new StoreEpilogue<float>(pc, shape.N));
    }

    internal static void Multiply<F, I, TRows, TEpilogue>(in GemmShape shape, float* a, float* b, in TEpilogue epilogue)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
        where TRows : IConstant
        where TEpilogue : struct, IFloat32Epilogue =>
        GemmLoops<F, float, FusedMultiplyAdd<F, float, I>, TRows, Float32Sink<F, I, TEpilogue>>.Run(shape, a, b, new(epilogue));

    /// <summary>Hands every element of the product of <see cref="double"/> to an epilogue.</summary>
    /// <inheritdoc cref="Multiply{TEpilogue}(in GemmShape, ref readonly float, ref readonly float, in TEpilogue)"/>
    public static void Multiply<TEpilogue>(in GemmShape shape, ref readonly double a, ref readonly double b, in TEpilogue epilogue)
        where TEpilogue : struct, IFloat64Epilogue
    {
        fixed (double* pa = &a, pb = &b)
        {
            if (Vector512.IsHardwareAccelerated)
                Multiply<F64x8, I64x8, Fourteen, TEpilogue>(shape, pa, pb, epilogue);
            else if (Vector256.IsHardwareAccelerated)
                Multiply<F64x4, I64x4, Six, TEpilogue>(shape, pa, pb, epilogue);
            else if (AdvSimd.Arm64.IsSupported)
                Multiply<F64x2, I64x2, Fourteen, TEpilogue>(shape, pa, pb, epilogue);
            else if (Vector128.IsHardwareAccelerated)
                Multiply<F64x2, I64x2, Six, TEpilogue>(shape, pa, pb, epilogue);
            else
                Multiply<F64x1, I64x1, Six, TEpilogue>(shape, pa, pb, epilogue);
        }
    }

    /// <summary>Stores the product of <see cref="double"/> in <paramref name="c"/>, row-major, one product of the batch after the other.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">M, N or K is negative.</exception>
    public static void Multiply(in GemmShape shape, ref readonly double a, ref readonly double b, ref double c)
    {
        fixed (double* pc = &c)
            Multiply(shape, in a, in b, new StoreEpilogue<double>(pc, shape.N));
    }

    internal static void Multiply<D, L, TRows, TEpilogue>(in GemmShape shape, double* a, double* b, in TEpilogue epilogue)
        where D : struct, IFloat64Lanes<D, L>
        where L : struct, IInt64Lanes<L, D>
        where TRows : IConstant
        where TEpilogue : struct, IFloat64Epilogue =>
        GemmLoops<D, double, FusedMultiplyAdd<D, double, L>, TRows, Float64Sink<D, L, TEpilogue>>.Run(shape, a, b, new(epilogue));

    /// <summary>Hands every element of the product of <see cref="int"/> to an epilogue; sums wrap.</summary>
    /// <inheritdoc cref="Multiply{TEpilogue}(in GemmShape, ref readonly float, ref readonly float, in TEpilogue)"/>
    public static void Multiply<TEpilogue>(in GemmShape shape, ref readonly int a, ref readonly int b, in TEpilogue epilogue)
        where TEpilogue : struct, IInt32Epilogue
    {
        fixed (int* pa = &a, pb = &b)
        {
            if (Vector512.IsHardwareAccelerated)
                Multiply<I32x16, F32x16, Fourteen, TEpilogue>(shape, pa, pb, epilogue);
            else if (Vector256.IsHardwareAccelerated)
                Multiply<I32x8, F32x8, Six, TEpilogue>(shape, pa, pb, epilogue);
            else if (AdvSimd.Arm64.IsSupported)
                Multiply<I32x4, F32x4, Fourteen, TEpilogue>(shape, pa, pb, epilogue);
            else if (Vector128.IsHardwareAccelerated)
                Multiply<I32x4, F32x4, Six, TEpilogue>(shape, pa, pb, epilogue);
            else
                Multiply<I32x1, F32x1, Six, TEpilogue>(shape, pa, pb, epilogue);
        }
    }

    /// <summary>Stores the product of <see cref="int"/> in <paramref name="c"/>, row-major, one product of the batch after the other.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">M, N or K is negative.</exception>
    public static void Multiply(in GemmShape shape, ref readonly int a, ref readonly int b, ref int c)
    {
        fixed (int* pc = &c)
            Multiply(shape, in a, in b, new StoreEpilogue<int>(pc, shape.N));
    }

    internal static void Multiply<I, F, TRows, TEpilogue>(in GemmShape shape, int* a, int* b, in TEpilogue epilogue)
        where I : struct, IInt32Lanes<I, F>
        where F : struct, IFloat32Lanes<F, I>
        where TRows : IConstant
        where TEpilogue : struct, IInt32Epilogue =>
        GemmLoops<I, int, WrappingMultiplyAdd<I, int>, TRows, Int32Sink<I, F, TEpilogue>>.Run(shape, a, b, new(epilogue));

    /// <summary>Hands every element of the product of <see cref="long"/> to an epilogue; sums wrap.</summary>
    /// <inheritdoc cref="Multiply{TEpilogue}(in GemmShape, ref readonly float, ref readonly float, in TEpilogue)"/>
    public static void Multiply<TEpilogue>(in GemmShape shape, ref readonly long a, ref readonly long b, in TEpilogue epilogue)
        where TEpilogue : struct, IInt64Epilogue
    {
        fixed (long* pa = &a, pb = &b)
        {
            if (Vector512.IsHardwareAccelerated)
                Multiply<I64x8, F64x8, Fourteen, TEpilogue>(shape, pa, pb, epilogue);
            else if (Vector256.IsHardwareAccelerated)
                Multiply<I64x4, F64x4, Six, TEpilogue>(shape, pa, pb, epilogue);
            else if (AdvSimd.Arm64.IsSupported)
                Multiply<I64x2, F64x2, Fourteen, TEpilogue>(shape, pa, pb, epilogue);
            else if (Vector128.IsHardwareAccelerated)
                Multiply<I64x2, F64x2, Six, TEpilogue>(shape, pa, pb, epilogue);
            else
                Multiply<I64x1, F64x1, Six, TEpilogue>(shape, pa, pb, epilogue);
        }
    }

    /// <summary>Stores the product of <see cref="long"/> in <paramref name="c"/>, row-major, one product of the batch after the other.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">M, N or K is negative.</exception>
    public static void Multiply(in GemmShape shape, ref readonly long a, ref readonly long b, ref long c)
    {
        fixed (long* pc = &c)
            Multiply(shape, in a, in b, new StoreEpilogue<long>(pc, shape.N));
    }

    internal static void Multiply<L, D, TRows, TEpilogue>(in GemmShape shape, long* a, long* b, in TEpilogue epilogue)
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>
        where TRows : IConstant
        where TEpilogue : struct, IInt64Epilogue =>
        GemmLoops<L, long, WrappingMultiplyAdd<L, long>, TRows, Int64Sink<L, D, TEpilogue>>.Run(shape, a, b, new(epilogue));
}
