using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>
/// A strided copy, cut into units: a block of rows × elements of the two innermost axes, at one index of the outer ones.
/// </summary>
internal unsafe struct CopyJob<T> : IRangeBody
    where T : unmanaged
{
    private readonly T* _source;
    private readonly T* _target;
    private readonly MoveAxis _rows;
    private readonly MoveAxis _inner;
    private readonly nint _rowBlock;
    private readonly nint _innerBlock;
    private readonly bool _transposed;
    private readonly int _outerRank;
    private CopyAxes _axes;

    public CopyJob(T* source, T* target, in CopyAxes axes, int outerRank, MoveAxis rows, nint rowBlock, MoveAxis inner, nint innerBlock, bool transposed)
    {
        (_rows, _rowBlock, _inner, _innerBlock, _transposed) = (rows, rowBlock, inner, innerBlock, transposed);
        _source = source;
        _target = target;
        _axes = axes;
        _outerRank = outerRank;
        Units = Blocks(rows.Size, rowBlock) * Blocks(inner.Size, innerBlock);
        for (int i = 0; i < outerRank; i++)
            Units *= axes[i].Size;
        UnitElements = Math.Min(rows.Size, rowBlock) * Math.Min(inner.Size, innerBlock);
    }

    public readonly nint Units;

    /// <summary>Elements of a whole unit.</summary>
    public readonly nint UnitElements;

    private static nint Blocks(nint size, nint block) => (size + block - 1) / block;

    public void Run(nint start, nint end, int part)
    {
        nint rowBlocks = Blocks(_rows.Size, _rowBlock), innerBlocks = Blocks(_inner.Size, _innerBlock);
        for (nint unit = start; unit < end; unit++)
        {
            (nint rest, nint innerIndex) = Math.DivRem(unit, innerBlocks);
            (rest, nint rowIndex) = Math.DivRem(rest, rowBlocks);
            nint row = rowIndex * _rowBlock, element = innerIndex * _innerBlock;
            T* source = _source + row * _rows.SourceStep + element * _inner.SourceStep;
            T* target = _target + row * _rows.TargetStep + element * _inner.TargetStep;
            for (int i = _outerRank - 1; i >= 0; i--)
            {
                (rest, nint at) = Math.DivRem(rest, _axes[i].Size);
                source += at * _axes[i].SourceStep;
                target += at * _axes[i].TargetStep;
            }
            Copy(source, target, Math.Min(_rowBlock, _rows.Size - row), Math.Min(_innerBlock, _inner.Size - element));
        }
    }

    private readonly void Copy(T* source, T* target, nint rows, nint count)
    {
        nint sourceRow = _rows.SourceStep, targetRow = _rows.TargetStep;
        if (_transposed)
            TransposedBlock<T>.Copy(source, _inner.SourceStep, target, targetRow, rows, count);
        else if (_inner.TargetStep == 1 && _inner.SourceStep == 1 && count * sizeof(T) >= 16)
        {
            for (; rows > 0; rows--, source += sourceRow, target += targetRow)
                Buffer.MemoryCopy(source, target, count * sizeof(T), count * sizeof(T));
        }
        else if (_inner.TargetStep == 1 && _inner.SourceStep == 0 && count * sizeof(T) >= 16)
        {
            for (; rows > 0; rows--, source += sourceRow, target += targetRow)
                new Span<T>(target, (int)count).Fill(*source);
        }
        else if (_inner.TargetStep == 1 && _inner.SourceStep == -1)
        {
            for (; rows > 0; rows--, source += sourceRow, target += targetRow)
                CopyBackwards(source, target, count);
        }
        else
            CopyStrided(source, target, rows, count, _rows, _inner);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyBackwards(T* source, T* target, nint count)
    {
        nint i = 0;
        if (sizeof(T) == 4)
        {
            for (; i + 8 <= count; i += 8)
                Vector256.Shuffle(Vector256.Load((int*)(source - i - 7)), Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0)).Store((int*)(target + i));
        }
        for (; i < count; i++)
            target[i] = source[-i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyStrided(T* source, T* target, nint rows, nint count, MoveAxis row, MoveAxis inner)
    {
        nint sourceStep = inner.SourceStep, targetStep = inner.TargetStep;
        for (; rows > 0; rows--, source += row.SourceStep, target += row.TargetStep)
        {
            T* from = source, to = target;
            nint i = count;
            for (; i >= 4; i -= 4)
            {
                T x0 = from[0], x1 = from[sourceStep], x2 = from[2 * sourceStep], x3 = from[3 * sourceStep];
                to[0] = x0;
                to[targetStep] = x1;
                to[2 * targetStep] = x2;
                to[3 * targetStep] = x3;
                from += 4 * sourceStep;
                to += 4 * targetStep;
            }
            for (; i > 0; i--, from += sourceStep, to += targetStep)
                *to = *from;
        }
    }
}
