using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Replaces composite ops by the ops that define them, until none is left that the target has no kernel for.</summary>
/// <param name="Claimed">Composite ops that stay.</param>
public sealed record Expand(Seq<OpDef> Claimed) : Pass("expand")
{
    public override Graph Run(Graph graph, PassLog log)
    {
        // An expansion may hold composites itself.
        while (true)
        {
            var after = Rewriter.Run(graph, builder => (node, _) => IsOpen(node) ? ExpandNode(builder, node, log) : null);
            if (after == graph) return graph;
            graph = after;
        }
    }

    private bool IsOpen(Node node) => node.Kind == OpKind.Composite && !Claimed.Contains(node.Op);

    private static Node ExpandNode(GraphBuilder builder, Node node, PassLog log)
    {
        log.Fire(node.Op.Name);
        return node.Op.Expand!(node, node.Inputs.Select(builder.Term).ToArray()).Node;
    }
}
