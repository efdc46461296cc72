using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Follows the elements of a group's results back to the group's inputs: at every node it knows the index, affine in the loop
/// variables, at which that node's value is wanted. Deciding what can be one kernel and making that kernel are both walks,
/// so they cannot disagree.
/// </summary>
public abstract class LoopWalk<T>
{
    private readonly HashSet<Node> _inputs;
    private readonly Dictionary<(Node, Seq<Affine>), T> _done = [];

    protected LoopWalk(LoopSpace space, LoopGroup group) => (Space, Group, _inputs) = (space, group, new(group.Inputs));

    public LoopSpace Space { get; }
    public LoopGroup Group { get; }

    /// <summary>Why the group cannot be one kernel; null while it can.</summary>
    public string? Refusal { get; private set; }

    /// <summary>An element of an input, which is seen under <paramref name="shape"/> (a reshape of the input's own).</summary>
    protected abstract T Input(Node input, Seq<Dim> shape, Seq<Affine> index);

    /// <summary>A constant whose elements are all the same.</summary>
    protected abstract T Splat(Node constant);

    protected abstract T Source(Node node, Seq<Affine> index);
    protected abstract T Elementwise(Node node, Seq<Affine> index, T[] operands);

    /// <summary>A reduction; the operand is its value at the space's own element.</summary>
    protected abstract T Reduce(Node node, T operand);

    /// <summary>
    /// An element of an input whose index along some axes, each once, is a value; the index that is given there is 0.
    /// </summary>
    protected abstract T Gather(Node table, Seq<(T Position, Node Indices, int Axis)> positions, Seq<Affine> index);

    protected T Refuse(string reason)
    {
        Refusal ??= reason;
        return default!;
    }

    /// <summary>The node's value at an index; one evaluation per node and index.</summary>
    public T Visit(Node node, Seq<Affine> index)
    {
        if (Refusal is not null) return default!;
        if (_done.TryGetValue((node, index), out var known)) return known;
        var result = Evaluate(node, index);
        _done[(node, index)] = result;
        return result;
    }

    private T Evaluate(Node node, Seq<Affine> index)
    {
        if (_inputs.Contains(node)) return Input(node, node.Shape, index);
        switch (node.Kind)
        {
            case OpKind.Constant:
                return node.Literal("value").IsSplat ? Splat(node) : Refuse("a constant with different elements inside");
            case OpKind.Source:
                return Source(node, index);
            case OpKind.Elementwise:
                return Elementwise(node, index, node.Inputs.Select(i => Visit(i, Broadcast(i.Shape, index))).ToArray());
            case OpKind.View:
                return Visit(node.Inputs[0], ThroughView(node, index));
            case OpKind.Reshape:
                return ThroughReshape(node, index);
            case OpKind.Reduce:
                return Space.IsKeptIndex(node, index)
                    ? Reduce(node, Visit(node.Inputs[0], Space.Identity))
                    : Refuse("a reduction's result is wanted at another index than its own row");
            case OpKind.Gather:
                return ThroughGather(node, index);
            default:
                return Refuse($"{node.Op.Name} is not a loop over elements");
        }
    }

    /// <summary>numpy's rule: right-aligned, and an axis of extent 1 is read at 0.</summary>
    private Seq<Affine> Broadcast(Seq<Dim> operand, Seq<Affine> index)
    {
        var shift = index.Count - operand.Count;
        return operand.Select((d, k) => d.Is(1) ? Affine.Constant(Dim.Zero, Space.Axes.Count) : index[k + shift]).ToSeq();
    }

    private Seq<Affine> ThroughView(Node node, Seq<Affine> index) => node.Op.View!(node).Axes.Map(axis =>
    {
        var offset = Affine.Constant(axis.Offset, Space.Axes.Count);
        return axis.OutputAxis < 0 ? offset : offset + index[axis.OutputAxis] * axis.Stride;
    });

    /// <summary>Gathers of gathers are read in one go: x[i, j] needs no copy of row i.</summary>
    private T ThroughGather(Node node, Seq<Affine> index)
    {
        var positions = new List<(T Position, Node Indices, int Axis)>();
        while (true)
        {
            var (table, axis, width) = (node.Inputs[0], (int)node.Int("axis"), node.Inputs[1].Rank);
            // What has been gathered so far, in the table's axes.
            if (positions.Any(p => p.Axis >= axis && p.Axis < axis + width)) return Refuse("a gather of positions that are gathered");
            positions = positions.Select(p => p.Axis < axis ? p : p with { Axis = p.Axis - width + 1 }).ToList();
            positions.Add((Visit(node.Inputs[1], index.Slice(axis, width)), node.Inputs[1], axis));
            index = index.Take(axis).Append(Affine.Constant(Dim.Zero, Space.Axes.Count)).Concat(index.Skip(axis + width)).ToSeq();
            if (Refusal is not null) return default!;
            if (_inputs.Contains(table)) return Gather(table, positions.ToSeq(), index);
            if (table.Kind != OpKind.Gather) return Refuse("the table of a gather is not in memory");
            node = table;
        }
    }

    private T ThroughReshape(Node node, Seq<Affine> index)
    {
        // A tensor in memory is contiguous, so it can be read under any shape.
        var source = node;
        while (source.Kind == OpKind.Reshape && !_inputs.Contains(source)) source = source.Inputs[0];
        if (_inputs.Contains(source)) return Input(source, node.Shape, index);

        return Reindex(node.Shape, node.Inputs[0].Shape, index) is { } inner
            ? Visit(node.Inputs[0], inner)
            : Refuse("a reshape that takes an axis apart");
    }

    /// <summary>The index before a reshape: axes of extent 1 come and go, and axes that were split are joined again.</summary>
    private Seq<Affine>? Reindex(Seq<Dim> after, Seq<Dim> before, Seq<Affine> index)
    {
        var result = new Affine[before.Count];
        var next = 0;
        for (var k = 0; k < before.Count; k++)
        {
            result[k] = Affine.Constant(Dim.Zero, Space.Axes.Count);
            if (before[k].Is(1)) continue;
            var product = Dim.One;
            while (product != before[k])
            {
                while (next < after.Count && after[next].Is(1)) next++;
                if (next == after.Count) return null;
                product *= after[next];
                result[k] = result[k] * after[next] + index[next];
                next++;
                if (product.Is(0)) return null;
            }
        }
        for (; next < after.Count; next++)
        {
            if (!after[next].Is(1)) return null;
        }
        return Seq<Affine>.Own(result);
    }
}
