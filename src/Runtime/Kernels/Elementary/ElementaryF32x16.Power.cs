// Lanes.targets makes the same file for the other registers of float (see ElementaryF32x16.Exponential.cs).
using System.Runtime.CompilerServices;
using static System.Runtime.Intrinsics.Vector512;
using Register = System.Runtime.Intrinsics.Vector512<System.Single>;
using Vector = System.Runtime.Intrinsics.Vector512;

namespace GraphCompiler.Kernels;

internal static partial class ElementaryF32x16
{
    [MethodImpl(Called)]
    public static Register Pow(Register x, Register y)
    {
        Register one = Create(1f), infinity = Create(float.PositiveInfinity);
        Register magnitude = Abs(x);
        Register power = PositivePow(magnitude, y);
        // The rest are the special cases of C99 Annex F, which numpy follows.
        Register isZero = Vector.Equals(magnitude, Register.Zero);
        Register grows = LessThan(y, Register.Zero) ^ ~isZero;
        power = ConditionalSelect(isZero | Vector.Equals(magnitude, infinity), grows & infinity, power);
        power = ConditionalSelect(Vector.Equals(magnitude, one), one, power);
        Register half = y * Create(0.5f);
        Register integral = Vector.Equals(Truncate(y), y);
        Register odd = AndNot(integral, Vector.Equals(Truncate(half), half));
        power = ConditionalSelect(odd, CopySign(power, x), power);
        Register undefined = AndNot(LessThan(x, Register.Zero) & GreaterThan(x, -infinity), integral);
        power = ConditionalSelect(undefined | IsNaN(x) | IsNaN(y), Create(float.NaN), power);
        return ConditionalSelect(Vector.Equals(y, Register.Zero) | Vector.Equals(x, one), one, power);
    }

    /// <summary>x^y for finite x &gt; 0; the logarithm is the sum of two floats, about 30 bits.</summary>
    [MethodImpl(Inline)]
    private static Register PositivePow(Register x, Register y)
    {
        // ln m = 2·atanh s with s = (m − 1) / (m + 1) = high + low.
        Register m = BinaryExponent.Mantissa(x);
        Register e = BinaryExponent.Exponent(x, m);
        Register above = m - Create(1f), sum = m + Create(1f);
        Register sumLow = m - (sum - Create(1f));
        Register reciprocal = Create(1f) / sum;
        Register high = above * reciprocal;
        Register low = reciprocal * FusedMultiplyAdd(-high, sumLow, FusedMultiplyAdd(-high, sum, above));
        Register z = high * high;
        Register p = Cubic(z, z * z, 0.241345212f, 0.285043597f, 0.400009245f, 0.666666627f);
        Register cubic = FusedMultiplyAdd(p * z, high, low + low);
        Register twice = high + high;
        high = twice + cubic;
        low = cubic - (high - twice);

        // + e·ln 2, then × y, each with its rounding error carried in the low part.
        Register scaled = e * Create(Ln2High);
        Register scaledLow = FusedMultiplyAdd(e, Create(Ln2High), -scaled);
        Register log = scaled + high;
        Register rest = high - (log - scaled);
        rest = FusedMultiplyAdd(e, Create(Ln2Low), rest + scaledLow) + low;
        Register product = y * log;
        Register productLow = FusedMultiplyAdd(y, rest, FusedMultiplyAdd(y, log, -product));

        Register t = MaxNative(Create(LeastExponent), MinNative(Create(OverflowingExponent), product));
        Register k = FusedMultiplyAdd(t, Create(Log2E), Create(Magic)) - Create(Magic);
        Register small = Expm1Reduced(t, k);
        Register carry = productLow & Vector.Equals(t, product);
        return BinaryExponent.Scale(Create(1f) + FusedMultiplyAdd(small, carry, small + carry), k);
    }
}
