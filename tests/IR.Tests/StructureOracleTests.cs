using System;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.IR.Tests;

/// <summary>Ops that move or combine elements, against loops over C# arrays and values worked out by hand.</summary>
public class StructureOracleTests
{
    private static readonly Closeness s_close = new(1e-12, 1e-14);

    /// <summary>[2,3]: 0 1 2 / 3 4 5.</summary>
    private static readonly Literal s_matrix = Counting(2, 3);

    [Theory]
    [InlineData("sum %x [axis=[0]]", "3 5 7")]
    [InlineData("sum %x [axis=[1]]", "3 12")]
    [InlineData("prod %x [axis=[1]]", "0 60")]
    [InlineData("max %x", "5")]
    [InlineData("min %x [axis=[0], keep_dims=true]", "0 1 2")]
    [InlineData("argmax %x [axis=0]", "1 1 1")]
    [InlineData("argmin %x [axis=1]", "0 0")]
    [InlineData("argmax %x", "5")]
    [InlineData("mean %x [axis=[0]]", "1.5 2.5 3.5")]
    [InlineData("var %x [axis=[1]]", "0.6666666666666666 0.6666666666666666")]
    [InlineData("var %x [axis=[1], correction=1]", "1 1")]
    [InlineData("transpose %x", "0 3 1 4 2 5")]
    [InlineData("flip %x [axis=[1]]", "2 1 0 5 4 3")]
    [InlineData("flip %x", "5 4 3 2 1 0")]
    [InlineData("slice %x [starts=[0,2], stops=[2,-4], steps=[1,-1]]", "2 1 0 5 4 3")]
    [InlineData("slice %x [starts=[-1], stops=[3]]", "3 4 5")]
    [InlineData("broadcast_to %x [shape=[2,2,3]]", "0 1 2 3 4 5 0 1 2 3 4 5")]
    [InlineData("reshape %x [shape=[3,-1]]", "0 1 2 3 4 5")]
    [InlineData("concat %x, %x [axis=1]", "0 1 2 0 1 2 3 4 5 3 4 5")]
    [InlineData("concat %x, %x [axis=0]", "0 1 2 3 4 5 0 1 2 3 4 5")]
    [InlineData("stack %x, %x [axis=-1]", "0 0 1 1 2 2 3 3 4 4 5 5")]
    [InlineData("pad %x [before=[1,0], after=[0,1], value=9]", "9 9 9 9 0 1 2 9 3 4 5 9")]
    [InlineData("tril %x", "0 0 0 3 4 0")]
    [InlineData("triu %x [k=1]", "0 1 2 0 0 5")]
    [InlineData("matmul %x, %x [transpose_y=true]", "5 14 14 50")]
    [InlineData("matmul %x, %x [transpose_x=true]", "9 12 15 12 17 22 15 22 29")]
    [InlineData("iota [shape=[2,3], axis=0, dtype=f64]", "0 0 0 1 1 1")]
    [InlineData("full [value=f64[] 2.5, shape=[2]]", "2.5 2.5")]
    [InlineData("softmax %x [axis=0]", "0.04742587317756678 0.04742587317756678 0.04742587317756678 0.9525741268224334 0.9525741268224334 0.9525741268224334")]
    public void By_hand(string line, string expected)
    {
        var graph = Graphs.Parse("%x: f64[2,3]", line);
        Check(expected.Split(' ').Select(double.Parse).ToArray(), ReferenceEngine.Run(graph, s_matrix)[0]);
    }

    /// <summary>Symbolic sizes and known ones agree.</summary>
    [Theory]
    [InlineData("mean %x [axis=[0]]")]
    [InlineData("var %x [axis=[0], correction=1]")]
    [InlineData("logsumexp %x [axis=[0,1]]")]
    [InlineData("softmax %x [axis=0]")]
    [InlineData("tril %x")]
    [InlineData("flip %x")]
    [InlineData("pad %x [before=[1,0], after=[0,1], value=9]")]
    [InlineData("matmul %x, %x [transpose_y=true]")]
    public void Symbolic(string line) => Assert.Null(Closeness.Exact.Difference(
        ReferenceEngine.Run(Graphs.Parse("%x: f64[2,3]", line), s_matrix)[0], ReferenceEngine.Run(Graphs.Parse("%x: f64[N,M]", line), s_matrix)[0]));

    [Fact]
    public void Matrix_products_with_batches()
    {
        var (x, y) = (Random(1, 3, 1, 4, 5), Random(2, 2, 5, 6));
        var product = Graphs.Run(OpTable.MatMul, x, y);
        Assert.Equal("f64[3,2,4,6]", product.Type.ToString());
        var expected = new double[3 * 2 * 4 * 6];
        for (var b = 0; b < 3; b++)
            for (var c = 0; c < 2; c++)
                for (var i = 0; i < 4; i++)
                    for (var j = 0; j < 6; j++)
                        for (var k = 0; k < 5; k++)
                            expected[((b * 2 + c) * 4 + i) * 6 + j] += x.Float((b * 4 + i) * 5 + k) * y.Float((c * 5 + k) * 6 + j);
        Check(expected, product);
    }

    [Fact]
    public void Integer_matrix_products_wrap()
    {
        var x = Literal.Of(DType.I32, Seq.Of(2L), [int.MaxValue, 1L]);
        Assert.Equal(int.MinValue, Graphs.Run(OpTable.MatMul, x, Literal.Of(DType.I32, Seq.Of(2L), [1L, 1L])).Integer(0));
    }

