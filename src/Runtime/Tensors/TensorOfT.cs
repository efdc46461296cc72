using System;
using System.Runtime.CompilerServices;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler;

/// <summary>
/// An n-dimensional array of numbers or truth values, contiguous in row-major order. T is float, double, int, long or bool, and for
/// storage Half, BFloat16, sbyte or byte.
/// </summary>
/// <remarks>
/// Disposing gives the memory back at once and is optional: the collector does it later. A tensor that has been disposed throws
/// <see cref="ObjectDisposedException"/> on every use. Tensors may be read from several threads at a time.
/// </remarks>
public sealed unsafe partial class Tensor<T> : IDisposable
    where T : unmanaged
{
    // Small tensors live in arrays: a finalizable object costs more than most of them take to compute.
    private const int MaxArrayBytes = 16 * 1024;

    private readonly Shape _shape;
    private T[]? _array;
    private NativeBlock? _block;

    /// <summary>A tensor of undefined content.</summary>
    internal Tensor(Shape shape)
    {
        _ = ElementType.Of<T>();
        _shape = shape;
        var bytes = (long)shape.Count * sizeof(T);
        if (bytes <= MaxArrayBytes) _array = GC.AllocateUninitializedArray<T>(shape.Count);
        else _block = BlockPool.Rent((nuint)bytes);
    }

    /// <summary>Sizes of the axes.</summary>
    /// <exception cref="ObjectDisposedException"/>
    public Shape Shape
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            CheckAlive();
            return _shape;
        }
    }

    /// <summary>Number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>Number of elements.</summary>
    public int Count => Shape.Count;

    /// <summary>The element type's name in the IR: f32 for float.</summary>
    public DType DType => ElementType.Of<T>();

    /// <summary>The elements for kernels. Keep the tensor alive while they run.</summary>
    /// <exception cref="ObjectDisposedException"/>
    public Buffer<T> Buffer
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _array is { } array ? new Buffer<T>(array)
            : _block is { } block ? new Buffer<T>(block.Memory, _shape.Count)
            : throw Disposed();
    }

    /// <summary>The elements in row-major order; writing changes the tensor. Valid while the tensor is alive and not disposed.</summary>
    /// <exception cref="ObjectDisposedException"/>
    public Span<T> AsSpan() => _array is { } array ? array
        : _block is { } block ? new Span<T>(block.Memory, _shape.Count)
        : throw Disposed();

    /// <summary>A copy of the elements in row-major order.</summary>
    /// <exception cref="ObjectDisposedException"/>
    public T[] ToArray()
    {
        var copy = AsSpan().ToArray();
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>The value of a tensor with one element.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
    /// <exception cref="ObjectDisposedException"/>
    public T Item()
    {
        if (Shape.Count != 1) throw new InvalidOperationException($"Item: the shape {Shape} has {Shape.Count} elements; one is needed");
        var value = Buffer.Ref;
        GC.KeepAlive(this);
        return value;
    }

    /// <summary>A tensor of its own with the same elements.</summary>
    /// <exception cref="ObjectDisposedException"/>
    public Tensor<T> Clone()
    {
        var copy = new Tensor<T>(Shape);
        AsSpan().CopyTo(copy.AsSpan());
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>Gives the memory back. Afterwards every use throws; disposing again does nothing.</summary>
    public void Dispose()
    {
        _array = null;
        _block?.Dispose();
        _block = null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckAlive()
    {
        if (_array is null && _block is null) throw Disposed();
    }

    private ObjectDisposedException Disposed() =>
        new($"Tensor<{typeof(T).Name}>", $"the tensor {DType.Name()}{_shape} has been disposed");
}
