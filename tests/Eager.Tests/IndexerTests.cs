using System;
using System.Linq;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Eager.Tests;

/// <summary>Indices and ranges between the brackets.</summary>
public class IndexerTests
{
    // 0 … 23 as [2, 3, 4].
    private static readonly Tensor<int> s_x = Tensor.Create<int>(Enumerable.Range(0, 24).ToArray(), 2, 3, 4);

    [Fact]
    public void An_index_drops_its_axis()
    {
        Check(s_x[1], [3, 4], Enumerable.Range(12, 12));
        Check(s_x[^1], [3, 4], Enumerable.Range(12, 12));
        Check(s_x[-1], [3, 4], Enumerable.Range(12, 12));
        Check(s_x[1, 2], [4], [20, 21, 22, 23]);
        Check(s_x[1, 2, 3], [], [23]);
    }

    [Fact]
    public void A_range_keeps_its_axis()
    {
        Check(s_x[0..1], [1, 3, 4], Enumerable.Range(0, 12));
        Check(s_x[.., 1..], [2, 2, 4], [4, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 23]);
        Check(s_x[.., .., ^1..], [2, 3, 1], [3, 7, 11, 15, 19, 23]);
        Check(s_x[..], [2, 3, 4], Enumerable.Range(0, 24));
    }

    [Fact]
    public void Indices_and_ranges_mix()
    {
        Check(s_x[.., 0], [2, 4], [0, 1, 2, 3, 12, 13, 14, 15]);
        Check(s_x[.., .., 0], [2, 3], [0, 4, 8, 12, 16, 20]);
        Check(s_x[0, .., 1..3], [3, 2], [1, 2, 5, 6, 9, 10]);
        Check(s_x[^1, 1, ^2..], [2], [18, 19]);
    }

    private static string Message(Action access) => Assert.Throws<OpException>(access).Message;

