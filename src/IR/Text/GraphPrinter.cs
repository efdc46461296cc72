using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GraphCompiler.IR;

/// <param name="Locations">End each node's line with a comment that gives its place in the user's source.</param>
/// <param name="ElideLargeConstants">Leave out data too long to look at. Such a text does not parse again.</param>
public sealed record PrintOptions(bool Locations = false, bool ElideLargeConstants = false);

/// <summary>
/// Writes graphs in the text form of docs/ir.md, which <see cref="GraphParser"/> reads back: printing what was parsed
/// from a printed text gives the same text. Every name in it is made while printing; nothing of it is stored in the graph.
/// </summary>
public sealed class GraphPrinter
{
    private readonly StringBuilder _text = new();
    private readonly PrintOptions _options;
    private readonly Dictionary<Node, int> _lines = [];
    private readonly List<SourceLocation?> _places = [];
    private int _line;

    private GraphPrinter(PrintOptions options) => _options = options;

    public static string Print(Graph graph, PrintOptions? options = null)
    {
        var printer = new GraphPrinter(options ?? new());
        printer.WriteGraph(graph);
        return printer._text.ToString();
    }

    /// <param name="places">For each line of the text the place in the source of the node that it shows; null for other lines.</param>
    /// <inheritdoc cref="Print(Graph, PrintOptions?)"/>
    public static string Print(Graph graph, out Seq<SourceLocation?> places)
    {
        var printer = new GraphPrinter(new());
        printer.WriteGraph(graph);
        places = printer._places.ToSeq();
        return printer._text.ToString();
    }

    /// <summary>Several graphs, an empty line between them.</summary>
    public static string Print(IEnumerable<Graph> graphs, PrintOptions? options = null) =>
        string.Join("\n", graphs.Select(g => Print(g, options)));

    /// <summary>The lines around a node's, <paramref name="radius"/> before and after it, its own marked with <c>&gt;</c>.</summary>
    internal static string Excerpt(Graph graph, Node node, int radius)
    {
        var printer = new GraphPrinter(new(Locations: true, ElideLargeConstants: true));
        printer.WriteGraph(graph);
        var lines = printer._text.ToString().TrimEnd('\n').Split('\n');
        if (!printer._lines.TryGetValue(node.Kind == OpKind.Get ? node.Inputs[0] : node, out var at)) at = -1;
        var from = at < 0 ? 0 : System.Math.Max(0, at - radius);
        return string.Join("\n", lines.Select((l, i) => (i == at ? "> " : "  ") + l).Skip(from).Take((2 * radius) + 1));
    }

    /// <summary>
    /// How the text refers to each value of a graph: <c>%x</c>, <c>%4</c>, <c>%3#1</c>. A node with several results is there
    /// by its bare number. Nodes inside bodies are not: each body has its own numbers.
    /// </summary>
    public static Dictionary<Node, string> Names(Graph graph)
    {
        var names = graph.Parameters.ToDictionary(p => p, p => "%" + p.Name);
        var next = 0;
        foreach (var node in graph.Nodes)
        {
            names[node] = node.Kind == OpKind.Get ? $"{names[node.Inputs[0]]}#{(node.Attributes.FirstOrDefault() as Attr.Int)?.Value}" : $"%{next++}";
            // The verifier prints graphs whose parameters are not declared, or whose get has no index.
            foreach (var input in node.Inputs)
            {
                if (input.Kind == OpKind.Parameter && !names.ContainsKey(input)) names[input] = "%" + input.Name;
            }
        }
        foreach (var output in graph.Outputs)
        {
            if (output.Kind == OpKind.Parameter) names[output] = "%" + output.Name;
        }
        return names;
    }

    private void WriteGraph(Graph graph)
    {
        _text.Append("graph @").Append(Lexer.GraphNameText(graph.Name));
        WriteSignature(graph);
        WriteBlock(graph, "");
    }

    private void WriteSignature(Graph graph)
    {
        _text.Append('(').Append(string.Join(", ", graph.Parameters.Select(p => $"%{p.Name}: {p.Type}{(p.IsWeight ? " weight" : "")}"))).Append(") -> ")
            .Append(TypesText(graph.Outputs.SelectMany(o => o.Types).ToList()));
    }

