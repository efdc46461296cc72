using System;
using System.Linq;
using System.Numerics;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>What floating-point registers promise beyond the rest.</summary>
public abstract class FloatLaneTests<F, T, I, N> : LaneTests<F, T>
    where F : struct, IFloatLanes<F, T, I>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    where I : struct, IIntegerLanes<I, N, F>
    where N : unmanaged, IBinaryInteger<N>, IMinMaxValue<N>
{
    protected override T[] Samples =>
    [
        T.Zero, -T.Zero, T.One, -T.One, T.CreateChecked(0.5), T.CreateChecked(-2.5), T.CreateChecked(3.5), T.CreateChecked(1e10),
        T.Epsilon, -T.Epsilon, T.MaxValue, T.MinValue, T.PositiveInfinity, T.NegativeInfinity, T.NaN,
    ];

    private void ForSamples(Func<F, F> vector, Func<T, T> scalar)
    {
        foreach (var x in Samples.Concat([T.CreateChecked(2.5), T.CreateChecked(-0.7), T.CreateChecked(123456.789)]))
        {
            foreach (var got in Lanes(vector(F.Splat(x))))
                Assert.True(Same(scalar(x), got), $"{x}: {got}, expected {scalar(x)}");
        }
    }

    [Fact]
    public void Rounding_and_roots()
    {
        ForSamples(F.Sqrt, T.Sqrt);
        ForSamples(F.Floor, T.Floor);
        ForSamples(F.Ceiling, T.Ceiling);
        ForSamples(F.Truncate, T.Truncate);
        ForSamples(F.RoundToEven, x => T.Round(x, MidpointRounding.ToEven));
        ForSamples(F.Abs, T.Abs);
        ForSamples(x => F.Select(F.IsNaN(x), F.Of(1), default), x => T.IsNaN(x) ? T.One : T.Zero);
    }

    /// <summary>Quotients just below, at and above integers, small ones and some of more bits than the mantissa has, side by side.</summary>
    [Fact]
    public void Remainders_are_exact()
    {
        var random = new Random(5);
        var (x, y) = (new T[F.Count], new T[F.Count]);
        for (var round = 0; round < 20_000; round++)
        {
            var spread = random.Next(1, 14);
            for (var lane = 0; lane < F.Count; lane++)
            {
                y[lane] = T.CreateChecked((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-spread, spread)));
                var whole = T.Round(T.CreateChecked(random.NextDouble() * Math.Pow(10, random.Next(spread))));
                x[lane] = random.Next(3) switch
                {
                    0 => whole * y[lane],
                    1 => random.Next(2) == 0 ? T.BitIncrement(whole * y[lane]) : T.BitDecrement(whole * y[lane]),
                    _ => T.CreateChecked((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-spread, spread))),
                };
            }
            var got = Lanes(F.Remainder(F.Load(ref x[0], 0), F.Load(ref y[0], 0)));
            for (var lane = 0; lane < F.Count; lane++)
                Assert.True(Same(x[lane] % y[lane], got[lane]), $"{x[lane]:R} % {y[lane]:R} = {got[lane]:R}, expected {x[lane] % y[lane]:R}");
        }
    }

    [Fact]
    public void Binary_functions()
    {
        foreach (var a in Samples)
        {
            foreach (var b in Samples)
            {
                Check(a / b, F.Splat(a) / F.Splat(b));
                Check(a % b, F.Remainder(F.Splat(a), F.Splat(b)));
                Check(T.FusedMultiplyAdd(a, b, T.One), F.FusedMultiplyAdd(F.Splat(a), F.Splat(b), F.Of(1)));
                Check(T.CopySign(a, b), F.CopySign(F.Splat(a), F.Splat(b)));

                void Check(T expected, F got) =>
                    Assert.True(Same(expected, Lanes(got)[0]), $"({a}, {b}): {Lanes(got)[0]}, expected {expected}");
            }
        }
    }

    [Fact]
    public void Scaling_rounds_once_even_to_subnormals()
    {
        var range = typeof(T) == typeof(float) ? 250 : 2000;
        foreach (var x in new[] { 1, 1.5, 1.9999, -1.25, 0.7, 0 }.Select(T.CreateChecked))
        {
            for (var k = -range; k <= range; k++)
            {
                var got = Lanes(F.Scale(F.Splat(x), F.Of(k)))[0];
                Assert.True(Same(T.ScaleB(x, k), got), $"{x}·2^{k}: {got}, expected {T.ScaleB(x, k)}");
            }
        }
    }

    [Fact]
    public void Integers_and_back()
    {
        foreach (var x in Samples.Concat([T.CreateChecked(1e30), T.CreateChecked(-1e30), T.CreateChecked(-3.99), T.CreateChecked(123456.789)]))
        {
            var got = Whole(F.ToInteger(F.Splat(x)))[0];
            Assert.Equal(T.IsNaN(x) ? N.Zero : N.CreateSaturating(x), got);
            if (T.Abs(x) < T.CreateChecked(1e9))
                Assert.Equal(got, Whole(F.ToIntegerFast(F.Splat(x)))[0]);
            var bits = Lanes(I.AsFloat(F.Bits(F.Splat(x))))[0];
            Assert.True(Same(x, bits), $"{x}: {bits}");
        }
        foreach (var n in new[] { 0, 1, -1, 7, int.MaxValue, int.MinValue, 16777217 }.Select(N.CreateChecked).Concat([N.MaxValue, N.MinValue, N.MaxValue - N.One]))
            Assert.Equal(T.CreateChecked(n), Lanes(I.ToFloat(I.Splat(n)))[0]);
    }

    private static N[] Whole(I x)
    {
        var all = new N[I.Count];
        I.Store(x, ref all[0], 0);
        return all;
    }
}