    /// <summary>As in C#'s arrays and spans.</summary>
    [Fact]
    public void Ranges_lie_in_the_axis()
    {
        Check(s_x[2..2], [0, 3, 4], []);
        Check(s_x[..0, ^0..], [0, 0, 4], []);
        Assert.Equal("GF0110: slice: range 1..100 is out of range for axis 0 of size 2; allowed: from 0 to 2, the end not before the start", Message(() => _ = s_x[1..100]));
        Assert.StartsWith("GF0110: slice: range ^4..1 is out of range for axis 1 of size 3", Message(() => _ = s_x[.., ^4..1]));
        Assert.StartsWith("GF0110: slice: range 2..1 is out of range for axis 1 of size 3", Message(() => _ = s_x[.., 2..1]));
        Assert.StartsWith("GF0110: slice: range 3..3 is out of range for axis 0 of size 2", Message(() => s_x.Clone()[3..3] = 1));
        // The first axis that does not fit, whatever the others are.
        Assert.StartsWith("GF0110: slice: index 2 is out of range for axis 0 of size 2", Message(() => _ = s_x[2, 5..9, 9]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-4)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void An_index_outside_of_its_axis_is_an_error(int index)
    {
        var error = Assert.Throws<OpException>(() => s_x[0, index]);
        Assert.Equal(OpErrors.IndexOutOfRange, error.Id);
        Assert.Equal($"GF0110: slice: index {index} is out of range for axis 1 of size 3; allowed: -3 to 2", error.Message);
    }

    [Fact]
    public void Messages_have_the_index_as_written()
    {
        Assert.StartsWith("GF0110: slice: index ^0 is out of range for axis 1 of size 3", Message(() => _ = s_x[0, ^0]));
        Assert.StartsWith("GF0110: slice: index ^4 is out of range for axis 1 of size 3", Message(() => _ = s_x[0, ^4]));
        Assert.StartsWith("GF0110: slice: index -9223372036854775808 is out of range for axis 0 of size 2", Message(() => _ = s_x[Tensor.Scalar(long.MinValue)]));
        Assert.Equal("-2 ^2 2..^1", $"{(TensorIndex)(-2)} {(TensorIndex)(^2)} {(TensorIndex)(2..^1)}");
    }

    [Fact]
    public void More_indices_than_axes_are_an_error()
    {
        var error = Assert.Throws<OpException>(() => s_x[0, 0, 0, 0]);
        Assert.Equal(OpErrors.Rank, error.Id);
        Assert.Contains("4 indices for a tensor of rank 3", error.Message);
        Assert.Throws<OpException>(() => s_x[0, 0, 0][0]);
        Assert.Throws<OpException>(() => Tensor.Zeros<int>(0)[0]);
    }

    [Fact]
    public void An_index_may_be_a_tensor_of_rank_0()
    {
        Check(s_x[Tensor.Scalar(1), .., Tensor.Scalar(-1L)], [3], [15, 19, 23]);
        var error = Assert.Throws<OpException>(() => s_x[Tensor.Create<int>([1], 1)]);
        Assert.Equal(OpErrors.Rank, error.Id);
        Assert.Equal("GF0105: slice: an index between brackets has rank 1 (shape [1]); allowed: rank 0. Use Take for several indices", error.Message);
        Assert.Equal(OpErrors.IndexOutOfRange, Assert.Throws<OpException>(() => s_x[Tensor.Scalar(long.MinValue)]).Id);
        Assert.Equal(OpErrors.IndexOutOfRange, Assert.Throws<OpException>(() => s_x[Tensor.Scalar(1L << 32)]).Id);
    }

    [Fact]
    public void Parts_are_copies()
    {
        var x = Tensor.Zeros<float>(4);
        x[1..3].AsSpan().Fill(1);
        Assert.All(x.ToArray(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Assigning_writes_a_part()
    {
        var x = s_x.Clone();
        x[1, 2, 3] = -1;
        Assert.Equal(-1, x.ToArray()[23]);
        x[0] = 0;
        x[1, 1..] = Tensor.Create<int>([7, 8, 9, 10], 4);
        x[.., 0, 1..3] = Tensor.Create<int>([5, 6], 2, 1);
        x[.., .., Tensor.Scalar(-1)] += 100;
        Check(x, [2, 3, 4], [0, 5, 5, 100, 0, 0, 0, 100, 0, 0, 0, 100, 12, 6, 6, 115, 7, 8, 9, 110, 7, 8, 9, 110]);
        x[2..] = 1;
        x[..] = x;
        x[1] = x[0];
        Check(x[1], [3, 4], [0, 5, 5, 100, 0, 0, 0, 100, 0, 0, 0, 100]);
        Check(s_x, [2, 3, 4], Enumerable.Range(0, 24));
    }

    /// <summary>As assigning to an element of an array does.</summary>
    [Fact]
    public void What_is_assigned_is_seen_through_every_variable()
    {
        var x = Tensor.Zeros<float>(2);
        var y = x;
        y[0] = 3;
        Assert.Equal([3, 0], x.ToArray());
    }

    [Fact]
    public void What_does_not_fit_the_part_is_an_error()
    {
        var x = s_x.Clone();
        var error = Assert.Throws<OpException>(() => x[0] = Tensor.Zeros<int>(2));
        Assert.Equal(OpErrors.ShapesDoNotBroadcast, error.Id);
        Assert.Equal("GF0103: update: a value of shape [2] does not broadcast to the part, whose shape is [3, 4]; each axis, aligned at the end, must be equal or 1", error.Message);
        Assert.Throws<OpException>(() => x[0, 0] = Tensor.Zeros<int>(1, 4));
        Assert.Equal(OpErrors.IndexOutOfRange, Assert.Throws<OpException>(() => x[2] = 1).Id);
        Assert.Throws<ArgumentNullException>(() => x[0] = null!);
        Check(x, [2, 3, 4], Enumerable.Range(0, 24));
    }

    private static void Check(Tensor<int> part, int[] shape, System.Collections.Generic.IEnumerable<int> elements)
    {
        Assert.Equal(new Shape(shape), part.Shape);
        Assert.Equal(elements, part.ToArray());
    }
}
