using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

// Conversions of 16-bit floats with integer arithmetic, after Fabian Giesen's "Half to float done quick" and its
// counterpart: .NET has no instruction for them that works everywhere.

internal readonly unsafe struct HalfToSingle : IBlockCast<Half, float>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(Half* from, float* to)
    {
        Vector256<uint> half = HalfWords.Widen((ushort*)from);
        Vector256<uint> magnitude = half & Vector256.Create(0x7FFFu);
        // As a float's fraction and exponent the value is too small by 2^112; the product is exact for subnormals too.
        Vector256<uint> bits = ((magnitude << 13).AsSingle() * Vector256.Create(5.192296858534828e33f)).AsUInt32();
        // The largest exponent stands for infinity and NaN; a NaN's fraction is kept, and the NaN is quiet.
        bits |= Vector256.GreaterThan(magnitude, Vector256.Create(0x7BFFu)) & Vector256.Create(0x7F800000u);
        bits |= Vector256.GreaterThan(magnitude, Vector256.Create(0x7C00u)) & Vector256.Create(0x00400000u);
        (bits | (half & Vector256.Create(0x8000u)) << 16).AsSingle().Store(to);
    }
}

internal readonly unsafe struct SingleToHalf : IBlockCast<float, Half>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(float* from, Half* to) => Vector256.Narrow(Bits(from), Bits(from + 8)).Store((ushort*)to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Bits(float* from)
    {
        Vector256<uint> bits = Vector256.Load(from).AsUInt32();
        Vector256<uint> sign = bits & Vector256.Create(0x80000000u);
        Vector256<uint> magnitude = bits ^ sign;
        // Normal: change the bias, round to even by adding half a unit less one plus the unit's own bit.
        Vector256<uint> odd = magnitude >> 13 & Vector256<uint>.One;
        Vector256<uint> normal = magnitude - Vector256.Create(112u << 23) + Vector256.Create(0xFFFu) + odd >> 13;
        // Subnormal: adding a half makes the floating-point unit shift and round the fraction into the lowest bits.
        Vector256<uint> small = (magnitude.AsSingle() + Vector256.Create(0.5f)).AsUInt32() - Vector256.Create(0x3F000000u);
        Vector256<uint> half = Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(113u << 23)), small, normal);
        // From 2^16 on it is infinite; what rounds up to that has got there by the carry.
        half = Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(143u << 23)), half, Vector256.Create(0x7C00u));
        Vector256<uint> nan = Vector256.Create(0x7E00u) | magnitude >> 13 & Vector256.Create(0x3FFu);
        half = Vector256.ConditionalSelect(Vector256.GreaterThan(magnitude, Vector256.Create(0x7F800000u)), nan, half);
        return half | sign >> 16;
    }
}

internal readonly unsafe struct BFloat16ToSingle : IBlockCast<BFloat16, float>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(BFloat16* from, float* to) => (HalfWords.Widen((ushort*)from) << 16).AsSingle().Store(to);
}

internal readonly unsafe struct SingleToBFloat16 : IBlockCast<float, BFloat16>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(float* from, BFloat16* to) => Vector256.Narrow(Bits(from), Bits(from + 8)).Store((ushort*)to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Bits(float* from)
    {
        Vector256<float> x = Vector256.Load(from);
        Vector256<uint> bits = x.AsUInt32();
        Vector256<uint> rounded = bits + Vector256.Create(0x7FFFu) + (bits >> 16 & Vector256<uint>.One) >> 16;
        // Rounding could carry a NaN's fraction away.
        Vector256<uint> quiet = bits >> 16 | Vector256.Create(0x40u);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x).AsUInt32(), rounded, quiet);
    }
}

internal static unsafe class HalfWords
{
    /// <summary>Eight 16-bit elements as 32-bit ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Widen(ushort* from)
    {
        Vector128<ushort> words = Vector128.Load(from);
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words));
    }
}
