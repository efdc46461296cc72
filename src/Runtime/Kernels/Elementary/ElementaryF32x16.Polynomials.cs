// Lanes.targets makes the same file for the other registers of float (see ElementaryF32x16.Exponential.cs).
using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;
using Register = System.Runtime.Intrinsics.Vector512<System.Single>;

namespace GraphCompiler.Kernels;

/// <summary>What single precision needs: constants, and polynomials of about 27 bits.</summary>
internal static partial class ElementaryF32x16
{
    /// <summary>1.5·2²³: the sum of it and a small number is rounded to an integer.</summary>
    private const float Magic = 12582912;

    // e^x is 0 or smaller than any number below the first, ∞ at the last, finite at the one between.
    private const float LeastExponent = -104, LargestExponent = 88, OverflowingExponent = 89;

    /// <summary>Above this, 1 + x² = x².</summary>
    private const float SquareIsAll = 1 << 26;

    private const float ErfIsOne = 4;

    // ln 2 as the sum of two floats.
    private const float Ln2High = 0.693147182f, Ln2Low = -1.90465421e-9f;

    private const float TwoOverPi = 0.636619772f;

    // π/2 as the sum of three floats, the first two truncated.
    private const float HalfPiHigh = 1.570796251296997f, HalfPiMiddle = 7.549789415861596e-8f, HalfPiLow = 5.390302529957765e-15f;

    private const float Pi = 3.14159274f, PiError = -8.74227766e-8f;

    /// <summary>Up to here, three parts of π/2 reduce well enough; the rest go one by one through System.Math.</summary>
    private const float HugeAngle = 71476;

    private const int SignShift = 31;

    /// <summary>(e^r − 1 − r) / r² for |r| ≤ ln 2 / 2; error of e^r − 1 2^−26.</summary>
    [MethodImpl(Inline)]
    private static Register ExpPolynomial(Register r, Register square)
    {
        Register high = FusedMultiplyAdd(Create(0.00138608215f), square, Linear(r, 0.00836655125f, 0.0416675434f));
        return FusedMultiplyAdd(high, square, Linear(r, 0.166665435f, 0.49999997f));
    }

    /// <summary>2^f for |f| ≤ ½, 1 for 0; error 2^−26.</summary>
    /// <remarks>By Horner's rule: products bound the kernels that use it, and it has one less and smaller rounding errors.</remarks>
    [MethodImpl(Inline)]
    private static Register PowerPolynomial(Register f)
    {
        Register p = Linear(f, 0.000159640913f, 0.00134319114f);
        p = FusedMultiplyAdd(p, f, Create(0.00961670559f));
        p = FusedMultiplyAdd(p, f, Create(0.05550237f));
        p = FusedMultiplyAdd(p, f, Create(0.240226552f));
        p = FusedMultiplyAdd(p, f, Create(0.693147242f));
        return FusedMultiplyAdd(p, f, Create(1f));
    }

    /// <summary>e·ln 2 + ln(1 + f) for f in [−0.25, 0.5): f − f²/2 + f³·p, error 2^−30.</summary>
    [MethodImpl(Inline)]
    private static Register LogReduced(Register e, Register f)
    {
        Register square = f * f, fourth = square * square;
        Register high = Cubic(f, square, 0.1169485f, -0.127309188f, 0.1427726f, -0.166551843f);
        Register low = Cubic(f, square, 0.199995622f, -0.250001669f, 0.333333403f, -0.5f);
        Register p = FusedMultiplyAdd(FusedMultiplyAdd(Linear(f, 0.0374253616f, -0.0908818394f), fourth, high), fourth, low);
        return FusedMultiplyAdd(e, Create(Ln2High), FusedMultiplyAdd(p, square, f));
    }

    /// <summary>erf t / t − 1 in z = t², t up to 1; error 2^−24.5.</summary>
    [MethodImpl(Inline)]
    private static Register ErfPolynomial(Register z)
    {
        Register square = z * z;
        Register high = Linear(z, -0.000562835252f, 0.00491675641f);
        return FusedMultiplyAdd(high, square * square, Cubic(z, square, -0.0267105773f, 0.112801515f, -0.37612322f, 0.128379121f));
    }

    /// <summary>ln erfc t for t in [1, 4]; error of erfc 2^−30.</summary>
    [MethodImpl(Inline)]
    private static Register LogErfcPolynomial(Register t)
    {
        Register square = t * t;
        Register high = FusedMultiplyAdd(Create(0.000185578057f), square, Linear(t, -0.00293962448f, 0.0218053199f));
        return FusedMultiplyAdd(high, square * square, Cubic(t, square, -0.103037275f, -0.638225853f, -1.12703991f, -0.000353751821f));
    }

    /// <summary>(sinh t / t − 1) / z in z = t², t up to 1; error 2^−31.</summary>
    [MethodImpl(Inline)]
    private static Register SinhPolynomial(Register z) => Cubic(z, z * z, 2.78426978e-6f, 0.000198426089f, 0.00833331142f, 0.166666672f);

    /// <summary>(sin r / r − 1) / z in z = r², |r| up to π/4; error 2^−28.</summary>
    [MethodImpl(Inline)]
    private static Register SinPolynomial(Register z) => FusedMultiplyAdd(Linear(z, -0.00019518286f, 0.00833218917f), z, Create(-0.166666552f));

    /// <summary>(cos r − 1 + z / 2) / z² in z = r², |r| up to π/4; error 2^−33.</summary>
    [MethodImpl(Inline)]
    private static Register CosPolynomial(Register z) => FusedMultiplyAdd(Linear(z, 2.44325656e-5f, -0.00138873106f), z, Create(0.0416666456f));

    /// <summary>(asin t / t − 1) / z in z = t², t up to ½; error 2^−27.6.</summary>
    [MethodImpl(Inline)]
    private static Register AsinPolynomial(Register z)
    {
        Register square = z * z;
        return FusedMultiplyAdd(Create(0.0421610586f), square * square, Cubic(z, square, 0.0241837315f, 0.0454692468f, 0.0749530941f, 0.166667521f));
    }

    /// <summary>atan t for t in [0, 1]; error 2^−28.5.</summary>
    [MethodImpl(Inline)]
    private static Register AtanReduced(Register t)
    {
        Register z = t * t, square = z * z;
        Register high = Cubic(z, square, 0.0108927479f, -0.0311370324f, 0.0579164587f, -0.084010303f);
        Register low = Cubic(z, square, 0.109513476f, -0.142640784f, 0.199985325f, -0.333332986f);
        Register fourth = square * square;
        Register p = FusedMultiplyAdd(FusedMultiplyAdd(Create(-0.00178874156f), fourth, high), fourth, low);
        return FusedMultiplyAdd(p, z * t, t);
    }
}
