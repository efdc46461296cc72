using System;
using System.Linq;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>Strided copies against one element at a time, for every element size.</summary>
[Collection(nameof(WorkersTests))]
public class CopyTests
{
    [Fact]
    public void Random_copies_of_bytes() => Check(50, i => (byte)i);

    [Fact]
    public void Random_copies_of_two_bytes() => Check(50, i => (ushort)i);

    [Fact]
    public void Random_copies_of_floats() => Check(200, i => (float)i);

    [Fact]
    public void Random_copies_of_longs() => Check(50, i => (long)i);

    [Fact]
    public void Random_copies_of_wide_structs() => Check(20, i => (decimal)i);

    private static void Check<T>(int count, Func<int, T> make) where T : unmanaged
    {
        var random = new Random(11);
        for (var i = 0; i < count; i++)
        {
            var rank = random.Next(i % 10 == 0 ? 12 : 5);
            var sizes = new int[rank];
            for (var k = 0; k < rank; k++) sizes[k] = rank > 5 ? random.Next(1, 4) : random.Next(5) == 0 ? random.Next(60, 150) : random.Next(1, 10);
            if (random.Next(20) == 0 && rank > 0) sizes[random.Next(rank)] = 0;
            Check(sizes, random, make);
        }
    }

    private static void Check<T>(int[] sizes, Random random, Func<int, T> make) where T : unmanaged
    {
        var (source, sourceStart, sourceLength) = Steps(sizes, random, mayRepeat: true);
        var (target, targetStart, targetLength) = Steps(sizes, random, mayRepeat: false);
        var from = Enumerable.Range(1, sourceLength).Select(make).ToArray();
        var expected = new T[targetLength];
        var got = new T[targetLength];
        var axes = sizes.Select((size, k) => new MoveAxis(size, source[k], target[k])).ToArray();
        for (var flat = 0; flat < sizes.Aggregate(1, (x, y) => x * y); flat++)
        {
            var (rest, at, to) = (flat, (nint)sourceStart, (nint)targetStart);
            for (var k = sizes.Length - 1; k >= 0; k--)
            {
                (rest, var index) = Math.DivRem(rest, sizes[k]);
                at += index * source[k];
                to += index * target[k];
            }
            expected[to] = from[at];
        }
        random.Shuffle(axes);
        foreach (var threads in new[] { 1, 3 })
        {
            using var _ = new ThreadCount(threads);
            Array.Clear(got);
            Moves.Copy(in from[sourceStart], ref got[targetStart], axes);
            Assert.True(expected.SequenceEqual(got), string.Join(", ", axes));
        }
    }

    /// <summary>A layout of the axes in some order, with gaps, some axes backwards, and in the source some repeated.</summary>
    private static (nint[] Steps, int Start, int Length) Steps(int[] sizes, Random random, bool mayRepeat)
    {
        var steps = new nint[sizes.Length];
        var order = Enumerable.Range(0, sizes.Length).ToArray();
        if (random.Next(2) == 0) random.Shuffle(order);
        nint step = random.Next(6) == 0 ? 2 : 1, start = 0, end = 0;
        foreach (var k in order)
        {
            if (mayRepeat && random.Next(8) == 0) continue;
            steps[k] = random.Next(6) == 0 ? -step : step;
            var span = Math.Max(0, sizes[k] - 1) * steps[k];
            if (span < 0) start -= span;
            else end += span;
            step *= Math.Max(1, sizes[k]);
            if (random.Next(5) == 0) step += random.Next(1, 20);
        }
        return (steps, (int)start, (int)(start + end) + 1);
    }

    [Theory]
    [InlineData(1000, 700)]
    [InlineData(3, 100_000)]
    [InlineData(100_000, 3)]
    [InlineData(65, 63)]
    public void A_large_matrix_transposed(int rows, int columns)
    {
        var x = Enumerable.Range(0, rows * columns).Select(i => (float)i).ToArray();
        var y = new float[x.Length];
        Moves.Copy(in x[0], ref y[0], new MoveAxis(columns, 1, rows), new MoveAxis(rows, columns, 1));
        for (var i = 0; i < y.Length; i++) Assert.Equal(x[i % rows * columns + i / rows], y[i]);
    }

    [Fact]
    public void Fill_writes_as_many_as_asked()
    {
        var x = new double[1_000_003];
        Moves.Fill(ref x[1], x.Length - 2, 2.5);
        Assert.Equal(0, x[0]);
        Assert.Equal(0, x[^1]);
        Assert.All(x[1..^1], value => Assert.Equal(2.5, value));
    }

    [Fact]
    public void A_negative_size_is_named()
    {
        var x = new int[4];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Moves.Copy(in x[0], ref x[1], new MoveAxis(-2, 1, 1)));
        Assert.Contains("-2", error.Message);
    }
}
