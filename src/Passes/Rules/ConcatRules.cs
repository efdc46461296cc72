using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Joining and cutting.</summary>
internal static class ConcatRules
{
    public static readonly IReadOnlyList<StructuralRule> All =
    [
        new("concat(concat(x, y), z) → concat(x, y, z)", OpKind.Concat, (s, node) => node.Inputs.Any(i => IsConcat(i, Axis(node)))
            ? Join(s, node, node.Inputs.SelectMany(i => IsConcat(i, Axis(node)) ? i.Inputs : Seq.Of(i)))
            : null),

        new("concat without empty operands", OpKind.Concat, (s, node) => node.Inputs.Any(i => i.Shape[Axis(node)].Is(0)) && !node.Shape[Axis(node)].Is(0)
            ? Join(s, node, node.Inputs.Where(i => !i.Shape[Axis(node)].Is(0)))
            : null),

        new("concat of adjacent slices → slice", OpKind.Concat, JoinSlices),
        new("slice(concat) → slice of one operand", OpKind.View, CutConcat),

        new("pad(pad x) → pad x", OpKind.Pad, (s, node) => node.Inputs[0] is { Kind: OpKind.Pad } inner && inner.Attribute("value").Equals(node.Attribute("value"))
            ? s.Add(node.Op, inner.Inputs, ("before", Sum(inner, node, "before")), ("after", Sum(inner, node, "after")), ("value", node.Attribute("value")))
            : null),
    ];

    private static int Axis(Node concat) => (int)concat.Int("axis");

    private static bool IsConcat(Node node, int axis) => node.Kind == OpKind.Concat && Axis(node) == axis;

    private static Node Join(Simplifier s, Node concat, IEnumerable<Node> operands) => s.Add(concat.Op, operands.ToArray(), ("axis", concat.Attribute("axis")));

    private static Attr Sum(Node a, Node b, string name) => new Attr.Dims(a.Dims(name).Select((d, i) => d + b.Dims(name)[i]).ToSeq());

    /// <summary>Two neighbours that read one operand, the second from where the first ends.</summary>
    private static Node? JoinSlices(Simplifier s, Node node)
    {
        var axis = Axis(node);
        for (var i = 0; i + 1 < node.Inputs.Count; i++)
        {
            var (a, b) = (node.Inputs[i], node.Inputs[i + 1]);
            if (a.Kind != OpKind.View || b.Kind != OpKind.View || a.Inputs[0] != b.Inputs[0] || a.Rank != a.Inputs[0].Rank) continue;
            var (first, second) = (a.Op.View!(a).Axes, b.Op.View!(b).Axes);
            var along = first[axis];
            var next = along with { Offset = along.Offset + a.Shape[axis] * along.Stride };
            if (along.OutputAxis != axis || second != first.With(axis, next)) continue;
            var joined = Views.Read(s.Builder, a.Inputs[0], new ViewMap(first), a.Shape.With(axis, a.Shape[axis] + b.Shape[axis]));
            if (joined is null) continue;
            return Join(s, node, node.Inputs.RemoveAt(i + 1).With(i, s.Simplify(joined)));
        }
        return null;
    }

    /// <summary>A slice that lies within one operand of a concat.</summary>
    private static Node? CutConcat(Simplifier s, Node node)
    {
        if (node.Inputs[0] is not { Kind: OpKind.Concat } concat || node.Rank != concat.Rank) return null;
        var (map, axis) = (node.Op.View!(node), Axis(concat));
        var along = map.Axes[axis];
        if (along.OutputAxis < 0 || along.Stride < 1) return null;
        var last = along.Offset + (node.Shape[along.OutputAxis] - 1) * along.Stride;
        Dim start = 0;
        foreach (var operand in concat.Inputs)
        {
            var end = start + operand.Shape[axis];
            if ((along.Offset - start).Lower >= 0 && (end - 1 - last).Lower >= 0)
            {
                var within = new ViewMap(map.Axes.With(axis, along with { Offset = along.Offset - start }));
                return Views.Read(s.Builder, operand, within, node.Shape);
            }
            start = end;
        }
        return null;
    }
}
