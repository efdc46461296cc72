using System;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>Prepares a strided copy: merges and orders its axes, chooses the innermost loops, cuts the rest into units.</summary>
internal static unsafe class CopyPlan<T>
    where T : unmanaged
{
    // Elements of a block along each of the two innermost axes. A transposed block is read and written in whole cache
    // lines while both sides of it stay in the first-level cache.
    private const int TransposedBlock = 64;
    private const int RowBlockElements = 1 << 14;

    public static void Run(T* source, T* target, ReadOnlySpan<MoveAxis> given)
    {
        if (given.Length > CopyAxes.Max)
        {
            RunOutermost(source, target, given);
            return;
        }
        var axes = default(CopyAxes);
        int rank = 0;
        nint count = 1;
        foreach (MoveAxis axis in given)
        {
            if (axis.Size < 0)
                throw new ArgumentOutOfRangeException(nameof(given), axis.Size, "copy: an axis has a negative size; sizes are 0 or more.");
            count *= axis.Size;
            if (axis.Size != 1)
                axes[rank++] = axis;
        }
        if (count == 0)
            return;
        rank = Merge(ref axes, rank);
        CopyJob<T> job = Choose(ref axes, rank, source, target);
        nint grain = Math.Max(1, Moves.GrainBytes / sizeof(T) / job.UnitElements);
        if (count <= grain * job.UnitElements)
            job.Run(0, job.Units, 0);
        else
            Workers.For(job.Units, grain, job);
    }

    /// <summary>More axes than a job holds: one copy per index of the outermost.</summary>
    private static void RunOutermost(T* source, T* target, ReadOnlySpan<MoveAxis> given)
    {
        for (nint i = 0; i < given[0].Size; i++)
            Run(source + i * given[0].SourceStep, target + i * given[0].TargetStep, given[1..]);
    }

    /// <summary>Orders the axes by their distance in the target, so that it is written from front to back, and joins neighbours that step as one.</summary>
    private static int Merge(ref CopyAxes axes, int rank)
    {
        for (int i = 1; i < rank; i++)
        {
            for (int j = i; j > 0 && axes[j - 1].TargetDistance < axes[j].TargetDistance; j--)
                (axes[j - 1], axes[j]) = (axes[j], axes[j - 1]);
        }
        int merged = 0;
        for (int i = 0; i < rank; i++)
        {
            if (merged > 0 && axes[merged - 1].TryMerge(axes[i], out MoveAxis both))
                axes[merged - 1] = both;
            else
                axes[merged++] = axes[i];
        }
        return merged;
    }

    /// <summary>
    /// The innermost loop follows the target. If the source is contiguous along another axis, the two make a
    /// transposition; otherwise the second loop is the next axis of the target.
    /// </summary>
    private static CopyJob<T> Choose(ref CopyAxes axes, int rank, T* source, T* target)
    {
        MoveAxis inner = rank > 0 ? axes[--rank] : new(1, 1, 1);
        MoveAxis rows = new(1, 0, 0);
        bool transposed = false;
        if (rank > 0)
        {
            int second = rank - 1;
            if (inner.SourceStep is not (0 or 1))
            {
                for (int i = 0; i < rank && !transposed; i++)
                {
                    if (axes[i].SourceStep == 1)
                        (second, transposed) = (i, true);
                }
            }
            rows = axes[second];
            for (int i = second; i < rank - 1; i++)
                axes[i] = axes[i + 1];
            rank--;
        }
        nint innerBlock = transposed ? TransposedBlock : Math.Min(inner.Size, RowBlockElements);
        nint rowBlock = transposed ? TransposedBlock : Math.Min(rows.Size, Math.Max(1, RowBlockElements / innerBlock));
        return new CopyJob<T>(source, target, axes, rank, rows, rowBlock, inner, innerBlock, transposed && inner.TargetStep == 1);
    }
}

/// <summary>The axes of a copy.</summary>
[InlineArray(Max)]
internal struct CopyAxes
{
    public const int Max = 8;

    private MoveAxis _first;
}