    [Fact]
    public void Indices_have_any_rank_and_may_be_negative()
    {
        var x = Counting(3, 2);
        var indices = Literal.Of(DType.I32, Seq.Of(2L, 2L), [0L, -1, 1, 1]);
        Check([0, 1, 4, 5, 2, 3, 2, 3], Graphs.Run(OpTable.Gather, x, indices));
        Check([0, 1, 1, 1, 2, 3, 3, 3, 4, 5, 5, 5], Graphs.Run(OpTable.Gather, [x, indices], ("axis", new Attr.Int(1))));
    }

    [Theory]
    [InlineData("argmax", new[] { 1, double.NaN, 5, double.NaN }, 1)]
    [InlineData("argmin", new[] { 1, double.NaN, -5, double.NaN }, 1)]
    [InlineData("argmax", new[] { 1.0, 5, 5 }, 1)]
    [InlineData("argmin", new[] { 0.0, -0.0 }, 0)]
    [InlineData("argmax", new[] { double.NegativeInfinity, double.NegativeInfinity }, 0)]
    public void The_first_of_equals_and_the_first_NaN(string name, double[] x, double expected) =>
        Check([expected], Graphs.Run(OpTable.Find(name)!, Graphs.Floats(x)));

    [Fact]
    public void One_hot_rows_are_zero_for_indices_outside()
    {
        var rows = Graphs.Run(OpTable.OneHot, [Graphs.Ints(1, 3, -1)], ("depth", new Attr.Int(3)));
        Assert.Equal("f32[3,3]", rows.Type.ToString());
        Check([0, 1, 0, 0, 0, 0, 0, 0, 0], rows);
    }

    [Fact]
    public void Normalisations()
    {
        var (x, weight, bias) = (Random(3, 4, 6), Random(4, 6), Random(5, 6));
        var rows = Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 6).Select(k => x.Float(i * 6 + k)).ToArray()).ToArray();

        Check(rows.SelectMany(r => r.Select((v, k) => (v - r.Average()) / Math.Sqrt(r.Sum(u => Math.Pow(u - r.Average(), 2)) / 6 + 1e-5) * weight.Float(k) + bias.Float(k))),
            Graphs.Run(OpTable.LayerNorm, x, weight, bias));
        Check(rows.SelectMany(r => r.Select((v, k) => v / Math.Sqrt(r.Sum(u => u * u) / 6 + 0.5) * weight.Float(k))),
            Graphs.Run(OpTable.RmsNorm, [x, weight], ("epsilon", new Attr.Float(0.5))));
        Check(rows.SelectMany(r => r.Select(v => Math.Exp(v) / r.Sum(Math.Exp))), Graphs.Run(OpTable.Softmax, x));
        Check(rows.SelectMany(r => r.Select(v => v - Math.Log(r.Sum(Math.Exp)))), Graphs.Run(OpTable.LogSoftmax, x));
        Check(rows.Select(r => Math.Log(r.Sum(Math.Exp))), Graphs.Run(OpTable.LogSumExp, [x], ("axis", new Attr.Ints(Seq.Of(1L)))));
    }

    [Theory]
    [InlineData(new double[] { }, double.NegativeInfinity)]
    [InlineData(new[] { double.NegativeInfinity, double.NegativeInfinity }, double.NegativeInfinity)]
    [InlineData(new[] { double.PositiveInfinity, 0.0 }, double.PositiveInfinity)]
    [InlineData(new[] { double.NaN, double.PositiveInfinity }, double.NaN)]
    [InlineData(new[] { 1000.0, 1000.0 }, 1000.6931471805599)]
    public void Logsumexp_at_the_edges(double[] x, double expected) => Check([expected], Graphs.Run(OpTable.LogSumExp, Graphs.Floats(x)));

    [Fact]
    public void Statistics_of_nothing()
    {
        var empty = Graphs.Floats();
        Check([0], Graphs.Run(OpTable.Sum, empty));
        Check([1], Graphs.Run(OpTable.Prod, empty));
        Check([double.NaN], Graphs.Run(OpTable.Mean, empty));
        Check([double.NaN], Graphs.Run(OpTable.Var, empty));
        Check([], Graphs.Run(OpTable.Softmax, empty));
        Check([], Graphs.Run(OpTable.LogSoftmax, empty));
        // One sample has no sample variance.
        Check([double.NaN], Graphs.Run(OpTable.Var, [Graphs.Floats(3)], ("correction", new Attr.Int(1))));
    }

    [Fact]
    public void An_extremum_of_nothing_is_an_error_when_the_size_is_known_late()
    {
        var graph = Graphs.Parse("%x: f64[N]", "max %x");
        Assert.Equal("GF0114: f: max: axis 0 of x must not be empty: N is 0; it must be at least 1",
            Assert.Throws<OpException>(() => ReferenceEngine.Run(graph, Graphs.Floats())).Message);
    }

    private static void Check(System.Collections.Generic.IEnumerable<double> expected, Literal actual)
    {
        var values = expected.ToArray();
        Assert.Equal(values.Length, actual.Count);
        for (var i = 0; i < values.Length; i++) Assert.True(s_close.IsClose(values[i], actual.Float(i)), $"element {i}: {values[i]:R} expected, got {actual.Float(i):R}");
    }

    private static Literal Counting(params long[] shape) => Literal.Of(DType.F64, shape, Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => (double)i));

    private static Literal Random(int seed, params long[] shape)
    {
        var random = new Random(seed);
        return Literal.Of(DType.F64, shape, Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => random.NextDouble() * 4 - 2));
    }
}
