using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using GraphCompiler.IR;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>Every pair of dtypes against the rounding of the Reference engine.</summary>
[Collection(nameof(WorkersTests))]
public class CastTests
{
    private static readonly Type[] s_types =
        [typeof(float), typeof(double), typeof(int), typeof(long), typeof(bool), typeof(Half), typeof(BFloat16), typeof(sbyte), typeof(byte)];

    public static IEnumerable<object[]> Pairs => s_types.SelectMany(from => s_types.Select(to => new object[] { from, to }));

    [Theory, MemberData(nameof(Pairs))]
    public void Casts_round_truncate_saturate_and_wrap(Type from, Type to) =>
        typeof(CastTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(from, to).Invoke(null, null);

    private static void Check<TFrom, TTo>()
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var samples = Samples<TFrom>();
        foreach (var threads in new[] { 1, 2 })
        {
            using var _ = new ThreadCount(threads);
            var got = new TTo[samples.Length + 1];
            Moves.Cast(in samples[0], ref got[0], samples.Length);
            for (var i = 0; i < samples.Length; i++)
            {
                var expected = Expected(samples[i], ElementType.Of<TTo>());
                Assert.True(expected.Equals(Number(got[i])), $"{samples[i]} gave {got[i]}, expected {expected}");
            }
            Assert.Equal(default, got[^1]);
        }
    }

    /// <summary>A double for floats (all NaN equal, zeros by sign), a long for integers and bool.</summary>
    private static object Number<T>(T value) => value switch
    {
        float x => (object)(double)x,
        Half x => (double)x,
        BFloat16 x => (double)(float)x,
        double x => x,
        bool x => x ? 1L : 0L,
        _ => Convert.ToInt64(value),
    };

    private static object Expected<T>(T value, DType to) => (Number(value), to.IsFloat()) switch
    {
        (double x, true) => (object)Rounding.Round(x, to),
        (double x, false) => Rounding.ToInteger(x, to),
        (long x, true) => to == DType.F32 ? (double)(float)x : Rounding.Round(x, to),
        (var x, _) => Rounding.Wrap((long)x, to),
    };

    private static T[] Samples<T>() where T : unmanaged
    {
        var random = new Random(4);
        var samples = new List<object>();
        if (typeof(T) == typeof(bool)) samples.AddRange([true, false, false, true, true]);
        if (typeof(T) == typeof(sbyte)) samples.AddRange(Enumerable.Range(-128, 256).Select(i => (object)(sbyte)i));
        if (typeof(T) == typeof(byte)) samples.AddRange(Enumerable.Range(0, 256).Select(i => (object)(byte)i));
        if (typeof(T) == typeof(Half)) samples.AddRange(Enumerable.Range(0, 65536).Select(i => (object)BitConverter.UInt16BitsToHalf((ushort)i)));
        if (typeof(T) == typeof(BFloat16)) samples.AddRange(Enumerable.Range(0, 65536).Select(i => (object)BFloat16.FromBits((ushort)i)));
        if (typeof(T) == typeof(int) || typeof(T) == typeof(long))
        {
            long[] corners = [0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 65504, 65519, 65520, 65536, 16777217, int.MaxValue, int.MinValue,
                1L << 31, 1L << 32, -(1L << 32) + 5, (1L << 53) + 1, (1L << 24) * 3 + 1, long.MaxValue, long.MinValue, 0x4000_0040_0000_0001];
            samples.AddRange(corners.Concat(Enumerable.Range(0, 3000).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64)))
                .Select(x => typeof(T) == typeof(int) ? (object)(int)x : x));
        }
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            double[] corners = [0.0, -0.0, 0.5, -0.5, 0.99, -0.99, 1.5, 2.5, -1.5, 127.5, 128, -128.9, -129, 255.4, 255.9, 256, 1e-45, 1e-40, 1e-320, 65519.99, 65520, 65521, 3.3895e38, 3.4e38,
                1e300, -1e300, 2147483647, 2147483648, -2147483648, -2147483904, 9.2233720368547758e18, -9.3e18, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1 + Math.Pow(2, -8) + Math.Pow(2, -50)];
            samples.AddRange(corners.Concat(AroundHalves()).Concat(Enumerable.Range(0, 3000).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-160, 140))))
                .Select(x => typeof(T) == typeof(float) ? (object)(float)x : x));
        }
        return [.. samples.Cast<T>()];
    }

    /// <summary>Each f16 and bf16 value's tie with its neighbour, and what lies beside the tie.</summary>
    private static IEnumerable<double> AroundHalves()
    {
        for (var bits = 0; bits < 0x7C00; bits += 3)
        {
            double low = (double)BitConverter.UInt16BitsToHalf((ushort)bits), high = (double)BitConverter.UInt16BitsToHalf((ushort)(bits + 1));
            var tie = double.IsInfinity(high) ? 65520 : (low + high) / 2;
            foreach (var x in new[] { tie, (double)MathF.BitIncrement((float)tie), -(double)MathF.BitDecrement((float)tie), Math.BitIncrement(tie) }) yield return x;
        }
        for (var bits = 0; bits < 0x7F80; bits += 11)
        {
            double low = (float)BFloat16.FromBits((ushort)bits), high = (float)BFloat16.FromBits((ushort)(bits + 1));
            if (double.IsInfinity(high)) continue;
            var tie = (low + high) / 2;
            foreach (var x in new[] { tie, (double)MathF.BitIncrement((float)tie), -(double)MathF.BitDecrement((float)tie), Math.BitIncrement(tie) }) yield return x;
        }
    }
}
