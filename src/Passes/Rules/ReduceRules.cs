using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Reductions of what has a simple structure. In which order a reduction combines its elements, and so the rounding of a sum,
/// is not specified; rules may regroup it, as every engine does.
/// </summary>
internal static class ReduceRules
{
    public static readonly IReadOnlyList<StructuralRule> All =
    [
        new("reduce along axes of size 1 → reshape", OpKind.Reduce, (s, node) =>
            Axes(node).All(axis => node.Inputs[0].Shape[axis].Is(1)) ? Single(s, node) : null),

        // Where x is computed, its kernel makes the inner sums as well and hands on those only; merged, it would have to hand on x.
        new("reduce(reduce x) → reduce x", OpKind.Reduce, (s, node) => node.Inputs[0] is { Kind: OpKind.Reduce } inner && inner.Op == node.Op
            && inner.Inputs[0].Kind != OpKind.Elementwise
            && inner.Op.Reduction!.AllowsEmpty(inner) == node.Op.Reduction!.AllowsEmpty(node)
            ? Over(s, node, inner.Inputs[0], Axes(inner).Concat(Axes(node).Select(axis => OriginOf(axis, inner))))
            : null),

        new("reduce(transpose x) → reduce x", OpKind.Reduce, (s, node) => Views.Permutation(node.Inputs[0]) is { } permutation
            && InOrder(permutation.Where((_, axis) => !Axes(node).Contains(axis)))
                ? Over(s, node, node.Inputs[0].Inputs[0], Axes(node).Select(axis => (int)permutation[axis]))
                : null),

        new("reduce(reshape x) → reduce x", OpKind.Reduce, OverReshaped),

        // max(a, a) = a; at least one repetition must be certain, or be a condition of the op itself.
        new("reduce(broadcast x) → reduce x", OpKind.Reduce, (s, node) => IsIdempotent(node) && Views.IsBroadcast(node.Inputs[0])
            ? OverUnrepeated(s, node)
            : null),
    ];

    /// <summary>A sum begins with 0, and 0 + -0.0 is 0; other reductions give a single element as it is.</summary>
    private static Node Single(Simplifier s, Node node)
    {
        var element = s.Simplify(Views.Reshape(s.Builder, node.Inputs[0], node.Shape));
        return node.Op.Reduction!.Combine == Primitive.Add && node.DType.IsFloat()
            ? s.Add(OpTable.Add, [element, s.Builder.Scalar(node.DType, 0)])
            : element;
    }

    private static bool IsIdempotent(Node node) => node.Op.Reduction!.Combine is Primitive.Max or Primitive.Min or Primitive.And or Primitive.Or;

    /// <summary>A reshape that only adds or removes axes of size 1 keeps the others in their order.</summary>
    private static Node? OverReshaped(Simplifier s, Node node)
    {
        if (node.Inputs[0] is not { Kind: OpKind.Reshape } reshape) return null;
        var (from, to) = (LargeAxes(reshape.Inputs[0]), LargeAxes(reshape));
        if (!from.Select(axis => reshape.Inputs[0].Shape[axis]).SequenceEqual(to.Select(axis => reshape.Shape[axis]))) return null;
        return Over(s, node, reshape.Inputs[0], from.Where((_, i) => Axes(node).Contains(to[i])));
    }

    private static List<int> LargeAxes(Node node) => Enumerable.Range(0, node.Rank).Where(axis => !node.Shape[axis].Is(1)).ToList();

    private static Node? OverUnrepeated(Simplifier s, Node node)
    {
        var (broadcast, x) = (node.Inputs[0], node.Inputs[0].Inputs[0]);
        var added = broadcast.Rank - x.Rank;
        var axes = Axes(node);
        var repeated = axes.Where(axis => (axis < added || x.Shape[axis - added].Is(1)) && !broadcast.Shape[axis].Is(1)).ToList();
        if (repeated.Count == 0 || (node.Op.Reduction!.AllowsEmpty(node) && repeated.Any(axis => broadcast.Shape[axis].Lower is not >= 1))) return null;
        // The repeated axes take size 1, which the rule above then reduces to a reshape.
        var once = Views.Broadcast(s.Builder, x, x.Type.With(broadcast.Shape.Select((d, axis) => repeated.Contains(axis) ? 1 : d).ToSeq()));
        return once is null ? null : Over(s, node, once, axes);
    }

    /// <summary>The same reduction of another operand over other axes, at the node's own shape.</summary>
    private static Node? Over(Simplifier s, Node node, Node x, IEnumerable<int> axes)
    {
        var sorted = axes.Distinct().OrderBy(axis => axis).Select(axis => (long)axis).ToSeq();
        foreach (var keepDims in new[] { true, false })
        {
            var reduced = s.Add(node.Op, [x], node.Op.Attributes.Select(a => (a.Name, a.Name switch
            {
                "axis" => new Attr.Ints(sorted),
                "keep_dims" => new Attr.Bool(keepDims),
                _ => node.Attribute(a.Name),
            })).ToArray());
            if (reduced.Shape == node.Shape) return reduced;
            if (!keepDims && reduced.Type.Count == node.Type.Count) return Views.Reshape(s.Builder, reduced, node.Shape);
        }
        return null;
    }

    private static List<int> Axes(Node node) => node.Ints("axis").Select(axis => (int)axis).ToList();

    /// <summary>The axis of a reduction's operand that became an axis of its result.</summary>
    private static int OriginOf(int axis, Node reduction) => reduction.Rank == reduction.Inputs[0].Rank
        ? axis
        : Enumerable.Range(0, reduction.Inputs[0].Rank).Where(a => !Axes(reduction).Contains(a)).ElementAt(axis);

    private static bool InOrder(IEnumerable<long> axes) => axes.SequenceEqual(axes.OrderBy(axis => axis));
}
