using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Whose memory a node's result may take over: an update writes into the tensor that it changes, and a branch or a loop that does so in its
/// bodies hands the same memory on, as long as nothing reads the old value afterwards. Asked for each node in the order in which they run.
/// </summary>
internal sealed class Overwriting
{
    private readonly Dictionary<Node, int> _position;
    private readonly Dictionary<Node, List<Node>> _users;
    private readonly HashSet<Node> _outputs;
    private readonly Dictionary<(Node, int), Placement> _placements;
    private readonly Func<int, bool> _own;

    // The values that lie in a result's memory, so far.
    private readonly Dictionary<(Node, int), List<Node>> _values = [];

    /// <param name="nodes">In the order in which they run.</param>
    /// <param name="placements">As far as they are known.</param>
    /// <param name="own">The parameters whose memory is the graph's own: what a loop carries, what a branch may change.</param>
    public Overwriting(Graph graph, Seq<Node> nodes, Dictionary<(Node, int), Placement> placements, Func<int, bool> own)
    {
        (_placements, _own, _outputs, _users) = (placements, own, new(graph.Outputs), graph.Users());
        _position = nodes.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        foreach (var parameter in graph.Parameters) Add(parameter);
    }

    /// <summary>Takes note of a value, when it has been decided whose memory it is in.</summary>
    public void Add(Node node)
    {
        if (node.Types.Count != 1) return;
        var owner = Owner(node);
        if (!_values.TryGetValue(owner, out var values)) _values.Add(owner, values = []);
        values.Add(node);
    }

    /// <summary>The result whose memory operand <paramref name="input"/> of a node is in, if the node may write over it; null if not.</summary>
    public (Node Node, int Result)? Take(Node node, int input)
    {
        var x = node.Inputs[input];
        if (x.Rank == 0 || x.Type.Count.Is(0)) return null;
        var owner = Owner(x);
        if (_placements.TryGetValue(owner, out var placement) && !(placement is Placement.Parameter parameter && _own(parameter.Index))) return null;
        // What reads the same memory besides would see it change.
        if (node.Inputs.Where((_, i) => i != input).Any(i => Owner(i) == owner)) return null;
        return _values[owner].All(v => !_outputs.Contains(v) && _users[v].All(u => _position[u] <= _position[node])) ? owner : null;
    }

    private (Node Node, int Result) Owner(Node value)
    {
        var result = MemoryPlan.Resolve(value);
        return _placements.TryGetValue(result, out var placement) && placement is Placement.Alias alias ? (alias.Node, alias.Result) : result;
    }

    /// <summary>Whether a graph changes parts of tensors anywhere.</summary>
    public static bool Updates(Graph graph) =>
        graph.Nodes.Any(n => n.Kind == OpKind.Update || n.Attributes.OfType<Attr.Body>().Any(b => n.Kind == OpKind.Control && Updates(b.Value)));
}
