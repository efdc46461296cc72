using System;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

internal static partial class Elementary<F, T, I, N>
{
    [MethodImpl(Called)]
    public static F Pow(F x, F y)
    {
        // Double precision would need a logarithm of about 65 bits: it goes lane by lane through System.Math.
        if (!IsSingle)
            return F.Map2<LibraryPow>(x, y);

        F zero = default, one = F.Of(1), infinity = F.Of(double.PositiveInfinity);
        F magnitude = F.Abs(x);
        F power = PositivePow(magnitude, y);
        // The rest are the special cases of C99 Annex F, which numpy follows.
        F isZero = F.Equal(magnitude, zero);
        F grows = F.LessThan(y, zero) ^ ~isZero;
        power = F.Select(isZero | F.Equal(magnitude, infinity), grows & infinity, power);
        power = F.Select(F.Equal(magnitude, one), one, power);
        F integral = F.Equal(F.Truncate(y), y);
        F odd = F.AndNot(integral, F.Equal(F.Truncate(y * F.Of(0.5)), y * F.Of(0.5)));
        power = F.Select(odd, F.CopySign(power, x), power);
        F undefined = F.AndNot(F.LessThan(x, zero) & F.GreaterThan(x, -infinity), integral);
        power = F.Select(undefined | F.IsNaN(x) | F.IsNaN(y), F.Of(double.NaN), power);
        return F.Select(F.Equal(y, zero) | F.Equal(x, one), one, power);
    }

    /// <summary>x^y for finite x &gt; 0 in single precision: the logarithm is the sum of two floats, about 30 bits.</summary>
    [MethodImpl(Inline)]
    private static F PositivePow(F x, F y)
    {
        // ln m = 2·atanh s with s = (m − 1) / (m + 1) = high + low.
        F m = F.Mantissa(x);
        F e = F.Exponent(x, m);
        F above = m - F.Of(1), sum = m + F.Of(1);
        F sumLow = m - (sum - F.Of(1));
        F reciprocal = F.Of(1) / sum;
        F high = above * reciprocal;
        F low = reciprocal * F.FusedMultiplyAdd(-high, sumLow, F.FusedMultiplyAdd(-high, sum, above));
        F z = high * high;
        F p = F.Of(0.241345212);
        p = F.Horner(p, z, 0.285043597);
        p = F.Horner(p, z, 0.400009245);
        p = F.Horner(p, z, 0.666666627);
        F cubic = F.FusedMultiplyAdd(p * z, high, low + low);
        F twice = high + high;
        high = twice + cubic;
        low = cubic - (high - twice);

        // + e·ln 2, then × y, each with its rounding error carried in the low part.
        F scaled = e * F.Of(Ln2High32);
        F scaledLow = F.FusedMultiplyAdd(e, F.Of(Ln2High32), -scaled);
        F log = scaled + high;
        F rest = high - (log - scaled);
        rest = F.FusedMultiplyAdd(e, F.Of(Ln2Low32), rest + scaledLow) + low;
        F product = y * log;
        F productLow = F.FusedMultiplyAdd(y, rest, F.FusedMultiplyAdd(y, log, -product));

        F t = Clamp(product);
        F k = F.Horner(t, F.Of(Log2E), 12582912.0) - Magic;
        F r = Reduce(t, k) + (productLow & F.Equal(t, product));
        F q = F.Horner(Expm1Factor(r), r, 1);
        return F.Scale(F.Horner(q, r, 1), k);
    }

    private readonly struct LibraryPow : IScalarFunction2<T>
    {
        public static T Invoke(T a, T b) => Double(Math.Pow(Double(a), Double(b)));
    }
}
