using System;

namespace GraphCompiler.IR;

/// <summary>Rounds values computed at full width to what a dtype can hold.</summary>
public static class Rounding
{
    /// <summary>Nearest value of a float dtype, ties to even; overflow gives infinity, subnormals are kept.</summary>
    public static double Round(double value, DType dtype) => dtype switch
    {
        DType.F64 => value,
        DType.F32 => (float)value,
        DType.F16 => ToPrecision(value, fractionBits: 10, minExponent: -14, maxFinite: 65504),
        DType.BF16 => ToPrecision(value, fractionBits: 7, minExponent: -126, maxFinite: 3.3895313892515355e38),
        _ => throw new ArgumentException($"{dtype.Name()} is not a float dtype"),
    };

    /// <summary>Wraps to the width of an integer dtype (two's complement); bool becomes 0 or 1.</summary>
    public static long Wrap(long value, DType dtype) => unchecked(dtype switch
    {
        DType.I64 => value,
        DType.I32 => (int)value,
        DType.I8 => (sbyte)value,
        DType.U8 => (byte)value,
        DType.Bool => value != 0 ? 1 : 0,
        _ => throw new ArgumentException($"{dtype.Name()} is not an integer dtype or bool"),
    });

    /// <summary>Float to integer as .NET 9 and later convert: towards zero, saturating, NaN to 0; to bool: not equal to 0.</summary>
    public static long ToInteger(double value, DType dtype)
    {
        if (dtype == DType.Bool) return value != 0 ? 1 : 0;
        if (double.IsNaN(value)) return 0;
        var (min, max) = dtype switch
        {
            DType.I64 => (long.MinValue, long.MaxValue),
            DType.I32 => (int.MinValue, int.MaxValue),
            DType.I8 => (sbyte.MinValue, sbyte.MaxValue),
            DType.U8 => (byte.MinValue, (long)byte.MaxValue),
            _ => throw new ArgumentException($"{dtype.Name()} is not an integer dtype"),
        };
        return value <= min ? min : value >= max ? max : (long)value;
    }

    private static double ToPrecision(double value, int fractionBits, int minExponent, double maxFinite)
    {
        if (value == 0 || double.IsNaN(value) || double.IsInfinity(value)) return value;
        var exponent = Math.Max((int)(BitConverter.DoubleToInt64Bits(value) >> 52 & 0x7FF) - 1023, minExponent);
        var unit = Math.Pow(2, exponent - fractionBits);
        var rounded = Math.Round(value / unit, MidpointRounding.ToEven) * unit;
        if (Math.Abs(rounded) > maxFinite) return value < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        // Math.Round gives +0 for small negative values.
        return rounded == 0 && value < 0 ? -0.0 : rounded;
    }
}
