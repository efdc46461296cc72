using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Rebuilds a graph into a fresh builder, inputs before users, asking a callback what each node becomes. What no output needs
/// is gone afterwards, equal nodes are one. Parameters, constraints, locations and the outputs' order are kept; the bodies of
/// control-flow ops are rewritten the same way before the node that holds them. Fused groups are left alone: their bodies
/// are loops, not graphs to be optimised.
/// </summary>
public static class Rewriter
{
    public static Graph Run(Graph graph, Func<GraphBuilder, NodeRewrite> rewrite) => Run(graph, (_, builder) => rewrite(builder));

    public static Graph Run(Graph graph, GraphRewrite rewrite) => Run(graph, rewrite, default);

    /// <param name="around">What the graphs around a body require.</param>
    private static Graph Run(Graph graph, GraphRewrite rewrite, Seq<DimConstraint> around)
    {
        var builder = new GraphBuilder { Around = around };
        foreach (var constraint in graph.Requires) builder.Require(constraint);
        var images = new Dictionary<Node, Seq<Node>>();
        foreach (var parameter in graph.Parameters)
        {
            builder.Location = graph.Locations.TryGetValue(parameter, out var place) ? place : null;
            images.Add(parameter, Seq.Of(builder.Parameter(parameter.Name!, parameter.Type, parameter.IsWeight)));
        }
        var callback = rewrite(graph, builder);
        foreach (var node in graph.Nodes)
        {
            // Whatever the callback builds for a node comes from the node's place.
            builder.Location = graph.Locations.TryGetValue(node, out var place) ? place : null;
            images.Add(node, Image(node, builder, images, callback, body => Run(body, rewrite, around.Concat(graph.Requires).ToSeq())));
        }
        builder.Location = null;
        var result = builder.Build(graph.Name, graph.Outputs.Map(o => images[o][0]));
        return GraphComparer.Instance.Equals(graph, result) ? graph : result;
    }

    private static Seq<Node> Image(Node node, GraphBuilder builder, Dictionary<Node, Seq<Node>> images, NodeRewrite callback, Func<Graph, Graph> rewrite)
    {
        if (node.Kind == OpKind.Get) return Seq.Of(images[node.Inputs[0]][(int)node.Int("index")]);
        var inputs = node.Inputs.Map(i => images[i][0]);
        var attributes = node.Kind == OpKind.Fused ? node.Attributes : node.Attributes.Map(a =>
            a is Attr.Body body && rewrite(body.Value) is var inner && inner != body.Value ? new Attr.Body(inner) : a);
        var rebuilt = builder.Add(node.Op, inputs, attributes);
        var replacement = callback(rebuilt, node);
        if (!replacement.Keeps && replacement.Results.Map(r => r.Type) != node.Types)
            throw new InvalidOperationException($"{node} was to be replaced by ({replacement.Results}): a replacement must have the same types");
        return !replacement.Keeps ? replacement.Results
            : builder.Results(rebuilt);
    }
}
