using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>What a kernel was made from, for comments and listings.</summary>
internal static class GraphDescription
{
    private const int MaxLength = 120;

    /// <summary><c>relu(add(matmul(x, w), b))</c>; inner parts are left out where it gets long.</summary>
    public static string Of(LoopGroup group) => string.Join(", ", group.Outputs.Select(o => Of(o, new HashSet<Node>(group.Inputs), MaxLength)));

    public static string Of(Node node) => Of(node, new HashSet<Node>(node.Inputs), MaxLength);

    private static string Of(Node node, HashSet<Node> inputs, int room)
    {
        if (node.Kind == OpKind.Constant && LoopGroup.IsNumber(node)) return CSharpLiteral.Of(node.Literal("value")).Text;
        if (inputs.Contains(node) || node.Kind is OpKind.Parameter or OpKind.Constant) return node.Name ?? node.Op.Name;
        if (room < node.Op.Name.Length + 4) return "…";
        var share = (room - node.Op.Name.Length - 2) / System.Math.Max(1, node.Inputs.Count);
        return $"{node.Op.Name}({string.Join(", ", node.Inputs.Select(i => Of(i, inputs, share)))})";
    }

    /// <summary>The group's nodes as IR text.</summary>
    public static IEnumerable<string> Lines(LoopGroup group)
    {
        var names = new Dictionary<Node, string>();
        foreach (var input in group.Inputs) names.Add(input, "%" + (input.Name ?? input.Op.Name));
        foreach (var node in group.Members)
        {
            if (!names.ContainsKey(node)) names.Add(node, node.Name is { } name ? "%" + name : $"%{names.Count - group.Inputs.Count}");
            yield return Line(node, names);
        }
    }

    public static string Line(Node node) => Line(node, node.Inputs.Distinct().ToDictionary(i => i, i => "%" + (i.Name ?? i.Op.Name)));

    private static string Line(Node node, Dictionary<Node, string> names)
    {
        var head = names.TryGetValue(node, out var name) ? name + " = " : "";
        var operands = string.Join(", ", node.Inputs.Select(i => names[i]));
        var words = new[] { node.Op.Name, operands, GraphPrinter.AttributesText(node).Trim() };
        return $"{head}{string.Join(" ", words.Where(w => w.Length > 0))} : {node.Types}";
    }
}
