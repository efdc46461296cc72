// Lanes.targets makes the same file for every floating-point register (see ElementaryF32x16.Exponential.cs).
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;
using Element = System.Single;
using Register = System.Runtime.Intrinsics.Vector512<System.Single>;
using Vector = System.Runtime.Intrinsics.Vector512;

namespace GraphCompiler.Kernels;

internal static partial class ElementaryF32x16
{
    [MethodImpl(Called)]
    public static Register Sin(Register x)
    {
        Register quadrant = FusedMultiplyAdd(x, Create(TwoOverPi), Create(Magic));
        Register r = ReduceAngle(x, quadrant - Create(Magic));
        Register y = ConditionalSelect(IsOdd(quadrant), CosReduced(r), SinReduced(r)) ^ SignOf(quadrant);
        Register huge = GreaterThan(Abs(x), Create(HugeAngle));
        return huge.ExtractMostSignificantBits() == 0 ? y : ConditionalSelect(huge, F32x16.Map<LibrarySin>(new(x)).Register, y);
    }

    [MethodImpl(Called)]
    public static Register Cos(Register x)
    {
        Register quadrant = FusedMultiplyAdd(x, Create(TwoOverPi), Create(Magic));
        Register r = ReduceAngle(x, quadrant - Create(Magic));
        Register y = ConditionalSelect(IsOdd(quadrant), SinReduced(r), CosReduced(r)) ^ SignOf(quadrant + Create((Element)1));
        Register huge = GreaterThan(Abs(x), Create(HugeAngle));
        return huge.ExtractMostSignificantBits() == 0 ? y : ConditionalSelect(huge, F32x16.Map<LibraryCos>(new(x)).Register, y);
    }

    [MethodImpl(Called)]
    public static Register Tan(Register x)
    {
        Register quadrant = FusedMultiplyAdd(x, Create(TwoOverPi), Create(Magic));
        Register r = ReduceAngle(x, quadrant - Create(Magic));
        Register sin = SinReduced(r), cos = CosReduced(r), odd = IsOdd(quadrant);
        Register y = ConditionalSelect(odd, -cos, sin) / ConditionalSelect(odd, sin, cos);
        Register huge = GreaterThan(Abs(x), Create(HugeAngle));
        return huge.ExtractMostSignificantBits() == 0 ? y : ConditionalSelect(huge, F32x16.Map<LibraryTan>(new(x)).Register, y);
    }

    // The quadrant is the integer nearest to x·2/π in the lowest bits of a number whose last place counts ones.

    /// <summary>Mask of the second and fourth quadrant.</summary>
    [MethodImpl(Inline)]
    private static Register IsOdd(Register quadrant) =>
        LessThan((quadrant.AsInt32() << SignShift).AsSingle() | Create((Element)1), Register.Zero);

    /// <summary>The sign bit in the third and fourth quadrant.</summary>
    [MethodImpl(Inline)]
    private static Register SignOf(Register quadrant) => (quadrant.AsInt32() >>> 1 << SignShift).AsSingle();

    /// <summary>x − k·π/2 in three steps (Cody and Waite). The parts of π/2 are of one sign: they leave −0 as it is.</summary>
    [MethodImpl(Inline)]
    private static Register ReduceAngle(Register x, Register k)
    {
        x = FusedMultiplyAdd(k, Create(-HalfPiHigh), x);
        x = FusedMultiplyAdd(k, Create(-HalfPiMiddle), x);
        return FusedMultiplyAdd(k, Create(-HalfPiLow), x);
    }

    [MethodImpl(Inline)]
    private static Register SinReduced(Register r)
    {
        Register z = r * r;
        return CopySign(FusedMultiplyAdd(SinPolynomial(z), z * r, r), r);    // −0 stays −0
    }

    [MethodImpl(Inline)]
    private static Register CosReduced(Register r)
    {
        Register z = r * r;
        Register p = FusedMultiplyAdd(CosPolynomial(z), z, Create((Element)(-0.5)));
        return FusedMultiplyAdd(p, z, Create((Element)1));
    }

    [MethodImpl(Called)]
    public static Register Asin(Register x)
    {
        Register large = GreaterThan(Abs(x), Create((Element)0.5));
        Register p = AsinReduced(x, large);
        return CopySign(ConditionalSelect(large, HalfPiMinus(p + p), p), x);
    }

    [MethodImpl(Called)]
    public static Register Acos(Register x)
    {
        // |x| > ½: acos|x| = 2·asin √((1 − |x|) / 2), and π minus that for negative x.
        Register large = GreaterThan(Abs(x), Create((Element)0.5));
        Register p = AsinReduced(x, large);
        Register far = ConditionalSelect(LessThan(x, Register.Zero), PiMinus(p + p), p + p);
        return ConditionalSelect(large, far, HalfPiMinus(CopySign(p, x)));
    }

    /// <summary>asin t of t = |x| up to ½, of t = √((1 − |x|) / 2) above.</summary>
    [MethodImpl(Inline)]
    private static Register AsinReduced(Register x, Register large)
    {
        Register t = Abs(x);
        Register z = ConditionalSelect(large, Create((Element)0.5) * (Create((Element)1) - t), t * t);
        t = ConditionalSelect(large, Sqrt(z), t);
        return FusedMultiplyAdd(AsinPolynomial(z), z * t, t);
    }

    [MethodImpl(Called)]
    public static Register Atan(Register x)
    {
        Register t = Abs(x);
        Register steep = GreaterThan(t, Create((Element)1));
        Register y = AtanReduced(ConditionalSelect(steep, Create((Element)1) / t, t));
        return CopySign(ConditionalSelect(steep, HalfPiMinus(y), y), x);
    }

    [MethodImpl(Called)]
    public static Register Atan2(Register y, Register x)
    {
        Register up = Abs(y), along = Abs(x);
        Register low = Min(up, along), high = Max(up, along);
        // ∞/∞ counts as 1 and 0/0 as 0: the angles of the diagonals and the axes.
        Register ratio = ConditionalSelect(Vector.Equals(low, high), Create((Element)1), low / high);
        Register angle = AtanReduced(ConditionalSelect(Vector.Equals(high, Register.Zero), Register.Zero, ratio));
        angle = ConditionalSelect(GreaterThan(up, along), HalfPiMinus(angle), angle);
        Register left = LessThan(CopySign(Create((Element)1), x), Register.Zero);   // −0 is to the left
        angle = ConditionalSelect(left, PiMinus(angle), angle);
        return CopySign(ConditionalSelect(IsNaN(low), low, angle), y);
    }

    /// <summary>π − x.</summary>
    [MethodImpl(Inline)]
    private static Register PiMinus(Register x) => Create(Pi) - (x - Create(PiError));

    /// <summary>π/2 − x.</summary>
    [MethodImpl(Inline)]
    private static Register HalfPiMinus(Register x) => Create(Pi / 2) - (x - Create(PiError / 2));
}
