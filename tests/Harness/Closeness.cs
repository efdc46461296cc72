using System;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Harness;

/// <summary>
/// How near a result must be: |actual - expected| &lt;= Absolute + Relative * |expected|. NaN equals NaN, infinities equal
/// themselves, integers and bool are exact.
/// </summary>
/// <param name="ZeroSigns">True when -0.0 and 0.0 differ.</param>
public sealed record Closeness(double Relative, double Absolute, bool ZeroSigns = false)
{
    public static readonly Closeness Exact = new(0, 0, ZeroSigns: true);

    /// <summary>A few roundings of the dtype, for results of one op or a short chain.</summary>
    public static Closeness For(DType dtype) => dtype switch
    {
        DType.F64 => new(1e-12, 1e-14),
        DType.F16 => new(2e-3, 1e-6),
        DType.BF16 => new(2e-2, 1e-30),
        _ => new(2e-6, 1e-7),
    };

    /// <summary>The first difference between two results as a sentence; null when there is none.</summary>
    public string? Difference(Literal expected, Literal actual)
    {
        if (expected.Type != actual.Type) return $"{expected.Type} expected, got {actual.Type}";
        for (var i = 0; i < expected.Count; i++)
        {
            if (expected.DType.IsFloat() ? IsClose(expected.Float(i), actual.Float(i)) : expected.Integer(i) == actual.Integer(i)) continue;
            return $"element [{string.Join(",", IndexOf(expected, i))}] of {expected.Type}: {Text(expected, i)} expected, got {Text(actual, i)}";
        }
        return null;
    }

    public bool IsClose(double expected, double actual)
    {
        if (double.IsNaN(expected) || double.IsNaN(actual)) return double.IsNaN(expected) == double.IsNaN(actual);
        if (expected == actual) return !ZeroSigns || double.IsNegative(expected) == double.IsNegative(actual);
        return !double.IsInfinity(expected) && Math.Abs(actual - expected) <= Absolute + Relative * Math.Abs(expected);
    }

    private static string Text(Literal literal, int i) => literal.DType.IsFloat() ? literal.Float(i).ToString("R") : literal.Integer(i).ToString();

    private static long[] IndexOf(Literal literal, int position)
    {
        long rest = position;
        return literal.Shape.Reverse().Select(size => (At: rest % size, rest /= size).At).Reverse().ToArray();
    }
}
