using System;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>What every register promises, against the same operation on one number.</summary>
public abstract class LaneTests<V, T>
    where V : struct, ILanes<V, T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private const int Guard = 3;

    /// <summary>Arguments with their special values in every lane: as many registers as it takes.</summary>
    protected abstract T[] Samples { get; }

    protected static T[] Lanes(V x)
    {
        var all = new T[V.Count];
        V.Store(x, ref all[0], 0);
        return all;
    }

    protected static bool[] Truths(V mask)
    {
        var all = new bool[V.Count];
        V.StoreMask(mask, ref all[0], 0);
        return all;
    }

    protected static V Of(params T[] lanes)
    {
        var all = new T[V.Count];
        for (var i = 0; i < all.Length; i++) all[i] = lanes[i % lanes.Length];
        return V.Load(ref all[0], 0);
    }

    /// <summary>All pairs of samples through an operation, in every lane position.</summary>
    private void ForPairs(Func<V, V, T[]> vector, Func<T, T, T> scalar)
    {
        foreach (var a in Samples)
        {
            for (var start = 0; start < Samples.Length; start++)
            {
                var b = Enumerable.Range(start, V.Count).Select(i => Samples[i % Samples.Length]).ToArray();
                var got = vector(V.Splat(a), Of(b));
                for (var lane = 0; lane < V.Count; lane++)
                    Assert.True(Same(scalar(a, b[lane]), got[lane]), $"({a}, {b[lane]}): {got[lane]}, expected {scalar(a, b[lane])}");
            }
        }
    }

    private void ForPairs(Func<V, V, V> vector, Func<T, T, T> scalar) => ForPairs((a, b) => Lanes(vector(a, b)), scalar);

    private void ForPairs(Func<V, V, V> vector, Func<T, T, bool> scalar) =>
        ForPairs((a, b) => Truths(vector(a, b)).Select(t => t ? T.One : T.Zero).ToArray(), (a, b) => scalar(a, b) ? T.One : T.Zero);

    protected static bool Same(T a, T b) => T.IsNaN(a) ? T.IsNaN(b) : a == b && T.IsNegative(a) == T.IsNegative(b);

    [Fact]
    public void Arithmetic()
    {
        ForPairs((a, b) => a + b, (a, b) => unchecked(a + b));
        ForPairs((a, b) => a - b, (a, b) => unchecked(a - b));
        ForPairs((a, b) => a * b, (a, b) => unchecked(a * b));
        ForPairs((a, _) => -a, (a, _) => unchecked(-a));
    }

    [Fact]
    public void Comparisons()
    {
        ForPairs(V.Equal, (a, b) => a == b);
        ForPairs(V.NotEqual, (a, b) => a != b);
        ForPairs(V.LessThan, (a, b) => a < b);
        ForPairs(V.LessOrEqual, (a, b) => a <= b);
        ForPairs(V.GreaterThan, (a, b) => a > b);
        ForPairs(V.GreaterOrEqual, (a, b) => a >= b);
    }

    [Fact]
    public void Selection_and_extremes()
    {
        ForPairs((a, b) => V.Select(V.LessThan(a, b), a, b), (a, b) => a < b ? a : b);
        ForPairs(V.Min, (a, b) => T.Min(a, b));
        ForPairs(V.Max, (a, b) => T.Max(a, b));
        ForPairs((a, b) => V.AtLeast(b, V.Select(V.Equal(a, a), a, default)), (a, b) => AtLeast(b, T.IsNaN(a) ? T.Zero : a));
        ForPairs((a, _) => V.Rectify(a), (a, _) => T.Max(a, T.Zero));
        ForPairs((a, b) => V.AtMost(b, V.Select(V.Equal(a, a), a, default)), (a, b) => AtMost(b, T.IsNaN(a) ? T.Zero : a));
    }

    private static T AtLeast(T x, T bound) => T.IsNaN(x) || x >= bound ? x : bound;

    private static T AtMost(T x, T bound) => T.IsNaN(x) || x <= bound ? x : bound;

    [Fact]
    public void Bits()
    {
        var all = V.Equal(default, default);
        ForPairs((a, b) => V.Equal(a, b) & V.NotEqual(a, b), (_, _) => false);
        ForPairs((a, b) => V.Equal(a, b) | V.NotEqual(a, b), (_, _) => true);
        ForPairs((a, b) => V.LessThan(a, b) ^ all, (a, b) => !(a < b));
        ForPairs((a, b) => ~V.LessThan(a, b), (a, b) => !(a < b));
        ForPairs((a, b) => V.AndNot(a, V.LessThan(a, b)), (a, b) => a < b ? T.Zero : a);
    }

    [Fact]
    public void Masks_are_asked_for_any_and_all()
    {
        Assert.True(V.All(V.FirstLanes(V.Count)));
        Assert.False(V.Any(V.FirstLanes(0)));
        for (var count = 0; count <= V.Count; count++)
        {
            Assert.Equal(count > 0, V.Any(V.FirstLanes(count)));
            Assert.Equal((1u << count) - 1, V.LaneBits(V.FirstLanes(count)));
            Assert.Equal(count == V.Count, V.All(V.FirstLanes(count)));
            Assert.Equal(Enumerable.Range(0, V.Count).Select(i => i < count), Truths(V.FirstLanes(count)));
        }
    }

    [Fact]
    public void Iota_counts() =>
        Assert.Equal(Enumerable.Range(0, V.Count).Select(T.CreateChecked), Lanes(V.Iota));

    [Fact]
    public void Partial_loads_and_stores_touch_nothing_else()
    {
        for (var count = 0; count <= V.Count; count++)
        {
            // The array ends with the last element, so that a wide load could fault or read another object.
            var source = Enumerable.Range(1, Guard + count).Select(T.CreateChecked).ToArray();
            var target = Enumerable.Repeat(T.CreateChecked(77), Guard + V.Count + Guard).ToArray();
            if (source.Length == Guard) source = [.. source, T.Zero];
            var x = V.LoadPartial(ref source[0], Guard, count);
            Assert.Equal(Enumerable.Range(0, V.Count).Select(i => i < count ? T.CreateChecked(1 + Guard + i) : T.Zero), Lanes(x));
            V.StorePartial(V.Splat(T.CreateChecked(5)), ref target[0], Guard, count);
            Assert.Equal(Enumerable.Range(0, target.Length).Select(i => T.CreateChecked(i >= Guard && i < Guard + count ? 5 : 77)), target);
        }
    }

    [Fact]
    public void Strided_loads()
    {
        var source = Enumerable.Range(0, 3 * V.Count + 2).Select(T.CreateChecked).ToArray();
        for (var count = 0; count <= V.Count; count++)
        {
            Assert.Equal(Enumerable.Range(0, V.Count).Select(i => T.CreateChecked(i < count ? 1 + 3 * i : 0)), Lanes(V.LoadStrided(ref source[0], 1, 3, count)));
            Assert.Equal(Enumerable.Range(0, V.Count).Select(i => T.CreateChecked(i < count ? 2 * V.Count - i : 0)), Lanes(V.LoadStrided(ref source[0], 2 * V.Count, -1, count)));
        }
    }

    [Fact]
    public void Booleans_widen_and_narrow()
    {
        for (uint pattern = 0; pattern < 1u << V.Count; pattern += V.Count > 8 ? 37u : 1)
        {
            var source = Enumerable.Range(0, Guard + V.Count).Select(i => i >= Guard && (pattern >> i - Guard & 1) != 0).ToArray();
            var mask = V.LoadMask(ref source[0], Guard);
            Assert.Equal(source[Guard..], Truths(mask));
            Assert.Equal(source[Guard..].Select(t => t ? T.One : T.Zero), Lanes(V.Select(mask, V.Splat(T.One), default)));
            for (var count = 0; count <= V.Count; count++)
            {
                var part = V.LoadMaskPartial(ref source[0], Guard, count);
                Assert.Equal(source[Guard..].Select((t, i) => t && i < count), Truths(part));
                var target = Enumerable.Repeat(true, V.Count + 2).ToArray();
                V.StoreMaskPartial(mask, ref target[0], 1, count);
                Assert.Equal(target.Select((_, i) => i < 1 || i > count || source[Guard + i - 1]), target);
            }
        }
    }

    [Fact]
    public void Reductions()
    {
        var values = Enumerable.Range(0, V.Count).Select(i => T.CreateChecked(1 + i * 7 % 5)).ToArray();
        Assert.Equal(values.Aggregate((a, b) => a + b), V.Sum(Of(values)));
        Assert.Equal(values.Select(v => v % T.CreateChecked(3) + T.One).Aggregate((a, b) => a * b),
            V.Product(Of([.. values.Select(v => v % T.CreateChecked(3) + T.One)])));
        for (var lane = 0; lane < V.Count; lane++)
        {
            values = [.. values.Select((v, i) => i == lane ? T.CreateChecked(-9) : v)];
            Assert.Equal(values.Min(), V.Minimum(Of(values)));
            Assert.Equal(values.Max(), V.Maximum(Of(values)));
            values[lane] = T.CreateChecked(50);
            Assert.Equal(T.CreateChecked(50), V.Maximum(Of(values)));
        }
    }

    [Fact]
    public void Functions_of_one_lane_after_the_other()
    {
        var x = Of([.. Enumerable.Range(0, V.Count).Select(T.CreateChecked)]);
        Assert.Equal(Lanes(x).Select(v => v + T.One), Lanes(V.Map<PlusOne>(x)));
        Assert.Equal(Lanes(x).Select(v => v - T.One), Lanes(V.Map2<Difference>(x, V.Splat(T.One))));
    }

    private readonly struct PlusOne : IScalarFunction<T>
    {
        public static T Invoke(T x) => x + T.One;
    }

    private readonly struct Difference : IScalarFunction2<T>
    {
        public static T Invoke(T a, T b) => a - b;
    }
}
