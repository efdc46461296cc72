using System;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler;

// One method per source type, so that a call names the target alone: Cast<float>(labels).
public static partial class Ops
{
    /// <summary>
    /// Converts the elements. Float to integer truncates and saturates, NaN gives 0; to bool: not equal to 0; to a narrower integer
    /// wraps; to a narrower float rounds to nearest even.
    /// </summary>
    /// <typeparam name="T">The element type to convert to; any.</typeparam>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Cast<T>(Tensor<float> x) where T : unmanaged => Call<float, T>(OpTable.Cast, x, new Attr.Type(ElementType.Of<T>()));

    /// <inheritdoc cref="Cast{T}(Tensor{float})"/>
    public static Tensor<T> Cast<T>(Tensor<double> x) where T : unmanaged => Call<double, T>(OpTable.Cast, x, new Attr.Type(ElementType.Of<T>()));

    /// <inheritdoc cref="Cast{T}(Tensor{float})"/>
    public static Tensor<T> Cast<T>(Tensor<int> x) where T : unmanaged => Call<int, T>(OpTable.Cast, x, new Attr.Type(ElementType.Of<T>()));

    /// <inheritdoc cref="Cast{T}(Tensor{float})"/>
    public static Tensor<T> Cast<T>(Tensor<long> x) where T : unmanaged => Call<long, T>(OpTable.Cast, x, new Attr.Type(ElementType.Of<T>()));

    /// <inheritdoc cref="Cast{T}(Tensor{float})"/>
    public static Tensor<T> Cast<T>(Tensor<bool> x) where T : unmanaged => Call<bool, T>(OpTable.Cast, x, new Attr.Type(ElementType.Of<T>()));

    /// <inheritdoc cref="Cast{T}(Tensor{float})"/>
    public static Tensor<T> Cast<T>(Tensor<Half> x) where T : unmanaged => Call<Half, T>(OpTable.Cast, x, new Attr.Type(ElementType.Of<T>()));

    /// <inheritdoc cref="Cast{T}(Tensor{float})"/>
    public static Tensor<T> Cast<T>(Tensor<BFloat16> x) where T : unmanaged => Call<BFloat16, T>(OpTable.Cast, x, new Attr.Type(ElementType.Of<T>()));

    /// <inheritdoc cref="Cast{T}(Tensor{float})"/>
    public static Tensor<T> Cast<T>(Tensor<sbyte> x) where T : unmanaged => Call<sbyte, T>(OpTable.Cast, x, new Attr.Type(ElementType.Of<T>()));

    /// <inheritdoc cref="Cast{T}(Tensor{float})"/>
    public static Tensor<T> Cast<T>(Tensor<byte> x) where T : unmanaged => Call<byte, T>(OpTable.Cast, x, new Attr.Type(ElementType.Of<T>()));
}
