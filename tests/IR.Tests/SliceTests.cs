using System;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.IR.Tests;

public class SliceTests
{
    /// <summary>Every start, stop and step around small sizes, against stepping through a C# array by Python's rules.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_slice_of_a_small_axis(int size)
    {
        var x = Graphs.Ints(Enumerable.Range(100, size).Select(v => (long)v).ToArray());
        foreach (var step in new[] { 1, 2, 3, 7, -1, -2, -3, -7 })
        {
            for (var start = -7; start <= 7; start++)
            {
                for (var stop = -7; stop <= 7; stop++)
                {
                    var expected = Literal.Of(DType.I64, Seq.Of((long)Python(size, start, stop, step).Length), Python(size, start, stop, step).Select(i => 100L + i));
                    var fixedSize = Slice(new TensorType(DType.I64, Seq.Of((Dim)size)), start, stop, step);
                    Assert.True(expected.Equals(ReferenceEngine.Run(fixedSize, x)[0]), $"[{start}:{stop}:{step}] of {size}");
                    // The same graph for any size: the count is a formula, exact at this one.
                    var anySize = RoundTrip.Check(Slice(new TensorType(DType.I64, Seq.Of(Dim.Symbol("N"))), start, stop, step));
                    Assert.True(expected.Equals(ReferenceEngine.Run(anySize, x)[0]), $"[{start}:{stop}:{step}] of N = {size}: {anySize.OutputTypes}");
                }
            }
        }
    }

    [Theory]
    [InlineData(0, "N", 1, "N")]
    [InlineData(1, "N", 1, "max(0,N-1)")]
    [InlineData(0, "-1", 1, "max(0,N-1)")]
    [InlineData(0, "5", 1, "max(0,-max(-5,-N))")]
    [InlineData(-1, "-N-1", -1, "N")]
    public void Symbolic_sizes(int start, string stop, int step, string expected)
    {
        var graph = Slice(new TensorType(DType.I64, Seq.Of(Dim.Symbol("N"))), start, DimParser.Parse(stop), step);
        Assert.True(Dim.Same(DimParser.Parse(expected), graph.OutputTypes[0].Shape[0]), graph.OutputTypes[0].ToString());
    }

    [Fact]
    public void Split_gives_the_pieces()
    {
        var builder = new GraphBuilder();
        var x = builder.Parameter("x", new(DType.I64, Seq.Of((Dim)2, (Dim)6)));
        var graph = builder.Build("f", Split.Nodes(builder, x, Split.EqualSizes(x.Type, 3, -1), -1).Concat(Split.Nodes(builder, x, Seq.Of((Dim)5, (Dim)0, (Dim)1), 1)).ToArray());
        var pieces = ReferenceEngine.Run(graph, Literal.Of(DType.I64, Seq.Of(2L, 6L), Enumerable.Range(0, 12).Select(i => (long)i)));
        Assert.Equal([[0, 1, 6, 7], [2, 3, 8, 9], [4, 5, 10, 11], [0, 1, 2, 3, 4, 6, 7, 8, 9, 10], [], [5, 11]], pieces.Select(p => p.ToArray()));
    }

    [Fact]
    public void Split_says_what_does_not_fit()
    {
        var type = new TensorType(DType.F32, Seq.Of((Dim)7));
        Assert.Equal("GF0106: split: axis 0 of size 7 does not divide into 2 equal parts", Assert.Throws<OpException>(() => Split.EqualSizes(type, 2, 0)).Message);
        Assert.Equal("GF0106: split: the pieces' sizes [3, 3] add up to 6, axis 0 has size 7", Assert.Throws<OpException>(() => Split.Positions(type, Seq.Of((Dim)3, (Dim)3), 0)).Message);
        Assert.Equal("GF0104: split: axis 1 is out of range for rank 1", Assert.Throws<OpException>(() => Split.EqualSizes(type, 1, 1)).Message);
    }

    private static Graph Slice(TensorType type, Dim start, Dim stop, int step) => Graphs.Of(OpTable.Slice, [type],
        ("starts", new Attr.Dims(Seq.Of(start))), ("stops", new Attr.Dims(Seq.Of(stop))), ("steps", new Attr.Ints(Seq.Of((long)step))));

    /// <summary>Python's definition, as its reference says it: negative positions count from the end, then both are limited.</summary>
    private static int[] Python(int size, int start, int stop, int step)
    {
        var (low, high) = step > 0 ? (0, size) : (-1, size - 1);
        start = Math.Clamp(start < 0 ? start + size : start, low, high);
        stop = Math.Clamp(stop < 0 ? stop + size : stop, low, high);
        var indices = new System.Collections.Generic.List<int>();
        for (var i = start; step > 0 ? i < stop : i > stop; i += step) indices.Add(i);
        return indices.ToArray();
    }
}
