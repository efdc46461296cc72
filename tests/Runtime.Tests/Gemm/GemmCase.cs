using System;
using System.Numerics;
using GraphCompiler.Kernels;

namespace GraphCompiler.Runtime.Tests;

/// <summary>Operands of a matrix product in some memory layout, with the product as a plain triple loop computes it.</summary>
internal sealed class GemmCase<T>
    where T : unmanaged, INumberBase<T>
{
    private readonly T[] _a;
    private readonly T[] _b;
    private readonly int _aStart;
    private readonly int _bStart;

    /// <summary>One product with operands of a random layout.</summary>
    public GemmCase(int m, int n, int k, Random random, Func<Random, T> draw)
    {
        (MatrixStrides aStrides, _aStart, _a) = Layout(m, k, random, draw);
        (MatrixStrides bStrides, _bStart, _b) = Layout(k, n, random, draw);
        Shape = new GemmShape(m, n, k) { A = aStrides, B = bStrides };
    }

    /// <summary>A batch of row-major products.</summary>
    public GemmCase(GemmShape shape, T[] a, T[] b) => (Shape, _a, _b) = (shape, a, b);

    public GemmShape Shape { get; }

    public ref T A => ref At(_a, _aStart);

    public ref T B => ref At(_b, _bStart);

    /// <summary>Row-major results, one product of the batch after the other.</summary>
    public (T[] Values, double[] Magnitudes) Expected(Func<T, T, T> multiply, Func<T, T, T> add)
    {
        var values = new T[Shape.Batch.Count * Shape.M * Shape.N];
        var magnitudes = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (stacked, column) = Math.DivRem(i, Shape.N);
            var (product, row) = Math.DivRem(stacked, Shape.M);
            var (aOffset, bOffset) = Shape.Batch.Offsets(product);
            for (var k = 0; k < Shape.K; k++)
            {
                var x = _a[_aStart + aOffset + row * Shape.A.Row + k * Shape.A.Column];
                var y = _b[_bStart + bOffset + k * Shape.B.Row + column * Shape.B.Column];
                values[i] = add(values[i], multiply(x, y));
                magnitudes[i] += Math.Abs(double.CreateSaturating(x) * double.CreateSaturating(y));
            }
        }
        return (values, magnitudes);
    }

    public override string ToString() => $"M={Shape.M} N={Shape.N} K={Shape.K} A {Shape.A} B {Shape.B} batch {Shape.Batch.Count}";

    private static ref T At(T[] data, int start)
    {
        if (start < data.Length) return ref data[start];
        return ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(data);
    }

    /// <summary>Row-major, transposed, part of a larger matrix, one row for all, backwards, or every other column.</summary>
    private static (MatrixStrides Strides, int Start, T[] Data) Layout(int rows, int columns, Random random, Func<Random, T> draw)
    {
        var more = random.Next(1, 20);
        (nint Row, nint Column) strides = random.Next(8) switch
        {
            0 or 1 => (columns, 1),
            2 or 3 => (1, rows),
            4 => (columns + more, 1),
            5 => (1, rows + more),
            6 => (-columns, 1),
            _ => random.Next(2) == 0 ? (0, 1) : (2 * columns, 2),
        };
        var lowest = strides.Row < 0 ? (rows - 1) * strides.Row : 0;
        var highest = (strides.Row > 0 ? Math.Max(0, rows - 1) * strides.Row : 0) + Math.Max(0, columns - 1) * strides.Column;
        var data = rows == 0 || columns == 0 ? [] : new T[highest - lowest + 1];
        for (var i = 0; i < data.Length; i++) data[i] = draw(random);
        return (new(strides.Row, strides.Column), data.Length == 0 ? 0 : (int)-lowest, data);
    }
}
