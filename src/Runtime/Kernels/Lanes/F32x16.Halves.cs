// Lanes.targets makes the same file for every register of float (see F32x16.cs).
//
// Conversions of 16-bit floats with integer arithmetic, after Fabian Giesen's "Half to float done quick" and its
// counterpart: .NET has no instruction for them that works everywhere.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.Unsafe;
using Register = System.Runtime.Intrinsics.Vector512<System.Single>;
using Words = System.Runtime.Intrinsics.Vector512<uint>;

namespace GraphCompiler.Kernels;

public readonly partial struct F32x16
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 FromHalf(I32x16 words)
    {
        Words half = BitCast<I32x16, Words>(words);
        Words magnitude = half & Vector512.Create(0x7FFFu);
        // As a float's fraction and exponent the value is too small by 2^112; the product is exact for subnormals too.
        Words bits = ((magnitude << 13).AsSingle() * Vector512.Create(5.192296858534828e33f)).AsUInt32();
        // The largest exponent stands for infinity and NaN; a NaN's fraction is kept, and the NaN is quiet.
        bits |= Vector512.GreaterThan(magnitude, Vector512.Create(0x7BFFu)) & Vector512.Create(0x7F800000u);
        bits |= Vector512.GreaterThan(magnitude, Vector512.Create(0x7C00u)) & Vector512.Create(0x00400000u);
        return BitCast<Words, F32x16>(bits | (half & Vector512.Create(0x8000u)) << 16);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static I32x16 ToHalf(F32x16 x)
    {
        Words bits = x._bits.AsUInt32();
        Words sign = bits & Vector512.Create(0x80000000u);
        Words magnitude = bits ^ sign;
        // Normal: change the bias, round to even by adding half a unit less one plus the unit's own bit.
        Words odd = magnitude >> 13 & Words.One;
        Words normal = magnitude - Vector512.Create(112u << 23) + Vector512.Create(0xFFFu) + odd >> 13;
        // Subnormal: adding a half makes the floating-point unit shift and round the fraction into the lowest bits.
        Words small = (magnitude.AsSingle() + Vector512.Create(0.5f)).AsUInt32() - Vector512.Create(0x3F000000u);
        Words half = Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(113u << 23)), small, normal);
        // From 2^16 on it is infinite; what rounds up to that has got there by the carry.
        half = Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(143u << 23)), half, Vector512.Create(0x7C00u));
        Words nan = Vector512.Create(0x7E00u) | magnitude >> 13 & Vector512.Create(0x3FFu);
        half = Vector512.ConditionalSelect(Vector512.GreaterThan(magnitude, Vector512.Create(0x7F800000u)), nan, half);
        return BitCast<Words, I32x16>(half | sign >> 16);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 FromBFloat16(I32x16 words) => BitCast<Words, F32x16>(BitCast<I32x16, Words>(words) << 16);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static I32x16 ToBFloat16(F32x16 x)
    {
        Words bits = x._bits.AsUInt32();
        Words rounded = bits + Vector512.Create(0x7FFFu) + (bits >> 16 & Words.One) >> 16;
        // Rounding could carry a NaN's fraction away.
        Words quiet = bits >> 16 | Vector512.Create(0x40u);
        return BitCast<Words, I32x16>(Vector512.ConditionalSelect(Vector512.Equals(x._bits, x._bits).AsUInt32(), rounded, quiet));
    }
}
