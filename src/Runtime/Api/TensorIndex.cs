using System;
using System.Globalization;
using GraphCompiler.IR;

namespace GraphCompiler;

/// <summary>
/// What stands for one axis between the brackets of <c>x[1, ^1, 2..5, ..]</c>: an int or an index from the end takes one element and
/// drops the axis, a range takes some and keeps it.
/// </summary>
public readonly struct TensorIndex
{
    private readonly Range _range;

    // As it was written: what is behind "^" where that stands, else negative when it counts from the end.
    private readonly long _single;
    private readonly bool _hasCaret;

    private TensorIndex(long single, bool hasCaret) => (_single, _hasCaret, IsSingle) = (single, hasCaret, true);

    private TensorIndex(Range range) => _range = range;

    /// <summary>Whether one element is taken and the axis dropped.</summary>
    public bool IsSingle { get; }

    /// <summary>Counts from the start; from the end when negative, as in numpy.</summary>
    public static implicit operator TensorIndex(int index) => new(index, hasCaret: false);

    /// <summary>One element of the axis.</summary>
    public static implicit operator TensorIndex(Index index) => new(index.Value, index.IsFromEnd);

    /// <summary>One element of the axis, at a place that has been computed.</summary>
    /// <param name="index">Rank 0; counts from the end when negative.</param>
    /// <exception cref="OpException">Another rank: a tensor of several indices is for <see cref="Ops.Take{T, TIndex}"/>.</exception>
    public static implicit operator TensorIndex(Tensor<int> index) => Scalar(index).Item();

    /// <inheritdoc cref="op_Implicit(Tensor{int})"/>
    public static implicit operator TensorIndex(Tensor<long> index) => new(Scalar(index).Item(), hasCaret: false);

    private static Tensor<T> Scalar<T>(Tensor<T> index) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(index);
        return index.Rank == 0 ? index : throw new OpException(OpErrors.Rank, OpTable.Slice.Name,
            $"an index between brackets has rank {index.Rank} (shape {index.Shape}); allowed: rank 0. Use Take for several indices", operand: 1);
    }

    /// <summary>Consecutive elements of the axis, all of which have to be there, as in C#'s arrays and spans.</summary>
    public static implicit operator TensorIndex(Range range) => new(range);

    /// <summary>First element and number of elements in an axis; null for what does not lie in it.</summary>
    internal (int First, int Count)? Within(int size)
    {
        if (IsSingle)
        {
            var at = _hasCaret ? size - _single : _single < 0 ? size + _single : _single;
            return at >= 0 && at < size ? ((int)at, 1) : null;
        }
        var (start, end) = (_range.Start.GetOffset(size), _range.End.GetOffset(size));
        return start >= 0 && start <= end && end <= size ? (start, end - start) : null;
    }

    /// <summary>The error for what does not lie in an axis.</summary>
    internal OpException Outside(int axis, int size) =>
        IsSingle ? OpException.Index(OpTable.Slice.Name, ToString(), axis, size) : OpException.Range(OpTable.Slice.Name, ToString(), axis, size);

    /// <summary>As written: <c>^1</c>, <c>2..5</c>.</summary>
    public override string ToString() => !IsSingle ? _range.ToString() : (_hasCaret ? "^" : "") + _single.ToString(CultureInfo.InvariantCulture);
}
