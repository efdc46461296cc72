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
    public static MemoryPlan Plan(Graph graph) => Plan(graph, isBody: false, s_none);

    private static readonly Dictionary<int, int> s_none = [];

    /// <summary>
    /// True for a node that computes numbers out of numbers and single elements: code of its own in place of a kernel, results in variables.
    /// </summary>
    public static bool IsScalarCode(Node node) => node.Types.All(t => t.Rank == 0) && node.Kind switch
    {
        OpKind.Elementwise or OpKind.Source or OpKind.View or OpKind.Gather => true,
        OpKind.Fused => node.Body("body").Nodes.All(n => n.Kind is OpKind.Elementwise or OpKind.Source or OpKind.View or OpKind.Gather or OpKind.Reshape or OpKind.Constant),
        _ => false,
    };

    /// <param name="own">The parameters that a body may write over, and the outputs that may stay in their memory; -1 for none.</param>
    private static MemoryPlan Plan(Graph graph, bool isBody, Dictionary<int, int> own)
    {
        var placements = new Dictionary<(Node, int), Placement>();
        for (var i = 0; i < graph.Parameters.Count; i++) placements.Add((graph.Parameters[i], 0), new Placement.Parameter(i));
        var bodies = new Dictionary<(Node, string), MemoryPlan>();
        var nodes = UpdatesLast(graph);
        var overwriting = new Overwriting(graph, nodes, placements, own.ContainsKey);
        foreach (var node in nodes)
        {
            if (node.Kind == OpKind.Constant) placements.Add((node, 0), new Placement.Constant());
            if (node.Kind is OpKind.Reshape or OpKind.After) placements.Add((node, 0), AliasOf(node, placements));
            for (var i = 0; i < node.Types.Count; i++)
            {
                if (IsScalarCode(node) || (node.Kind == OpKind.Control && node.Types[i].Rank == 0)) placements.Add((node, i), new Placement.Variable());
            }
            if (node.Kind == OpKind.Update && overwriting.Take(node, 0) is { } changed) placements.Add((node, 0), new Placement.Alias(changed.Node, changed.Result));
            if (node.Kind == OpKind.Control) PlanBodies(node, bodies, placements, overwriting);
            overwriting.Add(node);
        }
        var copies = PlaceOutputs(graph, placements, own, isBody);
        var lastUses = LastUses(graph, nodes, placements);
        var arena = new Arena();
        Dim unshared = 0;
        for (var position = 0; position < nodes.Count; position++)
        {
            var node = nodes[position];
            if (node.Kind == OpKind.Get) continue;
            for (var i = 0; i < node.Types.Count; i++)
            {
                if (placements.ContainsKey((node, i))) continue;
                var bytes = MemoryPlan.Bytes(node.Types[i]);
                placements.Add((node, i), new Placement.Arena(arena.Take((node, i), bytes)));
                unshared += Arena.Align(bytes);
            }
            foreach (var (key, bytes) in WorkingMemory(node, bodies))
            {
                placements.Add(key, new Placement.Arena(arena.Take(key, bytes)));
                unshared += Arena.Align(bytes);
            }
            // After the node's own results have their places: a kernel must not write over what it reads.
            foreach (var dead in lastUses[position]) arena.Release(dead);
        }
        return new(graph, placements, arena.Size, unshared, copies) { Nodes = nodes, Bodies = bodies };
    }

    /// <summary>
    /// Updates behind what reads the tensors that they change, as far as that is possible: then they can change them in place. A swap of
    /// two elements reads both before it writes one.
    /// </summary>
    private static Seq<Node> UpdatesLast(Graph graph)
    {
        if (graph.Nodes.All(n => n.Kind != OpKind.Update)) return graph.Nodes;
        var order = new List<Node>();
        var missing = graph.Nodes.ToDictionary(n => n, n => n.Inputs.Where(i => i.Kind != OpKind.Parameter).Distinct().Count());
        var users = graph.Users();
        var position = graph.Nodes.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        var ready = new SortedSet<(bool IsUpdate, int Position)>(missing.Where(m => m.Value == 0).Select(m => Key(m.Key)));
        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            var node = graph.Nodes[next.Position];
            order.Add(node);
            foreach (var user in users[node].Distinct())
            {
                if (--missing[user] == 0) ready.Add(Key(user));
            }
        }
        return order.ToSeq();

        (bool, int) Key(Node node) => (node.Kind == OpKind.Update, position[node]);
    }

    /// <summary>Plans the bodies of a node, and gives its results the memory of the operands that they change.</summary>
    private static void PlanBodies(Node node, Dictionary<(Node Node, string Body), MemoryPlan> bodies, Dictionary<(Node, int), Placement> placements, Overwriting overwriting)
    {
        var facts = node.Op.Control!(node);
        var names = node.Op.Attributes.Where(a => a.Kind == AttrKind.Graph).Select(a => a.Name).ToList();
        if (facts.IsLoop)
        {
            // A round may write over what it began with, whoever reads that from outside: the loop has copies.
            var carried = Enumerable.Range(0, facts.Carried).ToDictionary(k => k);
            foreach (var name in names) bodies.Add((node, name), Plan(node.Body(name), isBody: true, name == "cond" ? s_none : carried));
            for (var k = 0; k < facts.Carried; k++)
            {
                if (bodies[(node, "body")].OverwrittenBy(k) == k && overwriting.Take(node, k) is { } start) placements.Add((node, k), new Placement.Alias(start.Node, start.Result));
            }
            return;
        }
        var own = s_none;
        if (names.Any(name => Overwriting.Updates(node.Body(name))))
        {
            own = Enumerable.Range(facts.Captures, node.Inputs.Count - facts.Captures)
                .Where(i => overwriting.Take(node, i) is not null).ToDictionary(i => i - facts.Captures, _ => -1);
        }
        // First with all that could be handed on, to see what is; then with just that.
        while (true)
        {
            var plans = names.Select(name => Plan(node.Body(name), isBody: true, own)).ToList();
            var kept = Enumerable.Range(0, node.Types.Count)
                .Select(k => (Result: k, Captures: plans.Select(p => p.OverwrittenBy(k)).Distinct().ToList()))
                .Where(p => p.Captures.Count == 1 && own.ContainsKey(p.Captures[0]))
                .GroupBy(p => p.Captures[0]).ToDictionary(g => g.Key, g => g.First().Result);
            if (kept.Count == own.Count && kept.All(p => own[p.Key] == p.Value))
            {
                for (var b = 0; b < names.Count; b++) bodies.Add((node, names[b]), plans[b]);
                break;
            }
            own = kept;
        }
        foreach (var place in own)
        {
            var start = overwriting.Take(node, place.Key + facts.Captures)!.Value;
            placements.Add((node, place.Value), new Placement.Alias(start.Node, start.Result));
        }
    }

    /// <summary>What a node with bodies needs besides its results: the bodies' arena, and another place for each tensor that a loop carries.</summary>
    private static IEnumerable<((Node, int) Key, Dim Bytes)> WorkingMemory(Node node, Dictionary<(Node Node, string Body), MemoryPlan> bodies)
    {
        if (node.Kind != OpKind.Control) yield break;
        var bytes = node.Op.Attributes.Where(a => a.Kind == AttrKind.Graph).Select(a => bodies[(node, a.Name)].ArenaBytes).Aggregate(Dim.Max);
        if (!bytes.Is(0)) yield return ((node, MemoryPlan.BodyArena), bytes);
        for (var k = 0; k < node.Op.Control!(node).Carried; k++)
        {
            if (node.Types[k].Rank > 0 && !node.Types[k].Count.Is(0) && bodies[(node, "body")].OverwrittenBy(k) != k)
                yield return ((node, MemoryPlan.Next(k)), MemoryPlan.Bytes(node.Types[k]));
        }
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

    /// <summary>
    /// The kernel writes an output where it is returned; of outputs that share their memory, the first. A body returns numbers as such,
    /// and what it has written over a parameter of its own stays there.
    /// </summary>
    private static Seq<OutputCopy> PlaceOutputs(Graph graph, Dictionary<(Node, int), Placement> placements, Dictionary<int, int> own, bool isBody)
    {
        var copies = new List<OutputCopy>();
        for (var i = 0; i < graph.Outputs.Count; i++)
        {
            if (isBody && graph.Outputs[i].Rank == 0) continue;
            var owner = Owner(graph.Outputs[i], placements);
            if (placements.TryGetValue(owner, out var placement) && placement is Placement.Parameter parameter && own.TryGetValue(parameter.Index, out var kept) && kept == i) continue;
            if (placement is not null) copies.Add(new(i, graph.Outputs[i]));
            else placements.Add(owner, new Placement.Output(i));
        }
        return copies.ToSeq();
    }

    /// <summary>The results that are read for the last time, or never, at each position.</summary>
    private static ILookup<int, (Node, int)> LastUses(Graph graph, Seq<Node> nodes, Dictionary<(Node, int), Placement> placements)
    {
        var last = new Dictionary<(Node, int), int>();
        for (var position = 0; position < nodes.Count; position++)
        {
            var node = nodes[position];
            if (node.Kind == OpKind.Get) continue;
            last[(node, MemoryPlan.BodyArena)] = position;
            for (var i = 0; i < node.Types.Count; i++) Use((node, i));
            foreach (var input in node.Inputs) Use(Owner(input, placements));

            // A loop's result may end up in either of its two places.
            void Use((Node Node, int Result) value) => last[value] = last[(value.Node, MemoryPlan.Next(value.Result))] = position;
        }
        // Numbers that a body returns are read after its last kernel.
        foreach (var output in graph.Outputs) last[Owner(output, placements)] = nodes.Count;
        return last.ToLookup(use => use.Value, use => use.Key);
    }
}
