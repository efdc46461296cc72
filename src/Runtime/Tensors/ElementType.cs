using System;
using GraphCompiler.IR;

namespace GraphCompiler.Kernels;

/// <summary>Which dtype a C# element type is.</summary>
public static class ElementType
{
    /// <summary>The dtype of <typeparamref name="T"/>. For a known T the JIT makes it a constant.</summary>
    /// <exception cref="NotSupportedException">T is no element type of tensors.</exception>
    public static DType Of<T>()
    {
        if (typeof(T) == typeof(float)) return DType.F32;
        if (typeof(T) == typeof(double)) return DType.F64;
        if (typeof(T) == typeof(int)) return DType.I32;
        if (typeof(T) == typeof(long)) return DType.I64;
        if (typeof(T) == typeof(bool)) return DType.Bool;
        if (typeof(T) == typeof(Half)) return DType.F16;
        if (typeof(T) == typeof(BFloat16)) return DType.BF16;
        if (typeof(T) == typeof(sbyte)) return DType.I8;
        if (typeof(T) == typeof(byte)) return DType.U8;
        throw Unsupported(typeof(T));
    }

    internal static NotSupportedException Unsupported(Type type) =>
        new($"Tensor<{type.Name}>: elements are float, double, int, long or bool, and for storage Half, BFloat16, sbyte or byte");
}
