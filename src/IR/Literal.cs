using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// A constant tensor: dtype, shape and elements in row-major order. Elements are held at full width
/// (<see cref="double"/> for floats, <see cref="long"/> for integers and bool) and are always values
/// that the dtype can represent; there is one NaN, without sign or payload. Equality is by content and bit for bit, so -0.0
/// differs from 0.0 and NaN equals NaN.
/// </summary>
public sealed class Literal : IEquatable<Literal>
{
    private readonly double[]? _floats;
    private readonly long[]? _integers;

    private Literal(DType dtype, Seq<long> shape, double[]? floats, long[]? integers)
    {
        long count = 1;
        foreach (var d in shape) count = checked(count * d);
        if (count != (floats?.Length ?? integers!.Length))
            throw new ArgumentException($"literal of shape [{string.Join(",", shape)}] needs {count} elements, got {floats?.Length ?? integers!.Length}");
        (DType, Shape, _floats, _integers) = (dtype, shape, floats, integers);
    }

    public DType DType { get; }
    public Seq<long> Shape { get; }
    public int Count => _floats?.Length ?? _integers!.Length;
    public TensorType Type => new(DType, Shape.Map(d => (Dim)d));

    /// <summary>Values are rounded to <paramref name="dtype"/>, a float dtype.</summary>
    public static Literal Of(DType dtype, Seq<long> shape, IEnumerable<double> values) => dtype.IsFloat()
        ? new(dtype, shape, values.Select(v => double.IsNaN(v) ? double.NaN : Rounding.Round(v, dtype)).ToArray(), null)
        : throw new ArgumentException($"{dtype.Name()} is not a float dtype");

    /// <summary>Values wrap to the width of <paramref name="dtype"/>, an integer dtype or bool (then: 0 or 1).</summary>
    public static Literal Of(DType dtype, Seq<long> shape, IEnumerable<long> values) => dtype.IsFloat()
        ? throw new ArgumentException($"{dtype.Name()} is not an integer dtype or bool")
        : new(dtype, shape, null, values.Select(v => Rounding.Wrap(v, dtype)).ToArray());

    internal static Literal Of(DType dtype, Seq<long> shape, IEnumerable<ScalarValue> values) => dtype.IsFloat()
        ? Of(dtype, shape, values.Select(v => v.Float))
        : Of(dtype, shape, values.Select(v => v.Integer));

    public static Literal Scalar(DType dtype, double value) => dtype.IsFloat()
        ? Of(dtype, default, [value])
        : Of(dtype, default, [Rounding.ToInteger(value, dtype)]);

    public static Literal Scalar(DType dtype, long value) => dtype.IsFloat()
        ? Of(dtype, default, [(double)value])
        : Of(dtype, default, [value]);

    /// <summary>Element i as a double; exact for everything but i64 beyond 2^53.</summary>
    public double Float(int i) => _floats is null ? _integers![i] : _floats[i];

    /// <summary>Element i of an integer or bool literal.</summary>
    public long Integer(int i) => _integers is null ? throw new InvalidOperationException($"{DType.Name()} literal read as integer") : _integers[i];

    internal ScalarValue Value(long i) => new(_floats is null ? 0 : _floats[i], _integers is null ? 0 : _integers[i]);

    public Literal Reshape(Seq<long> shape) => new(DType, shape, _floats, _integers);

    /// <summary>The part at one index of the leading axis.</summary>
    public Literal At(int index)
    {
        var shape = Shape.RemoveAt(0);
        var size = Shape[0] == 0 ? 0 : Count / (int)Shape[0];
        return new(DType, shape, Part(_floats, index * size, size), Part(_integers, index * size, size));
    }

    /// <summary>Joins parts along a new leading axis; the result's dtype and shape are given for the case of no parts.</summary>
    public static Literal Stack(DType dtype, Seq<long> shape, IReadOnlyList<Literal> parts) => dtype.IsFloat()
        ? new(dtype, shape, parts.SelectMany(p => p._floats!).ToArray(), null)
        : new(dtype, shape, null, parts.SelectMany(p => p._integers!).ToArray());

    private static T[]? Part<T>(T[]? elements, int start, int count)
    {
        if (elements is null) return null;
        var part = new T[count];
        Array.Copy(elements, start, part, 0, count);
        return part;
    }

    /// <summary>True when all elements have the same bits (an empty literal has no such value).</summary>
    public bool IsSplat
    {
        get
        {
            if (Count == 0) return false;
            for (var i = 1; i < Count; i++)
            {
                if (!SameBits(this, i, this, 0)) return false;
            }
            return true;
        }
    }

    private static bool SameBits(Literal a, int i, Literal b, int j) => a._floats is null
        ? a._integers![i] == b._integers![j]
        : BitConverter.DoubleToInt64Bits(a._floats[i]) == BitConverter.DoubleToInt64Bits(b._floats![j]);

    public bool Equals(Literal? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || DType != other.DType || Shape != other.Shape) return false;
        for (var i = 0; i < Count; i++)
        {
            if (!SameBits(this, i, other, i)) return false;
        }
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Literal);

    public override int GetHashCode()
    {
        var hash = (int)DType * 31 + Shape.GetHashCode();
        for (var i = 0; i < Math.Min(Count, 32); i++) hash = unchecked(hash * 31 + Float(i).GetHashCode());
        return hash;
    }
}
