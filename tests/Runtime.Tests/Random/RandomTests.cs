using System;
using System.Linq;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

public class RandomTests
{
    private static readonly RandomKey s_key = new(12345);

    [Fact]
    public void Draws_do_not_depend_on_the_number_of_threads()
    {
        var draws = new[] { 1, 2, 3, 7 }.Select(threads =>
        {
            using var _ = new ThreadCount(threads);
            return (Tensor.RandomNormal(s_key, 9973, 3).ToArray(), Tensor.RandomUniform<double>(s_key, 20011).ToArray());
        }).ToArray();
        foreach (var draw in draws)
        {
            Assert.Equal(draws[0].Item1, draw.Item1);
            Assert.Equal(draws[0].Item2, draw.Item2);
        }
    }

    [Fact]
    public void A_shorter_tensor_has_the_first_numbers_of_a_longer_one()
    {
        var all = Tensor.RandomNormal(s_key, 100).ToArray();
        for (var count = 0; count < 100; count++) Assert.Equal(all[..count], Tensor.RandomNormal(s_key, count).ToArray());
        var wide = Tensor.RandomNormal<double>(s_key, 50).ToArray();
        for (var count = 0; count < 50; count++) Assert.Equal(wide[..count], Tensor.RandomNormal<double>(s_key, count).ToArray());
    }

    [Fact]
    public void Keys_are_unrelated()
    {
        var (first, second) = s_key.Split();
        RandomKey[] keys = [s_key, first, second, s_key.Fold(2), new(12346), new(0)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        foreach (var a in keys)
        {
            foreach (var b in keys.Where(b => b != a))
            {
                var (x, y) = (Tensor.RandomNormal(a, 20000).ToArray(), Tensor.RandomNormal(b, 20000).ToArray());
                // The standard deviation of the correlation of 20,000 unrelated pairs is 0.007.
                Assert.InRange(x.Zip(y, (p, q) => (double)p * q).Average(), -0.04, 0.04);
            }
        }
        Assert.Equal(first, s_key.Split().First);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        Check(Tensor.RandomNormal(s_key, 1_000_000).ToArray().Select(x => (double)x).ToArray());
        Check(Tensor.RandomNormal<double>(s_key, 1_000_000).ToArray());

        static void Check(double[] x)
        {
            // Five standard deviations of each average.
            Assert.InRange(x.Average(), -0.005, 0.005);
            Assert.InRange(x.Average(v => v * v), 1 - 0.0071, 1 + 0.0071);
            Assert.InRange(x.Average(v => v * v * v), -0.02, 0.02);
            Assert.InRange(x.Average(v => v * v * v * v), 3 - 0.05, 3 + 0.05);
            Assert.InRange(x.Count(v => Math.Abs(v) > 1.959964) / 1e6, 0.05 - 0.0011, 0.05 + 0.0011);
            Assert.InRange(x.Max(), 4, 7);
        }
    }

    [Fact]
    public void Uniform_numbers_fill_the_interval_evenly()
    {
        Check(Tensor.RandomUniform(s_key, 1_000_000).ToArray().Select(x => (double)x).ToArray());
        Check(Tensor.RandomUniform<double>(s_key, 1_000_000).ToArray());

        static void Check(double[] x)
        {
            Assert.All(x, v => Assert.InRange(v, 0, Math.BitDecrement(1.0)));
            // Chi-squared of 100 equal bins has 99 degrees of freedom: mean 99, standard deviation 14.
            var bins = new double[100];
            foreach (var v in x) bins[(int)(v * 100)]++;
            Assert.InRange(bins.Sum(b => (b - 10000) * (b - 10000) / 10000), 40, 180);
        }
    }

    [Fact]
    public void Other_element_types_are_refused() =>
        Assert.Contains("float or double", Assert.Throws<NotSupportedException>(() => Tensor.RandomNormal<int>(s_key, 3)).Message);

    /// <summary>The published answers: <c>philox4x32 10</c> in Random123's kat_vectors.</summary>
    [Theory]
    [InlineData(0UL, 0UL, 0UL, new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, new uint[] { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })]
    [InlineData(0x299f31d0a4093822, 0x85a308d3243f6a88, 0x0370734413198a2e, new uint[] { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })]
    public void Known_answers(ulong key, ulong counterLow, ulong counterHigh, uint[] words)
    {
        var (x0, x1, x2, x3) = Philox.Block(key, counterLow, counterHigh);
        Assert.Equal(words, new[] { x0, x1, x2, x3 });
    }

    [Fact]
    public void Elements_are_the_words_of_the_blocks_in_order()
    {
        var x = Tensor.RandomUniform(s_key, 4 * 100).ToArray();
        for (var block = 0; block < 100; block++)
        {
            var (x0, x1, x2, x3) = Philox.Block(s_key.Value, (ulong)block, 0);
            uint[] words = [x0, x1, x2, x3];
            Assert.Equal(words.Select(w => (w >> 8) * (1f / (1 << 24))), x[(4 * block)..(4 * block + 4)]);
        }
    }
}
