using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>An access to memory, as far as the order of the loops depends on it.</summary>
/// <param name="Weight">How often it happens, roughly: 2 for each element, 1 for each row.</param>
internal sealed record Access(Affine Index, int Weight);

/// <summary>
/// The loops of a kernel made from the axes of its space: axes of extent 1 are left out, neighbours that all accesses step through
/// as if they were one become one, and the axis with the most contiguous accesses goes innermost.
/// </summary>
internal sealed class AxisPlan
{
    /// <summary>For each loop the axis of the space whose coefficient it takes, the innermost of those it stands for.</summary>
    private readonly List<int> _source;

    private AxisPlan(List<int> source, Seq<LoopAxis> axes) => (_source, Axes) = (source, axes);

    /// <summary>The loops: kept ones, reduced ones, and the innermost one last.</summary>
    public Seq<LoopAxis> Axes { get; }

    /// <summary>Every axis as it is, for collecting the accesses that a real plan is made from.</summary>
    public static AxisPlan Identity(LoopSpace space) => new(Enumerable.Range(0, space.Axes.Count).ToList(), space.Axes);

    public static AxisPlan Of(LoopSpace space, IReadOnlyList<Access> accesses)
    {
        var loops = Enumerable.Range(0, space.Axes.Count).Where(k => !space.Axes[k].Extent.Is(1))
            .Select(k => (Source: k, Axis: space.Axes[k])).ToList();
        loops = Merge(loops, accesses);
        if (loops.Any(l => l.Axis.Reduced))
        {
            var inner = Innermost(loops, accesses);
            loops = loops.Where(l => l != inner).OrderBy(l => l.Axis.Reduced).Append(inner).ToList();
            loops = Merge(loops, accesses);
        }
        return new(loops.Select(l => l.Source).ToList(), loops.Select(l => l.Axis).ToSeq());
    }

    /// <summary>Two loops, over the rows of a matrix product's stacked results and over its columns.</summary>
    /// <param name="columnAxes">0 where the product has no column axis: then the column is always 0.</param>
    public static AxisPlan RowsAndColumns(LoopSpace space, int columnAxes)
    {
        var rows = Enumerable.Range(0, space.Axes.Count - columnAxes).ToList();
        var moving = rows.Where(k => !space.Axes[k].Extent.Is(1)).DefaultIfEmpty(-1).Last();
        return new([moving, columnAxes == 0 ? -1 : space.Axes.Count - 1], Seq.Of(
            new LoopAxis(Dim.Product(rows.Select(k => space.Axes[k].Extent)), false),
            new LoopAxis(columnAxes == 0 ? Dim.One : space.Axes[space.Axes.Count - 1].Extent, false)));
    }

    /// <summary>An index of the space as an index of the loops; a loop that stands for no axis does not move it.</summary>
    public Affine Map(Affine index) => new(index.Offset, _source.Select(k => k < 0 ? Dim.Zero : index.Coefficients[k]).ToSeq());

    private static List<(int Source, LoopAxis Axis)> Merge(List<(int Source, LoopAxis Axis)> loops, IReadOnlyList<Access> accesses)
    {
        var merged = new List<(int Source, LoopAxis Axis)>();
        foreach (var loop in loops)
        {
            if (merged.Count > 0 && merged[merged.Count - 1] is var outer && outer.Axis.Reduced == loop.Axis.Reduced
                && accesses.All(a => a.Index.Coefficients[outer.Source] == a.Index.Coefficients[loop.Source] * loop.Axis.Extent))
            {
                merged[merged.Count - 1] = (loop.Source, loop.Axis with { Extent = outer.Axis.Extent * loop.Axis.Extent });
            }
            else
            {
                merged.Add(loop);
            }
        }
        return merged;
    }

    private static (int Source, LoopAxis Axis) Innermost(List<(int Source, LoopAxis Axis)> loops, IReadOnlyList<Access> accesses)
    {
        return loops.OrderBy(Score).Last();

        // The sort is stable, so of equals the last axis wins.
        int Score((int Source, LoopAxis Axis) loop) => accesses.Sum(a =>
            a.Index.Coefficients[loop.Source] is var step && step.Is(1) ? 4 * a.Weight : step.Is(0) ? a.Weight : 0);
    }
}
