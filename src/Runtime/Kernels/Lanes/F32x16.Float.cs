// Lanes.targets makes the same file for every floating-point register (see F32x16.cs).
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

public readonly partial struct F32x16 : IFloat32Lanes<F32x16, I32x16>
{
    private const int MantissaBits = sizeof(System.Single) == 4 ? 23 : 52;

    // 1.5·2^MantissaBits pushes an integer into the lowest bits of the sum; the exponent's bias rides along.
    private const double ToExponent = sizeof(System.Single) == 4 ? 12582912.0 + 127 : 6755399441055744.0 + 1023;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Of(double value) => new(Vector512.Create((System.Single)value));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 operator /(F32x16 a, F32x16 b) => new(a._bits / b._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Sqrt(F32x16 x) => new(Vector512.Sqrt(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Floor(F32x16 x) => new(Vector512.Floor(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Ceiling(F32x16 x) => new(Vector512.Ceiling(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 RoundToEven(F32x16 x) => new(Vector512.Round(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Truncate(F32x16 x) => new(Vector512.Truncate(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 FusedMultiplyAdd(F32x16 a, F32x16 b, F32x16 c) => new(Vector512.FusedMultiplyAdd(a._bits, b._bits, c._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 CopySign(F32x16 magnitude, F32x16 sign) => new(Vector512.CopySign(magnitude._bits, sign._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 IsNaN(F32x16 x) => new(Vector512.IsNaN(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Horner(F32x16 p, F32x16 x, double c) => FusedMultiplyAdd(p, x, Of(c));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 PowerOf2(F32x16 k) => I32x16.AsFloat(Bits(k + Of(ToExponent)) << MantissaBits);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 Scale(F32x16 x, F32x16 k)
    {
        if (BinaryExponent.IsSupported(x._bits))
            return new(BinaryExponent.Scale(x._bits, k._bits));
        // Two normal factors; the first product is exact, so only the second rounds.
        F32x16 half = Floor(k * Of(0.5));
        return x * PowerOf2(half) * PowerOf2(k - half);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 Mantissa(F32x16 x)
    {
        if (BinaryExponent.IsSupported(x._bits))
            return new(BinaryExponent.Mantissa(x._bits));
        I32x16 bits = Bits(MakeNormal(x));
        F32x16 m = I32x16.AsFloat(bits - (SplitExponent(bits) << MantissaBits));
        m = Select(LessThan(x, Of(double.PositiveInfinity)), m, x - x + Of(1));
        m = Select(Equal(x, Of(double.PositiveInfinity)) | Equal(x, default), Of(1), m);
        return Select(LessThan(x, default), Of(double.NaN), m);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 Exponent(F32x16 x, F32x16 mantissa)
    {
        if (BinaryExponent.IsSupported(x._bits))
            return new(BinaryExponent.Exponent(x._bits, mantissa._bits));
        F32x16 e = I32x16.ToFloat(SplitExponent(Bits(MakeNormal(x))));
        e -= Of(MantissaBits + 1) & LessThan(x, Of(SmallestNormal));
        e = Select(Equal(x, default), Of(double.NegativeInfinity), e);
        return Select(LessThan(x, Of(double.PositiveInfinity)), e, x);
    }

    private const double SmallestNormal = sizeof(System.Single) == 4 ? 1.17549435E-38 : 2.2250738585072014E-308;

    [MethodImpl(Inline)]
    private static F32x16 MakeNormal(F32x16 x) => Select(LessThan(x, Of(SmallestNormal)), x * Of(2L << MantissaBits), x);

    [MethodImpl(Inline)]
    private static I32x16 SplitExponent(I32x16 bits) => bits - Bits(Of(0.75)) >> MantissaBits;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Remainder(F32x16 x, F32x16 y) => Map2<FloatRemainder>(x, y);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 ToInteger(F32x16 x) => new(Vector512.ConvertToInt32(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 ToIntegerFast(F32x16 x) => new(Vector512.ConvertToInt32Native(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 Bits(F32x16 x) => new(x._bits.AsInt32());

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Exp(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Expm1(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Expm1(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Log(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Log(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Log1p(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Log1p(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Sigmoid(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Sigmoid(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Tanh(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Erf(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Sinh(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Sinh(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Cosh(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Cosh(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Asinh(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Asinh(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Acosh(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Acosh(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Atanh(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Atanh(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Sin(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Sin(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Cos(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Cos(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Tan(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Tan(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Asin(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Asin(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Acos(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Acos(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Atan(F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Atan(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Atan2(F32x16 y, F32x16 x) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Atan2(y, x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Pow(F32x16 x, F32x16 y) => Elementary<F32x16, System.Single, I32x16, System.Int32>.Pow(x, y);
}
