using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.IR.Tests;

/// <summary>The engine around the ops: symbols, checks at entry, sub-graphs, errors at run time.</summary>
public class ReferenceEngineTests
{
    [Theory]
    [InlineData("%x: f32[N,2]", "2,2", "N=2")]
    [InlineData("%x: f32[2*N+1]", "7", "N=3")]
    [InlineData("%x: f32[N+M], %y: f32[M]", "7;3", "M=3,N=4")]
    [InlineData("%x: f32[N//2], %y: f32[N]", "3;7", "N=7")]
    public void Symbols_come_from_the_shapes(string parameters, string shapes, string expected)
    {
        var graph = GraphParser.Parse($"graph @f({parameters}) {{\n  return %x\n}}\n", "test");
        var values = SymbolBinding.Bind(graph, Shapes(shapes));
        Assert.Equal(expected, string.Join(",", values.OrderBy(v => v.Key).Select(v => $"{v.Key}={v.Value}")));
    }

    [Theory]
    [InlineData("%x: f32[N,2]", "2,3", "GF0009: f: axis 1 of x is 3; it must be 2")]
    [InlineData("%x: f32[N,2]", "2", "GF0009: f: x has rank 1; it must be 2: the shape is declared [N,2]")]
    [InlineData("%x: f32[N], %y: f32[N]", "2;3", "GF0009: f: axis 0 of y is 3; it must be N = 2")]
    [InlineData("%x: f32[2*N]", "7", "f: no input's shape tells the value of the symbol N")]
    [InlineData("%x: f32[N]", "2;2", "f takes 1 inputs, got 2")]
    public void Shapes_that_do_not_fit(string parameters, string shapes, string expected)
    {
        var graph = GraphParser.Parse($"graph @f({parameters}) {{\n  return %x\n}}\n", "test");
        Assert.Equal(expected, Assert.ThrowsAny<ArgumentException>(() => SymbolBinding.Bind(graph, Shapes(shapes))).Message);
    }

    [Fact]
    public void Constraints_are_checked_with_their_reason()
    {
        var graph = Graphs.Parse("%x: f64[N], %y: f64[M]", "add %x, %y");
        Assert.Equal([4, 6], ReferenceEngine.Run(graph, Graphs.Floats(1, 2), Graphs.Floats(3, 4))[0].ToArray());
        var error = Assert.Throws<OpException>(() => ReferenceEngine.Run(graph, Graphs.Floats(1, 2), Graphs.Floats(3)));
        Assert.Equal("GF0114: f: add: axis 0 of x and y: N is 2 and M is 1; they must be equal", error.Message);
    }

    [Fact]
    public void Dtypes_are_checked()
    {
        var graph = Graphs.Parse("%x: f32[N]", "neg %x");
        Assert.Equal("f: x is f32, got f64", Assert.Throws<ArgumentException>(() => ReferenceEngine.Run(graph, Graphs.Floats(1))).Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-3)]
    public void An_index_out_of_range_is_an_error(long index)
    {
        var error = Assert.Throws<OpException>(() => Graphs.Run(OpTable.Gather, Graphs.Floats(1, 2), Graphs.Ints(index)));
        Assert.Equal((OpErrors.IndexOutOfRange, $"GF0110: gather: index {index} is out of range for axis 0 of size 2; allowed: -2 to 1"), (error.Id, error.Message));
    }

    [Fact]
    public void Results_are_rounded_to_the_dtype_after_each_op()
    {
        var graph = Graphs.Parse("%x: f32[]", "add %x, %x");
        var third = Literal.Scalar(DType.F32, 1.0 / 3);
        Assert.Equal((float)(1.0 / 3), third.Float(0));
        Assert.Equal((float)third.Float(0) * 2, ReferenceEngine.Run(graph, third)[0].Float(0));
        var overflow = Graphs.Run(OpTable.Mul, Literal.Scalar(DType.F32, 1e30), Literal.Scalar(DType.F32, 1e30));
        Assert.Equal(double.PositiveInfinity, overflow.Float(0));
    }

    [Fact]
    public void Fused_groups_and_results_of_several()
    {
        var inner = new GraphBuilder();
        var type = new TensorType(DType.F64, Seq.Of(Dim.Symbol("N")));
        var (a, b) = (inner.Parameter("a", type), inner.Parameter("b", type));
        var body = inner.Build("group", [inner.Add(OpTable.Add, [a, b]), inner.Add(OpTable.Mul, [a, b])]);

        var builder = new GraphBuilder();
        var (x, y) = (builder.Parameter("x", type), builder.Parameter("y", type));
        var fused = builder.Add(OpTable.Fused, [x, y], ("body", new Attr.Body(body)));
        var graph = builder.Build("f", [builder.Get(fused, 1), builder.Get(fused, 0)]);
        var results = ReferenceEngine.Run(RoundTrip.Check(graph), Graphs.Floats(1, 2), Graphs.Floats(3, 4));
        Assert.Equal([[3, 8], [4, 6]], results.Select(r => r.ToArray()));
    }

    [Fact]
    public void One_node_is_evaluated_for_folding()
    {
        var builder = new GraphBuilder();
        var sum = builder.Add(OpTable.Add, [builder.Scalar(DType.F32, 2), builder.Scalar(DType.F32, 3)]);
        Assert.Equal(Literal.Scalar(DType.F32, 5.0), ReferenceEngine.Evaluate(sum, sum.Inputs.Select(i => i.Literal("value")).ToArray())[0]);
        var size = builder.Add(OpTable.Dimension, [], ("value", new Attr.Dims(Seq.Of(Dim.Symbol("N") * 2))), ("dtype", new Attr.Type(DType.I64)));
        Assert.Equal(Literal.Scalar(DType.I64, 8L), ReferenceEngine.Evaluate(size, [], new Dictionary<string, long> { ["N"] = 4 })[0]);
        Assert.Throws<KeyNotFoundException>(() => ReferenceEngine.Evaluate(size, []));
    }

    private static Seq<long>[] Shapes(string text) => text.Split(';').Select(s => s.Split(',').Select(long.Parse).ToSeq()).ToArray();
}
