using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Builds nodes that only move elements, from what is wanted instead of from an op's attributes.</summary>
internal static class Views
{
    /// <summary>The node at a larger shape; itself when it has the type already, null when it does not provably broadcast to it.</summary>
    public static Node? Broadcast(GraphBuilder builder, Node node, TensorType type)
    {
        if (node.Type == type) return node;
        if (node.DType != type.DType || !Fits(node.Shape, type.Shape)) return null;
        return Constants.Splat(node) is { } value
            ? Full(builder, value, type.Shape)
            : builder.Add(OpTable.BroadcastTo, [node], ("shape", new Attr.Dims(type.Shape)));
    }

    /// <summary>One value at a shape: a rank-0 constant or a full.</summary>
    public static Node Full(GraphBuilder builder, Literal value, Seq<Dim> shape) => shape.IsEmpty
        ? builder.Constant(value)
        : builder.Add(OpTable.Full, [], ("value", new Attr.Data(value)), ("shape", new Attr.Dims(shape)));

    /// <summary>The elements under another shape of provably the same count.</summary>
    public static Node Reshape(GraphBuilder builder, Node node, Seq<Dim> shape) =>
        builder.Add(OpTable.Reshape, [node], ("shape", new Attr.Dims(shape)));

    public static Node Transpose(GraphBuilder builder, Node node, Seq<long> permutation) =>
        builder.Add(OpTable.Transpose, [node], ("perm", new Attr.Ints(permutation)));

    /// <summary>Axis i of the result is axis perm[i] of the operand; null when the view does anything else.</summary>
    public static Seq<long>? Permutation(Node node)
    {
        if (node.Kind != OpKind.View || node.Rank != node.Inputs[0].Rank) return null;
        var axes = node.Op.View!(node).Axes;
        var permutation = new long[node.Rank];
        for (var i = 0; i < permutation.Length; i++) permutation[i] = -1;
        for (var i = 0; i < axes.Count; i++)
        {
            if (axes[i].OutputAxis < 0 || axes[i].Stride != 1 || !axes[i].Offset.Is(0) || node.Shape[axes[i].OutputAxis] != node.Inputs[0].Shape[i]) return null;
            permutation[axes[i].OutputAxis] = i;
        }
        return permutation.All(a => a >= 0) ? permutation.ToSeq() : default(Seq<long>?);
    }

    /// <summary>True when the view repeats elements along axes, aligned at the end, and does nothing else.</summary>
    public static bool IsBroadcast(Node node)
    {
        if (node.Kind != OpKind.View) return false;
        var (from, added) = (node.Inputs[0].Shape, node.Rank - node.Inputs[0].Rank);
        return Fits(from, node.Shape) && node.Op.View!(node).Axes.Select((a, i) =>
            from[i].Is(1) || (a.OutputAxis == i + added && a.Stride == 1 && a.Offset.Is(0))).All(same => same);
    }

    /// <summary>True when a shape broadcasts to another for all values of the symbols.</summary>
    public static bool Fits(Seq<Dim> from, Seq<Dim> to)
    {
        if (from.Count > to.Count) return false;
        for (var i = 1; i <= from.Count; i++)
        {
            if (!from[from.Count - i].Is(1) && from[from.Count - i] != to[to.Count - i]) return false;
        }
        return true;
    }

    /// <summary>What a view of a view reads of the innermost operand.</summary>
    public static ViewMap Compose(ViewMap outer, ViewMap inner) => new(inner.Axes.Map(axis => axis.OutputAxis < 0
        ? axis
        : outer.Axes[axis.OutputAxis] is var next
            ? new ViewAxis(next.OutputAxis, axis.Offset + next.Offset * axis.Stride, axis.Stride * next.Stride)
            : axis));

    /// <summary>A single op (or none) that reads <paramref name="x"/> through a map; null when there is none.</summary>
    public static Node? Read(GraphBuilder builder, Node x, ViewMap map, Seq<Dim> shape)
    {
        var result = ReadTransposed(builder, x, map, shape) ?? ReadRepeated(builder, x, map, shape) ?? ReadSliced(builder, x, map, shape);
        return result?.Shape == shape ? result : null;
    }

    private static Node? ReadTransposed(GraphBuilder builder, Node x, ViewMap map, Seq<Dim> shape)
    {
        if (shape.Count != x.Rank || map.Axes.Any(a => a.OutputAxis < 0 || a.Stride != 1 || !a.Offset.Is(0))) return null;
        var permutation = new long[shape.Count];
        for (var i = 0; i < permutation.Length; i++) permutation[map.Axes[i].OutputAxis] = i;
        return permutation.Distinct().Count() == permutation.Length ? Transpose(builder, x, permutation) : null;
    }

    private static Node? ReadRepeated(GraphBuilder builder, Node x, ViewMap map, Seq<Dim> shape)
    {
        var added = shape.Count - x.Rank;
        return Fits(x.Shape, shape) && map.Axes.Select((a, i) => a.Offset.Is(0) && (x.Shape[i].Is(1) || (a.OutputAxis == i + added && a.Stride == 1))).All(same => same)
            ? Broadcast(builder, x, new(x.DType, shape))
            : null;
    }

    private static Node? ReadSliced(GraphBuilder builder, Node x, ViewMap map, Seq<Dim> shape)
    {
        if (shape.Count != x.Rank || map.Axes.Where((axis, i) => axis.OutputAxis != i || axis.Stride == 0).Any()) return null;
        var flipped = Enumerable.Range(0, x.Rank).Where(i => map.Axes[i].Stride == -1 && shape[i] == x.Shape[i] && map.Axes[i].Offset == shape[i] - 1).ToList();
        if (Enumerable.Range(0, x.Rank).All(i => flipped.Contains(i) || (map.Axes[i].Stride == 1 && map.Axes[i].Offset.Is(0) && shape[i] == x.Shape[i])))
            return builder.Add(OpTable.Flip, [x], ("axis", new Attr.Ints(flipped.Select(i => (long)i).ToSeq())));

        var stops = new Dim[x.Rank];
        for (var i = 0; i < x.Rank; i++)
        {
            var (first, step) = (map.Axes[i].Offset, map.Axes[i].Stride);
            // Behind the last element; "before element 0" is written as -size-1, since -1 would be the last element.
            var stop = first + (shape[i] - 1) * step + (step > 0 ? 1 : -1);
            if (first.Lower is not >= 0 || (stop.Lower is not >= 0 && !stop.Is(-1))) return null;
            stops[i] = stop.Is(-1) ? -x.Shape[i] - 1 : stop;
        }
        return builder.Add(OpTable.Slice, [x], ("starts", new Attr.Dims(map.Axes.Map(axis => axis.Offset))), ("stops", new Attr.Dims(stops)),
            ("steps", new Attr.Ints(map.Axes.Map(axis => axis.Stride))));
    }
}
