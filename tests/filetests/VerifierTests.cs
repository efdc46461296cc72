using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Filetests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Broken graphs, put together behind the builder's back, one for each invariant on the verifier's list.</summary>
public class VerifierTests
{
    private static readonly TensorType s_vector = new(DType.F32, Seq.Of(Dim.Symbol("N")));
    private static readonly TensorType s_other = new(DType.F32, Seq.Of(Dim.Symbol("M")));

    private readonly GraphBuilder _builder = new();
    private readonly Node _x;

    public VerifierTests() => _x = _builder.Parameter("x", s_vector);

    [Fact]
    public void A_builders_graph_is_valid()
    {
        var y = _builder.Parameter("y", s_other);
        Verifier.Verify(_builder.Build("f", [_builder.Add(OpTable.Add, [_x, y]), _x]));
    }

    [Fact]
    public void Declared_parameters_are_parameters() => Fails("declared as a parameter, is not one", MakeGraph([_x, Negated(_x)], [_x]));

    [Fact]
    public void Parameter_names_are_identifiers() => Fails("'1st' is not an identifier", MakeGraph([Parameter("1st")], []));

    [Fact]
    public void Parameter_names_differ() => Fails("two parameters are named 'x'", MakeGraph([_x, Parameter("x")], [_x]));

    [Fact]
    public void Outputs_are_single_values() => Fails("fused with 2 results is returned", MakeGraph([_x], [Pair()]));

    [Fact]
    public void Used_parameters_are_declared() =>
        Fails("uses the parameter 'y', which the graph @f does not declare", MakeGraph([_x], [MakeNode(OpTable.Add, [_x, Parameter("y")], [], s_vector)]));

    [Fact]
    public void Returned_parameters_are_declared() => Fails("uses the parameter 'y'", MakeGraph([_x], [Parameter("y")]));

    [Fact]
    public void Operands_are_single_values() => Fails("fused with 2 results is an operand", MakeGraph([_x], [MakeNode(OpTable.Neg, [Pair()], [], s_vector)]));

    [Fact]
    public void Get_has_an_index() => Fails("get takes one node and an index", MakeGraph([_x], [MakeNode(OpTable.Get, [Pair()], [], s_vector)]));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Get_stays_in_range(int index) =>
        Fails($"get takes result {index} of 2", MakeGraph([_x], [MakeNode(OpTable.Get, [Pair()], [new Attr.Int(index)], s_vector)]));

    [Fact]
    public void Get_is_for_several_results() => Fails("which has a single result", MakeGraph([_x], [MakeNode(OpTable.Get, [Negated(_x)], [new Attr.Int(0)], s_vector)]));

    [Fact]
    public void Get_has_the_results_type() =>
        Fails("the type of result 0 is f32[N]", MakeGraph([_x], [MakeNode(OpTable.Get, [Pair()], [new Attr.Int(0)], TensorType.Scalar(DType.F32))]));

    [Fact]
    public void Operands_are_those_the_op_takes() => Fails("add: 1 operand given, 2 needed", MakeGraph([_x], [MakeNode(OpTable.Add, [_x], [], s_vector)]));

    [Fact]
    public void Types_are_those_the_op_infers() =>
        Fails("neg infers f32[N], the node has f32[N,1]", MakeGraph([_x], [MakeNode(OpTable.Neg, [_x], [], s_vector.With(Seq.Of(s_vector.Shape[0], 1)))]));

    [Fact]
    public void Attributes_are_complete() => Fails("0 attributes, sum declares 2", MakeGraph([_x], [MakeNode(OpTable.Sum, [_x], [], TensorType.Scalar(DType.F32))]));

    [Fact]
    public void Attributes_are_normalised() => Fails("attribute 'axis' is not normalised",
        MakeGraph([_x], [MakeNode(OpTable.Sum, [_x], [new Attr.Ints(Seq.Of(-1L)), new Attr.Bool(false)], TensorType.Scalar(DType.F32))]));

    [Fact]
    public void Constraints_that_ops_need_are_recorded()
    {
        var y = _builder.Parameter("y", s_other);
        Fails("needs N == M (add: axis 0 of x and y), which the graph @f does not require", MakeGraph([_x, y], [_builder.Add(OpTable.Add, [_x, y])]));
    }

