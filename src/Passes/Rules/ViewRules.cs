using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Views and reshapes that undo or continue each other.</summary>
internal static class ViewRules
{
    public static readonly IReadOnlyList<StructuralRule> All =
    [
        new("reshape(reshape x) → reshape x", OpKind.Reshape, (s, node) => node.Inputs[0] is { Kind: OpKind.Reshape } inner
            && inner.Inputs[0].Type.Count == node.Type.Count
                ? Views.Reshape(s.Builder, inner.Inputs[0], node.Shape)
                : null),

        new("view(view x) → view x", OpKind.View, (s, node) => node.Inputs[0] is { Kind: OpKind.View } inner
            ? Views.Read(s.Builder, inner.Inputs[0], Views.Compose(node.Op.View!(node), inner.Op.View!(inner)), node.Shape)
            : null),

        new("a transpose that moves axes of size 1 is a reshape", OpKind.View, (s, node) => Views.Permutation(node) is { } permutation
            && IsSorted(permutation.Where(axis => !node.Inputs[0].Shape[(int)axis].Is(1)))
                ? Views.Reshape(s.Builder, node.Inputs[0], node.Shape)
                : null),

        new("a broadcast that adds axes of size 1 is a reshape", OpKind.View, (s, node) => Views.IsBroadcast(node)
            && node.Inputs[0].Shape.Where(d => !d.Is(1)).SequenceEqual(node.Shape.Where(d => !d.Is(1)))
                ? Views.Reshape(s.Builder, node.Inputs[0], node.Shape)
                : null),

        new("a broadcast adds leading axes itself", OpKind.View, (s, node) => Views.IsBroadcast(node)
            && WithoutLeadingOnes(node.Inputs[0]) is { } x
                ? Views.Broadcast(s.Builder, x, node.Type)
                : null),
    ];

    /// <summary>The operand of a reshape that only adds leading axes of size 1; null when it does anything else.</summary>
    public static Node? WithoutLeadingOnes(Node reshape)
    {
        if (reshape.Kind != OpKind.Reshape) return null;
        var (x, added) = (reshape.Inputs[0], reshape.Rank - reshape.Inputs[0].Rank);
        return added > 0 && reshape.Shape.Take(added).All(d => d.Is(1)) && reshape.Shape.Skip(added).SequenceEqual(x.Shape) ? x : null;
    }

    private static bool IsSorted(IEnumerable<long> axes) => axes.Zip(axes.Skip(1), (a, b) => a < b).All(ordered => ordered);
}
