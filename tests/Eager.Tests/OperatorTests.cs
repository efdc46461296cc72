using System;
using System.Linq;
using GraphCompiler.IR;
using Xunit;
using static GraphCompiler.Ops;

namespace GraphCompiler.Eager.Tests;

/// <summary>Operators and overloads as a user writes them.</summary>
public class OperatorTests
{
    private static readonly Tensor<float> s_x = Tensor.Create<float>([1, -2, 3, -4], 2, 2);
    private static readonly Tensor<float> s_y = Tensor.Create<float>([10, 20], 2);

    [Fact]
    public void Arithmetic_takes_tensors_and_numbers_on_either_side()
    {
        Assert.Equal([11, 18, 13, 16], (s_x + s_y).ToArray());
        Assert.Equal([2, -1, 4, -3], (s_x + 1).ToArray());
        Assert.Equal([0, 3, -2, 5], (1 - s_x).ToArray());
        Assert.Equal([2, -4, 6, -8], (2 * s_x).ToArray());
        Assert.Equal([0.5f, -1, 1.5f, -2], (s_x / 2).ToArray());
        Assert.Equal([12, -6, 4, -3], (12 / s_x).ToArray());
        Assert.Equal([-1, 2, -3, 4], (-s_x).ToArray());
    }

    [Fact]
    public void Increments_give_the_variable_another_tensor()
    {
        var x = s_y;
        Assert.Equal([10, 20], (x++).ToArray());
        Assert.Equal([10, 20], (--x).ToArray());
        Assert.Equal([10, 20], s_y.ToArray());
        var flag = Tensor.Scalar(true);
        Assert.Throws<OpException>(() => flag++);
    }

    [Fact]
    public void Remainder_and_quotient_of_integers_are_those_of_CSharp()
    {
        var x = Tensor.Create<int>([7, -7, 7, int.MinValue], 4);
        var y = Tensor.Create<int>([2, 2, 0, -1], 4);
        Assert.Equal([3, -3, 0, int.MinValue], (x / y).ToArray());
        Assert.Equal([1, -1, 0, 0], (x % y).ToArray());
        Assert.Equal([1, 1, 0, 0], FloorMod(x, y).ToArray());
    }

    [Fact]
    public void Comparisons_give_bool()
    {
        Assert.Equal([true, false, true, false], (s_x > 0).ToArray());
        Assert.Equal([false, true, false, true], (s_x < 0f).ToArray());
        Assert.Equal([true, true, false, true], (s_x <= 1).ToArray());
        Assert.Equal([false, true, true, true], (s_x >= Tensor.Create<float>([2, -4], 2)).ToArray());
        Assert.Equal([true, false, false, false], Equal(s_x, 1).ToArray());
        Assert.Equal([false, true, true, true], NotEqual(s_x, 1).ToArray());
        Assert.Equal([false, true, false, true], (0 > s_x).ToArray());
    }

    [Fact]
    public void Equality_of_tensors_is_that_of_references()
    {
        var same = s_x;
        Assert.True(s_x == same);
        Assert.False(s_x == s_x.Clone());
        Assert.True(s_x != s_x.Clone());
    }

    [Fact]
    public void Logic_works_on_bool_and_bits()
    {
        var p = Tensor.Create<bool>([true, true, false, false], 4);
        var q = Tensor.Create<bool>([true, false, true, false], 4);
        Assert.Equal([true, false, false, false], (p & q).ToArray());
        Assert.Equal([true, true, true, false], (p | q).ToArray());
        Assert.Equal([false, true, true, false], (p ^ q).ToArray());
        Assert.Equal([false, false, true, true], (!p).ToArray());
        Assert.Equal([true, true, false, false], (p & true).ToArray());
        Assert.Equal([4, 2], (Tensor.Create<int>([12, 10], 2) & Tensor.Create<int>([6, 6], 2)).ToArray());
        Assert.Equal([~5L], (!Tensor.Create<long>([5], 1)).ToArray());
    }

