using System;
using GraphCompiler.IR;
using Xunit;
using static GraphCompiler.Ops;

namespace GraphCompiler.Eager.Tests;

/// <summary>Tensors as conditions of C#'s own statements.</summary>
public class ConditionTests
{
    private static readonly Tensor<bool> s_true = Tensor.Scalar(true);
    private static readonly Tensor<bool> s_false = Tensor.Scalar(false);

    [Fact]
    public void Statements_take_rank_0_bools()
    {
        var x = Tensor.Scalar(3);
        if (x > 2) x += 1;
        else x -= 1;
        Assert.Equal(4, x.Item());

        var (i, s) = (Tensor.Scalar(0), Tensor.Scalar(0));
        while (i < x) (i, s) = (i + 1, s + i);
        Assert.Equal(6, s.Item());
        do s += 1; while (s < 10);
        Assert.Equal(10, s.Item());
        for (i = 0; i < 3; i += 1) s += i;
        Assert.Equal(13, s.Item());
        Assert.Equal(-13, (s < 0 ? s : -s).Item());
    }

    [Fact]
    public void A_reduction_is_a_condition()
    {
        var x = Tensor.Create<float>([1, -2, 3], 3);
        Assert.Equal("positive", Sum(x) > 0 ? "positive" : "negative");
        Assert.Equal("some", Any(x < 0) ? "some" : "none");
        Assert.Equal("some", All(x < 0) ? "all" : "some");
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(true, true, true)]
    public void Logic_is_that_of_CSharp(bool x, bool y, bool z)
    {
        var (a, b, c) = (Tensor.Scalar(x), Tensor.Scalar(y), Tensor.Scalar(z));
        Assert.Equal(x || y || z && y && z, (a || b || c && b && c).Item());
        Assert.Equal(x && !y || z, (a && !b || c).Item());
        Assert.Equal(x && y, (a && y).Item());
        Assert.Equal(x || y, (x || b).Item());
    }

    [Fact]
    public void The_second_operand_is_evaluated_only_where_it_matters()
    {
        var calls = 0;
        Tensor<bool> Count(Tensor<bool> value)
        {
            calls++;
            return value;
        }
        Assert.False((s_false && Count(s_true)).Item());
        Assert.True((s_true || Count(s_true)).Item());
        Assert.Equal(0, calls);
        Assert.True((s_true && Count(s_true)).Item());
        Assert.False((s_false || Count(s_false)).Item());
        Assert.Equal(2, calls);
    }

    [Fact]
    public void A_vector_is_no_condition()
    {
        foreach (var x in new[] { Tensor.Create<bool>([true, true], 2), Tensor.Create<bool>([true], 1), Tensor.Zeros<bool>(0) })
        {
            var e = Assert.Throws<OpException>(() => x ? 1 : 2);
            Assert.Equal(OpErrors.Rank, e.Id);
            Assert.Equal($"GF0105: condition: it is bool{x.Shape}; allowed: bool[], a single truth value; use All(condition) or Any(condition)", e.Message);
            Assert.Throws<OpException>(() => x && s_true);
            Assert.Throws<OpException>(() => x || s_true);
        }
    }

    [Fact]
    public void A_number_is_no_condition()
    {
        var x = Tensor.Scalar(1f);
        var e = Assert.Throws<OpException>(() => x ? 1 : 2);
        Assert.Equal(OpErrors.DTypeNotAccepted, e.Id);
        Assert.Equal("GF0101: condition: it is f32[]; allowed: bool[], for instance a comparison: x != 0 is NotEqual(x, 0)", e.Message);
    }

    [Fact]
    public void A_disposed_tensor_is_no_condition()
    {
        var x = Tensor.Scalar(true);
        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => x ? 1 : 2);
    }
}
