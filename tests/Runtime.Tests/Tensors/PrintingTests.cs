using System;
using System.Linq;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>Tensors print as numpy's <c>array2string(x, separator=', ')</c> does.</summary>
public class PrintingTests
{
    [Theory]
    [InlineData(new[] { 1f, 2.5f }, "[1. , 2.5]")]
    [InlineData(new[] { 1f, 2f }, "[1., 2.]")]
    [InlineData(new[] { 0f, -0f }, "[ 0., -0.]")]
    [InlineData(new[] { 0.1f, 0.2f, -12.25f }, "[  0.1 ,   0.2 , -12.25]")]
    [InlineData(new[] { 1f / 3 }, "[0.33333334]")]
    [InlineData(new[] { 1e10f }, "[1.e+10]")]
    [InlineData(new[] { 1e10f, 1.5f }, "[1.0e+10, 1.5e+00]")]
    [InlineData(new[] { 1e-5f, -2e-6f }, "[ 1.e-05, -2.e-06]")]
    [InlineData(new[] { 1f, float.NaN }, "[ 1., nan]")]
    [InlineData(new[] { 1.5f, float.NaN, float.NegativeInfinity }, "[ 1.5,  nan, -inf]")]
    [InlineData(new[] { 123456.7f }, "[123456.7]")]
    [InlineData(new float[0], "[]")]
    public void Floats(float[] x, string expected) => Assert.Equal(expected, Tensor.Create(x, x.Length).ToString());

    [Fact]
    public void Doubles_keep_eight_digits_after_the_point()
    {
        Assert.Equal("[3.14159265]", Tensor.Create([Math.PI], 1).ToString());
        Assert.Equal("[3.14]", Tensor.Create([Math.PI], 1).ToString(new TensorFormat(Precision: 2)));
        Assert.Equal("[1.23456789e+100, 1.00000000e+000]", Tensor.Create([1.23456789e100, 1], 2).ToString());
        Assert.Equal("[1.]", Tensor.Create([0.999999999], 1).ToString());
    }

    [Fact]
    public void Other_types()
    {
        Assert.Equal("[  1, -20]", Tensor.Create([1, -20], 2).ToString());
        Assert.Equal("[9223372036854775807]", Tensor.Create([long.MaxValue], 1).ToString());
        Assert.Equal("[ True, False]", Tensor.Create([true, false], 2).ToString());
        Assert.Equal("[0.1]", Tensor.Create([(Half)0.1f], 1).ToString());
        Assert.Equal("[0.1, 3. ]", Tensor.Create([(BFloat16)0.1f, (BFloat16)3f], 2).ToString());
        Assert.Equal("[200]", Tensor.Create([(byte)200], 1).ToString());
    }

    [Fact]
    public void Scalars_have_no_brackets() => Assert.Equal("2.5", Tensor.Scalar(2.5f).ToString());

    [Fact]
    public void Axes_nest()
    {
        Assert.Equal("""
            [[0, 1, 2],
             [3, 4, 5]]
            """, Counted(2, 3).ToString());
        Assert.Equal("""
            [[[ 0,  1],
              [ 2,  3]],

             [[ 4,  5],
              [ 6,  7]],

             [[ 8,  9],
              [10, 11]]]
            """, Counted(3, 2, 2).ToString());
    }

    [Fact]
    public void Long_rows_are_broken()
    {
        Assert.Equal("""
            [ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17,
             18, 19, 20, 21, 22, 23, 24]
            """, Counted(25).ToString());
    }

    [Fact]
    public void Large_tensors_are_summarised()
    {
        Assert.Equal("[   0,    1,    2, ..., 1998, 1999, 2000]", Counted(2001).ToString());
        Assert.Equal("""
            [[   0,    1,    2, ...,   97,   98,   99],
             [ 100,  101,  102, ...,  197,  198,  199],
             [ 200,  201,  202, ...,  297,  298,  299],
             ...,
             [1700, 1701, 1702, ..., 1797, 1798, 1799],
             [1800, 1801, 1802, ..., 1897, 1898, 1899],
             [1900, 1901, 1902, ..., 1997, 1998, 1999]]
            """, Counted(20, 100).ToString());
    }

    private static Tensor<int> Counted(params int[] shape) =>
        Tensor.Create(Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).ToArray(), shape);
}
