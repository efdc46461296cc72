using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphCompiler.Kernels;

/// <summary>Conversions between registers of 4-byte elements and the ones twice as wide of as many 8-byte elements.</summary>
internal static class WidthRegister
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Past these an int has no value.
    private const double Least = int.MinValue, Most = int.MaxValue;

    // A double has not the bits of every long; what is rounded again must not have been rounded to a tie between two floats.
    private const long Lost = 2047, Odd = 1024, Exact = 1L << 53;

    [MethodImpl(Inline)]
    public static Vector512<double> ToDouble(Vector256<float> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(x) : Vector512.Create(Vector256.WidenLower(x), Vector256.WidenUpper(x));

    [MethodImpl(Inline)]
    public static Vector256<double> ToDouble(Vector128<float> x) =>
        Avx.IsSupported ? Avx.ConvertToVector256Double(x) : Vector256.Create(Vector128.WidenLower(x), Vector128.WidenUpper(x));

    [MethodImpl(Inline)]
    public static Vector512<double> ToDouble(Vector256<int> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(x) : Vector512.ConvertToDouble(ToInt64(x));

    [MethodImpl(Inline)]
    public static Vector256<double> ToDouble(Vector128<int> x) =>
        Avx.IsSupported ? Avx.ConvertToVector256Double(x) : Vector256.ConvertToDouble(ToInt64(x));

    [MethodImpl(Inline)]
    public static Vector256<float> ToSingle(Vector512<double> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector256Single(x) : Vector256.Narrow(x.GetLower(), x.GetUpper());

    [MethodImpl(Inline)]
    public static Vector128<float> ToSingle(Vector256<double> x) =>
        Avx.IsSupported ? Avx.ConvertToVector128Single(x) : Vector128.Narrow(x.GetLower(), x.GetUpper());

    [MethodImpl(Inline)]
    public static Vector256<float> ToSingle(Vector512<long> x)
    {
        if (Avx512DQ.IsSupported) return Avx512DQ.ConvertToVector256Single(x);
        Vector512<long> lost = x & Vector512.Create(Lost);
        Vector512<long> odd = x ^ lost | Vector512.GreaterThan(lost, Vector512<long>.Zero) & Vector512.Create(Odd);
        return ToSingle(Vector512.ConvertToDouble(Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Abs(x), Vector512.Create(Exact)), odd, x)));
    }

    [MethodImpl(Inline)]
    public static Vector128<float> ToSingle(Vector256<long> x)
    {
        if (Avx512DQ.VL.IsSupported) return Avx512DQ.VL.ConvertToVector128Single(x);
        Vector256<long> lost = x & Vector256.Create(Lost);
        Vector256<long> odd = x ^ lost | Vector256.GreaterThan(lost, Vector256<long>.Zero) & Vector256.Create(Odd);
        return ToSingle(Vector256.ConvertToDouble(Vector256.ConditionalSelect(Vector256.GreaterThan(Vector256.Abs(x), Vector256.Create(Exact)), odd, x)));
    }

    [MethodImpl(Inline)]
    public static Vector512<long> ToInt64(Vector256<int> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Int64(x) : Vector512.Create(Vector256.WidenLower(x), Vector256.WidenUpper(x));

    [MethodImpl(Inline)]
    public static Vector256<long> ToInt64(Vector128<int> x) =>
        Avx2.IsSupported ? Avx2.ConvertToVector256Int64(x) : Vector256.Create(Vector128.WidenLower(x), Vector128.WidenUpper(x));

    [MethodImpl(Inline)]
    public static Vector256<int> ToInt32(Vector512<long> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector256Int32(x) : Vector256.Narrow(x.GetLower(), x.GetUpper());

    [MethodImpl(Inline)]
    public static Vector128<int> ToInt32(Vector256<long> x) =>
        Avx2.IsSupported ? Avx2.PermuteVar8x32(x.AsInt32(), Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6)).GetLower() : Vector128.Narrow(x.GetLower(), x.GetUpper());

    [MethodImpl(Inline)]
    public static Vector256<int> ToInt32(Vector512<double> x)
    {
        Vector512<double> number = x & Vector512.Equals(x, x);
        Vector512<double> bounded = Vector512.Min(Vector512.Max(number, Vector512.Create(Least)), Vector512.Create(Most));
        return Avx512F.IsSupported ? Avx512F.ConvertToVector256Int32WithTruncation(bounded) : ToInt32(Vector512.ConvertToInt64(bounded));
    }

    [MethodImpl(Inline)]
    public static Vector128<int> ToInt32(Vector256<double> x)
    {
        Vector256<double> number = x & Vector256.Equals(x, x);
        Vector256<double> bounded = Vector256.Min(Vector256.Max(number, Vector256.Create(Least)), Vector256.Create(Most));
        return Avx.IsSupported ? Avx.ConvertToVector128Int32WithTruncation(bounded) : ToInt32(Vector256.ConvertToInt64(bounded));
    }
}
