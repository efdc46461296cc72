using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>Products against a triple loop: every element type, every width of register, all memory layouts, one and more threads.</summary>
[Collection(nameof(WorkersTests))]
public class GemmTests
{
    private delegate void Multiply<T>(GemmCase<T> product, CheckedEpilogue<T> epilogue) where T : unmanaged, INumberBase<T>;

    private static readonly Dictionary<string, Multiply<float>> s_f32 = Widths<float, Float32Product<CheckedEpilogue<float>>>((p, e) => Gemm.Multiply(p.Shape, in p.A, in p.B, e));
    private static readonly Dictionary<string, Multiply<double>> s_f64 = Widths<double, Float64Product<CheckedEpilogue<double>>>((p, e) => Gemm.Multiply(p.Shape, in p.A, in p.B, e));
    private static readonly Dictionary<string, Multiply<int>> s_i32 = Widths<int, Int32Product<CheckedEpilogue<int>>>((p, e) => Gemm.Multiply(p.Shape, in p.A, in p.B, e));
    private static readonly Dictionary<string, Multiply<long>> s_i64 = Widths<long, Int64Product<CheckedEpilogue<long>>>((p, e) => Gemm.Multiply(p.Shape, in p.A, in p.B, e));

    private static unsafe Dictionary<string, Multiply<T>> Widths<T, TProduct>(Multiply<T> chosen)
        where T : unmanaged, INumberBase<T>
        where TProduct : IGemmProduct<CheckedEpilogue<T>>
    {
        return new()
        {
            ["512"] = Run<F32x16, I32x16, F64x8, I64x8, Fourteen>, ["256"] = Run<F32x8, I32x8, F64x4, I64x4, Six>,
            ["128"] = Run<F32x4, I32x4, F64x2, I64x2, Six>, ["128, 14 rows"] = Run<F32x4, I32x4, F64x2, I64x2, Fourteen>,
            ["one lane"] = Run<F32x1, I32x1, F64x1, I64x1, Six>, ["chosen"] = chosen,
        };

        static void Run<F, I, D, L, TRows>(GemmCase<T> p, CheckedEpilogue<T> e)
            where F : struct, IFloat32Lanes<F, I> where I : struct, IInt32Lanes<I, F>
            where D : struct, IFloat64Lanes<D, L> where L : struct, IInt64Lanes<L, D> where TRows : IConstant
        {
            fixed (T* a = &p.A, b = &p.B) TProduct.Run<F, I, D, L, TRows>(p.Shape, a, b, e);
        }
    }

    public static TheoryData<string> Registers => new(s_f32.Keys);

    private static readonly Lazy<Known<float>[]> s_floats = new(() => Cases(r => (float)(r.NextDouble() - 0.5), (x, y) => x * y, (x, y) => x + y));
    private static readonly Lazy<Known<double>[]> s_doubles = new(() => Cases(r => r.NextDouble() - 0.5, (x, y) => x * y, (x, y) => x + y));
    private static readonly Lazy<Known<int>[]> s_ints = new(() => Cases(r => r.Next(int.MinValue, int.MaxValue), (x, y) => unchecked(x * y), (x, y) => unchecked(x + y)));
    private static readonly Lazy<Known<long>[]> s_longs = new(() => Cases(r => r.NextInt64(long.MinValue, long.MaxValue), (x, y) => unchecked(x * y), (x, y) => unchecked(x + y)));

    [Theory, MemberData(nameof(Registers))]
    public void Products_of_float(string width) => Check(s_floats.Value, s_f32[width], 6e-8);

    [Theory, MemberData(nameof(Registers))]
    public void Products_of_double(string width) => Check(s_doubles.Value, s_f64[width], 1.2e-16);

    [Theory, MemberData(nameof(Registers))]
    public void Products_of_int_wrap(string width) => Check(s_ints.Value, s_i32[width], 0);

    [Theory, MemberData(nameof(Registers))]
    public void Products_of_long_wrap(string width) => Check(s_longs.Value, s_i64[width], 0);

    /// <summary>A product, its result, and the sums of the magnitudes of what was added.</summary>
    private sealed record Known<T>(GemmCase<T> Product, T[] Values, double[] Magnitudes) where T : unmanaged, INumberBase<T>;