    [Fact]
    public void Constraints_can_hold() => Fails("requires N == N+1, which never holds",
        MakeGraph([_x], [_x], new DimConstraint(s_vector.Shape[0], s_vector.Shape[0] + 1, "test")));

    [Fact]
    public void Constraints_are_about_known_symbols() => Fails("no parameter's shape has K",
        MakeGraph([_x], [_x], new DimConstraint(Dim.Symbol("K"), 1, "test")));

    [Fact]
    public void Types_are_of_known_symbols() => Fails("the symbol K is not in the shape of any parameter",
        _builder.Build("f", [_builder.Add(OpTable.Iota, [], ("shape", new Attr.Dims(Seq.Of(Dim.Symbol("K")))), ("dtype", new Attr.Type(DType.I32)))]));

    [Fact]
    public void Dimensions_are_not_negative() =>
        Fails("dimension -1 is always negative", MakeGraph([_builder.Parameter("y", new(DType.F32, Seq.Of(Dim.Constant(-1))))], []));

    [Fact]
    public void Nodes_are_interned() => Fails("two equal nodes", MakeGraph([_x], [Negated(_x), Negated(_x)]));

    [Fact]
    public void Bodies_fit_their_op()
    {
        var inner = new GraphBuilder();
        var a = inner.Parameter("a", s_other);
        Fails("the body takes (f32[M])", MakeGraph([_x], [MakeNode(OpTable.Fused, [_x], [new Attr.Body(inner.Build("body", [a]))], s_other)]));
    }

    [Fact]
    public void Bodies_use_nothing_from_around_them()
    {
        var inner = new GraphBuilder();
        var a = inner.Parameter("a", s_vector);
        var body = MakeGraph([a], [MakeNode(OpTable.Add, [a, _x], [], s_vector)], name: "body");
        Fails("uses the parameter 'x', which the graph @body does not declare", MakeGraph([_x], [MakeNode(OpTable.Fused, [_x], [new Attr.Body(body)], s_vector)]));
    }

    [Fact]
    public void The_message_names_the_stage_and_shows_the_lines_around_the_node()
    {
        var y = _x;
        for (var i = 0; i < 30; i++) y = _builder.Add(OpTable.Neg, [y]);
        var bad = MakeNode(OpTable.Get, [y], [new Attr.Int(0)], s_vector);
        for (var i = 0; i < 30; i++) bad = MakeNode(OpTable.Neg, [bad], [], s_vector);
        var message = Assert.Throws<CompilerBugException>(() => Verifier.Verify(MakeGraph([_x], [bad]), "simplify")).Message.Split('\n');
        Assert.Contains("'simplify'", message[0]);
        Assert.Equal(10 + 1 + 10, message.Count(l => l.Contains(" = neg ")));
        Assert.StartsWith(">   %29 = neg %28", Assert.Single(message, l => l.StartsWith('>')));
    }

    private static void Fails(string problem, Graph graph)
    {
        var actual = Assert.Throws<CompilerBugException>(() => Verifier.Verify(graph)).Problem;
        Assert.Contains(problem, actual);
    }

    private Node Pair() => _builder.Add(OpTable.Fused, [_x], ("body", new Attr.Body(TwoResults())));

    private static Graph TwoResults()
    {
        var inner = new GraphBuilder();
        var a = inner.Parameter("a", s_vector);
        return inner.Build("body", [a, inner.Add(OpTable.Neg, [a])]);
    }

    private static Node Negated(Node x) => MakeNode(OpTable.Neg, [x], [], x.Type);
    private static Node Parameter(string name) => new(OpTable.Parameter, default, Seq.Of<Attr>(new Attr.Bool(false)), Seq.Of(s_vector), name);
    private static Node MakeNode(OpDef op, Node[] inputs, Attr[] attributes, TensorType type) => new(op, inputs, attributes, Seq.Of(type), null);

    private static Graph MakeGraph(Node[] parameters, Node[] outputs, DimConstraint? requires = null, string name = "f") =>
        new(name, parameters, outputs, requires is null ? default : Seq.Of(requires), new Dictionary<Node, SourceLocation>());
}
