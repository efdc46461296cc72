using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// The elementary functions, one source for every register width and both precisions. All polynomials are minimax
/// fits (Lawson's reweighted least squares at 60 digits, coefficients rounded one by one to the element type).
/// </summary>
/// <remarks>
/// Exp, Expm1, Log, Log1p, Sigmoid and Tanh are inlined into the calling kernel; the longer functions are called.
/// AggressiveOptimization compiles them fully at their first call: in tier 0 every lane operation would be a call.
/// </remarks>
internal static partial class Elementary<F, T, I, N>
    where F : struct, IFloatLanes<F, T, I>
    where T : unmanaged
    where I : struct, IIntegerLanes<I, N, F>
    where N : unmanaged
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const MethodImplOptions Called = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    // ln 2 as the sum of two numbers of the element type.
    private const double Ln2High32 = 0.693147182464599609375, Ln2Low32 = -1.90465421e-9;
    private const double Ln2High64 = 0.69314718055994529, Ln2Low64 = 2.3190468138462996e-17;
    private const double Log2E = 1.4426950408889634;

    /// <summary>Adding it to a small number and subtracting it again rounds to the nearest integer.</summary>
    private static F Magic { [MethodImpl(Inline)] get => F.Of(IsSingle ? 12582912.0 : 6755399441055744.0); }

    private static bool IsSingle { [MethodImpl(Inline)] get => typeof(T) == typeof(float); }

    [MethodImpl(Inline)]
    public static F Exp(F x) => ScaledExp(Clamp(x), 0);

    /// <summary>e^x·2^shift for x between the bounds of <see cref="Clamp"/>; e^x itself may overflow.</summary>
    [MethodImpl(Inline)]
    private static F ScaledExp(F x, double shift)
    {
        // e^x = 2^k · e^r with |r| ≤ ln 2 / 2.
        F k = F.Horner(x, F.Of(Log2E), IsSingle ? 12582912.0 : 6755399441055744.0) - Magic;
        F r = Reduce(x, k);
        F p = F.Horner(Expm1Factor(r), r, 1);
        return F.Scale(F.Horner(p, r, 1), shift == 0 ? k : k + F.Of(shift));
    }

    /// <summary>Bounds beyond which e^x is 0 or ∞; a NaN stays.</summary>
    [MethodImpl(Inline)]
    private static F Clamp(F x) => IsSingle
        ? F.AtLeast(F.AtMost(x, F.Of(89)), F.Of(-104))
        : F.AtLeast(F.AtMost(x, F.Of(709.9)), F.Of(-745.2));

    /// <summary>x − k·ln 2; the first step is exact.</summary>
    [MethodImpl(Inline)]
    private static F Reduce(F x, F k)
    {
        F r = F.FusedMultiplyAdd(k, F.Of(IsSingle ? -Ln2High32 : -Ln2High64), x);
        return F.FusedMultiplyAdd(k, F.Of(IsSingle ? -Ln2Low32 : -Ln2Low64), r);
    }

    /// <summary>q with e^r = 1 + r + r²·q, times r: the caller adds 1 and multiplies by r. Error 2^−27 (f32), 2^−61 (f64).</summary>
    [MethodImpl(Inline)]
    private static F Expm1Factor(F r)
    {
        F q;
        if (IsSingle)
        {
            q = F.Of(0.00138608215);
            q = F.Horner(q, r, 0.00836655125);
            q = F.Horner(q, r, 0.0416675434);
            q = F.Horner(q, r, 0.166665435);
            return F.Horner(q, r, 0.49999997);
        }
        q = F.Of(2.090180287918614e-9);
        q = F.Horner(q, r, 2.5109109801018744e-8);
        q = F.Horner(q, r, 2.7557312107323359e-7);
        q = F.Horner(q, r, 2.7557243959575337e-6);
        q = F.Horner(q, r, 2.4801587285950016e-5);
        q = F.Horner(q, r, 0.0001984126988643103);
        q = F.Horner(q, r, 0.0013888888888899712);
        q = F.Horner(q, r, 0.0083333333333214764);
        q = F.Horner(q, r, 0.04166666666666665);
        q = F.Horner(q, r, 0.16666666666666677);
        return F.Horner(q, r, 0.5);
    }

    /// <summary>e^r − 1 for |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(Inline)]
    private static F Expm1Reduced(F r) => F.FusedMultiplyAdd(Expm1Factor(r), r * r, r);

    [MethodImpl(Inline)]
    public static F Expm1(F x)
    {
        // e^x − 1 = 2^k·(e^r − 1) + (2^k − 1), at half size so that 2^k does not overflow before the result does.
        F t = F.AtLeast(F.AtMost(x, F.Of(IsSingle ? 89 : 709.9)), F.Of(IsSingle ? -20 : -40));
        F k = F.Horner(t, F.Of(Log2E), IsSingle ? 12582912.0 : 6755399441055744.0) - Magic;
        F p = Expm1Reduced(Reduce(t, k));
        F half = F.PowerOf2(k - F.Of(1));
        F y = F.FusedMultiplyAdd(half, p, half - F.Of(0.5));
        y = F.Select(F.Equal(k, default), p, y + y);
        return F.CopySign(y, x);    // −0 stays −0
    }

    [MethodImpl(Inline)]
    public static F Sigmoid(F x)
    {
        // e^x / (1 + e^x) keeps its relative accuracy down to the subnormals; 1 / (1 + e^−x) would not.
        F t = IsSingle
            ? F.AtLeast(F.AtMost(x, F.Of(88)), F.Of(-104))
            : F.AtLeast(F.AtMost(x, F.Of(709)), F.Of(-745.2));
        F e = ScaledExp(t, 0);
        return e / (e + F.Of(1));
    }

    [MethodImpl(Inline)]
    public static F Tanh(F x)
    {
        // (e^2t − 1) / (e^2t + 1) with t = |x|, where e^2t − 1 is computed without cancellation.
        F t = F.AtMost(F.Abs(x), F.Of(IsSingle ? 10 : 20));
        F k = F.Horner(t, F.Of(2 * Log2E), IsSingle ? 12582912.0 : 6755399441055744.0) - Magic;
        F p = Expm1Reduced(Reduce(t + t, k));
        F power = F.PowerOf2(k);
        F expm1 = F.FusedMultiplyAdd(power, p, power - F.Of(1));
        return F.CopySign(expm1 / (expm1 + F.Of(2)), x);
    }

    [MethodImpl(Called)]
    public static F Sinh(F x)
    {
        F t = F.Abs(x);
        F e = ScaledExp(F.AtMost(t, F.Of(IsSingle ? 90 : 711)), -1);
        F large = e - F.Of(0.25) / e;
        F z = x * x;
        F q = SinhPolynomial(z);
        F small = F.FusedMultiplyAdd(q, z * t, t);
        return F.CopySign(F.Select(F.LessThan(t, F.Of(1)), small, large), x);
    }

    [MethodImpl(Inline)]
    private static F SinhPolynomial(F z)
    {
        F q;
        if (IsSingle)
        {
            q = F.Of(2.78426978e-6);
            q = F.Horner(q, z, 0.000198426089);
            q = F.Horner(q, z, 0.00833331142);
            return F.Horner(q, z, 0.166666672);
        }
        q = F.Of(6.197489574297822e-15);
        q = F.Horner(q, z, 7.512963774868273e-13);
        q = F.Horner(q, z, 1.6061205355655151e-10);
        q = F.Horner(q, z, 2.5052090335716195e-8);
        q = F.Horner(q, z, 2.7557319306790787e-6);
        q = F.Horner(q, z, 0.00019841269841066811);
        q = F.Horner(q, z, 0.0083333333333335691);
        return F.Horner(q, z, 0.16666666666666666);
    }

    [MethodImpl(Called)]
    public static F Cosh(F x)
    {
        F e = ScaledExp(F.AtMost(F.Abs(x), F.Of(IsSingle ? 90 : 711)), -1);
        return e + F.Of(0.25) / e;
    }
}
