using System;
using GraphCompiler.Eager;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler;

// Elements that depend on their place.
public static partial class Ops
{
    /// <summary>1 where the position along a new last axis equals the index, 0 elsewhere; an index outside [0, depth) gives zeros only.</summary>
    /// <typeparam name="T">The result's element type.</typeparam>
    /// <param name="indices">Any shape.</param>
    /// <param name="depth">Size of the new axis.</param>
    /// <exception cref="OpException">depth is negative.</exception>
    public static Tensor<T> OneHot<T>(Tensor<int> indices, int depth) where T : unmanaged =>
        Call<int, T>(OpTable.OneHot, indices, Int(depth), new Attr.Type(ElementType.Of<T>()));

    /// <inheritdoc cref="OneHot{T}(Tensor{int}, int)"/>
    public static Tensor<T> OneHot<T>(Tensor<long> indices, int depth) where T : unmanaged =>
        Call<long, T>(OpTable.OneHot, indices, Int(depth), new Attr.Type(ElementType.Of<T>()));

    /// <summary>The index along an axis: 0, 1, 2, ….</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="shape">The result's shape, of rank 1 or more.</param>
    /// <param name="axis">The axis whose index it is.</param>
    /// <exception cref="OpException">A size is negative, the axis is out of range, or the dtype is not accepted.</exception>
    public static Tensor<T> Iota<T>(int[] shape, int axis = 0) where T : unmanaged =>
        PreparedCall.Run<T>(OpTable.Iota, [], Dims(shape), Int(axis), new Attr.Type(ElementType.Of<T>()));

    /// <summary>The lower triangle of the last two axes, up to a diagonal; 0 above.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/>, <see cref="long"/> or <see cref="bool"/>.</typeparam>
    /// <param name="x">Rank 2 or more.</param>
    /// <param name="k">The last diagonal to keep: 0 the main one, positive above it, negative below.</param>
    /// <exception cref="OpException">The rank is less than 2, or the dtype is not accepted.</exception>
    public static Tensor<T> Tril<T>(Tensor<T> x, int k = 0) where T : unmanaged => Call(OpTable.Tril, x, Int(k));

    /// <summary>The upper triangle of the last two axes, from a diagonal; 0 below.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/>, <see cref="long"/> or <see cref="bool"/>.</typeparam>
    /// <param name="x">Rank 2 or more.</param>
    /// <param name="k">The first diagonal to keep: 0 the main one, positive above it, negative below.</param>
    /// <exception cref="OpException">The rank is less than 2, or the dtype is not accepted.</exception>
    public static Tensor<T> Triu<T>(Tensor<T> x, int k = 0) where T : unmanaged => Call(OpTable.Triu, x, Int(k));
}
