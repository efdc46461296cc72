using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Nodes that are to be one kernel; without members for a node that is a kernel of its own kind.</summary>
internal sealed class FusionGroup(Node first, IEnumerable<Node> members)
{
    private readonly HashSet<Node> _members = new(members);

    /// <summary>The node the group began with: its name in remarks.</summary>
    public Node First { get; } = first;

    public IReadOnlyCollection<Node> Members => _members;

    /// <summary>False for ops that nothing fuses with: control flow, concatenations, searches.</summary>
    public bool IsOpen => _members.Count > 0;

    public bool Contains(Node node) => node == First || _members.Contains(node);

    /// <summary>What the group needs from outside: numbers are written into its code.</summary>
    public IEnumerable<Node> Inputs => InputsOf(IsOpen ? _members : [First]);

    public static IEnumerable<Node> InputsOf(IReadOnlyCollection<Node> members) =>
        members.SelectMany(m => m.Inputs).Where(i => !members.Contains(i) && !LoopGroup.IsNumber(i)).Distinct();
}
