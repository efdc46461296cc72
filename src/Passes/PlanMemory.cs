using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Gives every result of a lowered graph its memory. Each node is one kernel that runs at its place in <see cref="Graph.Nodes"/>;
/// a result is live from its kernel to the last kernel that reads it, itself or through a reshape.
/// </summary>
public static class PlanMemory
{
    /// <param name="graph">After fusion: one kernel per node, except for constants, reshapes, <c>after</c> and <c>get</c>.</param>
    public static MemoryPlan Plan(Graph graph)
    {
        var placements = new Dictionary<(Node, int), Placement>();
        for (var i = 0; i < graph.Parameters.Count; i++) placements.Add((graph.Parameters[i], 0), new Placement.Parameter(i));
        foreach (var node in graph.Nodes)
        {
            if (node.Kind == OpKind.Constant) placements.Add((node, 0), new Placement.Constant());
            if (node.Kind is OpKind.Reshape or OpKind.After) placements.Add((node, 0), AliasOf(node, placements));
        }
        var copies = PlaceOutputs(graph, placements);
        var lastUses = LastUses(graph, placements);
        var arena = new Arena();
        Dim unshared = 0;
        for (var position = 0; position < graph.Nodes.Count; position++)
        {
            var node = graph.Nodes[position];
            if (node.Kind == OpKind.Get) continue;
            for (var i = 0; i < node.Types.Count; i++)
            {
                if (placements.ContainsKey((node, i))) continue;
                var bytes = MemoryPlan.Bytes(node.Types[i]);
                placements.Add((node, i), new Placement.Arena(arena.Take((node, i), bytes)));
                unshared += Arena.Align(bytes);
            }
            // After the node's own results have their places: a kernel must not write over what it reads.
            foreach (var dead in lastUses[position]) arena.Release(dead);
        }
        return new(graph, placements, arena.Size, unshared, copies);
    }

    private static Placement.Alias AliasOf(Node node, Dictionary<(Node, int), Placement> placements)
    {
        var source = MemoryPlan.Resolve(node.Inputs[0]);
        return placements.TryGetValue(source, out var placement) && placement is Placement.Alias alias ? alias : new(source.Node, source.Result);
    }

    /// <summary>The result whose memory a value is in.</summary>
    private static (Node Node, int Result) Owner(Node value, Dictionary<(Node, int), Placement> placements)
    {
        var result = MemoryPlan.Resolve(value);
        return placements.TryGetValue(result, out var placement) && placement is Placement.Alias alias ? (alias.Node, alias.Result) : result;
    }

    /// <summary>The kernel writes an output where it is returned; of outputs that share their memory, the first.</summary>
    private static Seq<OutputCopy> PlaceOutputs(Graph graph, Dictionary<(Node, int), Placement> placements)
    {
        var copies = new List<OutputCopy>();
        for (var i = 0; i < graph.Outputs.Count; i++)
        {
            var owner = Owner(graph.Outputs[i], placements);
            if (placements.ContainsKey(owner)) copies.Add(new(i, graph.Outputs[i]));
            else placements.Add(owner, new Placement.Output(i));
        }
        return copies.ToSeq();
    }

    /// <summary>The results that are read for the last time, or never, at each position.</summary>
    private static ILookup<int, (Node, int)> LastUses(Graph graph, Dictionary<(Node, int), Placement> placements)
    {
        var last = new Dictionary<(Node, int), int>();
        for (var position = 0; position < graph.Nodes.Count; position++)
        {
            var node = graph.Nodes[position];
            if (node.Kind == OpKind.Get) continue;
            for (var i = 0; i < node.Types.Count; i++) last[(node, i)] = position;
            foreach (var input in node.Inputs) last[Owner(input, placements)] = position;
        }
        return last.ToLookup(use => use.Value, use => use.Key);
    }
}
