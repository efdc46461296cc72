using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphCompiler.Kernels;

/// <summary>
/// Truncating division of registers, of which the processor has none: x / 0 = 0, x % 0 = 0 and Min / −1 = Min, as numpy has it.
/// </summary>
/// <remarks>
/// A quotient of 32-bit integers is exact when a double is truncated to it: it lies at least 1 / |b| below the next integer, which is
/// 2^−31 of its size, and the double is right to 2^−53 of it. 64 bits are divided one by one.
/// </remarks>
internal static class IntegerDivision
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector512<int> Quotient(Vector512<int> a, Vector512<int> b) =>
        Vector512.Create(Quotient(a.GetLower(), b.GetLower()), Quotient(a.GetUpper(), b.GetUpper()));

    [MethodImpl(Inline)]
    public static Vector256<int> Quotient(Vector256<int> a, Vector256<int> b)
    {
        if (!Avx512F.IsSupported) return Vector256.Create(Quotient(a.GetLower(), b.GetLower()), Quotient(a.GetUpper(), b.GetUpper()));
        var quotient = Avx512F.ConvertToVector512Double(a) / Avx512F.ConvertToVector512Double(b);
        // What no int holds, which is 2³¹ and all by 0, gives Min.
        return Vector256.AndNot(Avx512F.ConvertToVector256Int32WithTruncation(quotient), Vector256.Equals(b, Vector256<int>.Zero));
    }

    [MethodImpl(Inline)]
    public static Vector128<int> Quotient(Vector128<int> a, Vector128<int> b)
    {
        if (!Avx.IsSupported) return EachLane<Vector128<int>, int, IntegerQuotient>(a, b);
        var quotient = Avx.ConvertToVector256Double(a) / Avx.ConvertToVector256Double(b);
        return Vector128.AndNot(Avx.ConvertToVector128Int32WithTruncation(quotient), Vector128.Equals(b, Vector128<int>.Zero));
    }

    public static Vector512<long> Quotient(Vector512<long> a, Vector512<long> b) => EachLane<Vector512<long>, long, IntegerQuotient>(a, b);

    public static Vector256<long> Quotient(Vector256<long> a, Vector256<long> b) => EachLane<Vector256<long>, long, IntegerQuotient>(a, b);

    public static Vector128<long> Quotient(Vector128<long> a, Vector128<long> b) => EachLane<Vector128<long>, long, IntegerQuotient>(a, b);

    [MethodImpl(Inline)]
    public static Vector512<int> Remainder(Vector512<int> a, Vector512<int> b) =>
        Vector512.AndNot(a - Quotient(a, b) * b, Vector512.Equals(b, Vector512<int>.Zero));

    [MethodImpl(Inline)]
    public static Vector256<int> Remainder(Vector256<int> a, Vector256<int> b) =>
        Vector256.AndNot(a - Quotient(a, b) * b, Vector256.Equals(b, Vector256<int>.Zero));

    [MethodImpl(Inline)]
    public static Vector128<int> Remainder(Vector128<int> a, Vector128<int> b) =>
        Vector128.AndNot(a - Quotient(a, b) * b, Vector128.Equals(b, Vector128<int>.Zero));

    public static Vector512<long> Remainder(Vector512<long> a, Vector512<long> b) => EachLane<Vector512<long>, long, IntegerRemainder>(a, b);

    public static Vector256<long> Remainder(Vector256<long> a, Vector256<long> b) => EachLane<Vector256<long>, long, IntegerRemainder>(a, b);

    public static Vector128<long> Remainder(Vector128<long> a, Vector128<long> b) => EachLane<Vector128<long>, long, IntegerRemainder>(a, b);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe TVector EachLane<TVector, T, TFunction>(TVector a, TVector b)
        where TVector : unmanaged
        where T : unmanaged
        where TFunction : struct, IScalarFunction2<T>
    {
        T* x = (T*)&a, y = (T*)&b;
        for (var lane = 0; lane < sizeof(TVector) / sizeof(T); lane++) x[lane] = TFunction.Invoke(x[lane], y[lane]);
        return a;
    }
}
