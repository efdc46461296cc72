using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <param name="Reduced">True when the kernel combines along the axis, so that row results do not have it.</param>
public sealed record LoopAxis(Dim Extent, bool Reduced);

/// <summary>
/// The loops that a group of nodes shares: the shape of what it computes elementwise and, if it reduces, of what it reduces.
/// Values of the group live either on the whole space or, after a reduction, on its kept axes.
/// </summary>
public sealed class LoopSpace
{
    private LoopSpace(Seq<LoopAxis> axes)
    {
        Axes = axes;
        Identity = Enumerable.Range(0, axes.Count).Select(k => Affine.Variable(k, axes.Count)).ToSeq();
    }

    public Seq<LoopAxis> Axes { get; }

    /// <summary>The index of the space's own element: axis k is variable k.</summary>
    public Seq<Affine> Identity { get; }

    public bool Reduces => Axes.Any(a => a.Reduced);

    /// <summary>The space of a group, or null and the reason why its nodes do not share one.</summary>
    public static LoopSpace? Of(LoopGroup group, out string? refusal)
    {
        refusal = null;
        var outputs = group.Outputs;
        var reductions = group.Members.Where(m => m.Kind is OpKind.Reduce).ToList();
        if (reductions.Count == 0)
        {
            var shape = outputs[0].Shape;
            if (outputs.Any(o => o.Shape != shape))
            {
                refusal = "results of different shapes";
                return null;
            }
            return new(shape.Map(d => new LoopAxis(d, false)));
        }
        var operand = reductions[0].Inputs[0].Shape;
        var axes = ReducedAxes(reductions[0]);
        foreach (var other in reductions.Skip(1))
        {
            if (other.Inputs[0].Shape != operand)
            {
                refusal = $"reductions of different shapes, {TensorType.ShapeText(operand)} and {TensorType.ShapeText(other.Inputs[0].Shape)}";
                return null;
            }
            if (ReducedAxes(other) != axes)
            {
                refusal = $"reduction over another axis: [{axes}] and [{ReducedAxes(other)}]";
                return null;
            }
        }
        return new(operand.Select((d, k) => new LoopAxis(d, axes.Contains(k))).ToSeq());
    }

    public static Seq<long> ReducedAxes(Node reduction) => reduction.Ints("axis");

    /// <summary>
    /// Where a result of the given shape is written from: the identity on the whole space or on its kept axes, axes of extent 1
    /// put in and left out freely; null when it is neither.
    /// </summary>
    public Seq<Affine>? IndexOf(Seq<Dim> shape) => Match(shape, _ => true) ?? Match(shape, k => !Axes[k].Reduced);

    private Seq<Affine>? Match(Seq<Dim> shape, System.Func<int, bool> takes)
    {
        var mine = Enumerable.Range(0, Axes.Count).Where(k => takes(k) && !Axes[k].Extent.Is(1)).ToList();
        var index = new Affine[shape.Count];
        var next = 0;
        for (var k = 0; k < shape.Count; k++)
        {
            if (shape[k].Is(1))
            {
                index[k] = Affine.Constant(Dim.Zero, Axes.Count);
                continue;
            }
            if (next == mine.Count || Axes[mine[next]].Extent != shape[k]) return null;
            index[k] = Identity[mine[next++]];
        }
        if (next < mine.Count) return null;
        return Seq<Affine>.Own(index);
    }

    /// <summary>True when an index of a reduction's result names exactly the kept axes, each by its own variable.</summary>
    public bool IsKeptIndex(Node reduction, Seq<Affine> index)
    {
        var reduced = ReducedAxes(reduction);
        var keepsRank = reduction.Rank == Axes.Count;
        var at = 0;
        for (var k = 0; k < Axes.Count; k++)
        {
            if (reduced.Contains(k))
            {
                if (keepsRank) at++;
                continue;
            }
            // Whatever the index says about an axis of extent 1, it is 0.
            if (!Axes[k].Extent.Is(1) && index[at] != Identity[k]) return false;
            at++;
        }
        return true;
    }
}
