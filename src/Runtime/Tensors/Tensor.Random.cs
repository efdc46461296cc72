using System;
using GraphCompiler.Kernels;

namespace GraphCompiler;

public static partial class Tensor
{
    /// <summary>Independent standard normal numbers: mean 0, variance 1.</summary>
    /// <param name="key">The same key and shape give the same tensor, whatever the number of threads.</param>
    /// <param name="shape">Sizes of the axes; none for a scalar.</param>
    /// <exception cref="ArgumentException">The shape is not valid.</exception>
    public static Tensor<float> RandomNormal(RandomKey key, params ReadOnlySpan<int> shape) => RandomNormal<float>(key, shape);

    /// <summary>Independent standard normal numbers: mean 0, variance 1. T is float or double.</summary>
    /// <inheritdoc cref="RandomNormal(RandomKey, ReadOnlySpan{int})"/>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Tensor<T> RandomNormal<T>(RandomKey key, params ReadOnlySpan<int> shape)
        where T : unmanaged => Random<T, NormalSingle, NormalDouble>("RandomNormal", key, shape);

    /// <summary>Independent numbers, uniform in [0, 1).</summary>
    /// <inheritdoc cref="RandomNormal(RandomKey, ReadOnlySpan{int})"/>
    public static Tensor<float> RandomUniform(RandomKey key, params ReadOnlySpan<int> shape) => RandomUniform<float>(key, shape);

    /// <summary>Independent numbers, uniform in [0, 1). T is float or double.</summary>
    /// <inheritdoc cref="RandomNormal{T}(RandomKey, ReadOnlySpan{int})"/>
    public static Tensor<T> RandomUniform<T>(RandomKey key, params ReadOnlySpan<int> shape)
        where T : unmanaged => Random<T, UniformSingle, UniformDouble>("RandomUniform", key, shape);

    private static Tensor<T> Random<T, TSingle, TDouble>(string name, RandomKey key, ReadOnlySpan<int> shape)
        where T : unmanaged
        where TSingle : struct, IDistribution
        where TDouble : struct, IDistribution
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Tensor.{name}<{typeof(T).Name}>: elements are float or double; cast the result");
        var result = new Tensor<T>(new Shape(shape));
        if (typeof(T) == typeof(float)) RandomFill.Run<T, TSingle>(key, result);
        else RandomFill.Run<T, TDouble>(key, result);
        return result;
    }
}
