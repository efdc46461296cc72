using GraphCompiler.IR;

namespace GraphCompiler;

// Reductions: over all axes, over one, or over several. Reduced axes disappear, or stay with size 1 where keepDims is true.
public static partial class Ops
{
    /// <summary>Sum of all elements; 0 for no elements. Integers wrap.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1; otherwise the result has rank 0.</param>
    /// <exception cref="OpException">The dtype is not accepted.</exception>
    public static Tensor<T> Sum<T>(Tensor<T> x, bool keepDims = false) where T : unmanaged => Call(OpTable.Sum, x, Attr.Absent.Value, Bool(keepDims));

    /// <summary>Sum along an axis; 0 for no elements. Integers wrap.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to reduce.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="OpException">The axis is out of range, or the dtype is not accepted.</exception>
    public static Tensor<T> Sum<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged => Call(OpTable.Sum, x, Ints(axis), Bool(keepDims));

    /// <summary>Sum along axes; 0 for no elements. Integers wrap.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to reduce; none leave the elements as they are.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="OpException">An axis is out of range or comes twice, or the dtype is not accepted.</exception>
    public static Tensor<T> Sum<T>(Tensor<T> x, int[] axis, bool keepDims = false) where T : unmanaged => Call(OpTable.Sum, x, Ints(axis), Bool(keepDims));

    /// <summary>Product of all elements; 1 for no elements. Integers wrap.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1; otherwise the result has rank 0.</param>
    /// <exception cref="OpException">The dtype is not accepted.</exception>
    public static Tensor<T> Prod<T>(Tensor<T> x, bool keepDims = false) where T : unmanaged => Call(OpTable.Prod, x, Attr.Absent.Value, Bool(keepDims));

    /// <summary>Product along an axis; 1 for no elements. Integers wrap.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to reduce.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="OpException">The axis is out of range, or the dtype is not accepted.</exception>
    public static Tensor<T> Prod<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged => Call(OpTable.Prod, x, Ints(axis), Bool(keepDims));

    /// <summary>Product along axes; 1 for no elements. Integers wrap.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to reduce; none leave the elements as they are.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="OpException">An axis is out of range or comes twice, or the dtype is not accepted.</exception>
    public static Tensor<T> Prod<T>(Tensor<T> x, int[] axis, bool keepDims = false) where T : unmanaged => Call(OpTable.Prod, x, Ints(axis), Bool(keepDims));

    /// <summary>Largest element; NaN where there is one.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1; otherwise the result has rank 0.</param>
    /// <exception cref="OpException">The tensor has no elements, or the dtype is not accepted.</exception>
    public static Tensor<T> Max<T>(Tensor<T> x, bool keepDims = false) where T : unmanaged => Call(OpTable.Max, x, Attr.Absent.Value, Bool(keepDims), Bool(false));

    /// <summary>Largest element along an axis; NaN where there is one.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to reduce.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="OpException">The axis is out of range, or a reduced axis has no elements, or the dtype is not accepted.</exception>
    public static Tensor<T> Max<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged => Call(OpTable.Max, x, Ints(axis), Bool(keepDims), Bool(false));

    /// <summary>Largest element along axes; NaN where there is one.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to reduce; none leave the elements as they are.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="OpException">An axis is out of range or comes twice, or a reduced axis has no elements, or the dtype is not accepted.</exception>
    public static Tensor<T> Max<T>(Tensor<T> x, int[] axis, bool keepDims = false) where T : unmanaged => Call(OpTable.Max, x, Ints(axis), Bool(keepDims), Bool(false));

    /// <summary>Smallest element; NaN where there is one.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1; otherwise the result has rank 0.</param>
    /// <exception cref="OpException">The tensor has no elements, or the dtype is not accepted.</exception>
    public static Tensor<T> Min<T>(Tensor<T> x, bool keepDims = false) where T : unmanaged => Call(OpTable.Min, x, Attr.Absent.Value, Bool(keepDims), Bool(false));

