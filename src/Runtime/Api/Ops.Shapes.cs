using System;
using GraphCompiler.IR;

namespace GraphCompiler;

// Other shapes and other orders of the same elements.
public static partial class Ops
{
    /// <summary>The elements in row-major order under another shape of the same element count.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="shape">The new sizes; one may be -1 and is then computed.</param>
    /// <exception cref="OpException">The element counts differ, or the -1 cannot be computed.</exception>
    public static Tensor<T> Reshape<T>(Tensor<T> x, params int[] shape) where T : unmanaged => Call(OpTable.Reshape, x, Dims(shape));

    /// <summary>Inserts axes of size 1.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">Where the new axes stand in the result, counted from its end when negative.</param>
    /// <exception cref="OpException">An axis is out of range or comes twice.</exception>
    public static Tensor<T> ExpandDims<T>(Tensor<T> x, params int[] axis) where T : unmanaged => Call(OpTable.ExpandDims, x, Ints(axis));

    /// <summary>Removes every axis of size 1.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Squeeze<T>(Tensor<T> x) where T : unmanaged => Call(OpTable.Squeeze, x, Attr.Absent.Value);

    /// <summary>Removes axes of size 1.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to remove.</param>
    /// <exception cref="OpException">An axis is out of range, comes twice, or has another size than 1.</exception>
    public static Tensor<T> Squeeze<T>(Tensor<T> x, params int[] axis) where T : unmanaged => Call(OpTable.Squeeze, x, Ints(axis));

    /// <summary>Reverses the order of the axes: a matrix is transposed.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Transpose<T>(Tensor<T> x) where T : unmanaged => Call(OpTable.Transpose, x, Attr.Absent.Value);

    /// <summary>Permutes the axes: axis i of the result is axis perm[i] of x.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="perm">Each axis of x once.</param>
    /// <exception cref="OpException">perm is not a permutation of the axes.</exception>
    public static Tensor<T> Transpose<T>(Tensor<T> x, params int[] perm) where T : unmanaged => Call(OpTable.Transpose, x, Ints(perm));

    /// <summary>Repeats the elements to fill a shape: axes are aligned at the end, each is equal or has size 1 in x.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A shape that broadcasts to the new one.</param>
    /// <param name="shape">The result's shape.</param>
    /// <exception cref="OpException">x does not broadcast to the shape.</exception>
    public static Tensor<T> BroadcastTo<T>(Tensor<T> x, params int[] shape) where T : unmanaged => Call(OpTable.BroadcastTo, x, Dims(shape));

    /// <summary>
    /// The elements start, start + step, … before stop of each axis. numpy's rules: negative positions count from the end, positions
    /// outside the axis are limited to it.
    /// </summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="starts">First position, per axis.</param>
    /// <param name="stops">Position before which the slice ends, per axis; -size - 1 or less lets a backward slice reach the first element.</param>
    /// <param name="steps">Step per axis, not 0; 1 when null.</param>
    /// <param name="axes">The axes that the others are for; the leading ones when null.</param>
    /// <exception cref="OpException">The lists differ in length, an axis is out of range or comes twice, or a step is 0.</exception>
    public static Tensor<T> Slice<T>(Tensor<T> x, int[] starts, int[] stops, int[]? steps = null, int[]? axes = null) where T : unmanaged =>
        Call(OpTable.Slice, x, Dims(starts), Dims(stops), steps is null ? Attr.Absent.Value : Ints(steps), axes is null ? Attr.Absent.Value : Ints(axes));

    /// <summary>Reverses the order of the elements along every axis.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Flip<T>(Tensor<T> x) where T : unmanaged => Call(OpTable.Flip, x, Attr.Absent.Value);

    /// <summary>Reverses the order of the elements along axes.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to reverse.</param>
    /// <exception cref="OpException">An axis is out of range or comes twice.</exception>
    public static Tensor<T> Flip<T>(Tensor<T> x, params int[] axis) where T : unmanaged => Call(OpTable.Flip, x, Ints(axis));
}
