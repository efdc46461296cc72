using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

internal static partial class Elementary<F, T, I, N>
{
    [MethodImpl(Inline)]
    public static F Log(F x)
    {
        F m = F.Mantissa(x);
        return LogReduced(F.Exponent(x, m), m - F.Of(1));
    }

    [MethodImpl(Inline)]
    public static F Log1p(F x)
    {
        // 1 + x = 2^e·(1 + f), with f from x itself so that nothing is lost where 1 + x rounds.
        F u = x + F.Of(1);
        F m = F.Mantissa(u);
        F e = F.Exponent(u, m);
        F scale = F.Scale(F.Of(1), -e);
        F f = F.FusedMultiplyAdd(x, scale, scale - F.Of(1));
        F special = e + (m - F.Of(1));     // −∞ at −1, ∞ at ∞, NaN below −1; finite elsewhere
        F y = F.Select(F.Equal(special - special, default), LogReduced(e, f), special);
        return F.CopySign(y, x);    // −0 stays −0
    }

    /// <summary>e·ln 2 + ln(1 + f) for f in [−0.25, 0.5).</summary>
    [MethodImpl(Inline)]
    private static F LogReduced(F e, F f)
    {
        F p;
        if (IsSingle)
        {
            // ln(1 + f) = f − f²/2 + f³·p, error 2^−30.
            p = F.Of(0.0374253616);
            p = F.Horner(p, f, -0.0908818394);
            p = F.Horner(p, f, 0.1169485);
            p = F.Horner(p, f, -0.127309188);
            p = F.Horner(p, f, 0.1427726);
            p = F.Horner(p, f, -0.166551843);
            p = F.Horner(p, f, 0.199995622);
            p = F.Horner(p, f, -0.250001669);
            p = F.Horner(p, f, 0.333333403);
            p = F.Horner(p, f, -0.5);
            p = F.FusedMultiplyAdd(p, f * f, f);
            return F.FusedMultiplyAdd(e, F.Of(Ln2High32), p);
        }
        // With s = f / (2 + f): ln(1 + f) = f − (f²/2 − s·(f²/2 + p)), as in fdlibm's log; p's error 2^−62.
        F s = f / (f + F.Of(2));
        F z = s * s;
        p = F.Of(0.13839013621304677);
        p = F.Horner(p, z, 0.13174178067886624);
        p = F.Horner(p, z, 0.15391078861690269);
        p = F.Horner(p, z, 0.18181666828739276);
        p = F.Horner(p, z, 0.22222224282081629);
        p = F.Horner(p, z, 0.28571428555934053);
        p = F.Horner(p, z, 0.4000000000005639);
        p = F.Horner(p, z, 0.66666666666666596);
        F half = F.Of(0.5) * f * f;
        F tail = F.FusedMultiplyAdd(e, F.Of(Ln2Low64), s * F.FusedMultiplyAdd(p, z, half));
        return F.FusedMultiplyAdd(e, F.Of(Ln2High64), f - (half - tail));
    }

    // Above this, 1 + x² = x² and ln(1 + x) = ln x.
    private static F Large { [MethodImpl(Inline)] get => F.Of(IsSingle ? 1L << 26 : 1L << 55); }

    [MethodImpl(Called)]
    public static F Asinh(F x)
    {
        // ln(t + √(t² + 1)) = log1p(t + t² / (1 + √(t² + 1))); ln 2t where t² is all there is.
        F t = F.Abs(x);
        F large = F.GreaterThan(t, Large);
        F square = t * t;
        F u = t + square / (F.Of(1) + F.Sqrt(square + F.Of(1)));
        F y = Log1p(F.Select(large, t, u)) + (large & F.Of(Ln2High64));
        return F.CopySign(y, x);
    }

    [MethodImpl(Called)]
    public static F Acosh(F x)
    {
        // With t = x − 1: log1p(t + √(t·(t + 2))); ln 2x where x² is all there is.
        F t = x - F.Of(1);
        F large = F.GreaterThan(x, Large);
        F u = t + F.Sqrt(t * (t + F.Of(2)));
        F y = Log1p(F.Select(large, x, u)) + (large & F.Of(Ln2High64));
        return F.Select(F.LessThan(x, F.Of(1)), F.Of(double.NaN), y);
    }

    [MethodImpl(Called)]
    public static F Atanh(F x)
    {
        F t = F.Abs(x);
        return F.CopySign(F.Of(0.5) * Log1p((t + t) / (F.Of(1) - t)), x);
    }
}