    private static Known<T>[] Cases<T>(Func<Random, T> draw, Func<T, T, T> multiply, Func<T, T, T> add)
        where T : unmanaged, INumberBase<T>
    {
        var random = new Random(20);
        return [.. Sizes(random).ToList().Select(size =>
        {
            var product = new GemmCase<T>(size.M, size.N, size.K, random, draw);
            var (values, magnitudes) = product.Expected(multiply, add);
            return new Known<T>(product, values, magnitudes);
        })];
    }

    /// <summary>Errors stay below what rounding every product and every sum can cause; threads change no bit.</summary>
    private static void Check<T>(Known<T>[] cases, Multiply<T> multiply, double unit)
        where T : unmanaged, INumberBase<T>
    {
        foreach (var (product, expected, magnitudes) in cases)
        {
            T[]? first = null;
            foreach (var threads in new[] { 1, 2, 3 })
            {
                using var _ = new ThreadCount(threads);
                var got = Result(multiply, product);
                Assert.Equal(first ??= got, got);
            }
            for (var i = 0; i < first!.Length; i++)
            {
                if (first[i] == expected[i]) continue;
                var error = Math.Abs(double.CreateSaturating(first[i]) - double.CreateSaturating(expected[i]));
                Assert.True(error <= 2 * (product.Shape.K + 1) * unit * magnitudes[i],
                    $"{product}: element ({i / product.Shape.N}, {i % product.Shape.N}) is {first[i]}, expected {expected[i]}");
            }
        }
    }

    private static T[] Result<T>(Multiply<T> multiply, GemmCase<T> product) where T : unmanaged, INumberBase<T>
    {
        var values = new T[product.Shape.Batch.Count * product.Shape.M * product.Shape.N];
        var visits = new int[values.Length];
        multiply(product, new(values, visits, product.Shape.N));
        Assert.True(!visits.AsSpan().ContainsAnyExcept(1), $"{product}: some element did not come exactly once");
        return values;
    }

    /// <summary>Tiny, thin, around the sizes of tiles and blocks, empty.</summary>
    private static IEnumerable<(int M, int N, int K)> Sizes(Random random)
    {
        foreach (var m in new[] { 0, 1, 3 })
        {
            foreach (var n in new[] { 0, 1, 5 })
            {
                foreach (var k in new[] { 0, 1, 7 }) yield return (m, n, k);
            }
        }
        for (var i = 0; i < 60; i++) yield return (random.Next(1, 40), random.Next(1, 70), random.Next(1, 50));
        for (var i = 0; i < 20; i++) yield return (random.Next(1, 10), random.Next(1, 300), random.Next(1, 300));
        for (var i = 0; i < 8; i++) yield return (1, random.Next(1, 700), random.Next(1, 300));
        for (var i = 0; i < 8; i++) yield return (random.Next(1, 700), 1, random.Next(1, 300));
        for (var i = 0; i < 5; i++) yield return (random.Next(80, 120), random.Next(120, 180), random.Next(1, 80));
        yield return (33, 47, 1111);
        yield return (190, 70, 530);
        yield return (100, 560, 40);
        yield return (3, 40_000, 30);
    }