    private void WriteBlock(Graph graph, string indent)
    {
        _text.Append(" {");
        EndLine();
        foreach (var constraint in graph.Requires)
        {
            _text.Append(indent).Append("  requires ").Append(constraint.Left).Append(" == ").Append(constraint.Right)
                .Append(" (").Append(Lexer.Quote(constraint.Reason)).Append(')');
            EndLine();
        }
        var names = Names(graph);
        foreach (var node in graph.Nodes)
        {
            if (node.Kind == OpKind.Get) continue;
            _lines[node] = _line;
            WriteNode(graph, node, names, indent + "  ");
        }
        _text.Append(indent).Append("  return");
        if (!graph.Outputs.IsEmpty) _text.Append(' ').Append(string.Join(", ", graph.Outputs.Select(o => names[o])));
        EndLine();
        _text.Append(indent).Append('}');
        EndLine();
    }

    private void WriteNode(Graph graph, Node node, Dictionary<Node, string> names, string indent)
    {
        _text.Append(indent).Append(names[node]);
        if (node.Types.Count != 1) _text.Append(':').Append(node.Types.Count);
        _text.Append(" = ").Append(node.Op.Name);
        if (node.Kind == OpKind.Constant) _text.Append(' ').Append(DataText(node.Literal("value")));
        if (!node.Inputs.IsEmpty) _text.Append(' ').Append(string.Join(", ", node.Inputs.Select(i => names[i])));
        if (Attributes(node) is not "" and var attributes) _text.Append(" [").Append(attributes).Append(']');
        _text.Append(" : ").Append(TypesText(node.Types));
        if (graph.Locations.TryGetValue(node, out var place) && _options.Locations)
            _text.Append($"  // {place.File}:{place.Line}:{place.Column}");
        EndLine(place);
        for (var i = 0; i < node.Attributes.Count; i++)
        {
            if (node.Attributes[i] is Attr.Body body) WriteBody(node.Op.Attributes[i].Name, body.Value, indent + "  ");
        }
    }

    private void WriteBody(string attribute, Graph body, string indent)
    {
        _text.Append(indent).Append(attribute);
        if (body.Name != attribute) _text.Append(" @").Append(Lexer.GraphNameText(body.Name));
        WriteSignature(body);
        WriteBlock(body, indent);
    }

    /// <summary>What the text writes in a node's brackets, without them: its attributes but the defaults and the bodies.</summary>
    public static string AttributesText(Node node) => new GraphPrinter(new(ElideLargeConstants: true)).Attributes(node);

    private string Attributes(Node node)
    {
        var written = new List<string>();
        for (var i = 0; i < node.Attributes.Count; i++)
        {
            var spec = node.Op.Attributes[i];
            if (node.Kind == OpKind.Constant || spec.Kind == AttrKind.Graph || node.Attributes[i].Equals(spec.Default)) continue;
            written.Add($"{spec.Name}={AttributeText(node.Attributes[i])}");
        }
        return string.Join(", ", written);
    }

    private string AttributeText(Attr value) => value switch
    {
        Attr.Int x => NumberText.Write(x.Value, DType.I64),
        Attr.Float x => NumberText.Write(x.Value, DType.F64),
        Attr.Bool x => x.Value ? "true" : "false",
        Attr.Text x => Lexer.Quote(x.Value),
        Attr.Type x => x.Value.Name(),
        Attr.Ints x => "[" + string.Join(",", x.Values) + "]",
        Attr.Dims x => TensorType.ShapeText(x.Values),
        Attr.Data x => $"{x.Value.Type} {DataText(x.Value)}",
        _ => "none",
    };

    private string DataText(Literal value)
    {
        var text = LiteralText.Write(value);
        return _options.ElideLargeConstants && text.StartsWith("base64", System.StringComparison.Ordinal) ? "..." : text;
    }

    private static string TypesText(IReadOnlyList<TensorType> types) => types.Count == 1 ? types[0].ToString() : $"({string.Join(", ", types)})";

    private void EndLine(SourceLocation? place = null)
    {
        _text.Append('\n');
        _places.Add(place);
        _line++;
    }
}
