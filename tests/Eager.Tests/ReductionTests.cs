using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;
using static GraphCompiler.Ops;

namespace GraphCompiler.Eager.Tests;

/// <summary>Every reduction over every set of axes, against the reference; and the accuracy of long sums.</summary>
public class ReductionTests
{
    private static readonly long[][] s_shapes =
        [[], [1], [5], [130], [3, 4], [4, 70], [70, 4], [5, 1, 6], [2, 3, 4], [3, 40, 33], [2, 1, 3, 4], [2, 3, 4, 5], [3, 0], [0, 3], [2, 0, 3], [1, 20_000], [500, 70]];

    public static IEnumerable<object[]> Cases => Samples.Cases(op =>
        op.Kind == OpKind.Reduce || (op.Kind == OpKind.Composite && op.Attributes.Any(a => a is { Name: "axis", Kind: AttrKind.Ints })));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_the_reference_over_every_set_of_axes(string name, DType dtype)
    {
        var op = OpTable.Find(name)!;
        var random = new Random(3);
        foreach (var shape in s_shapes)
        {
            // Products of a few thousand numbers near one stay finite.
            var x = Samples.Draw(random, dtype, new(0.9, 1.1), shape);
            for (var bits = 0; bits < 1 << shape.Length; bits++)
            {
                var axes = Enumerable.Range(0, shape.Length).Where(i => (bits >> i & 1) != 0).Select(i => (long)i).ToSeq();
                if (op.Reduction is { EmptyAllowed: false } && axes.Any(a => shape[a] == 0)) continue;
                foreach (var keepDims in new[] { false, true })
                    Samples.Compare(op, [x], Tolerance(dtype), ("axis", new Attr.Ints(axes)), ("keep_dims", new Attr.Bool(keepDims)));
            }
        }
    }

    [Theory]
    [InlineData("argmax", DType.F32)]
    [InlineData("argmax", DType.F64)]
    [InlineData("argmin", DType.F32)]
    [InlineData("argmin", DType.I32)]
    [InlineData("argmax", DType.I64)]
    public void The_first_extremum_is_found_along_every_axis(string name, DType dtype)
    {
        var op = OpTable.Find(name)!;
        var random = new Random(3);
        // Columns around the widths of registers and of what is walked down together, and enough of them for threads.
        long[][] columns = [[3, 7, 2], [2, 65, 15], [2, 7, 17], [1, 7, 63], [2, 9, 65], [2, 2, 130], [2, 300, 200]];
        foreach (var shape in s_shapes.Concat(columns).Where(s => s.Length > 0))
        {
            // Few different values, so that there are ties.
            var x = Samples.Draw(random, DType.I32, Domain.Real, shape);
            if (dtype.IsFloat()) x = Literal.Of(dtype, x.Shape, Enumerable.Range(0, x.Count).Select(i => random.Next(400) == 0 ? double.NaN : (double)x.Integer(i)));
            else x = Literal.Of(dtype, x.Shape, Enumerable.Range(0, x.Count).Select(x.Integer));
            for (var axis = 0; axis < shape.Length; axis++)
            {
                if (shape[axis] > 0) Samples.Compare(op, [x], Closeness.Exact, ("axis", new Attr.Int(axis)));
            }
        }
    }

    [Fact]
    public void NaN_wins_wherever_it_stands()
    {
        foreach (var place in new[] { 0, 5, 15, 16, 63, 64, 99, 4095, 4096, 69_999 })
        {
            var values = Enumerable.Range(0, 70_000).Select(i => i == place ? float.NaN : i).ToArray();
            var x = Tensor.Create<float>(values, values.Length);
            Assert.True(float.IsNaN(Max(x).Item()));
            Assert.True(float.IsNaN(Min(x).Item()));
            Assert.Equal(place, ArgMax(x).Item());
            Assert.Equal(place, ArgMin(x).Item());
        }
    }

    [Theory]
    [InlineData(1_000_000, 1)]
    [InlineData(1, 1_000_000)]
    [InlineData(250_000, 4)]
    [InlineData(1000, 1000)]
    public void Long_sums_in_float_lose_little(int rows, int columns)
    {
        var random = new Random(9);
        var values = Enumerable.Range(0, rows * columns).Select(_ => (float)random.NextDouble()).ToArray();
        var x = Tensor.Create<float>(values, rows, columns);
        const double eps = 6e-8;
        var byColumn = Sum(x, axis: 0).ToArray();
        for (var j = 0; j < columns; j += Math.Max(1, columns / 10))
        {
            var exact = Enumerable.Range(0, rows).Sum(i => (double)values[i * columns + j]);
            Assert.InRange(byColumn[j], exact * (1 - (64 + rows / 64.0) * eps), exact * (1 + (64 + rows / 64.0) * eps));
        }
        var sum = values.Sum(v => (double)v);
        Assert.InRange(Sum(x).Item(), sum * (1 - 100 * eps), sum * (1 + 100 * eps));
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        var random = new Random(1);
        var x = Tensor.Create<float>(Enumerable.Range(0, 3_000_000).Select(_ => (float)random.NextDouble() - 0.5f).ToArray(), 3000, 1000);
        float[] All() => [.. Sum(x).ToArray(), .. Sum(x, 0).ToArray(), .. Sum(x, 1).ToArray(), .. Softmax(x).ToArray().AsSpan(0, 1000), .. Mean(Reshape(x, 100, 30, 1000), 1).ToArray()];
        var several = All();
        var threads = Kernels.Workers.Threads;
        try
        {
            foreach (var other in new[] { 1, 3 })
            {
                Kernels.Workers.Threads = other;
                Assert.Equal(several, All());
            }
        }
        finally
        {
            Kernels.Workers.Threads = threads;
        }
    }

    private static Closeness Tolerance(DType dtype) => dtype switch
    {
        DType.F32 => new(5e-5, 1e-7),
        DType.F64 => new(1e-12, 1e-15),
        _ => Closeness.Exact,
    };
}
