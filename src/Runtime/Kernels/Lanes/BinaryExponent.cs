using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphCompiler.Kernels;

/// <summary>AVX-512's instructions on a number's binary exponent, at every width.</summary>
internal static class BinaryExponent
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Mantissa in [0.75, 1.5); a negative argument gives NaN, a zero 1.
    private const byte FromThreeQuarters = 0b1111;

    [MethodImpl(Inline)] public static bool IsSupported<T>(Vector512<T> _) => Avx512F.IsSupported;

    [MethodImpl(Inline)] public static bool IsSupported<T>(Vector256<T> _) => Avx512F.VL.IsSupported;

    [MethodImpl(Inline)] public static bool IsSupported<T>(Vector128<T> _) => Avx512F.VL.IsSupported;

    [MethodImpl(Inline)] public static Vector512<float> Scale(Vector512<float> x, Vector512<float> k) => Avx512F.Scale(x, k);

    [MethodImpl(Inline)] public static Vector512<float> Mantissa(Vector512<float> x) => Avx512F.GetMantissa(x, FromThreeQuarters);

    [MethodImpl(Inline)] public static Vector512<float> Exponent(Vector512<float> x, Vector512<float> mantissa) => Avx512F.GetExponent(x) - Avx512F.GetExponent(mantissa);

    [MethodImpl(Inline)] public static Vector256<float> Scale(Vector256<float> x, Vector256<float> k) => Avx512F.VL.Scale(x, k);

    [MethodImpl(Inline)] public static Vector256<float> Mantissa(Vector256<float> x) => Avx512F.VL.GetMantissa(x, FromThreeQuarters);

    [MethodImpl(Inline)] public static Vector256<float> Exponent(Vector256<float> x, Vector256<float> mantissa) => Avx512F.VL.GetExponent(x) - Avx512F.VL.GetExponent(mantissa);

    [MethodImpl(Inline)] public static Vector128<float> Scale(Vector128<float> x, Vector128<float> k) => Avx512F.VL.Scale(x, k);

    [MethodImpl(Inline)] public static Vector128<float> Mantissa(Vector128<float> x) => Avx512F.VL.GetMantissa(x, FromThreeQuarters);

    [MethodImpl(Inline)] public static Vector128<float> Exponent(Vector128<float> x, Vector128<float> mantissa) => Avx512F.VL.GetExponent(x) - Avx512F.VL.GetExponent(mantissa);

    [MethodImpl(Inline)] public static Vector512<double> Scale(Vector512<double> x, Vector512<double> k) => Avx512F.Scale(x, k);

    [MethodImpl(Inline)] public static Vector512<double> Mantissa(Vector512<double> x) => Avx512F.GetMantissa(x, FromThreeQuarters);

    [MethodImpl(Inline)] public static Vector512<double> Exponent(Vector512<double> x, Vector512<double> mantissa) => Avx512F.GetExponent(x) - Avx512F.GetExponent(mantissa);

    [MethodImpl(Inline)] public static Vector256<double> Scale(Vector256<double> x, Vector256<double> k) => Avx512F.VL.Scale(x, k);

    [MethodImpl(Inline)] public static Vector256<double> Mantissa(Vector256<double> x) => Avx512F.VL.GetMantissa(x, FromThreeQuarters);

    [MethodImpl(Inline)] public static Vector256<double> Exponent(Vector256<double> x, Vector256<double> mantissa) => Avx512F.VL.GetExponent(x) - Avx512F.VL.GetExponent(mantissa);

    [MethodImpl(Inline)] public static Vector128<double> Scale(Vector128<double> x, Vector128<double> k) => Avx512F.VL.Scale(x, k);

    [MethodImpl(Inline)] public static Vector128<double> Mantissa(Vector128<double> x) => Avx512F.VL.GetMantissa(x, FromThreeQuarters);

    [MethodImpl(Inline)] public static Vector128<double> Exponent(Vector128<double> x, Vector128<double> mantissa) => Avx512F.VL.GetExponent(x) - Avx512F.VL.GetExponent(mantissa);
}
