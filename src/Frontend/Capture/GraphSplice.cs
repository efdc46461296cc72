using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>Copies the nodes of a graph of its own into another, with sizes in place of its symbols.</summary>
/// <param name="sizes">What each symbol of the graph stands for.</param>
/// <param name="place">Stands for all places in the source, which are those of another project.</param>
internal sealed class GraphSplice(IReadOnlyDictionary<string, Dim> sizes, Attr place)
{
    /// <summary>Makes the nodes that the outputs need.</summary>
    /// <param name="graph">Where they come from.</param>
    /// <param name="images">Stand for its parameters; every node's image is added.</param>
    /// <param name="add">Makes a node.</param>
    /// <param name="get">Takes a result of a node.</param>
    public void Copy(Graph graph, Dictionary<Node, Node> images, Func<OpDef, IReadOnlyList<Node>, (string Name, Attr Value)[], Node> add, Func<Node, int, Node> get)
    {
        foreach (var node in graph.Nodes)
        {
            if (images.ContainsKey(node)) continue;
            images.Add(node, node.Kind == OpKind.Get
                ? get(images[node.Inputs[0]], (int)((Attr.Int)node.Attributes[0]).Value)
                : add(node.Op, node.Inputs.Select(i => images[i]).ToList(), node.Attributes.Select((a, i) => (node.Op.Attributes[i].Name, node.Kind == OpKind.Effect && node.Op.Attributes[i].Name == "place" ? place : Of(a))).ToArray()));
        }
    }

    public Dim Of(Dim dim) => dim.Substitute(s => sizes.TryGetValue(s, out var size) ? size : null);

    private Attr Of(Attr attribute) => attribute switch
    {
        Attr.Dims dims => new Attr.Dims(dims.Values.Map(Of)),
        Attr.Body body => new Attr.Body(Of(body.Value)),
        _ => attribute,
    };

    private Graph Of(Graph body)
    {
        var builder = new GraphBuilder();
        foreach (var constraint in body.Requires) builder.Require(new(Of(constraint.Left), Of(constraint.Right), constraint.Reason));
        var images = body.Parameters.ToDictionary(p => p, p => builder.Parameter(p.Name!, new(p.DType, p.Shape.Map(Of)), p.IsWeight));
        Copy(body, images, builder.Add, builder.Get);
        return builder.Build(body.Name, body.Outputs.Map(o => images[o]));
    }
}
