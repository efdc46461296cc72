using System;

namespace GraphCompiler.IR;

/// <summary>The elements of a literal as little-endian bytes, IEEE-754 or two's complement, bool as 0 and 1.</summary>
public static class ElementBytes
{
    public static byte[] Write(Literal literal)
    {
        var size = literal.DType.Size();
        var bytes = new byte[checked(literal.Count * size)];
        for (var i = 0; i < literal.Count; i++)
        {
            var bits = literal.DType.IsFloat() ? ToBits(literal.Float(i), literal.DType) : literal.Integer(i);
            for (var b = 0; b < size; b++) bytes[(i * size) + b] = unchecked((byte)(bits >> (8 * b)));
        }
        return bytes;
    }

    /// <exception cref="ArgumentException">The number of bytes does not fit dtype and shape.</exception>
    public static Literal Read(DType dtype, Seq<long> shape, byte[] bytes)
    {
        var size = dtype.Size();
        var elements = new long[bytes.Length / size];
        if (elements.Length * size != bytes.Length) throw new ArgumentException($"{bytes.Length} bytes are no whole number of {dtype.Name()} elements");
        for (var i = 0; i < elements.Length; i++)
        {
            for (var b = 0; b < size; b++) elements[i] |= (long)bytes[(i * size) + b] << (8 * b);
        }
        return dtype.IsFloat()
            ? Literal.Of(dtype, shape, Array.ConvertAll(elements, e => FromBits(e, dtype)))
            : Literal.Of(dtype, shape, Array.ConvertAll(elements, e => SignExtend(e, size)));
    }

    // U8 needs no care: Literal wraps to the dtype's width.
    private static long SignExtend(long bits, int size) => bits << (64 - (8 * size)) >> (64 - (8 * size));

    private static long ToBits(double value, DType dtype)
    {
        if (dtype == DType.F64) return double.IsNaN(value) ? 0x7FF8000000000000 : BitConverter.DoubleToInt64Bits(value);
        var (exponentBits, fractionBits) = Format(dtype);
        var sign = BitConverter.DoubleToInt64Bits(value) < 0 ? 1L << (exponentBits + fractionBits) : 0;
        var allOnes = (1L << exponentBits) - 1;
        // One NaN for all, so that equal literals give equal bytes.
        if (double.IsNaN(value)) return (allOnes << fractionBits) | (1L << (fractionBits - 1));
        if (double.IsInfinity(value)) return sign | (allOnes << fractionBits);
        var bias = (1 << (exponentBits - 1)) - 1;
        var exponent = value == 0 ? -bias : (int)((BitConverter.DoubleToInt64Bits(value) >> 52) & 0x7FF) - 1023;
        var normal = exponent > -bias;
        // The significand in units of the last place; exact, because the value is one that the dtype can hold.
        var significand = (long)(Math.Abs(value) * PowerOfTwo(fractionBits - (normal ? exponent : 1 - bias)));
        return normal
            ? sign | ((long)(exponent + bias) << fractionBits) | (significand - (1L << fractionBits))
            : sign | significand;
    }

    private static double FromBits(long bits, DType dtype)
    {
        if (dtype == DType.F64) return BitConverter.Int64BitsToDouble(bits);
        var (exponentBits, fractionBits) = Format(dtype);
        var negative = ((bits >> (exponentBits + fractionBits)) & 1) != 0;
        var exponent = (int)((bits >> fractionBits) & ((1L << exponentBits) - 1));
        var fraction = bits & ((1L << fractionBits) - 1);
        var bias = (1 << (exponentBits - 1)) - 1;
        var magnitude = exponent == (1 << exponentBits) - 1
            ? fraction != 0 ? double.NaN : double.PositiveInfinity
            : exponent == 0
                ? fraction * PowerOfTwo(1 - bias - fractionBits)
                : (fraction + (1L << fractionBits)) * PowerOfTwo(exponent - bias - fractionBits);
        return negative ? -magnitude : magnitude;
    }

    private static (int Exponent, int Fraction) Format(DType dtype) => dtype switch
    {
        DType.F32 => (8, 23),
        DType.F16 => (5, 10),
        DType.BF16 => (8, 7),
        _ => throw new ArgumentException($"{dtype.Name()} is not a float dtype"),
    };

    // Exact for every exponent that f32, f16 and bf16 need.
    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
