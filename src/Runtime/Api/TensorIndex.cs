using System;
using GraphCompiler.IR;

namespace GraphCompiler;

/// <summary>
/// What stands for one axis between the brackets of <c>x[1, ^1, 2..5, ..]</c>: an int or an index from the end takes one element and
/// drops the axis, a range takes some and keeps it.
/// </summary>
public readonly struct TensorIndex
{
    private readonly Range _range;

    private TensorIndex(Range range, bool isSingle) => (_range, IsSingle) = (range, isSingle);

    /// <summary>Whether one element is taken and the axis dropped.</summary>
    public bool IsSingle { get; }

    /// <summary>Counts from the start; from the end when negative, as in numpy.</summary>
    public static implicit operator TensorIndex(int index) => index < 0 ? new Index(-index, fromEnd: true) : new Index(index);

    /// <summary>One element of the axis.</summary>
    public static implicit operator TensorIndex(Index index) => new(index..index, isSingle: true);

    /// <summary>One element of the axis, at a place that has been computed.</summary>
    /// <param name="index">Rank 0; counts from the end when negative.</param>
    /// <exception cref="OpException">Another rank: a tensor of several indices is for <see cref="Ops.Take{T, TIndex}"/>.</exception>
    public static implicit operator TensorIndex(Tensor<int> index) => Scalar(index).Item();

    /// <inheritdoc cref="op_Implicit(Tensor{int})"/>
    public static implicit operator TensorIndex(Tensor<long> index) =>
        // What no int holds is outside of every axis.
        (int)Math.Clamp(Scalar(index).Item(), -int.MaxValue, int.MaxValue);

    private static Tensor<T> Scalar<T>(Tensor<T> index) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(index);
        return index.Rank == 0 ? index : throw new OpException(OpErrors.Rank, OpTable.Slice.Name,
            $"an index between brackets has rank {index.Rank} (shape {index.Shape}); allowed: rank 0. Use Take for several indices", operand: 1);
    }

    /// <summary>Consecutive elements of the axis; positions outside of it are limited to it, as in numpy.</summary>
    public static implicit operator TensorIndex(Range range) => new(range, isSingle: false);

    /// <summary>A single index as numpy writes it: from the end when negative.</summary>
    internal int Single => _range.Start.IsFromEnd ? -_range.Start.Value : _range.Start.Value;

    /// <summary>First element and number of elements in an axis; null for a single index outside of it.</summary>
    internal (int First, int Count)? Within(int size)
    {
        var start = _range.Start.GetOffset(size);
        if (IsSingle) return start >= 0 && start < size ? (start, 1) : null;
        start = Math.Clamp(start, 0, size);
        return (start, Math.Max(0, Math.Clamp(_range.End.GetOffset(size), 0, size) - start));
    }

    /// <summary>As written: <c>^1</c>, <c>2..5</c>.</summary>
    public override string ToString() => IsSingle ? _range.Start.ToString() : _range.ToString();
}
