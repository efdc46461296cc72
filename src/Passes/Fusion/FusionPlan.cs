using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Decides which nodes become one kernel. From the outputs back to the parameters, each node joins the kernels of its users as long as
/// the whole can be one kernel (<see cref="FusionRules"/>) and no kernel would wait for itself. A view, a reshape or a source costs
/// nothing to repeat, so every user's kernel reads through it; any other node is computed by one kernel, which writes it for the others.
/// </summary>
/// <remarks>
/// A reduction over leading axes joins what it reduces in a second sweep only: its loops fit few others, and what it would pull in
/// first could no longer join the rows of a softmax.
/// </remarks>
internal sealed class FusionPlan
{
    private readonly PassLog _log;
    private readonly Dictionary<Node, int> _position;
    private readonly Dictionary<Node, List<Node>> _users;
    private readonly HashSet<Node> _outputs;
    private readonly Dictionary<Node, string> _names;

    // The kernels that compute a node, and the one of them that writes it to memory.
    private readonly Dictionary<Node, List<FusionGroup>> _holders = [];
    private readonly Dictionary<Node, FusionGroup> _homes = [];

    private FusionPlan(Graph graph, PassLog log)
    {
        _log = log;
        _position = graph.Parameters.Concat(graph.Nodes).Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        _users = graph.Users();
        _outputs = new(graph.Outputs);
        _names = GraphPrinter.Names(graph);
    }

    public static FusionPlan Of(Graph graph, PassLog log)
    {
        var plan = new FusionPlan(graph, log);
        foreach (var node in graph.Nodes.Reverse())
        {
            if (LoopGroup.IsNumber(node)) continue;
            if (FusionRules.IsFree(node)) plan.Absorb(node);
            else plan.Begin(node);
        }
        foreach (var node in graph.Nodes.Reverse())
        {
            if (plan.HomeOf(node) is not null && !FusionRules.IsFree(node)) plan.Merge(node, last: true);
        }
        return plan;
    }

    /// <summary>The kernel that writes a node's value; null for parameters, numbers and what every user computes for itself.</summary>
    public FusionGroup? HomeOf(Node node) => _homes.TryGetValue(node, out var group) ? group : null;

    /// <summary>The members whose values are wanted outside, in the graph's order.</summary>
    public Seq<Node> OutputsOf(FusionGroup group) => OutputsOf(group.Members, group);

    /// <summary>What the group reads, in the graph's order.</summary>
    public Seq<Node> InputsOf(FusionGroup group) => InGraphOrder(group.Inputs);

    /// <summary>As dumps of the graph before the pass have it: <c>%3 (exp)</c>.</summary>
    private string Name(Node node) => $"{_names[node]} ({node.Op.Name})";

    private Seq<Node> InGraphOrder(IEnumerable<Node> nodes) => nodes.OrderBy(n => _position[n]).ToSeq();

    private Seq<Node> OutputsOf(IReadOnlyCollection<Node> members, params FusionGroup[] parts)
    {
        return InGraphOrder(members.Where(m => _homes.TryGetValue(m, out var home) && parts.Contains(home)
            && (_outputs.Contains(m) || _users[m].Any(u => HoldersOf(u).Any(h => !parts.Contains(h))))));
    }

    private List<FusionGroup> HoldersOf(Node node) => _holders.TryGetValue(node, out var groups) ? groups : [];

    private IEnumerable<FusionGroup> UserGroups(Node node) => _users[node].SelectMany(HoldersOf).Distinct().ToList();

    /// <summary>A node of which each user's kernel may have a copy.</summary>
    private void Absorb(Node node)
    {
        _holders[node] = [];
        var needed = _outputs.Contains(node);
        foreach (var group in UserGroups(node))
        {
            var members = new List<Node>(group.Members) { node };
            // A kernel of reshapes alone is no kernel: the memory is read under another shape.
            var reason = !group.IsOpen || group.Members.All(m => m.Kind == OpKind.Reshape)
                ? $"{group.First.Op.Name} reads its operands from memory"
                : Refuses(members, group);
            if (reason is null)
            {
                Replace([group], new FusionGroup(group.First, members));
                continue;
            }
            needed = true;
            if (node.Kind != OpKind.Reshape) _log.Remark(node, $"not fused into {Name(group.First)}: {reason}");
        }
        if (needed) Found(node);
    }

    private void Begin(Node node)
    {
        _holders[node] = [];
        Found(node);
        Merge(node, last: false);
    }

    /// <param name="last">False while reductions over leading axes wait, and refusals are not final.</param>
    private void Merge(Node node, bool last)
    {
        foreach (var users in UserGroups(node))
        {
            // It may have been merged with an earlier one in the meantime.
            var (mine, theirs) = (_homes[node], _homes[users.First]);
            if (mine == theirs) continue;
            var reason = !mine.IsOpen ? $"{node.Op.Name} is a kernel of its own"
                : !theirs.IsOpen ? $"{theirs.First.Op.Name} is a kernel of its own"
                : theirs.Members.All(m => m.Kind == OpKind.Reshape) ? "a reshape costs nothing"
                : !last && theirs.Members.Any(m => FusionRules.IsColumnReduction(m) && m.Inputs.Any(mine.Contains)) ? "not yet"
                : RefusesUnion(mine, theirs);
            if (reason is null)
            {
                _log.Remark(node, $"fused with {Name(theirs.First)}");
                Replace([mine, theirs], new FusionGroup(theirs.First, mine.Members.Concat(theirs.Members)));
            }
            else if (last && mine.IsOpen && theirs.IsOpen)
            {
                _log.Remark(node, $"not fused with {Name(theirs.First)}: {reason}");
            }
        }
    }

    private string? RefusesUnion(FusionGroup a, FusionGroup b)
    {
        var members = new HashSet<Node>(a.Members.Concat(b.Members));
        return WaitsForItself(members, a, b) ? "another kernel stands between them" : Refuses(members, a, b);
    }

    private string? Refuses(IReadOnlyCollection<Node> members, params FusionGroup[] parts) =>
        FusionRules.Refuses(InGraphOrder(FusionGroup.InputsOf(members)), OutputsOf(members, parts), members);

    /// <summary>A kernel of its own for now; its users may take it over.</summary>
    private void Found(Node node)
    {
        var open = FusionRules.IsLoop(node) || node.Kind == OpKind.Contract;
        var group = new FusionGroup(node, open ? [node] : []);
        _homes[node] = group;
        _holders[node].Add(group);
    }

    private void Replace(FusionGroup[] old, FusionGroup group)
    {
        foreach (var node in group.Members)
        {
            var holders = _holders[node];
            holders.RemoveAll(old.Contains);
            holders.Add(group);
            if (_homes.TryGetValue(node, out var home) && old.Contains(home)) _homes[node] = group;
        }
    }

    /// <summary>True when a kernel outside needs a result of the group and the group needs a result of that kernel.</summary>
    private bool WaitsForItself(HashSet<Node> members, params FusionGroup[] parts)
    {
        var seen = new HashSet<FusionGroup>(parts);
        var stack = new Stack<Node>(FusionGroup.InputsOf(members));
        while (stack.Count > 0)
        {
            var node = stack.Pop();
            // Upstream of all that has been decided there is nothing that could depend on it.
            if (HomeOf(node) is not { } group || !seen.Add(group)) continue;
            foreach (var input in group.Inputs)
            {
                if (members.Contains(input) && parts.Contains(_homes[input])) return true;
                stack.Push(input);
            }
        }
        return false;
    }
}
