// Written over hardware registers, not over lanes: every line is then one instruction of the method itself, and a kernel
// that inlines several of these functions stays within the JIT's inlining budget. Lanes.targets makes the same file
// for every floating-point register (see Lanes/F32x16.cs).
using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;
using Element = System.Single;
using Register = System.Runtime.Intrinsics.Vector512<System.Single>;
using Vector = System.Runtime.Intrinsics.Vector512;

namespace GraphCompiler.Kernels;

/// <summary>
/// The elementary functions of one register. All polynomials are minimax fits (Lawson's reweighted least squares at 60
/// digits, coefficients rounded one by one to the element type).
/// </summary>
/// <remarks>
/// The short functions are inlined into kernels, the longer ones called. AggressiveOptimization compiles these fully at
/// their first call.
/// </remarks>
internal static partial class ElementaryF32x16
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const MethodImplOptions Called = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    private const Element Log2E = (Element)1.4426950408889634;

    [MethodImpl(Inline)]
    public static Register Exp(Register x) => BoundedExp(MaxNative(Create(LeastExponent), MinNative(Create(OverflowingExponent), x)));

    /// <summary>e^x for x in [<see cref="LeastExponent"/>, <see cref="OverflowingExponent"/>], and NaN of NaN.</summary>
    [MethodImpl(Inline)]
    private static Register BoundedExp(Register x)
    {
        // e^x = 2^k · e^r with |r| ≤ ln 2 / 2; adding and subtracting the magic number rounds to an integer.
        Register k = FusedMultiplyAdd(x, Create(Log2E), Create(Magic)) - Create(Magic);
        return BinaryExponent.Scale(Expm1Reduced(x, k) + Create((Element)1), k);
    }

    /// <summary>2^x: cheaper than e^x, because x less the nearest integer is exact.</summary>
    [MethodImpl(Inline)]
    public static Register Exp2(Register x)
    {
        Register f = BinaryExponent.FromNearest(x, out Register k);
        return BinaryExponent.Scale(PowerPolynomial(f), k);
    }

    /// <summary>e^x / 2, which overflows later than e^x.</summary>
    [MethodImpl(Inline)]
    private static Register HalfExp(Register x)
    {
        Register k = FusedMultiplyAdd(x, Create(Log2E), Create(Magic)) - Create(Magic);
        return BinaryExponent.Scale(Expm1Reduced(x, k) + Create((Element)1), k - Create((Element)1));
    }

    /// <summary>e^r − 1 for r = x − k·ln 2, |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(Inline)]
    private static Register Expm1Reduced(Register x, Register k)
    {
        // The first step is exact: k·ln 2 is about x.
        Register r = FusedMultiplyAdd(k, Create(-Ln2High), x);
        r = FusedMultiplyAdd(k, Create(-Ln2Low), r);
        Register square = r * r;
        return FusedMultiplyAdd(ExpPolynomial(r, square), square, r);
    }

    [MethodImpl(Inline)]
    public static Register Expm1(Register x)
    {
        // e^x − 1 = 2^k·(e^r − 1) + (2^k − 1), at half size so that 2^k does not overflow before the result does.
        Register t = MaxNative(Create((Element)(-40)), MinNative(Create(OverflowingExponent), x));
        Register k = FusedMultiplyAdd(t, Create(Log2E), Create(Magic)) - Create(Magic);
        Register p = Expm1Reduced(t, k);
        Register half = BinaryExponent.PowerOf2(k - Create((Element)1));
        Register y = FusedMultiplyAdd(half, p, half - Create((Element)0.5));
        y = ConditionalSelect(Vector.Equals(k, Register.Zero), p, y + y);
        return CopySign(y, x);    // −0 stays −0
    }

    [MethodImpl(Inline)]
    public static Register Sigmoid(Register x)
    {
        // e^x / (1 + e^x) keeps its relative accuracy down to the subnormals; 1 / (1 + e^−x) would not.
        Register e = BoundedExp(MaxNative(Create(LeastExponent), MinNative(Create(LargestExponent), x)));
        return e / (e + Create((Element)1));
    }

    [MethodImpl(Inline)]
    public static Register Tanh(Register x)
    {
        // (e^2t − 1) / (e^2t + 1) with t = |x|, where e^2t − 1 is computed without cancellation.
        Register t = MinNative(Create((Element)20), Abs(x));
        Register k = FusedMultiplyAdd(t, Create(2 * Log2E), Create(Magic)) - Create(Magic);
        Register p = Expm1Reduced(t + t, k);
        Register power = BinaryExponent.PowerOf2(k);
        Register expm1 = FusedMultiplyAdd(power, p, power - Create((Element)1));
        return CopySign(expm1 / (expm1 + Create((Element)2)), x);
    }

    /// <summary>x + x·P(x²) up to 1 and 1 − e^g(x) above, where the polynomial g approximates ln erfc.</summary>
    [MethodImpl(Inline)]
    public static Register Erf(Register x)
    {
        Register t = MinNative(Create((Element)ErfIsOne), Abs(x));
        Register small = FusedMultiplyAdd(ErfPolynomial(t * t), t, t);
        Register large = Create((Element)1) - BoundedExp(LogErfcPolynomial(t));
        return CopySign(ConditionalSelect(LessThan(t, Create((Element)1)), small, large), x);
    }

    [MethodImpl(Called)]
    public static Register Sinh(Register x)
    {
        Register t = Abs(x);
        Register e = HalfExp(MinNative(Create(LargestExponent + 2), t));
        Register large = e - Create((Element)0.25) / e;
        Register z = x * x;
        Register small = FusedMultiplyAdd(SinhPolynomial(z), z * t, t);
        return CopySign(ConditionalSelect(LessThan(t, Create((Element)1)), small, large), x);
    }

    [MethodImpl(Called)]
    public static Register Cosh(Register x)
    {
        Register e = HalfExp(MinNative(Create(LargestExponent + 2), Abs(x)));
        return e + Create((Element)0.25) / e;
    }

    /// <summary>a·x + b.</summary>
    [MethodImpl(Inline)]
    private static Register Linear(Register x, Element a, Element b) => FusedMultiplyAdd(Create(a), x, Create(b));

    /// <summary>a·x³ + b·x² + c·x + d by Estrin's scheme: two steps deep instead of three.</summary>
    [MethodImpl(Inline)]
    private static Register Cubic(Register x, Register square, Element a, Element b, Element c, Element d) =>
        FusedMultiplyAdd(FusedMultiplyAdd(Create(a), x, Create(b)), square, FusedMultiplyAdd(Create(c), x, Create(d)));
}
