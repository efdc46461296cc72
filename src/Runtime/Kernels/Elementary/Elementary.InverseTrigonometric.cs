using System;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

internal static partial class Elementary<F, T, I, N>
{
    [MethodImpl(Called)]
    public static F Asin(F x)
    {
        F p = AsinReduced(x, out F isLarge);
        return F.CopySign(F.Select(isLarge, HalfPiMinus(p + p), p), x);
    }

    [MethodImpl(Called)]
    public static F Acos(F x)
    {
        // |x| > ½: acos|x| = 2·asin √((1 − |x|) / 2), and π minus that for negative x.
        F p = AsinReduced(x, out F isLarge);
        F large = F.Select(F.LessThan(x, default), PiMinus(p + p), p + p);
        return F.Select(isLarge, large, HalfPiMinus(F.CopySign(p, x)));
    }

    /// <summary>asin t of t = |x| up to ½, of t = √((1 − |x|) / 2) above.</summary>
    [MethodImpl(Inline)]
    private static F AsinReduced(F x, out F isLarge)
    {
        F t = F.Abs(x);
        isLarge = F.GreaterThan(t, F.Of(0.5));
        F z = F.Select(isLarge, F.Of(0.5) * (F.Of(1) - t), t * t);
        t = F.Select(isLarge, F.Sqrt(z), t);
        F p;
        if (IsSingle)
        {
            p = F.Of(0.0421610586);
            p = F.Horner(p, z, 0.0241837315);
            p = F.Horner(p, z, 0.0454692468);
            p = F.Horner(p, z, 0.0749530941);
            p = F.Horner(p, z, 0.166667521);
        }
        else
        {
            p = F.Of(0.032645472759338864);
            p = F.Horner(p, z, -0.021024488714617411);
            p = F.Horner(p, z, 0.021724278513127117);
            p = F.Horner(p, z, 0.0036999896949959465);
            p = F.Horner(p, z, 0.010781809778928203);
            p = F.Horner(p, z, 0.011398662168691471);
            p = F.Horner(p, z, 0.013980847353110669);
            p = F.Horner(p, z, 0.017351610131754392);
            p = F.Horner(p, z, 0.022372215069530462);
            p = F.Horner(p, z, 0.030381942705854193);
            p = F.Horner(p, z, 0.044642857174626203);
            p = F.Horner(p, z, 0.074999999999708231);
            p = F.Horner(p, z, 0.1666666666666676);
        }
        return F.FusedMultiplyAdd(p, z * t, t);
    }

    [MethodImpl(Called)]
    public static F Atan(F x)
    {
        F t = F.Abs(x);
        F inverted = F.GreaterThan(t, F.Of(1));
        F y = AtanReduced(F.Select(inverted, F.Of(1) / t, t));
        return F.CopySign(F.Select(inverted, HalfPiMinus(y), y), x);
    }

    [MethodImpl(Called)]
    public static F Atan2(F y, F x)
    {
        F up = F.Abs(y), along = F.Abs(x);
        F low = F.Min(up, along), high = F.Max(up, along);
        // 0/0 counts as 0 and ∞/∞ as 1: the angles of the axes and the diagonals.
        F ratio = F.Select(F.Equal(low, high), F.Of(1), low / high);
        F angle = AtanReduced(F.Select(F.Equal(high, default), default, ratio));
        angle = F.Select(F.GreaterThan(up, along), HalfPiMinus(angle), angle);
        F left = F.LessThan(F.CopySign(F.Of(1), x), default);   // −0 is to the left
        angle = F.Select(left, PiMinus(angle), angle);
        return F.CopySign(angle + (low - low & F.IsNaN(low)), y);
    }

    /// <summary>atan t for t in [0, 1].</summary>
    [MethodImpl(Inline)]
    private static F AtanReduced(F t)
    {
        F z, p;
        if (IsSingle)
        {
            z = t * t;
            p = F.Of(-0.00178874156);
            p = F.Horner(p, z, 0.0108927479);
            p = F.Horner(p, z, -0.0311370324);
            p = F.Horner(p, z, 0.0579164587);
            p = F.Horner(p, z, -0.084010303);
            p = F.Horner(p, z, 0.109513476);
            p = F.Horner(p, z, -0.142640784);
            p = F.Horner(p, z, 0.199985325);
            p = F.Horner(p, z, -0.333332986);
            return F.FusedMultiplyAdd(p, z * t, t);
        }
        // Above tan(π/8): atan t = π/4 + atan((t − 1) / (t + 1)).
        F steep = F.GreaterThan(t, F.Of(0.41421356237309503));
        t = F.Select(steep, (t - F.Of(1)) / (t + F.Of(1)), t);
        z = t * t;
        p = F.Of(0.015020447600235059);
        p = F.Horner(p, z, -0.033296080152597003);
        p = F.Horner(p, z, 0.044955847824481594);
        p = F.Horner(p, z, -0.052163623099054542);
        p = F.Horner(p, z, 0.058766899127294998);
        p = F.Horner(p, z, -0.066661911496340806);
        p = F.Horner(p, z, 0.076922802123345471);
        p = F.Horner(p, z, -0.090909080248730095);
        p = F.Horner(p, z, 0.11111111084628232);
        p = F.Horner(p, z, -0.14285714285326556);
        p = F.Horner(p, z, 0.19999999999997137);
        p = F.Horner(p, z, -0.33333333333333326);
        p = F.FusedMultiplyAdd(p, z * t, t);
        return F.Select(steep, F.Of(Math.PI / 4) + (p + F.Of(PiLow / 4)), p);
    }

    private const double PiLow = 1.2246467991473532e-16;

    [MethodImpl(Inline)]
    private static F PiMinus(F x) => IsSingle
        ? F.Of(3.14159274) - (x + F.Of(8.74227766e-8))
        : F.Of(Math.PI) - (x - F.Of(PiLow));

    [MethodImpl(Inline)]
    private static F HalfPiMinus(F x) => IsSingle
        ? F.Of(1.57079637) - (x + F.Of(4.37113883e-8))
        : F.Of(Math.PI / 2) - (x - F.Of(PiLow / 2));
}
