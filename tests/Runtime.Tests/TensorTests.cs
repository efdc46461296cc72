using System;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

public class TensorTests
{
    [Fact]
    public void Create_copies_the_data()
    {
        var data = new[] { 1f, 2, 3, 4, 5, 6 };
        var x = Tensor.Create(data, 2, 3);
        data[0] = 9;
        Assert.Equal([1f, 2, 3, 4, 5, 6], x.ToArray());
        Assert.Equal(2, x.Shape[0]);
        Assert.Equal(3, x.Shape[^1]);
        Assert.Equal(3, x.Shape[-1]);
        Assert.Equal(2, x.Shape[-2]);
        Assert.Equal("[2, 3]", x.Shape.ToString());
    }

    [Fact]
    public void A_shape_makes_tensors_of_that_shape()
    {
        var x = Tensor.Zeros<float>(2, 3);
        Assert.Equal(x.Shape, Tensor.Ones<int>(x.Shape).Shape);
        Assert.Equal([7.0, 7, 7, 7, 7, 7], Tensor.Full(x.Shape, 7.0).ToArray());
        Assert.Equal(0, Tensor.Zeros<float>(Tensor.Scalar(1).Shape).Rank);
    }

    [Fact]
    public void A_scalar_has_one_element_and_no_axes()
    {
        var x = Tensor.Scalar(2.5);
        Assert.Equal(0, x.Rank);
        Assert.Equal(1, x.Count);
        Assert.Equal(2.5, x.Item());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1 << 20)]
    public void A_disposed_tensor_throws_and_may_be_disposed_again(int count)
    {
        var x = Tensor.Zeros<float>(count);
        x.Dispose();
        x.Dispose();
        var error = Assert.Throws<ObjectDisposedException>(() => x.ToArray());
        Assert.Contains($"f32[{count}]", error.Message);
        Assert.Throws<ObjectDisposedException>(() => x.Shape);
        Assert.Throws<ObjectDisposedException>(() => x.Buffer);
        Assert.Throws<ObjectDisposedException>(() => x.Clone());
    }

    [Fact]
    public void Mistakes_say_what_came_and_what_was_allowed()
    {
        Assert.Contains("[2, 3] has 6 elements, the data have 5", Assert.Throws<ArgumentException>(() => Tensor.Create(new float[5], 2, 3)).Message);
        Assert.Contains("axis 1 has the size -3", Assert.Throws<ArgumentException>(() => Tensor.Zeros<float>(2, -3)).Message);
        Assert.Contains("more than", Assert.Throws<ArgumentException>(() => Tensor.Zeros<byte>(1 << 20, 1 << 20, 1 << 20, 1 << 20)).Message);
        Assert.Contains("Tensor.Create(data, 3)", Assert.Throws<ArgumentException>(() => Tensor.Create<float>([1, 2, 3])).Message);
        Assert.Contains("Tensor<Char>", Assert.Throws<NotSupportedException>(() => Tensor.Zeros<char>(2)).Message);
        Assert.Contains("Tensor<UInt32>", Assert.Throws<NotSupportedException>(() => Tensor.Ones<uint>(2)).Message);
        Assert.Contains("axis 2 of the shape [2, 1]: allowed are -2 to 1", Assert.Throws<IndexOutOfRangeException>(() => Tensor.Ones<int>(2, 1).Shape[2]).Message);
        Assert.Contains("axis ^3 of the shape [2, 1]", Assert.Throws<IndexOutOfRangeException>(() => Tensor.Ones<int>(2, 1).Shape[^3]).Message);
        Assert.Contains("rank 0 has no axes", Assert.Throws<IndexOutOfRangeException>(() => Tensor.Scalar(1).Shape[-1]).Message);
        Assert.Contains("[2] has 2 elements", Assert.Throws<InvalidOperationException>(() => Tensor.Ones<int>(2).Item()).Message);
    }

    [Fact]
    public void Empty_axes_are_fine_and_win_over_huge_ones()
    {
        Assert.Equal(0, Tensor.Zeros<float>(3, 0).Count);
        Assert.Equal(0, Tensor.Zeros<float>(int.MaxValue, int.MaxValue, 0).Count);
        Assert.Equal(1, default(Shape).Count);
    }

    [Fact]
    public void Ones_are_ones_of_every_element_type()
    {
        Assert.Equal(1f, Tensor.Ones<float>(1).Item());
        Assert.Equal(1.0, Tensor.Ones<double>(1).Item());
        Assert.Equal(1, Tensor.Ones<int>(1).Item());
        Assert.Equal(1L, Tensor.Ones<long>(1).Item());
        Assert.True(Tensor.Ones<bool>(1).Item());
        Assert.Equal((Half)1f, Tensor.Ones<Half>(1).Item());
        Assert.Equal(1f, (float)Tensor.Ones<BFloat16>(1).Item());
        Assert.Equal((sbyte)1, Tensor.Ones<sbyte>(1).Item());
        Assert.Equal((byte)1, Tensor.Ones<byte>(1).Item());
    }

    [Fact]
    public void Large_blocks_are_aligned_reused_and_never_shared()
    {
        var x = Tensor.Full([1 << 20], 1f);
        Assert.Equal(0, AddressOf(x) % 64);
        var y = Tensor.Full([1 << 20], 2f);
        Assert.NotEqual(AddressOf(x), AddressOf(y));
        x.Dispose();
        var z = Tensor.Full([1 << 20], 3f);
        Assert.All(y.ToArray(), v => Assert.Equal(2f, v));
        Assert.All(z.ToArray(), v => Assert.Equal(3f, v));
    }

    [Fact]
    public void Arenas_nest_and_come_back()
    {
        using var outer = Arena.Rent(1000);
        outer.Slice<int>(64, 4).Ref = 7;
        using (var inner = Arena.Rent(100_000))
        {
            Assert.NotSame(outer, inner);
            inner.Slice<int>(64, 4).Ref = 8;
        }
        Assert.Equal(7, outer.Slice<int>(64, 4).Ref);
    }

    [Theory]
    [InlineData(1.0f, 0x3F80)]
    [InlineData(-0.0f, 0x8000)]
    [InlineData(1.00390625f, 0x3F80)] // a tie, to even
    [InlineData(1.01171875f, 0x3F82)] // a tie, to even
    [InlineData(3.4e38f, 0x7F80)]
    [InlineData(float.PositiveInfinity, 0x7F80)]
    public void BFloat16_rounds_to_nearest_even(float value, int bits)
    {
        Assert.Equal((ushort)bits, ((BFloat16)value).Bits);
        Assert.Equal((ushort)bits, ((BFloat16)(double)value).Bits);
    }

    [Fact]
    public void BFloat16_rounds_a_double_once()
    {
        // Just above the tie between 1 and 1.0078125; a float would be the tie itself.
        Assert.Equal(0x3F81, ((BFloat16)(1.00390625 + 1e-12)).Bits);
        Assert.True(float.IsNaN((BFloat16)float.NaN));
    }

    private static unsafe long AddressOf(Tensor<float> x) =>
        (long)(nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref x.Buffer.Ref);
}
