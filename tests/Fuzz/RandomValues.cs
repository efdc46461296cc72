using System;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Fuzz;

/// <summary>Elements for inputs and constants: mostly ordinary numbers, small integers among them so that ties and exact results are common.</summary>
internal sealed class RandomValues(Random random, bool special)
{
    private static readonly double[] s_special =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0, 1e-40, -1e-40, 1e30, -1e30, 3.4028234663852886e38, 1.1754943508222875e-38, 0.49999997, 2147483648, -2147483649,
    ];

    public Literal Draw(DType dtype, Seq<long> shape, (long Low, long High)? range = null)
    {
        var count = (int)shape.Aggregate(1L, (n, d) => n * d);
        var integers = random.Next(3) == 0;
        return dtype.IsFloat()
            ? Literal.Of(dtype, shape, Enumerable.Range(0, count).Select(_ => Float(integers)).ToArray())
            : Literal.Of(dtype, shape, Enumerable.Range(0, count).Select(_ => Integer(dtype, range)).ToArray());
    }

    private double Float(bool integers)
    {
        if (special && random.Next(6) == 0) return s_special[random.Next(s_special.Length)];
        if (integers || random.Next(6) == 0) return random.Next(-4, 5);
        return random.Next(8) == 0 ? (random.NextDouble() - 0.5) * 40 : (random.NextDouble() - 0.5) * 6;
    }

    private long Integer(DType dtype, (long Low, long High)? range)
    {
        if (range is { } r) return random.NextInt64(r.Low, r.High + 1);
        if (dtype == DType.Bool) return random.Next(2);
        if (!special || random.Next(8) > 0) return random.Next(-6, 7);
        return random.Next(4) switch { 0 => long.MinValue, 1 => long.MaxValue, 2 => int.MinValue, _ => random.NextInt64() };
    }
}
