using System;
using System.Numerics.Tensors;

namespace GraphCompiler;

public static partial class Tensor
{
    /// <summary>A tensor with a copy of the elements, in row-major order whatever the strides of the source.</summary>
    /// <exception cref="ArgumentException">There are too many elements.</exception>
    /// <exception cref="NotSupportedException">T is no element type of tensors.</exception>
    public static Tensor<T> FromSpan<T>(in ReadOnlyTensorSpan<T> source)
        where T : unmanaged
    {
        var lengths = source.Lengths;
        // There a span without axes has no elements, not one.
        var sizes = new int[Math.Max(lengths.Length, 1)];
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            if (lengths[axis] > int.MaxValue)
                throw new ArgumentException($"Tensor.FromSpan: axis {axis} has the length {lengths[axis]}; at most {int.MaxValue} is allowed");
            sizes[axis] = (int)lengths[axis];
        }
        var result = new Tensor<T>(new Shape(sizes));
        if (result.Count > 0) source.FlattenTo(result.AsSpan());
        GC.KeepAlive(result);
        return result;
    }
}

public sealed unsafe partial class Tensor<T>
{
    /// <summary>
    /// The elements for <c>System.Numerics.Tensors</c>, a scalar as one element of rank 1; writing changes the tensor. Valid while the
    /// tensor is alive and not disposed.
    /// </summary>
    /// <exception cref="ObjectDisposedException"/>
    public TensorSpan<T> AsTensorSpan() => new(AsSpan(), Lengths());

    /// <summary>
    /// The elements for <c>System.Numerics.Tensors</c>, a scalar as one element of rank 1. Valid while the tensor is alive and not disposed.
    /// </summary>
    /// <exception cref="ObjectDisposedException"/>
    public ReadOnlyTensorSpan<T> AsReadOnlyTensorSpan() => new(AsSpan(), Lengths());

    private nint[] Lengths()
    {
        // There a span without axes has no elements, not one.
        if (Rank == 0) return [1];
        var lengths = new nint[Rank];
        for (var axis = 0; axis < lengths.Length; axis++) lengths[axis] = Shape[axis];
        return lengths;
    }
}