    /// <summary>Smallest element along an axis; NaN where there is one.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to reduce.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="OpException">The axis is out of range, or a reduced axis has no elements, or the dtype is not accepted.</exception>
    public static Tensor<T> Min<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged => Call(OpTable.Min, x, Ints(axis), Bool(keepDims), Bool(false));

    /// <summary>Smallest element along axes; NaN where there is one.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to reduce; none leave the elements as they are.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="OpException">An axis is out of range or comes twice, or a reduced axis has no elements, or the dtype is not accepted.</exception>
    public static Tensor<T> Min<T>(Tensor<T> x, int[] axis, bool keepDims = false) where T : unmanaged => Call(OpTable.Min, x, Ints(axis), Bool(keepDims), Bool(false));

    /// <summary>Whether some element is true; false for no elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1; otherwise the result has rank 0.</param>
    public static Tensor<bool> Any(Tensor<bool> x, bool keepDims = false) => Call(OpTable.AnyTrue, x, Attr.Absent.Value, Bool(keepDims));

    /// <summary>Whether some element along the axis is true; false for no elements.</summary>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to reduce.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="OpException">The axis is out of range.</exception>
    public static Tensor<bool> Any(Tensor<bool> x, int axis, bool keepDims = false) => Call(OpTable.AnyTrue, x, Ints(axis), Bool(keepDims));

    /// <summary>Whether some element along the axes is true; false for no elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to reduce; none leave the elements as they are.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="OpException">An axis is out of range or comes twice.</exception>
    public static Tensor<bool> Any(Tensor<bool> x, int[] axis, bool keepDims = false) => Call(OpTable.AnyTrue, x, Ints(axis), Bool(keepDims));

    /// <summary>Whether every element is true; true for no elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1; otherwise the result has rank 0.</param>
    public static Tensor<bool> All(Tensor<bool> x, bool keepDims = false) => Call(OpTable.AllTrue, x, Attr.Absent.Value, Bool(keepDims));

    /// <summary>Whether every element along the axis is true; true for no elements.</summary>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to reduce.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="OpException">The axis is out of range.</exception>
    public static Tensor<bool> All(Tensor<bool> x, int axis, bool keepDims = false) => Call(OpTable.AllTrue, x, Ints(axis), Bool(keepDims));

    /// <summary>Whether every element along the axes is true; true for no elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to reduce; none leave the elements as they are.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="OpException">An axis is out of range or comes twice.</exception>
    public static Tensor<bool> All(Tensor<bool> x, int[] axis, bool keepDims = false) => Call(OpTable.AllTrue, x, Ints(axis), Bool(keepDims));

    /// <summary>Arithmetic mean of all elements; NaN for no elements.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1; otherwise the result has rank 0.</param>
    /// <exception cref="OpException">The dtype is not accepted.</exception>
    public static Tensor<T> Mean<T>(Tensor<T> x, bool keepDims = false) where T : unmanaged => Call(OpTable.Mean, x, Attr.Absent.Value, Bool(keepDims));

    /// <summary>Arithmetic mean along an axis; NaN for no elements.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to reduce.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="OpException">The axis is out of range, or the dtype is not accepted.</exception>
    public static Tensor<T> Mean<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged => Call(OpTable.Mean, x, Ints(axis), Bool(keepDims));

    /// <summary>Arithmetic mean along axes; NaN for no elements.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to reduce; none leave the elements as they are.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="OpException">An axis is out of range or comes twice, or the dtype is not accepted.</exception>
    public static Tensor<T> Mean<T>(Tensor<T> x, int[] axis, bool keepDims = false) where T : unmanaged => Call(OpTable.Mean, x, Ints(axis), Bool(keepDims));

    /// <summary>log Σ e^x over all elements, shifted by the maximum so that nothing overflows; -∞ for no elements.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1; otherwise the result has rank 0.</param>
    /// <exception cref="OpException">The dtype is not accepted.</exception>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, bool keepDims = false) where T : unmanaged => Call(OpTable.LogSumExp, x, Attr.Absent.Value, Bool(keepDims));

