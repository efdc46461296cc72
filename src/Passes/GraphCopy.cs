using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Copies the nodes of a body, into the graph that holds it or into a smaller body.</summary>
internal static class GraphCopy
{
    /// <summary>Adds what <paramref name="outputs"/> of a graph need to a builder, with values for its parameters; returns their images.</summary>
    public static Seq<Node> Inline(GraphBuilder builder, Graph graph, Seq<Node> parameters, IEnumerable<int> outputs)
    {
        var images = new Dictionary<Node, Node>();
        for (var i = 0; i < parameters.Count; i++) images.Add(graph.Parameters[i], parameters[i]);
        return Copy(builder, graph, images, outputs);
    }

    /// <summary>The graph with some of its parameters and outputs only, and all that it requires; the outputs must not need other parameters.</summary>
    public static Graph Narrow(Graph graph, IEnumerable<int> parameters, IEnumerable<int> outputs)
    {
        var builder = new GraphBuilder();
        Require(builder, graph.Requires);
        var images = parameters.Select(i => graph.Parameters[i]).ToDictionary(p => p, p => builder.Parameter(p.Name!, p.Type, p.IsWeight));
        return builder.Build(graph.Name, Copy(builder, graph, images, outputs));
    }

    /// <summary>Requires what is not known to hold where a builder's graph runs.</summary>
    public static void Require(GraphBuilder builder, IEnumerable<DimConstraint> constraints)
    {
        foreach (var constraint in constraints.Where(c => !builder.Holds(c))) builder.Require(constraint);
    }

    /// <summary>A graph made anew, with all that it requires: some of its nodes are given, the rest of what the outputs need is copied.</summary>
    /// <param name="given">Makes the parameters of the new graph, and says what stands for nodes of the old one.</param>
    /// <param name="outputs">Nodes of the old graph.</param>
    public static Graph Rebuild(Graph graph, Func<GraphBuilder, Dictionary<Node, Node>> given, IEnumerable<Node> outputs)
    {
        var builder = new GraphBuilder();
        Require(builder, graph.Requires);
        var images = given(builder);
        var kept = outputs.ToList();
        Copy(builder, graph, images, kept);
        return builder.Build(graph.Name, kept.Select(o => images[o]).ToSeq());
    }

    /// <summary>Adds nodes of a graph and what they need to a builder; images that are there already are taken as they are.</summary>
    public static void Copy(GraphBuilder builder, Graph graph, Dictionary<Node, Node> images, IReadOnlyCollection<Node> nodes)
    {
        var outside = builder.Location;
        var reached = new HashSet<Node>(nodes.Where(n => !images.ContainsKey(n)));
        foreach (var node in graph.Nodes.Reverse())
        {
            if (reached.Contains(node)) reached.UnionWith(node.Inputs.Where(i => !images.ContainsKey(i)));
        }
        foreach (var node in graph.Nodes.Where(reached.Contains))
        {
            builder.Location = graph.Locations.TryGetValue(node, out var place) ? place : outside;
            images.Add(node, node.Kind == OpKind.Get
                ? builder.Get(images[node.Inputs[0]], (int)node.Int("index"))
                : builder.Add(node.Op, node.Inputs.Map(i => images[i]), node.Attributes));
        }
        builder.Location = outside;
    }

    /// <summary>A name for a parameter that the graph does not have yet.</summary>
    public static string NewName(IEnumerable<string> taken, string wish)
    {
        var names = new HashSet<string>(taken);
        var name = wish;
        for (var i = 2; names.Contains(name); i++) name = wish + i;
        return name;
    }

    /// <summary>The parameters that some outputs depend on.</summary>
    public static HashSet<int> Needed(Graph graph, IEnumerable<int> outputs)
    {
        var reached = Reached(graph, outputs);
        return new(Enumerable.Range(0, graph.Parameters.Count).Where(i => reached.Contains(graph.Parameters[i])));
    }

    private static Seq<Node> Copy(GraphBuilder builder, Graph graph, Dictionary<Node, Node> images, IEnumerable<int> outputs)
    {
        var kept = outputs.Select(i => graph.Outputs[i]).ToList();
        Copy(builder, graph, images, kept);
        return kept.Select(o => images[o]).ToSeq();
    }

    private static HashSet<Node> Reached(Graph graph, IEnumerable<int> outputs)
    {
        var reached = new HashSet<Node>(outputs.Select(i => graph.Outputs[i]));
        foreach (var node in graph.Nodes.Reverse())
        {
            if (reached.Contains(node)) reached.UnionWith(node.Inputs);
        }
        return reached;
    }
}
