using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Elementwise work before movement: broadcasts, reshapes and transposes of operands move behind the op, where they meet their
/// opposites, are done once instead of per operand, or are not needed.
/// </summary>
internal static class SinkRules
{
    /// <summary>Also for simplify: a rule whose result is smaller than what it replaces leaves a broadcast.</summary>
    public static readonly StructuralRule Broadcasts = new("f(broadcast x) → broadcast f(x)", OpKind.Elementwise, SinkBroadcasts);

    public static readonly IReadOnlyList<StructuralRule> All =
    [
        Broadcasts,
        new("f(reshape x) → reshape f(x)", OpKind.Elementwise, SinkReshapes),
        new("f(transpose x) → transpose f(x)", OpKind.Elementwise, SinkTransposes),
    ];

    /// <summary>Elementwise ops broadcast on their own, so operands come as small as they are.</summary>
    private static Node? SinkBroadcasts(Simplifier s, Node node)
    {
        var small = node.Inputs.Map(input => Unrepeated(s, input));
        if (small == node.Inputs) return null;
        var result = s.Rebuild(node, small);
        return Views.Broadcast(s.Builder, result, node.Type);
    }

    private static Node Unrepeated(Simplifier s, Node node) =>
        node.Rank > 0 && Constants.Splat(node) is { } value ? s.Builder.Constant(value)
        : Views.IsBroadcast(node) ? node.Inputs[0]
        : ViewRules.WithoutLeadingOnes(node) ?? node;

    /// <summary>All operands but numbers were reshaped from one shape to the node's.</summary>
    private static Node? SinkReshapes(Simplifier s, Node node)
    {
        if (Moved(node, input => input.Kind == OpKind.Reshape) is not { } moved) return null;
        var shape = moved[0].Inputs[0].Shape;
        if (moved.Any(m => m.Inputs[0].Shape != shape)) return null;
        return Views.Reshape(s.Builder, s.Rebuild(node, Sources(node, moved)), node.Shape);
    }

    /// <summary>All operands but numbers were transposed alike.</summary>
    private static Node? SinkTransposes(Simplifier s, Node node)
    {
        if (Moved(node, input => Views.Permutation(input) is not null) is not { } moved) return null;
        var permutation = Views.Permutation(moved[0])!.Value;
        if (moved.Any(m => Views.Permutation(m) != permutation)) return null;
        return s.Simplify(Views.Transpose(s.Builder, s.Rebuild(node, Sources(node, moved)), permutation));
    }

    /// <summary>The operands that are not of rank 0, when there are some, all have the node's shape and all are of a sort.</summary>
    private static List<Node>? Moved(Node node, System.Func<Node, bool> sort)
    {
        var moved = node.Inputs.Where(i => i.Rank > 0).ToList();
        return moved.Count > 0 && moved.All(m => m.Shape == node.Shape && sort(m)) ? moved : null;
    }

    private static Seq<Node> Sources(Node node, List<Node> moved) => node.Inputs.Map(i => moved.Contains(i) ? i.Inputs[0] : i);
}
