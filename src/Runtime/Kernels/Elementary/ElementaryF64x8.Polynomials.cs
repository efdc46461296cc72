// Lanes.targets makes the same file for the other registers of double (see ElementaryF32x16.Exponential.cs).
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;
using Register = System.Runtime.Intrinsics.Vector512<System.Double>;

namespace GraphCompiler.Kernels;

/// <summary>What double precision needs: constants, and polynomials of about 56 bits and more.</summary>
internal static partial class ElementaryF64x8
{
    /// <summary>1.5·2⁵²: the sum of it and a small number is rounded to an integer.</summary>
    private const double Magic = 6755399441055744;

    // e^x is 0 or smaller than any number below the first, ∞ at the last, finite at the one between.
    private const double LeastExponent = -745.2, LargestExponent = 709, OverflowingExponent = 709.9;

    /// <summary>Above this, 1 + x² = x².</summary>
    private const double SquareIsAll = 1L << 55;

    private const double ErfIsOne = 6;

    // ln 2 as the sum of two doubles.
    private const double Ln2High = 0.69314718055994529, Ln2Low = 2.3190468138462996e-17;

    private const double TwoOverPi = 2 / Math.PI;

    // π/2 as the sum of three doubles, the first two truncated.
    private const double HalfPiHigh = 1.5707963267948966, HalfPiMiddle = 6.123233995736765e-17, HalfPiLow = 1.0828566739219139e-32;

    private const double Pi = Math.PI, PiError = 1.2246467991473532e-16;

    /// <summary>Up to here, three parts of π/2 reduce well enough; the rest go one by one through System.Math.</summary>
    private const double HugeAngle = 1e9;

    private const int SignShift = 63;

    /// <summary>2^f for |f| ≤ ½, as e^(f·ln 2).</summary>
    [MethodImpl(Inline)]
    private static Register PowerPolynomial(Register f)
    {
        Register r = f * Create(Ln2High), square = r * r;
        return FusedMultiplyAdd(ExpPolynomial(r, square), square, r) + Create(1.0);
    }

    /// <summary>(e^r − 1 − r) / r² for |r| ≤ ln 2 / 2; error of e^r − 1 2^−61.</summary>
    [MethodImpl(Inline)]
    private static Register ExpPolynomial(Register r, Register square)
    {
        Register fourth = square * square;
        Register top = FusedMultiplyAdd(Create(2.090180287918614e-9), square, Linear(r, 2.5109109801018744e-8, 2.7557312107323359e-7));
        Register high = Cubic(r, square, 2.7557243959575337e-6, 2.4801587285950016e-5, 0.0001984126988643103, 0.0013888888888899712);
        Register low = Cubic(r, square, 0.0083333333333214764, 0.04166666666666665, 0.16666666666666677, 0.5);
        return FusedMultiplyAdd(FusedMultiplyAdd(top, fourth, high), fourth, low);
    }

    /// <summary>
    /// e·ln 2 + ln(1 + f) for f in [−0.25, 0.5). With s = f / (2 + f): ln(1 + f) = f − (f²/2 − s·(f²/2 + p)), as in
    /// fdlibm's log; error of p 2^−62.
    /// </summary>
    [MethodImpl(Inline)]
    private static Register LogReduced(Register e, Register f)
    {
        Register s = f / (f + Create(2.0));
        Register z = s * s, square = z * z;
        Register high = Cubic(z, square, 0.13839013621304677, 0.13174178067886624, 0.15391078861690269, 0.18181666828739276);
        Register low = Cubic(z, square, 0.22222224282081629, 0.28571428555934053, 0.4000000000005639, 0.66666666666666596);
        Register p = FusedMultiplyAdd(high, square * square, low);
        Register half = Create(0.5) * f * f;
        Register tail = FusedMultiplyAdd(e, Create(Ln2Low), s * FusedMultiplyAdd(p, z, half));
        return FusedMultiplyAdd(e, Create(Ln2High), f - (half - tail));
    }

    /// <summary>erf t / t − 1 in z = t², t up to 1; error 2^−56.</summary>
    [MethodImpl(Inline)]
    private static Register ErfPolynomial(Register z)
    {
        Register square = z * z, fourth = square * square;
        Register top = Cubic(z, square, -7.6498598843001532e-10, 1.3640098442161785e-8, -1.6189568767600131e-7, 1.6444895094097296e-6);
        Register high = Cubic(z, square, -1.4924526711181572e-5, 0.00012055283675613412, -0.0008548325589712131, 0.0052239775988451257);
        Register low = Cubic(z, square, -0.026866170642199816, 0.11283791670938273, -0.37612638903183365, 0.12837916709551256);
        return FusedMultiplyAdd(FusedMultiplyAdd(top, fourth, high), fourth, low);
    }

