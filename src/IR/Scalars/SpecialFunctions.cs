using System;

namespace GraphCompiler.IR;

/// <summary>
/// Functions of one double that netstandard2.0 lacks, to a few units in the last place, and those whose corner cases differ
/// between .NET Framework and .NET. Written for the Reference engine: clear before fast.
/// </summary>
internal static class SpecialFunctions
{
    /// <summary>e^x - 1. W. Kahan's correction of the rounding of e^x, see Higham, Accuracy and Stability, section 1.14.1.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) >= 1) return Math.Exp(x) - 1;
        var u = Math.Exp(x);
        if (u == 1) return x;
        return (u - 1) * x / Math.Log(u);
    }

    /// <summary>log(1 + x), corrected the same way.</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        if (u == 1) return x;
        if (double.IsNaN(u) || u <= 0 || double.IsPositiveInfinity(u)) return Math.Log(u);
        return Math.Log(u) * (x / (u - 1));
    }

    public static double Asinh(double x)
    {
        var a = Math.Abs(x);
        if (double.IsInfinity(a) || double.IsNaN(a) || a == 0) return x;
        // Beyond 2^28 the 1 under the root is lost, and a * a would overflow in the end.
        var y = a > 1 << 28 ? Math.Log(a) + s_log2 : Log1p(a + a * a / (1 + Math.Sqrt(a * a + 1)));
        return x < 0 ? -y : y;
    }

    public static double Acosh(double x)
    {
        if (x > 1 << 28) return Math.Log(x) + s_log2;
        var t = x - 1;
        return t < 0 ? double.NaN : Log1p(t + Math.Sqrt(2 * t + t * t));
    }

    public static double Atanh(double x)
    {
        var a = Math.Abs(x);
        if (a == 0) return x;
        var y = 0.5 * Log1p(2 * a / (1 - a));
        return a > 1 ? double.NaN : x < 0 ? -y : y;
    }

    private static readonly double s_log2 = Math.Log(2);

    /// <summary>
    /// Error function. Up to 2 the series of Abramowitz and Stegun 7.1.6, whose terms are all positive; beyond, 1 - erfc by the
    /// continued fraction 7.1.14, where erfc is small enough that its error does not count.
    /// </summary>
    public static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (double.IsNaN(a)) return x;
        if (a > 6) return x < 0 ? -1 : 1;
        if (a >= 2)
        {
            var fraction = a;
            for (var k = 120; k >= 1; k--) fraction = a + k / 2.0 / fraction;
            var erf = 1 - Math.Exp(-a * a) / (Math.Sqrt(Math.PI) * fraction);
            return x < 0 ? -erf : erf;
        }
        double sum = x, term = x;
        for (var n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-18; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>C's pow, with the cases that .NET Framework answers with NaN.</summary>
    public static double Pow(double x, double y) =>
        y == 0 || x == 1 ? 1
        : x == -1 && double.IsInfinity(y) ? 1
        : Math.Pow(x, y);

    /// <summary>C's atan2: .NET Framework gives NaN for two infinities.</summary>
    public static double Atan2(double y, double x) => double.IsInfinity(y) && double.IsInfinity(x)
        ? Math.Atan2(y > 0 ? 1 : -1, x > 0 ? 1 : -1)
        : Math.Atan2(y, x);

    /// <summary>An integer power that wraps; a negative exponent gives 1 / x^|y| truncated, with 1 / 0 as 0.</summary>
    public static long Pow(long x, long y)
    {
        if (y < 0) return x == 1 ? 1 : x == -1 ? (y % 2 == 0 ? 1 : -1) : 0;
        long result = 1;
        for (; y > 0; y >>= 1)
        {
            if ((y & 1) != 0) result = unchecked(result * x);
            x = unchecked(x * x);
        }
        return result;
    }

    /// <summary>A rounding of x to an integer; a zero keeps the sign of x.</summary>
    public static double KeepSign(double rounded, double x) =>
        rounded == 0 && BitConverter.DoubleToInt64Bits(x) < 0 ? -0.0 : rounded;
}
