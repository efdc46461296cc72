using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Branches that are never taken, loops that never run, and values that travel through control flow without being used:
/// captures, carried values, scanned operands, results.
/// </summary>
public sealed record SimplifyControl() : Pass("simplify-control")
{
    public override Graph Run(Graph graph, PassLog log) => Rewriter.Run(graph, (source, builder) =>
    {
        var used = UsedResults(source);
        return (node, original) => node.Kind != OpKind.Control ? default
            : node.Op == OpTable.If ? SimplifyIf(builder, node, used[original], log)
            : node.Op == OpTable.While ? SimplifyWhile(builder, node, used[original], log)
            : node.Op == OpTable.Scan ? SimplifyScan(builder, node, used[original], log)
            : default;
    });

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

    private static Replacement SimplifyIf(GraphBuilder builder, Node node, SortedSet<int> used, PassLog log)
    {
        var (then, otherwise) = (node.Body("then"), node.Body("else"));
        var captures = node.Inputs.RemoveAt(0);
        var all = Enumerable.Range(0, node.Types.Count);
        var taken = Constants.Splat(node.Inputs[0]) is { } condition ? (condition.Integer(0) != 0 ? then : otherwise)
            : GraphComparer.SameComputation(then, otherwise) ? then : null;
        if (taken is not null)
        {
            log.Fire("if with one branch → the branch");
            return new(GraphCopy.Inline(builder, taken, captures, all));
        }
        var needed = GraphCopy.Needed(then, used);
        needed.UnionWith(GraphCopy.Needed(otherwise, used));
        var kept = Sorted(needed);
        if (kept.Count == captures.Count && used.Count == node.Types.Count) return default;
        log.Fire("if without unused values");
        var smaller = builder.Add(node.Op, kept.Select(i => captures[i]).Prepend(node.Inputs[0]).ToArray(),
            ("then", new Attr.Body(GraphCopy.Narrow(then, kept, used))), ("else", new Attr.Body(GraphCopy.Narrow(otherwise, kept, used))));
        return Results(builder, node, smaller, used);
    }

    private static Replacement SimplifyWhile(GraphBuilder builder, Node node, SortedSet<int> used, PassLog log)
    {
        var (cond, body) = (node.Body("cond"), node.Body("body"));
        var carried = node.Types.Count;
        if (Constants.Splat(cond.Outputs[0]) is { } condition && condition.Integer(0) == 0)
        {
            log.Fire("while false → its operands");
            return new(node.Inputs.Slice(0, carried));
        }
        var needed = GraphCopy.Needed(cond, [0]);
        needed.UnionWith(used);
        var kept = Closed(needed, body, carried, default);
        if (kept.Count == node.Inputs.Count) return default;
        log.Fire("while without unused values");
        var results = kept.Where(i => i < carried).ToList();
        var smaller = builder.Add(node.Op, kept.Select(i => node.Inputs[i]).ToArray(),
            ("cond", new Attr.Body(GraphCopy.Narrow(cond, kept, [0]))), ("body", new Attr.Body(GraphCopy.Narrow(body, kept, results))));
        return Results(builder, node, smaller, results);
    }

    private static Replacement SimplifyScan(GraphBuilder builder, Node node, SortedSet<int> used, PassLog log)
    {
        var body = node.Body("body");
        var (carried, scanned) = ((int)node.Int("carried"), (int)node.Int("scanned"));
        var kept = Closed(new(used.Where(i => i < carried)), body, carried, used.Where(i => i >= carried).ToSeq());
        var results = kept.Where(i => i < carried).Concat(used.Where(i => i >= carried)).ToList();
        if (kept.Count == node.Inputs.Count && results.Count == node.Types.Count) return default;
        log.Fire("scan without unused values");
        var keptScanned = kept.Count(i => i >= carried && i < carried + scanned);
        // The number of rounds came from the scanned operands.
        var length = keptScanned == 0 && scanned > 0 ? new Attr.Dims(Seq.Of(node.Inputs[carried].Shape[0])) : node.Attribute("length");
        var smaller = builder.Add(node.Op, kept.Select(i => node.Inputs[i]).ToArray(),
            ("carried", new Attr.Int(kept.Count(i => i < carried))), ("scanned", new Attr.Int(keptScanned)), ("length", length),
            ("reverse", node.Attribute("reverse")), ("body", new Attr.Body(GraphCopy.Narrow(body, kept, results))));
        return Results(builder, node, smaller, results);
    }

    /// <summary>Operands that a loop needs: those given, and what the body computes their next round's values and some outputs from.</summary>
    private static List<int> Closed(HashSet<int> needed, Graph body, int carried, Seq<int> outputs)
    {
        while (true)
        {
            var more = GraphCopy.Needed(body, needed.Where(i => i < carried).Concat(outputs));
            if (more.IsSubsetOf(needed)) return Sorted(needed);
            needed.UnionWith(more);
        }
    }

    private static List<int> Sorted(IEnumerable<int> indices) => indices.OrderBy(i => i).ToList();

    /// <summary>The results of the smaller node at the places they had; what is not used keeps pointing at the node that goes away.</summary>
    private static Replacement Results(GraphBuilder builder, Node node, Node smaller, IEnumerable<int> kept)
    {
        var places = kept.ToList();
        return new(Enumerable.Range(0, node.Types.Count).Select(i => places.IndexOf(i) is var at and >= 0 ? builder.Get(smaller, at) : builder.Get(node, i)).ToSeq());
    }
}
