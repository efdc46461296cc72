using System;

namespace GraphCompiler.Runtime.Tests;

/// <summary>References that System.Math lacks, accurate to a few units in the last place of a double.</summary>
internal static class Precise
{
    /// <summary>(u − 1)·x / ln u with u = e^x: the rounding errors of u cancel (Kahan).</summary>
    public static double Expm1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1 || double.IsInfinity(u)) return u == 1 ? x : u;
        return u - 1 == -1 ? -1 : (u - 1) * x / Math.Log(u);
    }

    /// <summary>ln u·(x / (u − 1)) with u = 1 + x: the rounding errors of u cancel (Kahan).</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        if (u == 1) return x;
        return u is <= 0 or double.PositiveInfinity ? Math.Log(u) : Math.Log(u) * (x / (u - 1));
    }

    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    /// <summary>Abramowitz and Stegun 7.1.6 (a series without cancellation) up to 1, the continued fraction 7.1.14 beyond.</summary>
    public static double Erf(double x)
    {
        var t = Math.Abs(x);
        if (double.IsNaN(x)) return x;
        if (t > 6) return Math.CopySign(1, x);
        if (t < 1)
        {
            double sum = 1;
            for (var n = 40; n > 0; n--) sum = 1 + 2 * t * t / (2 * n + 1) * sum;
            return x * (Math.Exp(-t * t) * sum * 1.1283791670955126);
        }
        double fraction = 0;
        for (var k = 500; k > 0; k--) fraction = k / 2.0 / (t + fraction);
        return Math.CopySign(1 - Math.Exp(-t * t) / Math.Sqrt(Math.PI) / (t + fraction), x);
    }
}
