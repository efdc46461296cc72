using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>What stands in an operand's place: a tensor, or one value for all elements.</summary>
internal readonly struct Operand<T>
    where T : unmanaged
{
    public Operand(Tensor<T> tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        Tensor = tensor;
    }

    public Operand(T scalar) => Scalar = scalar;

    /// <summary>null for a value.</summary>
    public Tensor<T>? Tensor { get; }

    public T Scalar { get; }

    public Shape Shape => Tensor?.Shape ?? default;

    public TensorType Type => Tensor is null ? TensorType.Scalar(ElementType.Of<T>()) : EagerInference.TypeOf(Tensor);

    public bool IsOne => Tensor is null || Tensor.Shape.Count == 1;

    /// <summary>The tensor's first element; a value's own place, which the caller provides.</summary>
    public ref T Start(ref T scalar)
    {
        if (Tensor is null) return ref scalar;
        return ref Tensor.Buffer.Ref;
    }
}
