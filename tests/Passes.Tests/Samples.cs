using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes.Tests;

/// <summary>Values that rewrites get wrong: zeros of both signs, NaN, infinities, the ends of each range, halves, powers of two.</summary>
internal static class Samples
{
    private static readonly double[] s_floats =
    [
        0.0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 1.0 / 3, 2.5, -2.5, 0.75, 1e-40, -1e-40, 1e-310, 1e10, -1e10, 16777217, 123456.789,
        3.4028234663852886e38, -3.4028234663852886e38, 1.7976931348623157e308, 1.1754943508222875e-38, 7.0064923e-45,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    /// <summary>Where relaxed rules must hold: ordinary numbers, not 0.</summary>
    private static readonly double[] s_ordinary = [0.25, 0.5, 1, 1.5, 2.25, 3.75, 0.1, 4.2];

    public static IReadOnlyList<double> Floats(bool ordinary) => ordinary ? s_ordinary : s_floats;

    public static IReadOnlyList<long> Integers(DType dtype)
    {
        if (dtype == DType.Bool) return [0, 1];
        var (min, max) = dtype switch
        {
            DType.I64 => (long.MinValue, long.MaxValue),
            DType.I32 => (int.MinValue, int.MaxValue),
            DType.I8 => (sbyte.MinValue, sbyte.MaxValue),
            _ => (0, (long)byte.MaxValue),
        };
        return new[] { 0, 1, -1, 2, -2, 3, -3, 7, -7, 46341, min, min + 1, max, max - 1, min / 3 }.Where(v => v >= min && v <= max).ToList();
    }

    /// <summary>All values of a dtype as a vector.</summary>
    public static Literal Of(DType dtype, bool ordinary) => dtype.IsFloat()
        ? Literal.Of(dtype, Seq.Of((long)Floats(ordinary).Count), Floats(ordinary))
        : Literal.Of(dtype, Seq.Of((long)Integers(dtype).Count), Integers(dtype));

    /// <summary>Element i as a scalar.</summary>
    public static Literal At(Literal values, int i) => values.DType.IsFloat()
        ? Literal.Of(values.DType, default, [values.Float(i)])
        : Literal.Of(values.DType, default, [values.Integer(i)]);

    /// <summary>The vectors' values in every combination: one long vector per input.</summary>
    public static Literal[] Combine(IReadOnlyList<Literal> values)
    {
        var count = values.Aggregate(1, (n, v) => n * v.Count);
        var repeat = count;
        return values.Select(v =>
        {
            repeat /= v.Count;
            var (period, step) = (v.Count, repeat);
            return Pick(v, Enumerable.Range(0, count).Select(i => i / step % period));
        }).ToArray();
    }

    private static Literal Pick(Literal values, IEnumerable<int> places)
    {
        var at = places.ToList();
        return values.DType.IsFloat()
            ? Literal.Of(values.DType, Seq.Of((long)at.Count), at.Select(values.Float))
            : Literal.Of(values.DType, Seq.Of((long)at.Count), at.Select(values.Integer));
    }
}
