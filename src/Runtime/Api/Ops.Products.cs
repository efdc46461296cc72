using System;
using GraphCompiler.Eager;
using GraphCompiler.IR;

namespace GraphCompiler;

// Products of matrices and what normalises rows.
public static partial class Ops
{
    /// <summary>
    /// Matrix product over the last two axes, the leading ones broadcast. A rank-1 x is a row, a rank-1 y a column, and the result
    /// lacks that axis.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>; integers wrap.</typeparam>
    /// <param name="x">[…, M, K] or [K].</param>
    /// <param name="y">[…, K, N] or [K].</param>
    /// <param name="transposeX">Whether x is stored as […, K, M].</param>
    /// <param name="transposeY">Whether y is stored as […, N, K].</param>
    /// <returns>[…, M, N].</returns>
    /// <exception cref="OpException">The inner sizes differ, the leading axes do not broadcast, a rank is 0, or the dtype is not accepted.</exception>
    public static Tensor<T> MatMul<T>(Tensor<T> x, Tensor<T> y, bool transposeX = false, bool transposeY = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return PreparedCall.Run<T>(OpTable.MatMul, [x, y], Bool(transposeX), Bool(transposeY));
    }

    /// <summary>e^x divided by its sum along an axis, shifted by the maximum so that nothing overflows.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to normalise along.</param>
    /// <returns>A new tensor of the shape of x.</returns>
    /// <exception cref="OpException">The axis is out of range, or the dtype is not accepted.</exception>
    public static Tensor<T> Softmax<T>(Tensor<T> x, int axis = -1) where T : unmanaged => Call(OpTable.Softmax, x, Int(axis));

    /// <summary>log of softmax, computed without dividing: x - logsumexp(x).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to normalise along.</param>
    /// <returns>A new tensor of the shape of x.</returns>
    /// <exception cref="OpException">The axis is out of range, or the dtype is not accepted.</exception>
    public static Tensor<T> LogSoftmax<T>(Tensor<T> x, int axis = -1) where T : unmanaged => Call(OpTable.LogSoftmax, x, Int(axis));

    /// <summary>(x - mean) / √(variance + epsilon) * weight + bias, with mean and variance over the axes from axis on.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="weight">Broadcasts to x; usually the normalised sizes.</param>
    /// <param name="bias">Broadcasts to x; usually the normalised sizes.</param>
    /// <param name="axis">The first axis to normalise over; all after it take part.</param>
    /// <param name="epsilon">Added under the root.</param>
    /// <returns>A new tensor of the shape of x.</returns>
    /// <exception cref="OpException">The axis is out of range, weight or bias do not fit, or the dtype is not accepted.</exception>
    public static Tensor<T> LayerNorm<T>(Tensor<T> x, Tensor<T> weight, Tensor<T> bias, int axis = -1, double epsilon = 1e-5) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        return PreparedCall.Run<T>(OpTable.LayerNorm, [x, weight, bias], Int(axis), new Attr.Float(epsilon));
    }

    /// <summary>x / √(mean of x² + epsilon) * weight, with the mean over the axes from axis on.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="weight">Broadcasts to x; usually the normalised sizes.</param>
    /// <param name="axis">The first axis to normalise over; all after it take part.</param>
    /// <param name="epsilon">Added under the root.</param>
    /// <returns>A new tensor of the shape of x.</returns>
    /// <exception cref="OpException">The axis is out of range, weight does not fit, or the dtype is not accepted.</exception>
    public static Tensor<T> RmsNorm<T>(Tensor<T> x, Tensor<T> weight, int axis = -1, double epsilon = 1e-5) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        return PreparedCall.Run<T>(OpTable.RmsNorm, [x, weight], Int(axis), new Attr.Float(epsilon));
    }
}
