using System;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Filetests;

/// <summary>What printing offers beyond the plain text that the file tests cover.</summary>
public class PrinterTests
{
    private static readonly TensorType s_vector = new(DType.F32, Seq.Of(Dim.Symbol("N")));

    [Fact]
    public void Locations_are_trailing_comments()
    {
        var builder = new GraphBuilder();
        var x = builder.Parameter("x", s_vector);
        builder.Location = new("Model.cs", 12, 9);
        var y = builder.Add(OpTable.Neg, [x]);
        builder.Location = null;
        var graph = builder.Build("f", [builder.Add(OpTable.Exp, [y])]);
        var text = GraphPrinter.Print(graph, new(Locations: true));
        Assert.Contains("%0 = neg %x : f32[N]  // Model.cs:12:9\n  %1 = exp %0 : f32[N]\n", text);
        Assert.Equal(GraphPrinter.Print(graph), GraphPrinter.Print(GraphParser.Parse(text)));
    }

    [Fact]
    public void Parsed_nodes_know_their_line()
    {
        var graph = GraphParser.Parse("graph @f(%x: f32[N]) {\n  %0 = neg %x\n  return %0\n}", "f.ir");
        Assert.Equal(new SourceLocation("f.ir", 2, 3), graph.Locations[graph.Outputs[0]]);
    }

    [Fact]
    public void Large_constants_can_be_left_out()
    {
        var builder = new GraphBuilder();
        var graph = builder.Build("f", [builder.Constant(Literal.Of(DType.F32, Seq.Of(1000L), Enumerable.Range(0, 1000).Select(i => (double)i)))]);
        var text = GraphPrinter.Print(graph, new(ElideLargeConstants: true));
        Assert.Contains("%0 = constant ... : f32[1000]\n", text);
        Assert.Throws<ParseException>(() => GraphParser.Parse(text));
        RoundTrip.Check(graph);
    }

    [Fact]
    public void Names_are_those_of_the_text()
    {
        var graph = GraphParser.Parse("""
            graph @f(%x: f32[N], %unused: f32[]) {
              %0 = neg %x
              %1:2 = fused %0
                body(%a: f32[N]) { return %a, %a }
              %2 = add %1#1, %x
              return %2, %1#0
            }
            """);
        var names = GraphPrinter.Names(graph);
        Assert.Equal(["%x", "%unused"], graph.Parameters.Select(p => names[p]));
        Assert.Equal(["%2", "%1#0"], graph.Outputs.Select(o => names[o]));
        Assert.Equal(["%0", "%1", "%1#1", "%2", "%1#0"], graph.Nodes.Select(n => names[n]));
    }

    [Fact]
    public void A_graph_deeper_than_the_call_stack_prints_and_parses()
    {
        var builder = new GraphBuilder();
        var x = builder.Parameter("x", s_vector);
        var y = x;
        for (var i = 0; i < 30_000; i++) y = builder.Add(OpTable.Add, [y, x]);
        Assert.Equal(30_000, RoundTrip.Check(builder.Build("f", [y])).Nodes.Count);
    }

    [Fact]
    public void Bodies_nested_without_end_are_an_error()
    {
        var text = "graph @f(%x: f32[]) {" + string.Concat(Enumerable.Repeat("%0 = fused %x body(%x: f32[]) {", 100_000));
        Assert.Contains("nested deeper than", Assert.Throws<ParseException>(() => GraphParser.Parse(text)).Problem);
    }

    [Fact]
    public void The_excerpt_of_a_long_line_is_cut_around_the_mistake()
    {
        var text = $"graph @f() {{ %0 = constant [{string.Concat(Enumerable.Repeat("1, ", 1000))}x, {string.Concat(Enumerable.Repeat("1, ", 1000))}] : f32[1] return %0 }}";
        var e = Assert.Throws<ParseException>(() => GraphParser.Parse(text, "long.ir"));
        Assert.StartsWith("long.ir:1:3029: error: expected a number", e.Message);
        var lines = e.Message.Split('\n');
        Assert.All(lines, l => Assert.True(l.Length < 130));
        Assert.Equal('x', lines[1][lines[2].IndexOf('^')]);
    }

    [Fact]
    public void Windows_line_ends_are_read()
    {
        var text = "graph @f(%x: f32[N]) {\r\n  %0 = negg %x\r\n  return %0\r\n}\r\n";
        var e = Assert.Throws<ParseException>(() => GraphParser.Parse(text, "w.ir"));
        Assert.Equal((2, 8, 4), (e.Line, e.Column, e.Length));
        Assert.EndsWith("\n    %0 = negg %x\n         ^~~~", e.Message);
        Assert.Equal(OpTable.Neg, GraphParser.Parse(text.Replace("negg", "neg")).Outputs[0].Op);
    }

    [Theory]
    [InlineData("")]
    [InlineData("// nothing")]
    [InlineData("graph @f() { return }\ngraph @g() { return }")]
    public void Parse_takes_exactly_one_graph(string text) => Assert.Contains("expected one graph", Assert.Throws<ParseException>(() => GraphParser.Parse(text)).Problem);

    [Theory]
    [InlineData(DType.F16)]
    [InlineData(DType.BF16)]
    public void Every_16_bit_float_survives_text_and_bytes(DType dtype)
    {
        var bytes = new byte[1 << 17];
        for (var i = 0; i < 1 << 16; i++) (bytes[2 * i], bytes[(2 * i) + 1]) = ((byte)i, (byte)(i >> 8));
        var all = ElementBytes.Read(dtype, Seq.Of(1L << 16), bytes);
        Assert.Equal(all, ElementBytes.Read(dtype, all.Shape, ElementBytes.Write(all)));
        Assert.Equal(all, LiteralText.Parse(LiteralText.WriteLists(all), all.Type));
        if (dtype == DType.F16) Assert.All(Enumerable.Range(0, 1 << 16), i => Assert.Equal(double.IsNaN(all.Float(i)) ? double.NaN : (double)BitConverter.UInt16BitsToHalf((ushort)i), all.Float(i)));
    }

    [Fact]
    public void Random_f32_and_f64_survive_text_and_bytes()
    {
        var random = new Random(1);
        var bytes = new byte[8 * 20_000];
        random.NextBytes(bytes);
        var f64 = ElementBytes.Read(DType.F64, Seq.Of(20_000L), bytes);
        var f32 = ElementBytes.Read(DType.F32, Seq.Of(40_000L), bytes);
        Assert.Equal(BitConverter.ToSingle(bytes, 4), f32.Float(1));
        foreach (var literal in new[] { f32, f64 })
        {
            Assert.Equal(literal, ElementBytes.Read(literal.DType, literal.Shape, ElementBytes.Write(literal)));
            Assert.Equal(literal, LiteralText.Parse(LiteralText.WriteLists(literal), literal.Type));
        }
    }
}
