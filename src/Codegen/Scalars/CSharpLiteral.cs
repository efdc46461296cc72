using System;
using System.Globalization;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>Numbers as C# source.</summary>
public static class CSharpLiteral
{
    /// <summary>The literal of element <paramref name="i"/> in its dtype's C# type: <c>0.5f</c>, <c>int.MinValue</c>, <c>true</c>.</summary>
    public static Code Of(Literal value, int i = 0) => value.DType switch
    {
        DType.F32 => Float((float)value.Float(i)),
        DType.F64 => Double(value.Float(i)),
        DType.F16 or DType.BF16 => Code.Primary($"({value.DType.CSharpName()}){Float((float)value.Float(i)).At(Precedence.Primary)}"),
        DType.Bool => Code.Name(value.Integer(i) != 0 ? "true" : "false"),
        DType.I64 => value.Integer(i) == long.MinValue ? Code.Name("long.MinValue") : Signed(value.Integer(i), "L"),
        DType.I32 => value.Integer(i) == int.MinValue ? Code.Name("int.MinValue") : Signed(value.Integer(i), ""),
        // C# has no literals of these types, and a conditional of two ints is an int.
        _ => new($"({value.DType.CSharpName()}){Signed(value.Integer(i), "").At(Precedence.Primary)}", Precedence.Unary),
    };

    private static Code Signed(long value, string suffix) =>
        new(value.ToString(CultureInfo.InvariantCulture) + suffix, value < 0 ? Precedence.Unary : Precedence.Name);

    private static Code Float(float value) =>
        float.IsNaN(value) ? Code.Name("float.NaN")
        : float.IsPositiveInfinity(value) ? Code.Name("float.PositiveInfinity")
        : float.IsNegativeInfinity(value) ? Code.Name("float.NegativeInfinity")
        : Decimal(Shortest(d => value.ToString(d, CultureInfo.InvariantCulture),
            t => float.Parse(t, CultureInfo.InvariantCulture) == value, "G7", "G8", "G9"), IsNegative(value), "f");

    private static Code Double(double value) =>
        double.IsNaN(value) ? Code.Name("double.NaN")
        : double.IsPositiveInfinity(value) ? Code.Name("double.PositiveInfinity")
        : double.IsNegativeInfinity(value) ? Code.Name("double.NegativeInfinity")
        : Decimal(Shortest(d => value.ToString(d, CultureInfo.InvariantCulture),
            t => double.Parse(t, CultureInfo.InvariantCulture) == value, "G15", "G16", "G17"), IsNegative(value), "d");

    private static Code Decimal(string digits, bool negative, string suffix)
    {
        // Some runtimes print -0.0 without its sign.
        var text = negative && digits[0] != '-' ? "-" + digits : digits;
        return new(text + suffix, negative ? Precedence.Unary : Precedence.Name);
    }

    private static bool IsNegative(double value) => BitConverter.DoubleToInt64Bits(value) < 0;

    private static string Shortest(Func<string, string> print, Func<string, bool> exact, params string[] formats)
    {
        foreach (var format in formats)
        {
            if (exact(print(format))) return print(format);
        }
        return print(formats[formats.Length - 1]);
    }
}
