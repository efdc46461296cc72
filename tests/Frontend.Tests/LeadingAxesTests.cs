using System;
using System.Linq;
using System.Threading.Tasks;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary><c>[Shape("…", 64)]</c>: one method for any number of leading axes, a graph for each.</summary>
public class LeadingAxesTests
{
    private const string Program = """
        public record Weights([Shape(3)] Tensor<float> Scale, float Rate);
        public record State([Shape("…", 3)] Tensor<float> H, [Shape("…", "K")] Tensor<float> C);
        public sealed partial class Cell
        {
            [Shape(3)] public Tensor<float> Bias = Tensor.Ones<float>(3);
            [Shape("…", 3)] public Tensor<float> Memory = Tensor.Ones<float>(1, 3);
            [GraphFunction] public Tensor<float> Add([Shape("…", 3)] Tensor<float> x) => x * 2f + Bias;
            [GraphFunction] public Tensor<float> Closed([Shape("N", 3)] Tensor<float> x) => x * 2f + Bias;
            [GraphFunction] public Tensor<float> Remembered(float rate) => Memory * rate + Bias;
            public Tensor<float> CallAdd(Tensor<float> x) => Add(x);
            public Tensor<float> CallRemembered(Tensor<float> x) { Memory = x; return Remembered(3f); }
        }
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> Scaled(float rate, [Shape("…", 3)] Tensor<float> x, Weights w) => x * w.Scale * w.Rate - rate;
            [GraphFunction] public static State Step(State s, [Shape("…", 3)] Tensor<float> x) => new(Tanh(s.H + x), s.C * 2f + ExpandDims(Sum(x, axis: -1), -1));
            [GraphFunction] public static Tensor<float>[] Pairs([Shape("…", 3)] (Tensor<float> A, Tensor<float> B) p, [Shape("…", 3, Length = 2)] Tensor<float>[] q) => [p.A + q[0], p.B * q[1]];
            public static Tensor<float> CallScaled(Tensor<float> x, Tensor<float> s) => Scaled(1f, x, new(s, 3f));
            public static Tensor<float> CallStep(Tensor<float> x, Tensor<float> c) { var next = Step(new(x, c), x * 0.5f); return Concat([next.H, next.C], axis: -1); }
            public static Tensor<float> CallPairs(Tensor<float> x) { var all = Pairs((x, x * 2f), [x + 1f, x * 3f]); return all[0] - all[1]; }
            public static Tensor<float> CallAdd(Tensor<float> x) => new Cell().CallAdd(x);
            public static Tensor<float> CallRemembered(Tensor<float> x) => new Cell().CallRemembered(x);
            [GraphFunction] public static Tensor<float> Dense([Shape("…", 3)] Tensor<float> x, [Shape(3, 2)] Tensor<float> w, float rate) => Relu(MatMul(x, w)) * rate;
            [GraphFunction] public static Tensor<float> Sum2([Shape("...", "N")] Tensor<float> x, [Shape("…")] Tensor<float> y) => Sum(x, -1) + y;
            [GraphFunction] public static Tensor<float> Asserted([Shape("…", 3)] Tensor<float> x) { Graph.Assert(All(x >= -2f), "low"); return x + x; }
            public static Tensor<float> CallAsserted(Tensor<float> x) => Asserted(x);
            [GraphFunction] public static Tensor<float> Rows([Shape("…", "N")] Tensor<float> x) => Softmax(x, axis: -2);
            [GraphFunction] public static (Tensor<float>, Tensor<float>) Calls([Shape("…", 3)] Tensor<float> x, [Shape(3, 2)] Tensor<float> w) => (Dense(x, w, 2f), x.Rank > 2 ? x : -x);
            [GraphFunction] public static Tensor<float> Fixed([Shape("N", 3)] Tensor<float> x, [Shape(3, 2)] Tensor<float> w) => Dense(x, w, 3f);
            public static Tensor<float> CallDense(Tensor<float> x, Tensor<float> w) => Dense(x, w, 2f);
            public static Tensor<float> CallSum2(Tensor<float> x, Tensor<float> y) => Sum2(x, y);
            public static Tensor<float> CallRows(Tensor<float> x) => Rows(x);
        }
        """;

    private static readonly Lazy<LoadedProgram> s_program = new(() => LoadedProgram.Build(Source.Compile(Program)));

