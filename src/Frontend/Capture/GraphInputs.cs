using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>Which of an object's members a graph needs as inputs: those that it reads, and those that tell it a size.</summary>
internal static class GraphInputs
{
    /// <summary>The graph of some outputs with the parameters that it needs.</summary>
    /// <param name="builder">All members are parameters in it.</param>
    /// <param name="name">Of the graph.</param>
    /// <param name="outputs">What it returns.</param>
    /// <param name="given">The parameters that it has anyway.</param>
    public static Graph Narrow(GraphBuilder builder, string name, IReadOnlyList<Node> outputs, HashSet<Node> given)
    {
        var all = builder.Build(name, outputs);
        var kept = Keep(all, given);
        return kept.Count == all.Parameters.Count ? all : builder.Build(name, all.Parameters.Where(kept.Contains).ToList(), outputs);
    }

    private static HashSet<Node> Keep(Graph graph, HashSet<Node> given)
    {
        var users = graph.Users();
        var kept = new HashSet<Node>(graph.Parameters.Where(p => given.Contains(p) || users[p].Count > 0 || graph.Outputs.Contains(p)));
        var needed = new HashSet<string>(kept.SelectMany(p => p.Shape).SelectMany(d => d.Symbols)
            .Concat(Symbols(graph)));
        while (needed.FirstOrDefault(s => !kept.Any(p => Tells(p, s))) is { } symbol)
        {
            // Only what no parameter's shape tells at all can be missing, and that was reported.
            if (graph.Parameters.FirstOrDefault(p => !kept.Contains(p) && Tells(p, symbol)) is { } more) kept.Add(more);
            else needed.Remove(symbol);
        }
        return kept;
    }

    private static bool Tells(Node parameter, string symbol) => parameter.Shape.Any(d => d.Symbols.Contains(symbol) && d.LinearIn(symbol) is not null);

    /// <summary>The symbols that a graph computes with and makes requirements of, those of its bodies among them.</summary>
    private static IEnumerable<string> Symbols(Graph graph) => graph.Nodes.SelectMany(Symbols).Concat(graph.Requires.SelectMany(r => r.Left.Symbols.Concat(r.Right.Symbols)))
        .Concat(graph.Nodes.SelectMany(n => n.Attributes).OfType<Attr.Body>().SelectMany(b => Symbols(b.Value)));

    private static IEnumerable<string> Symbols(Node node) => node.Types.SelectMany(t => t.Shape)
        .Concat(node.Attributes.OfType<Attr.Dims>().SelectMany(d => d.Values)).SelectMany(d => d.Symbols);
}
