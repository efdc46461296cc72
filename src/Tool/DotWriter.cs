using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GraphCompiler.IR;

namespace GraphCompiler.Tool;

using Graph = GraphCompiler.IR.Graph;

/// <summary>
/// A graph as Graphviz text: values as edges with their types, fused groups and control flow as clusters. What a body gets flows into its
/// parameters, what it returns into the node that chooses or repeats it, so that everything is read downwards.
/// </summary>
internal sealed class DotWriter
{
    private static readonly Regex s_attribute = new(@", (?=\w+=)");

    private readonly StringBuilder _text = new();
    // Behind all clusters: an edge that is written in a cluster would draw both of its ends into it.
    private readonly StringBuilder _edges = new();
    private int _next;

    private DotWriter()
    {
    }

    public static string Write(string name, Graph graph)
    {
        var writer = new DotWriter();
        writer.Line(0, $"digraph {Quote(name)} {{");
        writer.Line(1, "rankdir=TB; ranksep=0.35; nodesep=0.25; fontname=\"Helvetica\"; fontsize=11;");
        writer.Line(1, "node [shape=box, style=\"rounded,filled\", color=\"#607080\", fillcolor=white, fontname=\"Helvetica\", fontsize=11, height=0.3, margin=\"0.12,0.04\"];");
        writer.Line(1, "edge [fontname=\"Helvetica\", fontsize=9, fontcolor=\"#607080\", color=\"#607080\", arrowsize=0.6];");
        var values = graph.Parameters.ToDictionary(p => p, p => writer.Add(1, "%" + p.Name, p.Type.ToString(), "#dce9f7"));
        writer.Body(graph, values, 1);
        for (var i = 0; i < graph.Outputs.Count; i++)
        {
            var result = writer.Add(1, graph.Outputs.Count == 1 ? "result" : $"result {i}", graph.Outputs[i].Type.ToString(), "#dff0d8");
            writer.Edge(values[graph.Outputs[i]], result, "");
        }
        writer._text.Append(writer._edges);
        writer.Line(0, "}");
        return writer._text.ToString();
    }

    /// <summary>The nodes of a graph whose parameters stand for <paramref name="values"/>, and the edges between them.</summary>
    private void Body(Graph graph, Dictionary<Node, string> values, int depth)
    {
        foreach (var node in graph.Nodes)
        {
            switch (node.Kind)
            {
                case OpKind.Get when values.ContainsKey(node): break;
                case OpKind.Get: values[node] = values[node.Inputs[0]]; break;
                case OpKind.Fused: Group(graph, node, values, depth); break;
                case OpKind.Control: Control(node, values, depth); break;
                default: Single(node, values, depth); break;
            }
        }
    }

    private void Single(Node node, Dictionary<Node, string> values, int depth)
    {
        var id = values[node] = Add(depth, node.Op.Name, Attributes(node), Colour(node.Kind));
        foreach (var input in node.Inputs) Edge(values[input], id, input.Type.ToString());
    }

    /// <summary>A cluster around the group's own nodes: an operand's edge leads straight to its users inside.</summary>
    private void Group(Graph graph, Node node, Dictionary<Node, string> values, int depth)
    {
        var body = node.Body("body");
        BeginCluster(depth, body.Name == "body" ? "fused" : body.Name, "filled", "#e0a030", "#fff6e0");
        var inner = body.Parameters.Select((p, i) => (p, values[node.Inputs[i]])).ToDictionary(p => p.p, p => p.Item2);
        Body(body, inner, depth + 1);
        Line(depth, "}");
        var results = body.Outputs.Map(o => inner[o]);
        values[node] = results[0];
        foreach (var get in graph.Nodes.Where(n => n.Kind == OpKind.Get && ReferenceEquals(n.Inputs[0], node))) values[get] = results[(int)get.Int("index")];
    }

    /// <summary>A cluster with one inside for each body, and the node itself, which gives the results, below them.</summary>
    private void Control(Node node, Dictionary<Node, string> values, int depth)
    {
        BeginCluster(depth, "", "filled", "#a080c0", "#faf7fd");
        var id = values[node] = Add(depth + 1, node.Op.Name, Attributes(node), Colour(node.Kind));
        var bodies = node.Attributes.Select((a, i) => (node.Op.Attributes[i].Name, Graph: (a as Attr.Body)?.Value)).Where(b => b.Graph is not null).ToList();
        // What stands before the operands that all bodies get, such as the condition of an if, goes to the node.
        var before = node.Inputs.Count - bodies.Max(b => b.Graph!.Parameters.Count);
        foreach (var input in node.Inputs.Take(before)) Edge(values[input], id, input.Type.ToString());
        foreach (var (name, body) in bodies)
        {
            BeginCluster(depth + 1, $"{node.Op.Name}: {name}", "dashed", "#a080c0", "");
            // Of what all bodies get, one body may need nothing.
            var used = body!.Nodes.SelectMany(n => n.Inputs).Concat(body.Outputs).ToHashSet();
            var inner = body.Parameters.Where(used.Contains).ToDictionary(p => p, p => Add(depth + 2, "%" + p.Name, p.Type.ToString(), "#efe8f6"));
            foreach (var (parameter, operand) in body.Parameters.Zip(node.Inputs.Skip(before)))
            {
                if (inner.TryGetValue(parameter, out var place)) Edge(values[operand], place, "");
            }
            Body(body, inner, depth + 2);
            Line(depth + 1, "}");
            foreach (var output in body.Outputs) Edge(inner[output], id, output.Type.ToString());
        }
        Line(depth, "}");
    }

    private static string Attributes(Node node)
    {
        if (node.Kind == OpKind.Constant)
        {
            var value = node.Literal("value");
            return value.Count <= 4 ? LiteralText.WriteLists(value) : value.Type.ToString();
        }
        // The printer leaves defaults out; what stands in its brackets is what a reader needs, each on a line of its own, for boxes to be narrow.
        return string.Join("\n", s_attribute.Split(GraphPrinter.AttributesText(node)).Select(line => line.Length <= 40 ? line : line[..37] + "…"));
    }

    private static string Colour(OpKind kind) => kind switch
    {
        OpKind.Constant or OpKind.Source => "#eeeeee",
        OpKind.Contract => "#f7d9d9",
        OpKind.Reduce or OpKind.ArgReduce => "#f9e5c9",
        OpKind.View or OpKind.Reshape or OpKind.Concat or OpKind.Pad or OpKind.Gather or OpKind.Update => "#e6e6fa",
        OpKind.Effect or OpKind.After => "#d9f0d9",
        OpKind.Control => "#e8dcf4",
        _ => "white",
    };

    private string Add(int depth, string title, string detail, string colour)
    {
        var id = $"n{_next++}";
        Line(depth, $"{id} [label={Quote(detail == "" ? title : title + "\n" + detail)}, fillcolor={Quote(colour)}];");
        return id;
    }

    // A space keeps the label off the line.
    private void Edge(string from, string to, string label) => _edges.Append($"  {from} -> {to}{(label == "" ? "" : $" [label={Quote(" " + label)}]")};\n");

    private void BeginCluster(int depth, string label, string style, string colour, string fill)
    {
        Line(depth, $"subgraph cluster_{_next++} {{");
        Line(depth + 1, $"label={Quote(label)}; style={Quote("rounded," + style)}; color={Quote(colour)}; fontcolor=\"#404850\";{(fill == "" ? "" : $" fillcolor={Quote(fill)};")}");
    }

    private void Line(int depth, string text) => _text.Append(' ', 2 * depth).Append(text).Append('\n');

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}