    /// <summary>ln erfc t for t in [1, 6]; error of erfc 2^−59.</summary>
    [MethodImpl(Inline)]
    private static Register LogErfcPolynomial(Register t)
    {
        // Horner's rule: the terms grow to many times the sum, and its steps round least.
        Register g = Create(1.0283181802071084e-12);
        g = FusedMultiplyAdd(g, t, Create(-4.7072552779421329e-11));
        g = FusedMultiplyAdd(g, t, Create(1.0084792293073954e-9));
        g = FusedMultiplyAdd(g, t, Create(-1.3420124697944553e-8));
        g = FusedMultiplyAdd(g, t, Create(1.2398788908446298e-7));
        g = FusedMultiplyAdd(g, t, Create(-8.400729336784073e-7));
        g = FusedMultiplyAdd(g, t, Create(4.2780700256221641e-6));
        g = FusedMultiplyAdd(g, t, Create(-1.6335882480010794e-5));
        g = FusedMultiplyAdd(g, t, Create(4.4525667616287202e-5));
        g = FusedMultiplyAdd(g, t, Create(-6.9195469970576891e-5));
        g = FusedMultiplyAdd(g, t, Create(-4.6962495005799434e-5));
        g = FusedMultiplyAdd(g, t, Create(0.00064428757304484411));
        g = FusedMultiplyAdd(g, t, Create(-0.0017725856335721708));
        g = FusedMultiplyAdd(g, t, Create(0.00028370734116253709));
        g = FusedMultiplyAdd(g, t, Create(0.019075950531018231));
        g = FusedMultiplyAdd(g, t, Create(-0.10274613982897714));
        g = FusedMultiplyAdd(g, t, Create(-0.63662887821772729));
        g = FusedMultiplyAdd(g, t, Create(-1.1283772449059601));
        return FusedMultiplyAdd(g, t, Create(-1.8813968835405371e-7));
    }

    /// <summary>(sinh t / t − 1) / z in z = t², t up to 1; error 2^−63.</summary>
    [MethodImpl(Inline)]
    private static Register SinhPolynomial(Register z)
    {
        Register square = z * z;
        Register high = Cubic(z, square, 6.197489574297822e-15, 7.512963774868273e-13, 1.6061205355655151e-10, 2.5052090335716195e-8);
        Register low = Cubic(z, square, 2.7557319306790787e-6, 0.00019841269841066811, 0.0083333333333335691, 0.16666666666666666);
        return FusedMultiplyAdd(high, square * square, low);
    }

    /// <summary>(sin r / r − 1) / z in z = r², |r| up to π/4; error 2^−58.</summary>
    [MethodImpl(Inline)]
    private static Register SinPolynomial(Register z)
    {
        Register square = z * z;
        Register high = Linear(z, 1.5895930827408573e-10, -2.5050742062705585e-8);
        Register low = Cubic(z, square, 2.7557313580370723e-6, -0.00019841269829452506, 0.0083333333333219118, -0.1666666666666663);
        return FusedMultiplyAdd(high, square * square, low);
    }

    /// <summary>(cos r − 1 + z / 2) / z² in z = r², |r| up to π/4; error 2^−64.</summary>
    [MethodImpl(Inline)]
    private static Register CosPolynomial(Register z)
    {
        Register square = z * z;
        Register high = Linear(z, -1.1358771176164837e-11, 2.0875705817646349e-9);
        Register low = Cubic(z, square, -2.7557314219958562e-7, 2.48015872890106e-5, -0.0013888888888873351, 0.041666666666666595);
        return FusedMultiplyAdd(high, square * square, low);
    }

    /// <summary>(asin t / t − 1) / z in z = t², t up to ½; error 2^−60.</summary>
    [MethodImpl(Inline)]
    private static Register AsinPolynomial(Register z)
    {
        Register square = z * z, fourth = square * square;
        Register p = Create(0.032645472759338864);
        p = FusedMultiplyAdd(p, fourth, Cubic(z, square, -0.021024488714617411, 0.021724278513127117, 0.0036999896949959465, 0.010781809778928203));
        p = FusedMultiplyAdd(p, fourth, Cubic(z, square, 0.011398662168691471, 0.013980847353110669, 0.017351610131754392, 0.022372215069530462));
        return FusedMultiplyAdd(p, fourth, Cubic(z, square, 0.030381942705854193, 0.044642857174626203, 0.074999999999708231, 0.1666666666666676));
    }

    /// <summary>atan t for t in [0, 1]; error 2^−64. Above tan(π/8): π/4 + atan((t − 1) / (t + 1)).</summary>
    [MethodImpl(Inline)]
    private static Register AtanReduced(Register t)
    {
        Register steep = GreaterThan(t, Create(0.41421356237309503));
        t = ConditionalSelect(steep, (t - Create(1.0)) / (t + Create(1.0)), t);
        Register z = t * t, square = z * z, fourth = square * square;
        Register p = Cubic(z, square, 0.015020447600235059, -0.033296080152597003, 0.044955847824481594, -0.052163623099054542);
        p = FusedMultiplyAdd(p, fourth, Cubic(z, square, 0.058766899127294998, -0.066661911496340806, 0.076922802123345471, -0.090909080248730095));
        p = FusedMultiplyAdd(p, fourth, Cubic(z, square, 0.11111111084628232, -0.14285714285326556, 0.19999999999997137, -0.33333333333333326));
        p = FusedMultiplyAdd(p, z * t, t);
        return ConditionalSelect(steep, Create(Pi / 4) + (p + Create(PiError / 4)), p);
    }

    /// <summary>Lane by lane through System.Math: a vectorised one would need a logarithm of about 65 bits.</summary>
    [MethodImpl(Called)]
    public static Register Pow(Register x, Register y) => F64x8.Map2<LibraryPow>(new(x), new(y)).Register;
}
