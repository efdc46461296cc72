using System;
using GraphCompiler.Kernels;

namespace GraphCompiler;

/// <summary>Makes tensors.</summary>
public static partial class Tensor
{
    /// <summary>A tensor with a copy of the data.</summary>
    /// <param name="data">Elements in row-major order.</param>
    /// <param name="shape">Sizes of the axes; none for a scalar.</param>
    /// <exception cref="ArgumentException">The shape is not valid, or has another number of elements than there are data.</exception>
    /// <exception cref="NotSupportedException">T is no element type of tensors.</exception>
    public static Tensor<T> Create<T>(ReadOnlySpan<T> data, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        var target = new Shape(shape);
        if (data.Length != target.Count)
        {
            throw new ArgumentException($"Tensor.Create: the shape {target} has {(target.Count == 1 ? "1 element" : $"{target.Count} elements")}, the data have {data.Length}"
                + (shape.IsEmpty ? $"; a vector of them is Tensor.Create(data, {data.Length})" : ""), nameof(data));
        }
        var result = new Tensor<T>(target);
        data.CopyTo(result.AsSpan());
        return result;
    }

    /// <inheritdoc cref="Create{T}(ReadOnlySpan{T}, ReadOnlySpan{int})"/>
    public static Tensor<T> Create<T>(T[] data, params ReadOnlySpan<int> shape)
        where T : unmanaged => Create((ReadOnlySpan<T>)(data ?? throw new ArgumentNullException(nameof(data))), shape);

    /// <summary>A tensor of rank 0.</summary>
    public static Tensor<T> Scalar<T>(T value)
        where T : unmanaged
    {
        var result = new Tensor<T>(default);
        result.Buffer.Ref = value;
        return result;
    }

    /// <summary>All elements 0 (false).</summary>
    /// <exception cref="ArgumentException">The shape is not valid.</exception>
    public static Tensor<T> Zeros<T>(params ReadOnlySpan<int> shape)
        where T : unmanaged => Filled<T>(new Shape(shape), default);

    /// <summary>All elements 1 (true).</summary>
    /// <exception cref="ArgumentException">The shape is not valid.</exception>
    public static Tensor<T> Ones<T>(params ReadOnlySpan<int> shape)
        where T : unmanaged => Filled(new Shape(shape), ScalarCast.FromDouble<T>(1));

    /// <summary>All elements <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The shape is not valid.</exception>
    public static Tensor<T> Full<T>(ReadOnlySpan<int> shape, T value)
        where T : unmanaged => Filled(new Shape(shape), value);

    /// <summary>Elements of undefined content, for code that writes them all.</summary>
    /// <exception cref="ArgumentException">The shape is not valid.</exception>
    public static Tensor<T> Uninitialized<T>(params ReadOnlySpan<int> shape)
        where T : unmanaged => new(new Shape(shape));

    internal static Tensor<T> Filled<T>(Shape shape, T value)
        where T : unmanaged
    {
        var result = new Tensor<T>(shape);
        result.AsSpan().Fill(value);
        return result;
    }
}
