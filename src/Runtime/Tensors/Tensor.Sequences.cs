using System;
using System.Numerics;
using GraphCompiler.Kernels;

namespace GraphCompiler;

public static partial class Tensor
{
    /// <summary>0, 1, 2, … below <paramref name="stop"/>.</summary>
    /// <inheritdoc cref="Arange{T}(T, T, T)"/>
    public static Tensor<T> Arange<T>(T stop)
        where T : unmanaged, INumber<T> => Arange(T.Zero, stop, T.One);

    /// <summary>start, start + 1, … below <paramref name="stop"/>.</summary>
    /// <inheritdoc cref="Arange{T}(T, T, T)"/>
    public static Tensor<T> Arange<T>(T start, T stop)
        where T : unmanaged, INumber<T> => Arange(start, stop, T.One);

    /// <summary>start + i·step for i = 0, 1, …, as long as it has not come to <paramref name="stop"/>; rank 1.</summary>
    /// <exception cref="ArgumentException">The step is 0, an argument is not finite, or there would be too many elements.</exception>
    /// <exception cref="NotSupportedException">T is no element type of tensors.</exception>
    public static Tensor<T> Arange<T>(T start, T stop, T step)
        where T : unmanaged, INumber<T>
    {
        if (step == T.Zero || !T.IsFinite(start) || !T.IsFinite(stop) || !T.IsFinite(step))
            throw new ArgumentException($"Tensor.Arange: from {start} to {stop} by {step}; the numbers must be finite and the step not 0");
        // Exact for every integer type that tensors have, which decimal or double would not be for long.
        double count;
        if (T.IsInteger(start) && typeof(T) == typeof(long))
        {
            Int128 difference = Int128.CreateChecked(stop) - Int128.CreateChecked(start), by = Int128.CreateChecked(step);
            count = (double)((difference + by - Int128.Sign(by)) / by);
        }
        else
        {
            count = Math.Ceiling((double.CreateChecked(stop) - double.CreateChecked(start)) / double.CreateChecked(step));
        }
        if (count > Array.MaxLength)
            throw new ArgumentException($"Tensor.Arange: from {start} to {stop} by {step} are {count} elements; at most {Array.MaxLength} are allowed");
        var result = new Tensor<T>(new Shape((int)Math.Max(count, 0)));
        var elements = result.AsSpan();
        for (var i = 0; i < elements.Length; i++) elements[i] = start + T.CreateTruncating(i) * step;
        GC.KeepAlive(result);
        return result;
    }

    /// <summary><paramref name="count"/> numbers at equal distances, the first <paramref name="start"/>, the last <paramref name="stop"/>; rank 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="NotSupportedException">T is no element type of tensors.</exception>
    public static Tensor<T> Linspace<T>(T start, T stop, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), count, "Tensor.Linspace: the count must be 0 or more");
        var result = new Tensor<T>(new Shape(count));
        var elements = result.AsSpan();
        // In double precision, so that the steps of narrow types do not accumulate their rounding.
        double first = double.CreateTruncating(start), step = (double.CreateTruncating(stop) - first) / (count - 1);
        for (var i = 0; i < count; i++) elements[i] = T.CreateTruncating(first + i * step);
        if (count > 1) elements[^1] = stop;
        else if (count == 1) elements[0] = start;
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>A square matrix with 1 on the diagonal and 0 elsewhere.</summary>
    /// <inheritdoc cref="Eye{T}(int, int)"/>
    public static Tensor<T> Eye<T>(int size)
        where T : unmanaged => Eye<T>(size, size);

    /// <summary>A matrix with 1 on the diagonal and 0 elsewhere.</summary>
    /// <exception cref="ArgumentException">A size is negative, or there would be too many elements.</exception>
    /// <exception cref="NotSupportedException">T is no element type of tensors.</exception>
    public static Tensor<T> Eye<T>(int rows, int columns)
        where T : unmanaged
    {
        var result = Zeros<T>(rows, columns);
        var elements = result.AsSpan();
        for (var i = 0; i < Math.Min(rows, columns); i++) elements[i * columns + i] = ScalarCast.FromDouble<T>(1);
        GC.KeepAlive(result);
        return result;
    }
}
