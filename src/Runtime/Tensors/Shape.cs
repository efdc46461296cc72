using System;
using System.Globalization;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler;

/// <summary>The sizes of a tensor's axes, outermost first; rank 0 is a scalar. Prints as <c>[2, 3]</c>.</summary>
public readonly struct Shape : IEquatable<Shape>
{
    // Up to four axes need no array.
    private readonly int _d0, _d1, _d2, _d3;
    private readonly int[]? _all;

    // Count - 1, so that the default value is the scalar's shape.
    private readonly int _beyondOne;

    /// <exception cref="ArgumentException">A size is negative, or there are more than 2,147,483,591 elements.</exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        Rank = sizes.Length;
        long count = 1;
        var empty = false;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] < 0) throw new ArgumentException($"shape {Describe(sizes)}: axis {i} has the size {sizes[i]}; sizes are 0 or more");
            empty |= sizes[i] == 0;
            count = Math.Min(count * Math.Max(1, sizes[i]), (long)int.MaxValue + 1);
        }
        if (empty) count = 0;
        if (count > Array.MaxLength) throw new ArgumentException($"shape {Describe(sizes)}: more than {Array.MaxLength} elements");
        _beyondOne = (int)count - 1;
        if (sizes.Length > 4)
        {
            _all = sizes.ToArray();
            return;
        }
        if (sizes.Length > 0) _d0 = sizes[0];
        if (sizes.Length > 1) _d1 = sizes[1];
        if (sizes.Length > 2) _d2 = sizes[2];
        if (sizes.Length > 3) _d3 = sizes[3];
    }

    /// <summary>The shape of what a function or an op computes.</summary>
    /// <param name="of">What messages call the function or op.</param>
    /// <param name="sizes">Sizes of the axes, 0 or more.</param>
    /// <exception cref="OpException">More elements than a tensor can have.</exception>
    internal static Shape OfResult(string of, ReadOnlySpan<nint> sizes)
    {
        Span<int> fitting = stackalloc int[sizes.Length];
        nint count = 1;
        var (fits, empty) = (true, false);
        for (var i = 0; i < sizes.Length; i++)
        {
            fits &= (nuint)sizes[i] <= int.MaxValue;
            empty |= sizes[i] == 0;
            fitting[i] = (int)sizes[i];
            if (fits) count = nint.Min(count * nint.Max(1, sizes[i]), int.MaxValue);
        }
        return fits && (empty || count <= Array.MaxLength) ? new(fitting) : throw TooLarge(of, sizes);
    }

    private static OpException TooLarge(string of, ReadOnlySpan<nint> sizes) => new(OpErrors.TooManyElements, of,
        $"the result would have the shape [{string.Join(", ", sizes.ToArray())}]; a tensor has at most {Array.MaxLength} elements");

    /// <summary>Number of axes.</summary>
    public int Rank { get; }

    /// <summary>Number of elements: the product of the sizes, 1 for rank 0.</summary>
    public int Count => _beyondOne + 1;

    /// <summary>Size of an axis, counted from the end when negative; <c>shape[^1]</c> and <c>shape[-1]</c> are the innermost.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such axis.</exception>
    public int this[int axis]
    {
        get
        {
            if ((uint)axis >= (uint)Rank)
            {
                if (axis >= 0 || axis < -Rank) throw NoAxis(axis.ToString(CultureInfo.InvariantCulture));
                axis += Rank;
            }
            if (_all is not null) return _all[axis];
            return axis switch { 0 => _d0, 1 => _d1, 2 => _d2, _ => _d3 };
        }
    }

    /// <summary>Size of an axis; <c>shape[^1]</c> is the innermost.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such axis.</exception>
    public int this[Index axis] => axis.GetOffset(Rank) is >= 0 and var counted ? this[counted] : throw NoAxis(axis.ToString());

    private IndexOutOfRangeException NoAxis(string axis) =>
        new($"axis {axis} of the shape {this}: {(Rank == 0 ? "rank 0 has no axes" : $"allowed are {-Rank} to {Rank - 1}")}");

    /// <summary>The sizes, outermost first.</summary>
    public int[] ToArray()
    {
        var sizes = new int[Rank];
        CopyTo(sizes);
        return sizes;
    }

    /// <summary>Writes the sizes, outermost first.</summary>
    /// <exception cref="ArgumentException">The target is shorter than the rank.</exception>
    public void CopyTo(Span<int> target)
    {
        if (target.Length < Rank) throw new ArgumentException($"{Rank} sizes do not fit into {target.Length} places", nameof(target));
        for (var i = 0; i < Rank; i++) target[i] = this[i];
    }

    /// <summary>A shape from its sizes.</summary>
    public static implicit operator Shape(int[] sizes) => new(sizes);

    /// <summary>The sizes, where a tensor of the same shape is made: <c>Tensor.Zeros&lt;float&gt;(x.Shape)</c>.</summary>
    public static implicit operator ReadOnlySpan<int>(Shape shape) => shape.ToArray();

    /// <summary>Whether rank and all sizes agree.</summary>
    public bool Equals(Shape other)
    {
        if (Rank != other.Rank) return false;
        if (_all is null) return _d0 == other._d0 && _d1 == other._d1 && _d2 == other._d2 && _d3 == other._d3;
        return _all.AsSpan().SequenceEqual(other._all);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _all is null ? HashCode.Combine(Rank, _d0, _d1, _d2, _d3) : _all.Aggregate(Rank, HashCode.Combine);

    /// <summary>Whether rank and all sizes agree.</summary>
    public static bool operator ==(Shape a, Shape b) => a.Equals(b);

    /// <summary>Whether rank or a size differ.</summary>
    public static bool operator !=(Shape a, Shape b) => !a.Equals(b);

    /// <inheritdoc/>
    public override string ToString() => Describe(ToArray());

    private static string Describe(ReadOnlySpan<int> sizes) => "[" + string.Join(", ", sizes.ToArray()) + "]";
}
