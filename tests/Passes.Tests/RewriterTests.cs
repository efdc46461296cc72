using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Passes.Tests;

public class RewriterTests
{
    private static readonly TensorType s_vector = new(DType.F32, Seq.Of(Dim.Symbol("N")));

    [Fact]
    public void A_rewrite_that_changes_nothing_returns_the_same_graph()
    {
        var builder = new GraphBuilder();
        var x = builder.Parameter("x", s_vector);
        var graph = builder.Build("f", [builder.Add(OpTable.Neg, [x])]);
        Assert.Same(graph, new RemoveDead().Run(graph));
    }

    [Fact]
    public void Constraints_locations_and_unused_parameters_are_kept()
    {
        var builder = new GraphBuilder();
        var x = builder.Parameter("x", s_vector);
        var y = builder.Parameter("y", new(DType.F32, Seq.Of(Dim.Symbol("M"))));
        builder.Location = new("a.cs", 3, 5);
        var sum = builder.Add(OpTable.Add, [x, y]);
        var graph = Rewriter.Run(builder.Build("f", [builder.Add(OpTable.Neg, [sum])]), b => (node, _) =>
            node.Inputs.Count == 1 ? b.Add(OpTable.Mul, [node.Inputs[0], x.Type == node.Inputs[0].Type ? node.Inputs[0] : node]) : null);

        Assert.Equal(["x", "y"], graph.Parameters.Map(p => p.Name!));
        Assert.Equal(new DimConstraint(Dim.Symbol("N"), Dim.Symbol("M"), ""), Assert.Single(graph.Requires));
        Assert.Equal(OpTable.Mul, graph.Outputs[0].Op);
        Assert.Equal(new SourceLocation("a.cs", 3, 5), graph.Locations[graph.Outputs[0]]);
    }

    [Fact]
    public void A_graph_deeper_than_the_call_stack_is_rewritten()
    {
        var builder = new GraphBuilder();
        var x = builder.Parameter("x", s_vector);
        var y = x;
        for (var i = 0; i < 50_000; i++) y = builder.Add(OpTable.Add, [y, x]);
        var graph = Rewriter.Run(builder.Build("f", [y]), b => (node, _) => b.Add(OpTable.Mul, node.Inputs));
        Assert.Equal(50_000, graph.Nodes.Count);
        Assert.All(graph.Nodes, n => Assert.Equal(OpTable.Mul, n.Op));
    }
}