    /// <summary>log Σ e^x along an axis, shifted by the maximum so that nothing overflows; -∞ for no elements.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to reduce.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="OpException">The axis is out of range, or the dtype is not accepted.</exception>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged => Call(OpTable.LogSumExp, x, Ints(axis), Bool(keepDims));

    /// <summary>log Σ e^x along axes, shifted by the maximum so that nothing overflows; -∞ for no elements.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to reduce; none leave the elements as they are.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1.</param>
    /// <exception cref="OpException">An axis is out of range or comes twice, or the dtype is not accepted.</exception>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, int[] axis, bool keepDims = false) where T : unmanaged => Call(OpTable.LogSumExp, x, Ints(axis), Bool(keepDims));

    /// <summary>Variance of all elements: the sum of squared distances from the mean, divided by count - correction.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="correction">Taken off the count: 0 for a population (numpy), 1 for a sample (PyTorch).</param>
    /// <exception cref="OpException">The dtype is not accepted.</exception>
    public static Tensor<T> Var<T>(Tensor<T> x, bool keepDims = false, int correction = 0) where T : unmanaged =>
        Call(OpTable.Var, x, Attr.Absent.Value, Bool(keepDims), Int(correction));

    /// <summary>Variance along an axis: the sum of squared distances from the mean, divided by count - correction.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis to reduce.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="correction">Taken off the count: 0 for a population (numpy), 1 for a sample (PyTorch).</param>
    /// <exception cref="OpException">The axis is out of range, or the dtype is not accepted.</exception>
    public static Tensor<T> Var<T>(Tensor<T> x, int axis, bool keepDims = false, int correction = 0) where T : unmanaged =>
        Call(OpTable.Var, x, Ints(axis), Bool(keepDims), Int(correction));

    /// <summary>Variance along axes: the sum of squared distances from the mean, divided by count - correction.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes to reduce.</param>
    /// <param name="keepDims">Whether reduced axes stay, with size 1.</param>
    /// <param name="correction">Taken off the count: 0 for a population (numpy), 1 for a sample (PyTorch).</param>
    /// <exception cref="OpException">An axis is out of range or comes twice, or the dtype is not accepted.</exception>
    public static Tensor<T> Var<T>(Tensor<T> x, int[] axis, bool keepDims = false, int correction = 0) where T : unmanaged =>
        Call(OpTable.Var, x, Ints(axis), Bool(keepDims), Int(correction));

    /// <summary>Index of the largest element in row-major order: the first of equals, or the first NaN.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape, with one element at least.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1; otherwise the result has rank 0.</param>
    /// <exception cref="OpException">The tensor has no elements, or the dtype is not accepted.</exception>
    public static Tensor<long> ArgMax<T>(Tensor<T> x, bool keepDims = false) where T : unmanaged =>
        Call<T, long>(OpTable.ArgMax, x, Attr.Absent.Value, Bool(keepDims));

    /// <summary>Index of the largest element along an axis: the first of equals, or the first NaN.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to search; it has one element at least.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="OpException">The axis is out of range or empty, or the dtype is not accepted.</exception>
    public static Tensor<long> ArgMax<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged =>
        Call<T, long>(OpTable.ArgMax, x, Int(axis), Bool(keepDims));

    /// <summary>Index of the smallest element in row-major order: the first of equals, or the first NaN.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape, with one element at least.</param>
    /// <param name="keepDims">Whether the axes stay, with size 1; otherwise the result has rank 0.</param>
    /// <exception cref="OpException">The tensor has no elements, or the dtype is not accepted.</exception>
    public static Tensor<long> ArgMin<T>(Tensor<T> x, bool keepDims = false) where T : unmanaged =>
        Call<T, long>(OpTable.ArgMin, x, Attr.Absent.Value, Bool(keepDims));

    /// <summary>Index of the smallest element along an axis: the first of equals, or the first NaN.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis to search; it has one element at least.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="OpException">The axis is out of range or empty, or the dtype is not accepted.</exception>
    public static Tensor<long> ArgMin<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged =>
        Call<T, long>(OpTable.ArgMin, x, Int(axis), Bool(keepDims));
}
