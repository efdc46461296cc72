using System;
using System.Numerics.Tensors;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

public class SequenceTests
{
    [Fact]
    public void Arange_stops_before_the_end()
    {
        Assert.Equal([0, 1, 2], Tensor.Arange(3).ToArray());
        Assert.Equal([2f, 3, 4], Tensor.Arange(2f, 4.5f).ToArray());
        Assert.Equal([5L, 3, 1], Tensor.Arange(5L, 0, -2).ToArray());
        Assert.Equal([0.0, 0.1, 0.2, 0.30000000000000004], Tensor.Arange(0, 0.35, 0.1).ToArray());
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f], Tensor.Arange(0f, 1f, 0.25f).ToArray());
        Assert.Equal([9223372036854775805L, 9223372036854775806L], Tensor.Arange(9223372036854775805L, long.MaxValue).ToArray());
        Assert.Equal([long.MinValue, -1, long.MaxValue - 1], Tensor.Arange(long.MinValue, long.MaxValue, long.MaxValue).ToArray());
        Assert.Empty(Tensor.Arange(3, 3).ToArray());
        Assert.Empty(Tensor.Arange(3, 0).ToArray());
    }

    [Fact]
    public void Arange_refuses_steps_that_do_not_arrive()
    {
        Assert.Contains("step not 0", Assert.Throws<ArgumentException>(() => Tensor.Arange(0, 3, 0)).Message);
        Assert.Throws<ArgumentException>(() => Tensor.Arange(0f, float.NaN, 1f));
        Assert.Throws<ArgumentException>(() => Tensor.Arange(0f, float.PositiveInfinity, 1f));
        Assert.Contains("at most", Assert.Throws<ArgumentException>(() => Tensor.Arange(0L, long.MaxValue)).Message);
    }

    [Fact]
    public void Linspace_has_both_ends()
    {
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f, 1f], Tensor.Linspace(0f, 1f, 5).ToArray());
        Assert.Equal([3.0], Tensor.Linspace(3.0, 9.0, 1).ToArray());
        Assert.Empty(Tensor.Linspace(3.0, 9.0, 0).ToArray());
        Assert.Equal(0.7f, Tensor.Linspace(0.1f, 0.7f, 7).ToArray()[^1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Linspace(0f, 1f, -1));
    }

    [Fact]
    public void Eye_has_its_diagonal()
    {
        Assert.Equal([1f, 0, 0, 0, 1, 0], Tensor.Eye<float>(2, 3).ToArray());
        Assert.Equal([true, false, false, true], Tensor.Eye<bool>(2).ToArray());
        Assert.Equal(0, Tensor.Eye<int>(0).Count);
        Assert.Throws<ArgumentException>(() => Tensor.Eye<float>(-1));
    }

    [Fact]
    public void Tensor_spans_share_the_elements()
    {
        var x = Tensor.Arange(6);
        var matrix = Tensor.Create(x.ToArray(), 2, 3);
        var span = matrix.AsTensorSpan();
        Assert.Equal(5, span[1, 2]);
        span[1, 2] = 50;
        Assert.Equal(50, matrix.ToArray()[5]);
        Assert.Equal(3, matrix.AsReadOnlyTensorSpan()[1, 0]);
        Assert.Equal(1, Tensor.Scalar(7).AsTensorSpan().FlattenedLength);
        Assert.Equal(0, Tensor.Zeros<int>(2, 0).AsTensorSpan().FlattenedLength);
        Assert.Equal("[1]", Tensor.FromSpan(Tensor.Scalar(7).AsReadOnlyTensorSpan()).Shape.ToString());
        Assert.Equal("[0]", Tensor.FromSpan<int>(default).Shape.ToString());
    }

    [Fact]
    public void FromSpan_copies_whatever_the_strides()
    {
        var matrix = Tensor.Create([0, 1, 2, 3, 4, 5], 2, 3);
        ReadOnlyTensorSpan<int> span = matrix.AsReadOnlyTensorSpan();
        var copy = Tensor.FromSpan(span);
        Assert.Equal("[2, 3]", copy.Shape.ToString());
        Assert.Equal(matrix.ToArray(), copy.ToArray());
        var column = Tensor.FromSpan(span.Slice([0..2, 1..2]));
        Assert.Equal([1, 4], column.ToArray());
        Assert.Equal("[2, 1]", column.Shape.ToString());
    }
}
