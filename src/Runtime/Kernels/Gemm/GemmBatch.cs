using System;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// The batch axes of a matrix product, outermost first: their lengths and how far each moves in A and in B; 0 where an
/// operand is broadcast. The results of the batch lie one after the other. The default value is a batch of one.
/// </summary>
public readonly struct GemmBatch : IEquatable<GemmBatch>
{
    /// <summary>Axes that remain after merging neighbours, at most.</summary>
    public const int MaxAxes = 6;

    private readonly Axes _axes;
    private readonly int _rank;
    private readonly int _more;

    /// <summary>A batch over axes of the given lengths; axes that move alike in both operands are merged.</summary>
    /// <param name="lengths">Length of each axis.</param>
    /// <param name="a">Elements of A that a step along each axis moves over.</param>
    /// <param name="b">The same for B.</param>
    /// <exception cref="ArgumentException">The three differ in length, a length is negative, or more than <see cref="MaxAxes"/> axes remain.</exception>
    public GemmBatch(ReadOnlySpan<int> lengths, ReadOnlySpan<nint> a, ReadOnlySpan<nint> b)
    {
        if (a.Length != lengths.Length || b.Length != lengths.Length)
            throw new ArgumentException($"matmul: {lengths.Length} batch axes came with {a.Length} strides of A and {b.Length} of B; there must be one of each per axis.");
        int count = 1, rank = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < 0)
                throw new ArgumentException($"matmul: batch axis {i} has the negative length {lengths[i]}.");
            count = checked(count * lengths[i]);
            if (lengths[i] == 1)
                continue;
            var axis = new Axis(lengths[i], a[i], b[i]);
            if (rank > 0 && _axes[rank - 1].TryMerge(axis, out Axis merged))
            {
                _axes[rank - 1] = merged;
                continue;
            }
            if (rank == MaxAxes)
                throw new ArgumentException($"matmul: more than {MaxAxes} batch axes are broadcast alternately; copy one operand to its full shape first.");
            _axes[rank++] = axis;
        }
        (_rank, _more) = (rank, count - 1);
    }

    /// <summary>How many products there are.</summary>
    public int Count => _more + 1;

    /// <summary>Where the operands of one product begin, in elements.</summary>
    /// <param name="index">The product's number, 0 … Count − 1.</param>
    public (nint A, nint B) Offsets(int index)
    {
        nint a = 0, b = 0;
        for (int i = _rank - 1; i >= 0; i--)
        {
            Axis axis = _axes[i];
            (int rest, int at) = Math.DivRem(index, axis.Length);
            a += at * axis.A;
            b += at * axis.B;
            index = rest;
        }
        return (a, b);
    }

    /// <summary>Whether B is the same for all products and A moves evenly by <paramref name="stride"/>: the batch is then one taller product.</summary>
    internal bool Stacks(nint stride) => _rank == 1 && _axes[0].B == 0 && _axes[0].A == stride;

    /// <inheritdoc/>
    public bool Equals(GemmBatch other)
    {
        bool equal = _rank == other._rank && _more == other._more;
        for (int i = 0; equal && i < _rank; i++)
            equal = _axes[i] == other._axes[i];
        return equal;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GemmBatch other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_rank, _more, _axes[0]);

    private readonly record struct Axis(int Length, nint A, nint B)
    {
        /// <summary>Two axes are one where the outer's step is the inner's whole length, in both operands.</summary>
        public bool TryMerge(Axis inner, out Axis merged)
        {
            merged = new Axis(Length * inner.Length, inner.A, inner.B);
            return A == inner.A * inner.Length && B == inner.B * inner.Length;
        }
    }

    [InlineArray(MaxAxes)]
    private struct Axes
    {
        private Axis _first;
    }
}
