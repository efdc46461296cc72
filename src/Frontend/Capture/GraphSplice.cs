using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>
/// Copies the nodes of a graph of its own into another, with sizes in place of its symbols. Where these decide a condition, the way that
/// is not taken is left out: it need not fit them.
/// </summary>
/// <param name="sizes">What each symbol of the graph stands for.</param>
/// <param name="place">Stands for all places in the source, which are those of another project.</param>
internal sealed class GraphSplice(IReadOnlyDictionary<string, Dim> sizes, Attr place)
{
    /// <summary>The graph that nodes are copied to.</summary>
    /// <param name="Add">Makes a node.</param>
    /// <param name="Get">Takes a result of a node.</param>
    /// <param name="Require">Takes what must hold of sizes.</param>
    public sealed record Target(Func<OpDef, IReadOnlyList<Node>, (string Name, Attr Value)[], Node> Add, Func<Node, int, Node> Get, Action<DimConstraint> Require);

    /// <summary>Makes the nodes that the outputs need, and requires what they do.</summary>
    /// <param name="graph">Where they come from.</param>
    /// <param name="images">Stand for its parameters; every node's image is added, but of a choice that is decided, whose results are in <c>get</c> nodes.</param>
    public void Copy(Graph graph, Dictionary<Node, Node> images, Target target)
    {
        var decided = new Dictionary<Node, Seq<Node>>();
        foreach (var constraint in graph.Requires) target.Require(new(Of(constraint.Left), Of(constraint.Right), constraint.Reason));
        foreach (var node in graph.Nodes.Where(n => !images.ContainsKey(n)))
        {
            if (node.Kind == OpKind.Get && decided.TryGetValue(node.Inputs[0], out var results))
            {
                images.Add(node, results[Index(node)]);
            }
            else if (node.Kind == OpKind.Get)
            {
                images.Add(node, target.Get(images[node.Inputs[0]], Index(node)));
            }
            else if (ReferenceEquals(node.Op, OpTable.If) && images[node.Inputs[0]] is { Kind: OpKind.Constant } condition)
            {
                var taken = node.Body(condition.Literal("value").Integer(0) != 0 ? "then" : "else");
                var within = taken.Parameters.Select((p, i) => (Parameter: p, Image: images[node.Inputs[i + 1]])).ToDictionary(p => p.Parameter, p => p.Image);
                Copy(taken, within, target);
                decided.Add(node, taken.Outputs.Map(o => within[o]));
                if (node.Types.Count == 1) images.Add(node, within[taken.Outputs[0]]);
            }
            else
            {
                images.Add(node, Folded(target.Add(node.Op, node.Inputs.Select(i => images[i]).ToList(),
                    node.Attributes.Select((a, i) => (node.Op.Attributes[i].Name, node.Kind == OpKind.Effect && node.Op.Attributes[i].Name == "place" ? place : Of(a))).ToArray()), target));
            }
        }
    }

    private static int Index(Node get) => (int)((Attr.Int)get.Attributes[0]).Value;

    /// <summary>Integers and truth values that follow from sizes are computed, since conditions are made of them.</summary>
    private static Node Folded(Node node, Target target)
    {
        if (node is not { Kind: OpKind.Elementwise, Rank: 0 } || node.DType.IsFloat()) return node;
        if (node.Inputs.All(i => i.Kind == OpKind.Constant))
            return target.Add(OpTable.Constant, [], [("value", new Attr.Data(ReferenceEngine.Evaluate(node, node.Inputs.Map(i => i.Literal("value")))[0]))]);
        if (SizeConditions.Compare(node) is { } known) return target.Add(OpTable.Constant, [], [("value", new Attr.Data(IR.Literal.Scalar(DType.Bool, known ? 1L : 0L)))]);
        var isAnd = ReferenceEquals(node.Op, OpTable.And);
        if (node.DType != DType.Bool || !isAnd && !ReferenceEquals(node.Op, OpTable.Or)) return node;
        for (var i = 0; i < 2; i++)
        {
            // "false and b" is false, "true and b" is b.
            if (node.Inputs[i].Kind == OpKind.Constant) return node.Inputs[i].Literal("value").Integer(0) != 0 == isAnd ? node.Inputs[1 - i] : node.Inputs[i];
        }
        return node;
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
        var images = body.Parameters.ToDictionary(p => p, p => builder.Parameter(p.Name!, new(p.DType, p.Shape.Map(Of)), p.IsWeight));
        Copy(body, images, new(builder.Add, builder.Get, builder.Require));
        return builder.Build(body.Name, body.Outputs.Map(o => images[o]));
    }
}
