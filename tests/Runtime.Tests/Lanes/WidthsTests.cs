using System;
using System.Linq;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

public class WidthsOf8Tests : WidthsTests<F32x8, I32x8, F64x8, I64x8, Mixedx8>;

public class WidthsOf4Tests : WidthsTests<F32x4, I32x4, F64x4, I64x4, Mixedx4>;

public class WidthsOf1Tests : WidthsTests<F32x1, I32x1, F64x1, I64x1, Mixedx1>;

/// <summary>Conversions between registers of two widths, against conversions of single elements.</summary>
public abstract class WidthsTests<F, I, D, L, W>
    where F : struct, IFloat32Lanes<F, I>
    where I : struct, IInt32Lanes<I, F>
    where D : struct, IFloat64Lanes<D, L>
    where L : struct, IInt64Lanes<L, D>
    where W : struct, IWidths<F, I, D, L>
{
    private static readonly double[] s_doubles =
    [
        0, -0.0, 1, -1.5, 0.1, 2147483647, 2147483647.5, 2147483648, -2147483648, -2147483648.5, -2147483649, 1e10, -1e10, 1e300, -1e300, 1e-300, 3.5e38,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 16777217, 1 + 1.0 / (1 << 24), 1 + 3.0 / (1 << 24),
    ];

    private static readonly long[] s_longs =
    [
        0, 1, -1, int.MaxValue, int.MinValue, 1L << 31, -1L << 33, long.MaxValue, long.MinValue, 16777217, -16777219, (1L << 53) + 1,
        (1L << 62) + (1L << 38), (1L << 62) + (1L << 38) + 1, (1L << 62) + (1L << 38) - 1, -(1L << 62) - (1L << 38) - 1, (1L << 54) + (1L << 30) + 1,
    ];

    private delegate V Loads<V, T>(ref T source, nint index);

    private delegate void Stores<V, T>(V x, ref T target, nint index);

    [Fact]
    public void To_eight_bytes()
    {
        var floats = s_doubles.Select(x => (float)x).ToArray();
        var ints = s_longs.Select(x => (int)x).ToArray();
        Check<F, float, D, double>(floats, F.Load, W.ToDouble, D.Store, x => x);
        Check<I, int, D, double>(ints, I.Load, W.ToDouble, D.Store, x => x);
        Check<I, int, L, long>(ints, I.Load, W.ToInt64, L.Store, x => x);
    }

    [Fact]
    public void To_four_bytes()
    {
        Check<D, double, F, float>(s_doubles, D.Load, W.ToSingle, F.Store, x => (float)x);
        Check<L, long, F, float>(s_longs, L.Load, W.ToSingle, F.Store, x => (float)x);
        Check<L, long, I, int>(s_longs, L.Load, W.ToInt32, I.Store, x => (int)x);
        Check<D, double, I, int>(s_doubles, D.Load, W.ToInt32, I.Store, ScalarCast.FromDouble<int>);
    }

    [Fact]
    public void Doubles_round_once_to_halves()
    {
        var doubles = Enumerable.Range(0, 1 << 15).SelectMany(w => new[] { Between((double)BitConverter.UInt16BitsToHalf((ushort)w), (double)BitConverter.UInt16BitsToHalf((ushort)(w + 1))),
                Between(BFloat16.FromBits((ushort)w), BFloat16.FromBits((ushort)(w + 1))) })
            .SelectMany(tie => new[] { tie, Math.BitIncrement(tie), -Math.BitDecrement(tie) }).ToArray();
        foreach (var x in doubles)
        {
            var (half, bfloat) = (new Half[1], new BFloat16[1]);
            var single = W.ToSingle(Storage.RoundToOdd<D, L>(D.Splat(x)));
            Storage.Store<F, I>(single, ref half[0], 0, 1);
            Storage.Store<F, I>(single, ref bfloat[0], 0, 1);
            Assert.True(half[0].Equals((Half)x), $"{x:R} gave {half[0]}, expected {(Half)x}");
            Assert.True(double.IsNaN(x) ? float.IsNaN(bfloat[0]) : bfloat[0] == (BFloat16)x, $"{x:R} gave {bfloat[0]}, expected {(BFloat16)x}");
        }

        static double Between(double a, double b) => (a + b) / 2;
    }

    private static void Check<V, TFrom, U, TTo>(TFrom[] values, Loads<V, TFrom> load, Func<V, U> convert, Stores<U, TTo> store, Func<TFrom, TTo> expected)
    {
        var (from, to) = (new TFrom[F.Count], new TTo[F.Count]);
        for (var first = 0; first < values.Length; first++)
        {
            for (var lane = 0; lane < from.Length; lane++) from[lane] = values[(first + lane) % values.Length];
            store(convert(load(ref from[0], 0)), ref to[0], 0);
            Assert.Equal(from.Select(expected), to);
        }
    }
}
