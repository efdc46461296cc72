using System;
using System.Globalization;

namespace GraphCompiler;

/// <summary>The upper half of a <see cref="float"/>: 8 bits of exponent, 7 of fraction. For storage; convert to compute.</summary>
public readonly struct BFloat16 : IEquatable<BFloat16>
{
    private BFloat16(ushort bits) => Bits = bits;

    /// <summary>Sign, exponent and fraction as stored.</summary>
    public ushort Bits { get; }

    /// <summary>The value with these bits.</summary>
    public static BFloat16 FromBits(ushort bits) => new(bits);

    /// <summary>Rounds to nearest, ties to even; NaN stays NaN, overflow gives infinity.</summary>
    public static explicit operator BFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        // Rounding could carry a NaN's fraction away, which would leave an infinity.
        if (float.IsNaN(value)) return new((ushort)(bits >> 16 | 0x40));
        return new((ushort)(bits + 0x7FFF + (bits >> 16 & 1) >> 16));
    }

    /// <summary>Rounds once, from the double: to nearest, ties to even.</summary>
    public static explicit operator BFloat16(double value)
    {
        const double minNormal = 1.1754943508222875e-38, unitsPerOne = 1.0889035741470031e40;
        if (!(Math.Abs(value) < minNormal)) return (BFloat16)(float)RoundToOdd(value);
        // Subnormals are whole multiples of 2^-133; what rounds up to the first normal value has its bits.
        var units = (int)Math.Round(Math.Abs(value) * unitsPerOne, MidpointRounding.ToEven);
        return new((ushort)(units | (double.IsNegative(value) ? 0x8000 : 0)));
    }

    /// <summary>Exact.</summary>
    public static implicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value.Bits << 16);

    /// <summary>Equal as numbers: -0 equals 0, NaN equals nothing.</summary>
    public bool Equals(BFloat16 other) => (float)this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((float)this).GetHashCode();

    /// <inheritdoc cref="Equals(BFloat16)"/>
    public static bool operator ==(BFloat16 a, BFloat16 b) => a.Equals(b);

    /// <summary>Different as numbers.</summary>
    public static bool operator !=(BFloat16 a, BFloat16 b) => !a.Equals(b);

    /// <inheritdoc/>
    public override string ToString() => ((float)this).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// A double whose float conversion is exact or stays on the same side of every bfloat16 tie: its last kept bit is set when bits
    /// are lost (rounding to odd; Boldo and Melquiond, 2008).
    /// </summary>
    private static double RoundToOdd(double value)
    {
        const long lost = (1L << 29) - 1;
        var bits = BitConverter.DoubleToInt64Bits(value);
        if (!double.IsFinite(value) || (bits & lost) == 0) return value;
        var odd = BitConverter.Int64BitsToDouble(bits & ~lost | 1L << 29);
        // Near float's largest value the conversion itself rounds, far from any bfloat16 tie.
        return Math.Abs(odd) < 3.4e38 ? odd : value;
    }
}