    /// <summary>Numbers take the tensor's element type where C# converts them, so plain literals read well.</summary>
    [Fact]
    public void Literals_fit_the_tensors_element_type()
    {
        var d = Tensor.Create<double>([1, 2], 2);
        Assert.Equal([1.5, 2.5], (d + 0.5f).ToArray());
        Assert.Equal([3.0, 3.0], Maximum(d, 3).ToArray());
        Assert.Equal([3.0, 3.0], Maximum(3f, d).ToArray());
        Assert.Equal([1.0, 4.0], Pow(d, 2).ToArray());
        Assert.Equal([1.25, 1.75], Clamp(d, 1.25f, 1.75).ToArray());
        Assert.Equal([0.0, 2.0], Where(d > 1, d, 0).ToArray());
        Assert.Equal([1f, 0f], Where(Tensor.Create<bool>([true, false], 2), 1f, 0f).ToArray());
        Assert.Equal([1L, 2L], (Tensor.Create<long>([0, 1], 2) + 1).ToArray());
        Assert.Equal([-0.25f, 1f], LeakyRelu(Tensor.Create<float>([-1, 1], 2), 0.25f).ToArray());
    }

    [Fact]
    public void A_number_converts_to_a_tensor_of_rank_0()
    {
        Tensor<float> five = 5;
        Assert.Equal(0, five.Rank);
        Assert.Equal(5, five.Item());
        Assert.Equal([5f], MatMul(Tensor.Ones<float>(1, 1), Reshape(five, 1, 1)).ToArray());
    }

    [Fact]
    public void Rank_0_tensors_are_used_for_every_element()
    {
        Tensor<float> two = 2;
        Assert.Equal([2, -4, 6, -8], (s_x * two).ToArray());
        Assert.Equal(new Shape(2, 2), (two * s_x).Shape);
        Assert.Equal(default, (two * two).Shape);
        Assert.Equal(new Shape(1, 2, 2), (s_x + Tensor.Ones<float>(1, 1, 1)).Shape);
    }

    [Fact]
    public void Results_are_tensors_of_their_own()
    {
        var x = Tensor.Ones<float>(2, 3);
        foreach (var same in new[] { Reshape(x, 2, 3), Squeeze(x), Transpose(x, 0, 1), BroadcastTo(x, 2, 3), Concat([x]), Flip(x, []), x[..], Sum(x, []), Pad(x, [0, 0], [0, 0]), Cast<float>(x) })
        {
            same.AsSpan().Fill(7);
            same.Dispose();
        }
        Assert.All(x.ToArray(), v => Assert.Equal(1, v));
    }

    [Fact]
    public void A_disposed_tensor_throws_in_every_place()
    {
        var gone = Tensor.Ones<float>(2);
        gone.Dispose();
        var here = Tensor.Ones<float>(2);
        foreach (var use in new Action[]
        {
            () => Exp(gone), () => _ = gone + here, () => _ = here + gone, () => _ = gone * 2, () => Sum(gone), () => Softmax(gone), () => Reshape(gone, 2),
            () => _ = gone[0], () => MatMul(gone, here), () => MatMul(here, gone), () => Concat([here, gone]), () => Cast<int>(gone), () => Where(here > 0, gone, here),
            () => Take(gone, Tensor.Create<int>([0], 1)), () => Graph.Print(gone),
        })
        {
            Assert.Throws<ObjectDisposedException>(use);
        }
    }

    [Fact]
    public void A_null_tensor_is_named()
    {
        Tensor<float> none = null!;
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => Exp(none)).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentNullException>(() => Add(s_x, none)).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => Sum(none)).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentNullException>(() => MatMul(s_x, none)).ParamName);
        Assert.Equal("xs", Assert.Throws<ArgumentNullException>(() => Concat<float>(null!)).ParamName);
        Assert.Equal("xs", Assert.Throws<ArgumentNullException>(() => Concat([s_x, none])).ParamName);
    }
}
