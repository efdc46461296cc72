using System;

namespace GraphCompiler.Kernels;

/// <summary>
/// Kernels that move elements without computing: strided copies, gathers, casts, fills. Large ones are shared among
/// <see cref="Workers"/>. Positions are not checked against the buffers, and source and target must not overlap.
/// </summary>
public static unsafe partial class Moves
{
    /// <summary>What one thread should at least have to move, in bytes.</summary>
    internal const nint GrainBytes = 128 << 10;

    /// <summary>
    /// target[Σ i·TargetStep] = source[Σ i·SourceStep] for all index tuples i of the axes. Transposition, permutation, slices
    /// with positive and negative steps, broadcasts (steps of 0), and pastes into part of a larger tensor (concat, pad) are
    /// all such copies.
    /// </summary>
    /// <param name="source">The element at index (0, …, 0), which need not be the first in memory.</param>
    /// <param name="target">Where that element goes.</param>
    /// <param name="axes">In any order; outermost first is best. None copies one element.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static void Copy<T>(ref readonly T source, ref T target, params ReadOnlySpan<MoveAxis> axes)
        where T : unmanaged
    {
        fixed (T* from = &source, to = &target)
        {
            // Only the size of an element matters; sharing the code keeps it small.
            if (sizeof(T) == 1)
                CopyPlan<byte>.Run((byte*)from, (byte*)to, axes);
            else if (sizeof(T) == 2)
                CopyPlan<ushort>.Run((ushort*)from, (ushort*)to, axes);
            else if (sizeof(T) == 4)
                CopyPlan<uint>.Run((uint*)from, (uint*)to, axes);
            else if (sizeof(T) == 8)
                CopyPlan<ulong>.Run((ulong*)from, (ulong*)to, axes);
            else
                CopyPlan<T>.Run(from, to, axes);
        }
    }

    /// <summary>Writes <paramref name="value"/> to <paramref name="count"/> elements.</summary>
    public static void Fill<T>(ref T target, nint count, T value)
        where T : unmanaged =>
        Copy(in value, ref target, new MoveAxis(count, 0, 1));
}
