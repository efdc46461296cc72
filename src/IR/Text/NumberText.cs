using System;
using System.Globalization;

namespace GraphCompiler.IR;

/// <summary>Single elements as text, exact both ways.</summary>
internal static class NumberText
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    public static string Write(double value, DType dtype)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        // Some runtimes drop the sign of zero, and "R" of the older ones does not always read back.
        if (value == 0) return BitConverter.DoubleToInt64Bits(value) < 0 ? "-0" : "0";
        var text = dtype == DType.F32 ? ((float)value).ToString("R", s_invariant) : value.ToString("R", s_invariant);
        if (!TryRead(text, dtype, out double back) || back != value) text = value.ToString("G17", s_invariant);
        return text.Replace("E+", "e").Replace('E', 'e');
    }

    public static string Write(long value, DType dtype) =>
        dtype == DType.Bool ? value != 0 ? "true" : "false" : value.ToString(s_invariant);

    /// <summary>False when the text is no number or a finite one that lies beyond the dtype.</summary>
    public static bool TryRead(string text, DType dtype, out double value)
    {
        value = text switch { "nan" or "-nan" => double.NaN, "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => 0 };
        if (value != 0) return true;
        if (dtype == DType.F32)
        {
            // Not through double: rounding twice could give a neighbour.
            if (!float.TryParse(text, NumberStyles.Float, s_invariant, out var single)) return false;
            value = single;
        }
        else
        {
            if (!double.TryParse(text, NumberStyles.Float, s_invariant, out value)) return false;
            value = Rounding.Round(value, dtype);
        }
        if (value == 0 && text[0] == '-') value = -0.0;
        return !double.IsInfinity(value);
    }

    public static bool TryRead(string text, DType dtype, out long value)
    {
        if (dtype == DType.Bool)
        {
            value = text == "true" ? 1 : 0;
            return text is "true" or "false";
        }
        return long.TryParse(text, NumberStyles.AllowLeadingSign, s_invariant, out value) && Rounding.Wrap(value, dtype) == value;
    }

    /// <summary>What <c>TryRead</c> takes for a dtype, for messages.</summary>
    public static string Allowed(DType dtype) => dtype switch
    {
        DType.Bool => "true or false",
        _ when dtype.IsFloat() => $"a number that {dtype.Name()} can hold, inf, -inf or nan",
        _ => $"an integer that {dtype.Name()} can hold",
    };
}
