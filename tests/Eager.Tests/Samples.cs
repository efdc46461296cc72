using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Eager.Tests;

/// <summary>Operands to run an op on, and the comparison with the reference.</summary>
internal static class Samples
{
    /// <summary>Names and dtypes of ops, for theories: each that computes on a dtype it accepts.</summary>
    public static IEnumerable<object[]> Cases(Func<OpDef, bool> ops) =>
        from op in OpTable.All
        where ops(op)
        from dtype in Computed
        where dtype.In(op.Accepts)
        select new object[] { op.Name, dtype };

    public static readonly DType[] Computed = [DType.F32, DType.F64, DType.I32, DType.I64, DType.Bool];

    private static readonly double[] s_special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 1.5, 2.5, -1.5, -2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        1e-40, -1e-40, 3e38, -3e38, 88, -88, 104, -104, 1e10,
    ];

    private static readonly long[] s_specialIntegers = [0, 1, -1, 2, -2, 3, 7, int.MinValue, int.MaxValue, 5, 100, -100];

    public static Literal Draw(Random random, DType dtype, Domain domain, params long[] shape)
    {
        var count = (int)shape.Aggregate(1L, (n, d) => n * d);
        return dtype switch
        {
            DType.Bool => Literal.Of(dtype, shape, Enumerable.Range(0, count).Select(_ => (long)random.Next(2))),
            _ when dtype.IsFloat() => Literal.Of(dtype, shape, Enumerable.Range(0, count).Select(_ => domain.Low + random.NextDouble() * (domain.High - domain.Low))),
            _ => Literal.Of(dtype, shape, Enumerable.Range(0, count).Select(_ => (long)random.Next(-20, 21))),
        };
    }

    /// <summary>Every combination of special values, one list per operand.</summary>
    public static Literal[] Special(IReadOnlyList<DType> dtypes)
    {
        var counts = dtypes.Select(t => t == DType.Bool ? 2 : t.IsFloat() ? s_special.Length : s_specialIntegers.Length).ToArray();
        var total = counts.Aggregate(1, (a, b) => a * b);
        var step = 1;
        return dtypes.Select((t, k) =>
        {
            var (divisor, count) = (step, counts[k]);
            step *= count;
            var picks = Enumerable.Range(0, total).Select(i => i / divisor % count);
            return t == DType.Bool ? Literal.Of(t, Seq.Of((long)total), picks.Select(i => (long)i))
                : t.IsFloat() ? Literal.Of(t, Seq.Of((long)total), picks.Select(i => s_special[i]))
                : Literal.Of(t, Seq.Of((long)total), picks.Select(i => s_specialIntegers[i]));
        }).ToArray();
    }

    /// <summary>Runs one op on eager and on the reference, and fails where they differ.</summary>
    public static void Compare(OpDef op, Literal[] operands, Closeness closeness, params (string, Attr)[] attributes)
    {
        var builder = new GraphBuilder();
        var parameters = operands.Select((o, i) => builder.Parameter($"x{i}", o.Type)).ToArray();
        var graph = builder.Build(op.Name, [builder.Add(op, parameters, attributes)]);
        var (expected, actual) = (ReferenceEngine.Run(graph, operands)[0], EagerEngine.Run(graph, operands)[0]);
        var difference = closeness.Difference(expected, actual);
        Assert.True(difference is null, $"{op.Name}({string.Join(", ", operands.Select(o => o.Type))}): {difference}");
    }
}