    [Theory]
    [InlineData(3, 2, 5)]
    [InlineData(1, 40, 33)]
    [InlineData(40, 1, 33)]
    [InlineData(30, 40, 20)]
    public void Batches_broadcast_either_operand(int m, int n, int k)
    {
        var random = new Random(3);
        int a = m * k, b = k * n;
        Case([4], [a], [b]);
        Case([4], [0], [b]);
        Case([4], [a], [0]);
        Case([2, 3], [3 * a, a], [3 * b, b]);
        Case([2, 3], [a, 0], [0, b]);
        Case([2, 1, 3], [a, 99, 0], [3 * b, 99, b]);
        Case([2, 3, 2], [2 * a, 0, a], [0, 2 * b, b]);
        Case([0, 3], [3 * a, a], [3 * b, b]);
        Case([40], [a], [b]);

        void Case(int[] lengths, nint[] aStrides, nint[] bStrides)
        {
            var shape = new GemmShape(m, n, k) { Batch = new GemmBatch(lengths, aStrides, bStrides) };
            Assert.Equal(lengths.Aggregate(1, (x, y) => x * y), shape.Batch.Count);
            var product = new GemmCase<int>(shape, Draw(40 * a), Draw(40 * b));
            foreach (var threads in new[] { 1, 2 })
            {
                using var _ = new ThreadCount(threads);
                Assert.Equal(product.Expected((x, y) => x * y, (x, y) => x + y).Values, Result(s_i32["chosen"], product));
            }
        }

        int[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-9, 9))];
    }

    [Theory]
    [InlineData(4300, 130)]
    [InlineData(130, 4300)]
    public void Operands_too_large_to_be_packed_at_once(int m, int n)
    {
        const int k = 2000;
        var random = new Random(6);
        float[] a = new float[m * k], b = new float[k * n];
        foreach (var x in new[] { a, b })
        {
            for (var i = 0; i < x.Length; i++) x[i] = random.Next(-8, 9);
        }
        // Small integers: no sum is rounded.
        var got = Result(s_f32["chosen"], new GemmCase<float>(new GemmShape(m, n, k), a, b));
        for (var sample = 0; sample < 2000; sample++)
        {
            var (row, column) = (random.Next(m), random.Next(n));
            float expected = 0;
            for (var i = 0; i < k; i++) expected += a[row * k + i] * b[i * n + column];
            Assert.Equal(expected, got[row * n + column]);
        }
    }

    [Fact]
    public void Transposed_operands_and_plain_results()
    {
        float[] x = [1, 2, 3, 4, 5, 6], y = [1, 0, 2, -1, 1, 1], c = new float[4];
        Gemm.Multiply(GemmShape.Of(2, 2, 3, false, false), in x[0], in y[0], ref c[0]);
        Assert.Equal([8f, 1, 20, 1], c);
        Gemm.Multiply(GemmShape.Of(2, 2, 3, true, false), in x[0], in y[0], ref c[0]);
        Assert.Equal([12f, 2, 16, 2], c);
        Gemm.Multiply(GemmShape.Of(2, 2, 3, false, true), in x[0], in y[0], ref c[0]);
        Assert.Equal([7f, 4, 16, 7], c);
    }

    [Theory]
    [InlineData(1, 20, 9)]
    [InlineData(20, 1, 9)]
    [InlineData(30, 40, 9)]
    [InlineData(100, 200, 9)]
    public void Zeros_meet_infinities_as_IEEE_says(int m, int n, int k)
    {
        float[] a = new float[m * k], b = new float[k * n], c = new float[m * n];
        b.AsSpan().Fill(1);
        b[0] = float.PositiveInfinity;
        Gemm.Multiply(new GemmShape(m, n, k), in a[0], in b[0], ref c[0]);
        for (var i = 0; i < c.Length; i++) Assert.Equal(i % n == 0 ? float.NaN : 0, c[i]);
    }

    [Fact]
    public void Steady_calls_allocate_nothing()
    {
        using var _ = new ThreadCount(1);
        float[] a = new float[200 * 200], b = new float[200 * 200], c = new float[200 * 200];
        GemmShape[] shapes = [new(200, 200, 200), new(1, 200, 200), new(200, 1, 200), GemmShape.Of(30, 100, 100, true, true)];
        foreach (var shape in shapes) Gemm.Multiply(shape, in a[0], in b[0], ref c[0]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var shape in shapes) Gemm.Multiply(shape, in a[0], in b[0], ref c[0]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        float x = 0;
        var negative = Assert.Throws<ArgumentOutOfRangeException>(() => Gemm.Multiply(new GemmShape(2, -1, 3), in x, in x, ref x));
        Assert.Contains("M = 2, N = -1, K = 3", negative.Message);
        var uneven = Assert.Throws<ArgumentException>(() => new GemmBatch([2, 3], [1], [1, 1]));
        Assert.Contains("2 batch axes came with 1 strides of A and 2 of B", uneven.Message);
        Assert.Throws<ArgumentException>(() => new GemmBatch([-1], [1], [1]));
        int[] lengths = [2, 2, 2, 2, 2, 2, 2];
        var many = Assert.Throws<ArgumentException>(() => new GemmBatch(lengths, [1, 0, 1, 0, 1, 0, 1], [0, 1, 0, 1, 0, 1, 0]));
        Assert.Contains("copy one operand", many.Message);
    }
}
