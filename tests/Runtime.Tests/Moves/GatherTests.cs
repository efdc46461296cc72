using System;
using System.Linq;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

[Collection(nameof(WorkersTests))]
public class GatherTests
{
    [Theory]
    [InlineData(1, 5, 1, 7)]
    [InlineData(3, 4, 2, 9)]
    [InlineData(1, 10, 33, 40)]
    [InlineData(2, 1000, 300, 900)]
    [InlineData(5, 3, 0, 2)]
    [InlineData(4, 3, 2, 0)]
    [InlineData(0, 3, 2, 5)]
    public void Positions_count_from_either_end(int outer, int size, int inner, int count)
    {
        var random = new Random(1);
        var x = Enumerable.Range(0, outer * size * inner + 1).Select(i => (float)i).ToArray();
        var indices = Enumerable.Range(0, count + 1).Select(_ => random.Next(-size, size)).ToArray();
        var wide = indices.Select(i => (long)i).ToArray();
        float[] y = new float[outer * count * inner + 1], z = new float[y.Length];
        foreach (var threads in new[] { 1, 2 })
        {
            using var _ = new ThreadCount(threads);
            Moves.Gather("gather", 1, outer, size, inner, in x[0], in indices[0], count, ref y[0]);
            Moves.Gather("gather", 1, outer, size, inner, in x[0], in wide[0], count, ref z[0]);
            Assert.Equal(y, z);
            Assert.Equal(0, y[^1]);
            for (var i = 0; i < y.Length - 1; i++)
            {
                var (line, element) = Math.DivRem(i, inner);
                var (o, at) = Math.DivRem(line, count);
                Assert.Equal(x[(o * size + (indices[at] + size) % size) * inner + element], y[i]);
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-6)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void An_index_outside_of_the_axis_is_named_and_nothing_is_written(int index)
    {
        float[] x = new float[10], y = [7, 7, 7, 7, 7, 7];
        int[] indices = [0, 4, index];
        long[] wide = [0, 4, index];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Moves.Gather("gather", 1, 2, 5, 1, in x[0], in indices[0], 3, ref y[0]));
        Assert.Contains($"gather: index {index} (number 2 of the indices) is outside of axis 1, which has size 5; allowed are -5 to 4.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Moves.Gather("gather", 1, 2, 5, 1, in x[0], in wide[0], 3, ref y[0]));
        wide[2] = 1L << 40;
        Assert.Throws<ArgumentOutOfRangeException>(() => Moves.Gather("gather", 1, 2, 5, 1, in x[0], in wide[0], 3, ref y[0]));
        Assert.All(y, value => Assert.Equal(7, value));
        var empty = Assert.Throws<ArgumentOutOfRangeException>(() => Moves.Gather("take", 0, 1, 0, 1, in x[0], in indices[0], 3, ref y[0]));
        Assert.Contains("take: index 0 (number 0 of the indices) into axis 0, which has size 0", empty.Message);
    }
}
