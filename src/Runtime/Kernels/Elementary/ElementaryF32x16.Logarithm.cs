// Lanes.targets makes the same file for every floating-point register (see ElementaryF32x16.Exponential.cs).
using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;
using Element = System.Single;
using Register = System.Runtime.Intrinsics.Vector512<System.Single>;
using Vector = System.Runtime.Intrinsics.Vector512;

namespace GraphCompiler.Kernels;

internal static partial class ElementaryF32x16
{
    [MethodImpl(Inline)]
    public static Register Log(Register x)
    {
        Register m = BinaryExponent.Mantissa(x);
        return LogReduced(BinaryExponent.Exponent(x, m), m - Create((Element)1));
    }

    [MethodImpl(Inline)]
    public static Register Log1p(Register x)
    {
        // 1 + x = 2^e·(1 + f), with f from x itself so that nothing is lost where 1 + x rounds.
        Register u = x + Create((Element)1);
        Register m = BinaryExponent.Mantissa(u);
        Register e = BinaryExponent.Exponent(u, m);
        Register scale = BinaryExponent.Scale(Create((Element)1), -e);
        Register f = FusedMultiplyAdd(x, scale, scale - Create((Element)1));
        Register special = e + (m - Create((Element)1));     // −∞ at −1, ∞ at ∞, NaN below −1; finite elsewhere
        Register y = ConditionalSelect(Vector.Equals(special - special, Register.Zero), LogReduced(e, f), special);
        return CopySign(y, x);    // −0 stays −0
    }

    [MethodImpl(Called)]
    public static Register Asinh(Register x)
    {
        // ln(t + √(t² + 1)) = log1p(t + t² / (1 + √(t² + 1))); ln 2t where t² is all there is.
        Register t = Abs(x);
        Register large = GreaterThan(t, Create(SquareIsAll));
        Register square = t * t;
        Register u = t + square / (Create((Element)1) + Sqrt(square + Create((Element)1)));
        Register y = Log1p(ConditionalSelect(large, t, u)) + (large & Create(Ln2High));
        return CopySign(y, x);
    }

    [MethodImpl(Called)]
    public static Register Acosh(Register x)
    {
        // With t = x − 1: log1p(t + √(t·(t + 2))); ln 2x where x² is all there is.
        Register t = x - Create((Element)1);
        Register large = GreaterThan(x, Create(SquareIsAll));
        Register u = t + Sqrt(t * (t + Create((Element)2)));
        Register y = Log1p(ConditionalSelect(large, x, u)) + (large & Create(Ln2High));
        return ConditionalSelect(LessThan(x, Create((Element)1)), Create(Element.NaN), y);
    }

    [MethodImpl(Called)]
    public static Register Atanh(Register x)
    {
        Register t = Abs(x);
        return CopySign(Create((Element)0.5) * Log1p((t + t) / (Create((Element)1) - t)), x);
    }
}
