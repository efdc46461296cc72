using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Branches that are never taken, loops that never run, and values that need not travel through control flow: unused ones, those that
/// never change, those that are another's twin, numbers.
/// </summary>
public sealed record SimplifyControl() : Pass("simplify-control")
{
    public override Graph Run(Graph graph, PassLog log)
    {
        // What goes from one loop may be what another was waiting for.
        while (graph.Nodes.Any(n => n.Kind == OpKind.Control))
        {
            var after = Rewriter.Run(graph, (source, builder) =>
            {
                var used = UsedResults(source);
                // Building may turn another node into one with bodies, such as an effect that went; that has been looked at.
                return (node, original) => node.Kind == OpKind.Control && original.Kind == OpKind.Control ? Simplify(builder, node, used[original], log) : default;
            });
            if (after == graph) break;
            graph = after;
        }
        return graph;
    }

    private static Replacement Simplify(GraphBuilder builder, Node node, SortedSet<int> used, PassLog log)
    {
        if (node.Op.Control!(node) is not { IsLoop: true } loop) return BranchSimplification.Simplify(builder, node, used, log);
        var decided = LoopSimplification.Decided(builder, node, loop, log);
        if (decided.Keeps) decided = LoopSimplification.WithoutUnused(builder, node, loop, used, log);
        return decided.Keeps ? LoopSimplification.WithoutKnown(builder, node, loop, log) : decided;
    }

    /// <summary>Which results of the nodes with bodies something needs.</summary>
    private static Dictionary<Node, SortedSet<int>> UsedResults(Graph graph)
    {
        var used = graph.Nodes.Where(n => n.Kind == OpKind.Control).ToDictionary(n => n, n => new SortedSet<int>());
        foreach (var value in graph.Outputs.Concat(graph.Nodes.Where(n => n.Kind != OpKind.Get).SelectMany(n => n.Inputs)))
        {
            var (node, result) = MemoryPlan.Resolve(value);
            if (used.TryGetValue(node, out var results)) results.Add(result);
        }
        return used;
    }

    /// <summary>The results of the smaller node at the places they had; what is not used keeps pointing at the node that goes away.</summary>
    internal static Replacement Results(GraphBuilder builder, Node node, Node smaller, IEnumerable<int> kept)
    {
        var places = kept.ToList();
        return new(Enumerable.Range(0, node.Types.Count).Select(i => places.IndexOf(i) is var at and >= 0 ? builder.Get(smaller, at) : builder.Get(node, i)).ToSeq());
    }
}
