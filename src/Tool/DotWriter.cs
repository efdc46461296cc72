using System.Collections.Generic;
using System.Linq;
using System.Text;
using GraphCompiler.IR;

namespace GraphCompiler.Tool;

using Graph = GraphCompiler.IR.Graph;

/// <summary>A graph as Graphviz text: values as edges with their types, fused groups and bodies as clusters.</summary>
internal sealed class DotWriter
{
    private readonly StringBuilder _text = new();
    private int _next;

    private DotWriter()
    {
    }

    public static string Write(string name, Graph graph)
    {
        var writer = new DotWriter();
        writer.Line(0, $"digraph {Quote(name)} {{");
        writer.Line(1, "rankdir=TB; node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"Helvetica\", fontsize=11];");
        writer.Line(1, "edge [fontname=\"Helvetica\", fontsize=9, color=\"#555555\"];");
        var values = graph.Parameters.ToDictionary(p => p, p => writer.Add(1, "%" + p.Name, p.Type.ToString(), "#dce9f7"));
        writer.Body(graph, values, 1);
        for (var i = 0; i < graph.Outputs.Count; i++)
        {
            var result = writer.Add(1, graph.Outputs.Count == 1 ? "result" : $"result {i}", graph.Outputs[i].Type.ToString(), "#dff0d8");
            writer.Edge(1, values[graph.Outputs[i]], result, "");
        }
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
        foreach (var input in node.Inputs) Edge(depth, values[input], id, input.Type.ToString());
    }

    /// <summary>A cluster around the group's own nodes: an operand's edge leads straight to its users inside.</summary>
    private void Group(Graph graph, Node node, Dictionary<Node, string> values, int depth)
    {
        var body = node.Body("body");
        Line(depth, $"subgraph cluster_{_next++} {{");
        Line(depth + 1, $"label={Quote(body.Name == "body" ? "fused" : body.Name)}; style=\"rounded,filled\"; color=\"#e0a030\"; fillcolor=\"#fff6e0\";");
        var inner = body.Parameters.Select((p, i) => (p, values[node.Inputs[i]])).ToDictionary(p => p.p, p => p.Item2);
        Body(body, inner, depth + 1);
        Line(depth, "}");
        var results = body.Outputs.Map(o => inner[o]);
        values[node] = results[0];
        foreach (var get in graph.Nodes.Where(n => n.Kind == OpKind.Get && ReferenceEquals(n.Inputs[0], node))) values[get] = results[(int)get.Int("index")];
    }

    private void Control(Node node, Dictionary<Node, string> values, int depth)
    {
        Single(node, values, depth);
        for (var i = 0; i < node.Attributes.Count; i++)
        {
            if (node.Attributes[i] is not Attr.Body { Value: var body }) continue;
            Line(depth, $"subgraph cluster_{_next++} {{");
            Line(depth + 1, $"label={Quote($"{node.Op.Name}: {node.Op.Attributes[i].Name}")}; style=\"rounded,dashed\"; color=\"#8060a0\";");
            var inner = body.Parameters.ToDictionary(p => p, p => Add(depth + 1, "%" + p.Name, p.Type.ToString(), "#f0e8f8"));
            Body(body, inner, depth + 1);
            var end = Add(depth + 1, "return", "", "#f0e8f8");
            foreach (var output in body.Outputs) Edge(depth + 1, inner[output], end, output.Type.ToString());
            Line(depth, "}");
            Line(depth, $"{end} -> {values[node]} [style=dashed, arrowhead=none, constraint=false];");
        }
    }

    private static string Attributes(Node node)
    {
        if (node.Kind == OpKind.Constant)
        {
            var value = node.Literal("value");
            return value.Count <= 4 ? LiteralText.WriteLists(value) : value.Type.ToString();
        }
        // The printer leaves defaults out; what stands in its brackets is what a reader needs.
        var line = GraphPrinter.AttributesText(node);
        return line.Length <= 60 ? line : line[..57] + "…";
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

    private void Edge(int depth, string from, string to, string label) => Line(depth, $"{from} -> {to}{(label == "" ? "" : $" [label={Quote(label)}]")};");

    private void Line(int depth, string text) => _text.Append(' ', 2 * depth).Append(text).Append('\n');

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}
