using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Moves out of a loop what is the same in every round: it is computed once, before, and captured. A loop may run no round at all, so
/// only what can neither fail nor do anything else moves (<see cref="Totality"/>), and nothing that needs of sizes what the loop alone
/// requires. What costs nothing stays where it is used.
/// </summary>
public sealed record HoistInvariants() : Pass("hoist-invariants")
{
    public override Graph Run(Graph graph, PassLog log) => graph.Nodes.All(n => n.Kind != OpKind.Control) ? graph
        : Rewriter.Run(graph, builder => (node, _) => node.Kind == OpKind.Control && node.Op.Control!(node) is { IsLoop: true } loop ? Hoist(builder, node, loop, log) : default);

    private static Replacement Hoist(GraphBuilder builder, Node node, ControlFacts loop, PassLog log)
    {
        var bodies = node.Op.Attributes.Where(a => a.Kind == AttrKind.Graph).Select(a => (a.Name, Graph: node.Body(a.Name), Moved: Invariants(builder, node.Body(a.Name), loop))).ToList();
        if (bodies.All(b => b.Moved.Count == 0)) return default;
        var captures = node.Inputs.ToList();
        var names = new List<string>();
        var places = new List<Dictionary<Node, int>>();
        foreach (var (_, graph, moved) in bodies)
        {
            var images = Enumerable.Range(loop.Captures, node.Inputs.Count - loop.Captures).ToDictionary(i => graph.Parameters[i], i => node.Inputs[i]);
            GraphCopy.Copy(builder, graph, images, moved);
            var place = new Dictionary<Node, int>();
            foreach (var value in moved)
            {
                log.Fire($"{value.Op.Name} out of the loop");
                var at = captures.IndexOf(images[value], loop.Captures);
                if (at < 0)
                {
                    at = captures.Count;
                    captures.Add(images[value]);
                    names.Add(GraphCopy.NewName(bodies.SelectMany(b => b.Graph.Parameters).Select(p => p.Name!).Concat(names), value.Kind == OpKind.Get ? value.Inputs[0].Op.Name : value.Op.Name));
                }
                place.Add(value, at);
            }
            places.Add(place);
        }
        var attributes = bodies.Select((body, b) => (body.Name, (Attr)new Attr.Body(GraphCopy.Rebuild(body.Graph, inner =>
        {
            var parameters = body.Graph.Parameters.Select(p => inner.Parameter(p.Name!, p.Type)).ToList();
            for (var i = 0; i < names.Count; i++) parameters.Add(inner.Parameter(names[i], captures[node.Inputs.Count + i].Type));
            var images = Enumerable.Range(0, node.Inputs.Count).ToDictionary(i => body.Graph.Parameters[i], i => parameters[i]);
            foreach (var entry in places[b]) images.Add(entry.Key, parameters[entry.Value]);
            return images;
        }, body.Graph.Outputs)))).Concat(node.Op.Attributes.Where(a => a.Kind != AttrKind.Graph).Select(a => (a.Name, node.Attribute(a.Name)))).ToArray();
        var result = builder.Add(node.Op, captures, attributes);
        return new(builder.Results(result));
    }

    /// <summary>The last of what does not change: nodes that depend on captures alone and whose users depend on more.</summary>
    private static List<Node> Invariants(GraphBuilder builder, Graph body, ControlFacts loop)
    {
        var invariant = new HashSet<Node>(body.Parameters.Skip(loop.Captures));
        foreach (var node in body.Nodes)
        {
            if (node.Inputs.All(invariant.Contains) && Totality.IsTotal(node, builder)) invariant.Add(node);
        }
        var wanted = new HashSet<Node>(body.Outputs.Concat(body.Nodes.Where(n => !invariant.Contains(n)).SelectMany(n => n.Inputs)).Where(invariant.Contains));
        // What is free stays, and takes what it is made of as it comes.
        foreach (var node in body.Nodes.Reverse().Where(n => wanted.Contains(n) && Totality.IsFree(n))) wanted.UnionWith(node.Inputs);
        return body.Nodes.Where(n => wanted.Contains(n) && !Totality.IsFree(n) && n.Types.Count == 1).ToList();
    }
}
