using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;
using static GraphCompiler.Ops;

namespace GraphCompiler.Eager.Tests;

/// <summary>Products, row kernels, views and conversions against the reference.</summary>
public class StructureTests
{
    private static readonly Closeness s_float = new(1e-5, 1e-5);

    public static IEnumerable<object[]> Products =>
        from dtype in new[] { DType.F32, DType.F64, DType.I32, DType.I64 }
        from shapes in new (long[] X, long[] Y)[]
        {
            ([3], [3]), ([2, 3], [3]), ([3], [3, 4]), ([17, 33], [33, 19]), ([1, 1], [1, 1]), ([0, 3], [3, 2]), ([2, 0], [0, 3]),
            ([5, 2, 3], [3, 4]), ([2, 3], [5, 3, 4]), ([2, 1, 4, 3], [1, 3, 3, 5]), ([0, 2, 3], [3, 4]), ([70, 65], [65, 66]),
        }
        select new object[] { dtype, shapes.X, shapes.Y };

    [Theory]
    [MemberData(nameof(Products))]
    public void Products_agree_with_the_reference(DType dtype, long[] x, long[] y)
    {
        var random = new Random(2);
        foreach (var (transposeX, transposeY) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            if ((transposeX && x.Length < 2) || (transposeY && y.Length < 2)) continue;
            Samples.Compare(OpTable.MatMul, [Draw(x, transposeX), Draw(y, transposeY)], dtype.IsFloat() ? s_float : Closeness.Exact,
                ("transpose_x", new Attr.Bool(transposeX)), ("transpose_y", new Attr.Bool(transposeY)));
        }

        Literal Draw(long[] shape, bool transposed) => Samples.Draw(random, dtype, Domain.Unit, transposed ? [.. shape[..^2], shape[^1], shape[^2]] : shape);
    }

