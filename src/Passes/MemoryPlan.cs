using System.Collections.Generic;
using System.Linq;
using System.Text;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Where a result's elements live while the function runs.</summary>
public abstract record Placement
{
    /// <summary>The caller's tensor.</summary>
    public sealed record Parameter(int Index) : Placement;

    /// <summary>A tensor that is returned; allocated before the kernel that writes it, with the shape of the graph's output.</summary>
    public sealed record Output(int Index) : Placement;

    /// <summary>A part of the call's arena, 64-byte aligned; the offset may depend on the symbols.</summary>
    public sealed record Arena(Dim OffsetBytes) : Placement;

    /// <summary>The same memory as another result, which is no alias itself: a reshape, or <c>after</c>.</summary>
    public sealed record Alias(Node Node, int Result) : Placement;

    /// <summary>Build-time data.</summary>
    public sealed record Constant : Placement;

    /// <summary>No memory: a rank-0 value in a variable of the running code.</summary>
    public sealed record Variable : Placement;
}

/// <summary>
/// An output that no kernel writes: a parameter or a constant is returned as it is, or a result is returned twice. The entry
/// allocates the output's tensor and copies the elements of <paramref name="Source"/> after the last kernel.
/// </summary>
public sealed record OutputCopy(int Output, Node Source);

/// <summary>The memory of one call of a graph whose nodes run in the order of <see cref="Nodes"/>.</summary>
/// <param name="Placements">
/// One for each result of the parameters and nodes; <c>get</c> nodes have that of the result they take. A node with bodies has further
/// ones: <see cref="BodyArena"/> and, for what a loop carries, <see cref="Next"/>.
/// </param>
/// <param name="ArenaBytes">Size of the arena, a multiple of 64.</param>
/// <param name="UnsharedBytes">What the arena would take if no result used the memory of an earlier one.</param>
public sealed record MemoryPlan(
    Graph Graph, IReadOnlyDictionary<(Node Node, int Result), Placement> Placements, Dim ArenaBytes, Dim UnsharedBytes, Seq<OutputCopy> Copies)
{
    /// <summary>In place of a result's number: the arena of a node's bodies, of which one runs at a time.</summary>
    public const int BodyArena = -1;

    /// <summary>In place of a result's number: the memory in which a loop makes the next round's value of result <paramref name="k"/>.</summary>
    public static int Next(int k) => -2 - k;

    /// <summary>The graph's nodes in the order in which they run.</summary>
    public Seq<Node> Nodes { get; init; } = Graph.Nodes;

    /// <summary>The plans of a node's bodies, by attribute; their offsets count from the node's <see cref="BodyArena"/>.</summary>
    public IReadOnlyDictionary<(Node Node, string Body), MemoryPlan> Bodies { get; init; } = new Dictionary<(Node, string), MemoryPlan>();

    /// <summary>The parameter in whose memory an output is, as it came or written over; -1 when it has memory of its own.</summary>
    public int OverwrittenBy(int output)
    {
        var result = Resolve(Graph.Outputs[output]);
        if (Placements.TryGetValue(result, out var placement) && placement is Placement.Alias alias) placement = Placements[(alias.Node, alias.Result)];
        return placement is Placement.Parameter parameter ? parameter.Index : -1;
    }

    /// <summary>Bytes of a tensor's elements.</summary>
    public static Dim Bytes(TensorType type) => type.Count * type.DType.Size();

    /// <summary>The placement of a value: a node with one result.</summary>
    public Placement Of(Node value) => Placements[Resolve(value)];

    /// <summary>The result that a value is: a <c>get</c> stands for a result of its operand.</summary>
    public static (Node Node, int Result) Resolve(Node value) =>
        value.Kind == OpKind.Get ? (value.Inputs[0], (int)value.Int("index")) : (value, 0);

    /// <summary>A line per result, in the order in which they are made, and the copies at the end.</summary>
    public string Text
    {
        get
        {
            var names = GraphPrinter.Names(Graph);
            var text = new StringBuilder().Append($"arena: {ArenaBytes} bytes").Append(ArenaBytes == UnsharedBytes ? "\n" : $", {UnsharedBytes} without sharing\n");
            foreach (var node in Graph.Parameters.Concat(Nodes).Where(n => n.Kind != OpKind.Get))
            {
                for (var i = 0; i < node.Types.Count; i++)
                {
                    var name = node.Types.Count == 1 ? names[node] : $"{names[node]}#{i}";
                    text.Append($"{name} : {node.Types[i]} {Describe(Placements[(node, i)], node.Types[i], names)}\n");
                    if (Placements.TryGetValue((node, Next(i)), out var next)) text.Append($"{name}, next round : {node.Types[i]} {Describe(next, node.Types[i], names)}\n");
                }
                AppendBodies(text, node, names[node]);
            }
            foreach (var copy in Copies)
            {
                var (node, result) = Resolve(copy.Source);
                text.Append($"output {copy.Output}: copied from {names[node]}{(node.Types.Count == 1 ? "" : $"#{result}")}\n");
            }
            return text.ToString();
        }
    }

    private void AppendBodies(StringBuilder text, Node node, string name)
    {
        foreach (var body in node.Attributes.OfType<Attr.Body>().Select((_, i) => node.Op.Attributes.Where(a => a.Kind == AttrKind.Graph).ElementAt(i).Name))
        {
            if (!Bodies.TryGetValue((node, body), out var plan)) continue;
            var at = Placements.TryGetValue((node, BodyArena), out var arena) ? $", from {((Placement.Arena)arena).OffsetBytes} on" : "";
            text.Append($"{name} {body}{at}:\n");
            foreach (var line in plan.Text.TrimEnd('\n').Split('\n')) text.Append("  ").Append(line).Append('\n');
        }
    }

    private static string Describe(Placement placement, TensorType type, Dictionary<Node, string> names) => placement switch
    {
        Placement.Parameter p => $"parameter {p.Index}",
        Placement.Output o => $"output {o.Index}",
        Placement.Arena a => $"arena at {a.OffsetBytes}, {Bytes(type)} bytes",
        Placement.Alias a => $"is {names[a.Node]}{(a.Node.Types.Count == 1 ? "" : $"#{a.Result}")}",
        Placement.Variable => "in a variable",
        _ => "constant",
    };
}