    private static Tensor<float> Numbers(params int[] shape) =>
        Tensor.Create(Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => i % 7 - 3f).ToArray(), shape);

    private static Tensor<float> Call(string method, params object[] arguments) => (Tensor<float>)s_program.Value.Call("C", method, arguments)!;

    [Theory]
    [InlineData(3)]
    [InlineData(4, 3)]
    [InlineData(2, 4, 3)]
    [InlineData(1, 2, 4, 3)]
    [InlineData(2, 1, 2, 2, 3)]
    [InlineData(0, 3)]
    public void Compiled_gives_what_eager_gives_for_each_rank(params int[] shape)
    {
        var (x, w) = (Numbers(shape), Numbers(3, 2));
        Same(() => Call("CallDense", x, w));
        Same(() => Call("CallSum2", x, Numbers(shape[..^1])));
        dynamic companion = s_program.Value.Assembly.GetType("C")!.GetProperty("CallsGraph")!.GetValue(null)!;
        var (a, b) = ((Func<Tensor<float>, Tensor<float>, (Tensor<float>, Tensor<float>)>)companion.Compiled)(x, w);
        var (c, d) = ((Func<Tensor<float>, Tensor<float>, (Tensor<float>, Tensor<float>)>)companion.Eager)(x, w);
        Assert.Equal([c.ToArray(), d.ToArray()], new[] { a.ToArray(), b.ToArray() });
    }

    /// <summary>Beside records and inside of them, in tuples and arrays, and in members of the object.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4, 3)]
    [InlineData(2, 1, 2, 2, 3)]
    public void Data_with_leading_axes(params int[] shape)
    {
        var x = Numbers(shape);
        Same(() => Call("CallScaled", x, Numbers(3)));
        Same(() => Call("CallStep", x, Numbers([.. shape[..^1], 5])));
        Same(() => Call("CallPairs", x));
        Same(() => Call("CallAdd", x));
        Same(() => Call("CallRemembered", x));
        foreach (var (name, companion) in s_program.Value.Companions()) Assert.True((bool)((dynamic)companion).Captured, $"{name}: {((dynamic)companion).Reason}");
        dynamic step = s_program.Value.Assembly.GetType("C")!.GetProperty("StepGraph")!.GetValue(null)!;
        Assert.Contains("graph @Step_2(%s_H: f32[B0,B1,3], %s_C: f32[B0,B1,s_K], %x: f32[B0,B1,3])", (string)step.Text);
        dynamic closed = s_program.Value.Assembly.GetType("Cell")!.GetProperty("ClosedGraph")!.GetValue(null)!;
        Assert.StartsWith("graph @Closed(", (string)closed.Text);
        Assert.Equal("GF0009: C.Step: s.H has rank 6 (shape [1, 1, 1, 1, 1, 3]); it must be 1, 2, 3, 4, 5: the shape is declared with any leading axes, and compiled for at most 4",
            Assert.Throws<OpException>(() => Call("CallStep", Numbers(1, 1, 1, 1, 1, 3), Numbers(1, 1, 1, 1, 1, 5))).Message);
    }

    private static void Same(Func<Tensor<float>> call)
    {
        var compiled = call();
        using var mode = GraphMode.Eager();
        var eager = call();
        Assert.Equal(eager.Shape, compiled.Shape);
        Assert.Equal(eager.ToArray(), compiled.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void More_leading_axes_than_there_are_graphs_are_an_error(bool eager)
    {
        using var mode = eager ? GraphMode.Eager() : null;
        Assert.Equal("GF0009: C.Dense: x has rank 6 (shape [1, 1, 1, 1, 1, 3]); it must be 1, 2, 3, 4, 5: the shape is declared with any leading axes, and compiled for at most 4",
            Assert.Throws<OpException>(() => Call("CallDense", Numbers(1, 1, 1, 1, 1, 3), Numbers(3, 2))).Message);
    }

    [Fact]
    public void Sizes_are_checked_and_leading_axes_are_shared()
    {
        Assert.Equal("GF0009: C.Dense: axis 1 of x is 4; it must be 3: the shape is declared [B0,3], got [2, 4]",
            Assert.Throws<OpException>(() => Call("CallDense", Numbers(2, 4), Numbers(3, 2))).Message);
        Assert.Equal("GF0009: C.Sum2: axis 0 of y is 5; it must be 2 (B0, axis 0 of x): the shape is declared [B0], got [5]",
            Assert.Throws<OpException>(() => Call("CallSum2", Numbers(2, 4), Numbers(5))).Message);
    }

    /// <summary>A rank for which the body makes no sense is left out, and says why.</summary>
    [Fact]
    public void A_rank_that_the_body_excludes()
    {
        Same(() => Call("CallRows", Numbers(2, 3)));
        Assert.Equal("GF0009: C.Rows: x has rank 1 (shape [3]); for tensors of its rank softmax: axis -2 is out of range for rank 1; allowed: -1 to 0",
            Assert.Throws<OpException>(() => Call("CallRows", Numbers(3))).Message);
    }

    [Fact]
    public void Asserts_say_where_they_stand()
    {
        Assert.Equal([2f, 4f, 6f], Call("CallAsserted", Tensor.Create<float>([1, 2, 3], 3)).ToArray());
        Assert.Contains("low", Assert.Throws<GraphAssertException>(() => Call("CallAsserted", Numbers(1, 2, 3))).Message);
    }

    [Fact]
    public void The_companion_shows_every_graph()
    {
        dynamic companion = s_program.Value.Assembly.GetType("C")!.GetProperty("DenseGraph")!.GetValue(null)!;
        var graphs = GraphParser.ParseModule((string)companion.Text);
        Assert.Equal(["Dense_0", "Dense_1", "Dense_2", "Dense_3", "Dense_4"], graphs.Select(g => g.Name));
        Assert.Equal(["[3]", "[B0,3]", "[B0,B1,3]", "[B0,B1,B2,3]", "[B0,B1,B2,B3,3]"], graphs.Select(g => TensorType.ShapeText(g.Parameters[0].Shape)));
        Assert.Equal(5, GraphParser.ParseModule((string)companion.Optimized).Count);
    }

    [Fact]
    public async Task A_mistake_for_every_rank_is_a_mistake()
    {
        var found = Assert.Single(await Analysis.Run(Source.Compile(Source.InClass("""
            [GraphFunction] public static Tensor<float> F([Shape("…", 3)] Tensor<float> x, [Shape(4, 2)] Tensor<float> w) => MatMul(x, w);
            """))));
        Assert.Equal("GF0107", found.Id);
    }
}
