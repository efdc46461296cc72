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

    [Theory]
    [InlineData(50331648f, "[50331648.]")]
    [InlineData(0.040775195f, "[0.04077519]")]
    [InlineData(4.6325922e10f, "[4.6325924e+10]")]
    public void Digits_beyond_the_shortest_are_those_of_the_exact_value(float x, string expected) => Assert.Equal(expected, Tensor.Create([x], 1).ToString());

    [Fact]
    public void Numbers_with_exponents_fill_up_with_exact_digits()
    {
        Assert.Equal("[4.6325922e+00, 3.1470698e-03]", Tensor.Create([4.632592f, 0.0031470698f], 2).ToString());
        Assert.Equal("[-2.868e-04,  7.367e-05]", Tensor.Create([(Half)(-0.0002868f), (Half)7.37e-05f], 2).ToString());
        Assert.Equal("[56512.]", Tensor.Create([(Half)56512f], 1).ToString());
    }

    [Fact]
    public void Truth_values_are_of_one_width() => Assert.Equal("[ True,  True]", Tensor.Create([true, true], 2).ToString());

    [Fact]
    public void A_row_leaves_room_for_the_brackets_of_all_axes() => Assert.Equal("""
        [[[10000000000, 10000000000, 10000000000, 10000000000, 10000000000,
           10000000000]]]
        """, Tensor.Full([1, 1, 6], 10000000000L).ToString());

    [Theory]
    [InlineData(2.5, "2.5")]
    [InlineData(3.0, "3.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.5922885758766385, "0.5922885758766385")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(-1.5e-5, "-1.5e-05")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Scalars_have_no_brackets_and_all_digits(double x, string expected) => Assert.Equal(expected, Tensor.Scalar(x).ToString());

    [Fact]
    public void Scalars_of_other_types()
    {
        Assert.Equal("65500.0", Tensor.Scalar((Half)65504).ToString());
        Assert.Equal("0.1", Tensor.Scalar(0.1f).ToString());
        Assert.Equal("True", Tensor.Scalar(true).ToString());
        Assert.Equal("-7", Tensor.Scalar(-7).ToString());
        Assert.Equal("0.59", Tensor.Scalar(0.5922885758766385).ToString(new TensorFormat(Precision: 2)));
        Assert.Equal("5.92e-07", Tensor.Scalar(5.922885758766385e-7).ToString(new TensorFormat(Precision: 2)));
    }

    [Fact]
    public void Formats_with_negative_numbers_are_refused()
    {
        Assert.Equal("EdgeItems", Assert.Throws<ArgumentOutOfRangeException>(() => new TensorFormat(EdgeItems: -1)).ParamName);
        Assert.Equal("Precision", Assert.Throws<ArgumentOutOfRangeException>(() => new TensorFormat() with { Precision = -1 }).ParamName);
    }

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
