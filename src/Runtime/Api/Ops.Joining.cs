using System;
using GraphCompiler.Eager;
using GraphCompiler.IR;

namespace GraphCompiler;

// Results put together from pieces, and pieces taken out.
public static partial class Ops
{
    /// <summary>Joins tensors along an axis: <c>Concat([a, b], axis: 0)</c>.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="xs">One tensor at least, of rank 1 or more; sizes may differ along the axis only.</param>
    /// <param name="axis">The axis to join along.</param>
    /// <exception cref="OpException">No tensors, other ranks or sizes, or the axis is out of range.</exception>
    public static Tensor<T> Concat<T>(Tensor<T>[] xs, int axis = 0) where T : unmanaged => CallOnAll(OpTable.Concat, xs, Int(axis));

    /// <summary>Joins tensors of one shape along a new axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="xs">One tensor at least.</param>
    /// <param name="axis">The new axis in the result, counted from its end when negative.</param>
    /// <exception cref="OpException">No tensors, shapes that differ, or the axis is out of range.</exception>
    public static Tensor<T> Stack<T>(Tensor<T>[] xs, int axis = 0) where T : unmanaged => CallOnAll(OpTable.Stack, xs, Int(axis));

    /// <summary>Cuts a tensor into equal pieces along an axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="sections">Number of pieces; divides the size of the axis.</param>
    /// <param name="axis">The axis to cut.</param>
    /// <exception cref="ArgumentException">sections is less than 1 or does not divide the size.</exception>
    /// <exception cref="OpException">The axis is out of range.</exception>
    public static Tensor<T>[] Split<T>(Tensor<T> x, int sections, int axis = 0) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        var size = x.Shape[AxisOf(x, axis)];
        if (sections < 1 || size % sections != 0)
            throw new ArgumentException($"split: {sections} sections do not divide axis {axis} of size {size}; use the positions to cut at instead", nameof(sections));
        var cuts = new int[sections - 1];
        for (var i = 0; i < cuts.Length; i++) cuts[i] = (i + 1) * (size / sections);
        return Split(x, cuts, axis);
    }

    /// <summary>Cuts a tensor along an axis at positions: <c>[2, 5]</c> gives 0..2, 2..5 and 5 to the end, as numpy has it.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="indices">The positions; those outside of the axis are limited to it, negative ones count from the end.</param>
    /// <param name="axis">The axis to cut.</param>
    /// <exception cref="OpException">The axis is out of range.</exception>
    public static Tensor<T>[] Split<T>(Tensor<T> x, int[] indices, int axis = 0) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        var size = x.Shape[AxisOf(x, axis)];
        var pieces = new Tensor<T>[indices.Length + 1];
        for (var i = 0; i < pieces.Length; i++)
            pieces[i] = Slice(x, [i == 0 ? 0 : indices[i - 1]], [i == indices.Length ? size : indices[i]], axes: [axis]);
        return pieces;
    }

    /// <summary>Surrounds a tensor with a value: before[i] elements before and after[i] after those of axis i.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="before">Elements to add before each axis, not negative.</param>
    /// <param name="after">Elements to add after each axis, not negative.</param>
    /// <param name="value">What to add, converted to the element type.</param>
    /// <exception cref="OpException">before or after has not one size per axis, or a negative one.</exception>
    public static Tensor<T> Pad<T>(Tensor<T> x, int[] before, int[] after, double value = 0) where T : unmanaged =>
        Call(OpTable.Pad, x, Dims(before), Dims(after), new Attr.Float(value));

    /// <summary>The elements of a tensor at indices along an axis, which the axes of the indices replace.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <typeparam name="TIndex"><see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="indices">Any shape; from -n to n-1 for an axis of size n.</param>
    /// <param name="axis">The axis to look up in.</param>
    /// <exception cref="OpException">The axis or an index is out of range, or the indices are no integers.</exception>
    public static Tensor<T> Take<T, TIndex>(Tensor<T> x, Tensor<TIndex> indices, int axis = 0)
        where T : unmanaged
        where TIndex : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        return PreparedCall.Run<T>(OpTable.Gather, [x, indices], Int(axis));
    }

    private static Tensor<T> CallOnAll<T>(OpDef op, Tensor<T>[] xs, params Attr[] attributes) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(xs);
        foreach (var x in xs) ArgumentNullException.ThrowIfNull(x, nameof(xs));
        return PreparedCall.Run<T>(op, Array.ConvertAll(xs, x => (ITensor)x), attributes);
    }

    /// <summary>The axis made non-negative, with the error that slicing along it would give.</summary>
    private static int AxisOf<T>(Tensor<T> x, int axis) where T : unmanaged
    {
        if (axis < -x.Rank || axis >= x.Rank) Slice(x, [0], [0], axes: [axis]);
        return axis < 0 ? axis + x.Rank : axis;
    }
}
