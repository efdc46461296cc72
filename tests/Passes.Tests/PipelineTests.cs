using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Passes.Tests;

using Graph = GraphCompiler.IR.Graph;

public class PipelineTests
{
    /// <summary>Breaks the contract: the constraint that its sum needs is lost.</summary>
    private sealed record Forgetful() : Pass("forgetful")
    {
        public override Graph Run(Graph graph, PassLog log)
        {
            var builder = new GraphBuilder();
            var x = builder.Parameter("x", new(DType.F32, Seq.Of(Dim.Symbol("N"))));
            var y = builder.Parameter("y", new(DType.F32, Seq.Of(Dim.Symbol("M"))));
            var sum = builder.Add(OpTable.Add, [x, y]);
            var other = new GraphBuilder();
            foreach (var p in graph.Parameters) other.Parameter(p.Name!, p.Type);
            return other.Build(graph.Name, [sum]);
        }
    }

    private sealed record Failing() : Pass("failing")
    {
        public override Graph Run(Graph graph, PassLog log) => throw new System.InvalidOperationException("cannot go on");
    }

    private sealed record Renaming() : Pass("renaming")
    {
        public override Graph Run(Graph graph, PassLog log)
        {
            var builder = new GraphBuilder();
            var x = builder.Parameter("other", graph.Parameters[0].Type);
            return builder.Build(graph.Name, [x]);
        }
    }

    private static readonly Graph s_graph = GraphParser.Parse("graph @f(%x: f32[N]) -> f32[N] { %0 = neg %x %1 = neg %0 return %1 }");

    [Fact]
    public void A_pass_that_breaks_the_graph_is_named()
    {
        var e = Assert.Throws<CompilerBugException>(() => new Pipeline(Seq.Of<Pass>(new RemoveDead(), new Forgetful())).Run(s_graph));
        Assert.Equal("forgetful", e.Stage);
    }

    [Fact]
    public void A_pass_that_throws_is_named_and_its_input_shown()
    {
        var e = Assert.Throws<CompilerBugException>(() => new Pipeline(Seq.Of<Pass>(new Failing())).Run(s_graph));
        Assert.Equal("failing", e.Stage);
        Assert.Contains("cannot go on", e.Message);
        Assert.Contains("%1 = neg %0", e.Message);
    }

    [Fact]
    public void A_pass_that_changes_the_signature_is_named()
    {
        var e = Assert.Throws<CompilerBugException>(() => new Pipeline(Seq.Of<Pass>(new Renaming())).Run(s_graph));
        Assert.Equal("renaming", e.Stage);
        Assert.Contains("parameters", e.Problem);
    }

    [Fact]
    public void The_trace_shows_each_pass_and_what_changed()
    {
        var result = PassList.Parse("remove-dead,simplify,fold-constants", PassOptions.Default).Run(s_graph);
        Assert.Equal("""
            == input
            graph @f(%x: f32[N]) -> f32[N] {
              %0 = neg %x : f32[N]
              %1 = neg %0 : f32[N]
              return %1
            }
            == remove-dead: (unchanged)
            == simplify: 1 rule fired, 2 → 0 nodes, … ms
            graph @f(%x: f32[N]) -> f32[N] {
              return %x
            }
            == fold-constants: (unchanged)

            """.ReplaceLineEndings("\n"), Regex.Replace(result.Trace.Text, @"[\d.]+ ms", "… ms"));
        Assert.Equal(("-(-x) → x", 1), Assert.Single(result.Trace.Steps[1].Log.Counts));
    }

    [Fact]
    public void A_misspelled_pass_is_an_error_that_lists_the_known_ones()
    {
        var e = Assert.Throws<System.FormatException>(() => PassList.Parse("simplify,fsue", PassOptions.Default));
        Assert.Contains("'fsue'", e.Message);
        Assert.Contains("simplify", e.Message);
        Assert.Contains("expand", e.Message);
    }

    [Fact]
    public void Composites_are_expanded_unless_claimed()
    {
        var graph = GraphParser.Parse("graph @f(%x: f32[N,10]) { %0 = softmax %x return %0 }");
        Assert.All(Pipeline.Run(graph, PassOptions.Default).Graph.Nodes, n => Assert.NotEqual(OpKind.Composite, n.Kind));
        var claimed = Pipeline.Run(graph, new PassOptions { Claimed = Seq.Of(OpTable.Softmax) }).Graph;
        Assert.Equal(OpTable.Softmax, Assert.Single(claimed.Nodes).Op);
        Reduction.SameNumbers(graph, Pipeline.Run(graph, PassOptions.Default).Graph);
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        var graph = GraphParser.Parse("""
            graph @f(%x: f32[N,64], %w: f32[64,10], %b: f32[10], %y: f32[N,10]) {
              %0 = matmul %x, %w
              %1 = broadcast_to %b [shape=[N,10]]
              %2 = add %0, %1
              %3 = log_softmax %2
              %4 = mul %3, %y
              %5 = sum %4 [axis=[1]]
              %6 = mean %5
              %7 = neg %6
              %8 = softmax %2
              %9 = sub %8, %y
              %10 = transpose %x
              %11 = matmul %10, %9
              return %7, %11
            }
            """);
        var once = Pipeline.Run(graph, PassOptions.Default);
        Assert.All(Pipeline.Run(once.Graph, PassOptions.Default).Trace.Steps, s => Assert.False(s.Changed, s.Summary));
        Assert.Contains(once.Graph.Nodes, n => n.Kind == OpKind.Contract && n.Op.Contract!(n).TransposeX);
        Reduction.SameNumbers(graph, once.Graph);
    }
}