/// <summary>What integer registers promise beyond the rest.</summary>
public abstract class IntegerLaneTests<I, T, F> : LaneTests<I, T>
    where I : struct, IIntegerLanes<I, T, F>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    where F : struct
{
    protected override T[] Samples =>
    [
        T.Zero, T.One, -T.One, T.CreateChecked(2), T.CreateChecked(-7), T.CreateChecked(100), T.MaxValue, T.MinValue, T.MinValue + T.One,
    ];

    [Fact]
    public void Division_truncates_in_every_lane()
    {
        var random = new Random(6);
        var (x, y) = (new T[I.Count], new T[I.Count]);
        for (var round = 0; round < 20_000; round++)
        {
            for (var lane = 0; lane < I.Count; lane++)
            {
                (x[lane], y[lane]) = (Draw(), Draw());
                // A multiple, and what is beside it.
                if (random.Next(2) == 0) x[lane] = unchecked(x[lane] / (y[lane] == T.Zero || y[lane] == -T.One ? T.One : y[lane]) * y[lane] + T.CreateChecked(random.Next(-1, 2)));
            }
            var (quotients, remainders) = (Lanes(I.Load(ref x[0], 0) / I.Load(ref y[0], 0)), Lanes(I.Remainder(I.Load(ref x[0], 0), I.Load(ref y[0], 0))));
            for (var lane = 0; lane < I.Count; lane++)
            {
                var (a, b) = (x[lane], y[lane]);
                Assert.Equal((a, b, b == T.Zero ? T.Zero : b == -T.One ? unchecked(-a) : a / b), (a, b, quotients[lane]));
                Assert.Equal((a, b, b == T.Zero || b == -T.One ? T.Zero : a % b), (a, b, remainders[lane]));
            }
        }

        // Of all lengths alike, 0 and those at the ends among them.
        T Draw() => T.CreateTruncating(random.NextInt64(long.MinValue, long.MaxValue)) >> random.Next(8 * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
    }

    [Fact]
    public void Division_never_traps()
    {
        foreach (var a in Samples)
        {
            foreach (var b in Samples)
            {
                var quotient = b == T.Zero ? T.Zero : b == -T.One ? unchecked(-a) : a / b;
                var remainder = b == T.Zero || b == -T.One ? T.Zero : a % b;
                Assert.Equal(quotient, Lanes(I.Splat(a) / I.Splat(b))[I.Count - 1]);
                Assert.Equal(remainder, Lanes(I.Remainder(I.Splat(a), I.Splat(b)))[I.Count - 1]);
            }
        }
    }

    [Fact]
    public void Shifts()
    {
        foreach (var a in Samples)
        {
            foreach (var count in new[] { 0, 1, 5, 31 })
            {
                Assert.Equal(a << count, Lanes(I.Splat(a) << count)[0]);
                Assert.Equal(a >> count, Lanes(I.Splat(a) >> count)[0]);
                Assert.Equal(a >>> count, Lanes(I.Splat(a) >>> count)[0]);
            }
        }
    }

    [Fact]
    public void Magnitude_of_the_smallest_is_itself()
    {
        Assert.Equal(T.MinValue, Lanes(I.Abs(I.Splat(T.MinValue)))[0]);
        Assert.Equal(T.CreateChecked(7), Lanes(I.Abs(I.Splat(T.CreateChecked(-7))))[0]);
    }
}