    [Theory]
    [InlineData("softmax")]
    [InlineData("log_softmax")]
    public void Softmax_agrees_along_every_axis(string name)
    {
        var random = new Random(2);
        foreach (var dtype in new[] { DType.F32, DType.F64 })
        {
            foreach (var shape in new long[][] { [1], [5], [3, 10], [4, 64], [2, 3, 17], [3, 0], [0, 3], [200, 300] })
            {
                for (var axis = 0; axis < shape.Length; axis++)
                    Samples.Compare(OpTable.Find(name)!, [Samples.Draw(random, dtype, new(-30, 30), shape)], s_float, ("axis", new Attr.Int(axis)));
            }
            var special = Literal.Of(dtype, Seq.Of(4L, 2L), [1000, 1000, double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, 0, double.NaN, 1]);
            Samples.Compare(OpTable.Find(name)!, [special], s_float);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Normalisation_agrees_for_weights_of_every_shape(int axis)
    {
        var random = new Random(2);
        foreach (var weight in new long[][] { [19], [1], [3, 19], [3, 1], [2, 3, 19], [] })
        {
            var (x, w) = (Samples.Draw(random, DType.F32, Domain.Real, 2, 3, 19), Samples.Draw(random, DType.F32, Domain.Real, weight));
            Samples.Compare(OpTable.LayerNorm, [x, w, w], s_float, ("axis", new Attr.Int(axis)));
            Samples.Compare(OpTable.RmsNorm, [x, w], s_float, ("axis", new Attr.Int(axis)));
        }
    }

    [Fact]
    public void Every_conversion_agrees()
    {
        var all = Enumerable.Range(0, DTypeFacts.Count).Select(i => (DType)i).ToList();
        double[] floats = [0, -0.0, 0.5, 1.5, -1.5, 200, -200, 65519, 65520, 3e9, -3e9, 1e30, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-7, 16777217];
        long[] integers = [0, 1, -1, 127, 128, 255, 256, -129, int.MaxValue, int.MinValue, 16777217, 70000];
        foreach (var from in all)
        {
            // Twice as long as any register, and with a rest.
            var x = from.IsFloat()
                ? Literal.Of(from, Seq.Of(50L), Enumerable.Range(0, 50).Select(i => floats[i % floats.Length]))
                : Literal.Of(from, Seq.Of(50L), Enumerable.Range(0, 50).Select(i => integers[i % integers.Length]));
            foreach (var to in all.Where(t => t != from)) Samples.Compare(OpTable.Cast, [x], Closeness.Exact, ("dtype", new Attr.Type(to)));
        }
    }

    [Fact]
    public void Views_agree_for_every_element_size()
    {
        var random = new Random(2);
        foreach (var dtype in new[] { DType.F32, DType.F64, DType.Bool, DType.F16 })
        {
            var x = Samples.Draw(random, dtype, Domain.Real, 3, 65, 70);
            foreach (var perm in new long[][] { [2, 1, 0], [0, 2, 1], [1, 0, 2], [2, 0, 1] })
                Samples.Compare(OpTable.Transpose, [x], Closeness.Exact, ("perm", new Attr.Ints(perm)));
            Samples.Compare(OpTable.Flip, [x], Closeness.Exact, ("axis", new Attr.Ints(Seq.Of(0L, 2L))));
            Samples.Compare(OpTable.BroadcastTo, [Samples.Draw(random, dtype, Domain.Real, 3, 1, 4)], Closeness.Exact, ("shape", new Attr.Dims(Seq.Of<Dim>(2, 3, 5, 4))));
            Samples.Compare(OpTable.Slice, [x], Closeness.Exact, ("starts", new Attr.Dims(Seq.Of<Dim>(2, 60, 1))),
                ("stops", new Attr.Dims(Seq.Of<Dim>(-4, 3, 100))), ("steps", new Attr.Ints(Seq.Of(-1L, -7L, 3L))));
            Samples.Compare(OpTable.Pad, [x], Closeness.Exact, ("before", new Attr.Dims(Seq.Of<Dim>(0, 1, 2))), ("after", new Attr.Dims(Seq.Of<Dim>(1, 0, 3))), ("value", new Attr.Float(1)));
            Samples.Compare(OpTable.Concat, [x, Samples.Draw(random, dtype, Domain.Real, 3, 2, 70), Samples.Draw(random, dtype, Domain.Real, 3, 0, 70)], Closeness.Exact, ("axis", new Attr.Int(1)));
            Samples.Compare(OpTable.Gather, [x, Literal.Of(DType.I64, Seq.Of(2L, 2L), [0L, -1, 64, 7])], Closeness.Exact, ("axis", new Attr.Int(1)));
        }
    }

    [Fact]
    public void Split_cuts_as_numpy_does()
    {
        var x = Tensor.Create<int>(Enumerable.Range(0, 12).ToArray(), 2, 6);
        Assert.Equal([[0, 1, 6, 7], [2, 3, 8, 9], [4, 5, 10, 11]], Split(x, 3, axis: -1).Select(p => p.ToArray()));
        Assert.Equal([new Shape(2, 1), new Shape(2, 3), new Shape(2, 2)], Split(x, [1, 4], axis: 1).Select(p => p.Shape));
    }

    [Fact]
    public void Patterns_have_the_ops_meaning()
    {
        Assert.Equal([0, 1, 0, 0, 0, 0], OneHot<float>(Tensor.Create<int>([1, 5], 2), 3).ToArray());
        Assert.Equal([0, 0, 1, 1], Iota<int>([2, 2]).ToArray());
        Assert.Equal([0L, 1L, 0L, 1L], Iota<long>([2, 2], axis: -1).ToArray());
        Assert.Equal([1, 0, 1, 1], Tril(Tensor.Ones<int>(2, 2)).ToArray());
        Assert.Equal([0, 1, 0, 0], Triu(Tensor.Ones<int>(2, 2), k: 1).ToArray());
        Assert.Equal(new Shape(3, 2), Stack([Tensor.Ones<int>(2), Tensor.Ones<int>(2), Tensor.Ones<int>(2)]).Shape);
        Assert.Equal([1, -1, 0], Cast<int>(Tensor.Create<float>([1.9f, -1.9f, float.NaN], 3)).ToArray());
    }
}
