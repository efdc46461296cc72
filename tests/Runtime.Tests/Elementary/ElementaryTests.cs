using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Runtime.Tests;

/// <summary>
/// Accuracy over the whole domain against references in double precision, and the same bits from every register width.
/// </summary>
public class ElementaryTests
{
    /// <summary>One function: its lanes at every width, its reference, and the largest error allowed.</summary>
    private sealed record Function(string Name, int Ulp, Func<double, double> Reference, Func<float, float> Single,
        Func<F32x16, F32x16> By16, Func<F32x8, F32x8> By8, Func<F32x4, F32x4> By4,
        Func<double, double> Double, Func<F64x8, F64x8> DoubleBy8, Func<F64x4, F64x4> DoubleBy4, Func<F64x2, F64x2> DoubleBy2);

    // The largest distance from the correctly rounded result, as numpy's accuracy tests count it.
    private static readonly Function[] s_functions =
    [
        new("exp", 1, Math.Exp, Elementary.Exp, F32x16.Exp, F32x8.Exp, F32x4.Exp, Elementary.Exp, F64x8.Exp, F64x4.Exp, F64x2.Exp),
        new("exp2", 1, x => Math.Pow(2, x), Elementary.Exp2, F32x16.Exp2, F32x8.Exp2, F32x4.Exp2, Elementary.Exp2, F64x8.Exp2, F64x4.Exp2, F64x2.Exp2),
        new("expm1", 1, Precise.Expm1, Elementary.Expm1, F32x16.Expm1, F32x8.Expm1, F32x4.Expm1, Elementary.Expm1, F64x8.Expm1, F64x4.Expm1, F64x2.Expm1),
        new("log", 1, Math.Log, Elementary.Log, F32x16.Log, F32x8.Log, F32x4.Log, Elementary.Log, F64x8.Log, F64x4.Log, F64x2.Log),
        new("log1p", 1, Precise.Log1p, Elementary.Log1p, F32x16.Log1p, F32x8.Log1p, F32x4.Log1p, Elementary.Log1p, F64x8.Log1p, F64x4.Log1p, F64x2.Log1p),
        new("sigmoid", 2, Precise.Sigmoid, Elementary.Sigmoid, F32x16.Sigmoid, F32x8.Sigmoid, F32x4.Sigmoid, Elementary.Sigmoid, F64x8.Sigmoid, F64x4.Sigmoid, F64x2.Sigmoid),
        new("tanh", 2, Math.Tanh, Elementary.Tanh, F32x16.Tanh, F32x8.Tanh, F32x4.Tanh, Elementary.Tanh, F64x8.Tanh, F64x4.Tanh, F64x2.Tanh),
        new("erf", 2, Precise.Erf, Elementary.Erf, F32x16.Erf, F32x8.Erf, F32x4.Erf, Elementary.Erf, F64x8.Erf, F64x4.Erf, F64x2.Erf),
        new("sinh", 2, Math.Sinh, Elementary.Sinh, F32x16.Sinh, F32x8.Sinh, F32x4.Sinh, Elementary.Sinh, F64x8.Sinh, F64x4.Sinh, F64x2.Sinh),
        new("cosh", 2, Math.Cosh, Elementary.Cosh, F32x16.Cosh, F32x8.Cosh, F32x4.Cosh, Elementary.Cosh, F64x8.Cosh, F64x4.Cosh, F64x2.Cosh),
        new("asinh", 2, Math.Asinh, Elementary.Asinh, F32x16.Asinh, F32x8.Asinh, F32x4.Asinh, Elementary.Asinh, F64x8.Asinh, F64x4.Asinh, F64x2.Asinh),
        new("acosh", 2, Math.Acosh, Elementary.Acosh, F32x16.Acosh, F32x8.Acosh, F32x4.Acosh, Elementary.Acosh, F64x8.Acosh, F64x4.Acosh, F64x2.Acosh),
        new("atanh", 2, Math.Atanh, Elementary.Atanh, F32x16.Atanh, F32x8.Atanh, F32x4.Atanh, Elementary.Atanh, F64x8.Atanh, F64x4.Atanh, F64x2.Atanh),
        new("sin", 2, Math.Sin, Elementary.Sin, F32x16.Sin, F32x8.Sin, F32x4.Sin, Elementary.Sin, F64x8.Sin, F64x4.Sin, F64x2.Sin),
        new("cos", 2, Math.Cos, Elementary.Cos, F32x16.Cos, F32x8.Cos, F32x4.Cos, Elementary.Cos, F64x8.Cos, F64x4.Cos, F64x2.Cos),
        new("tan", 3, Math.Tan, Elementary.Tan, F32x16.Tan, F32x8.Tan, F32x4.Tan, Elementary.Tan, F64x8.Tan, F64x4.Tan, F64x2.Tan),
        new("asin", 2, Math.Asin, Elementary.Asin, F32x16.Asin, F32x8.Asin, F32x4.Asin, Elementary.Asin, F64x8.Asin, F64x4.Asin, F64x2.Asin),
        new("acos", 2, Math.Acos, Elementary.Acos, F32x16.Acos, F32x8.Acos, F32x4.Acos, Elementary.Acos, F64x8.Acos, F64x4.Acos, F64x2.Acos),
        new("atan", 2, Math.Atan, Elementary.Atan, F32x16.Atan, F32x8.Atan, F32x4.Atan, Elementary.Atan, F64x8.Atan, F64x4.Atan, F64x2.Atan),
    ];

    public static TheoryData<string> Names => [.. s_functions.Select(f => f.Name)];

    private static readonly float[] s_special =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.Epsilon, -float.Epsilon,
        float.MaxValue, float.MinValue, 1.17549435e-38f, MathF.BitIncrement(1), MathF.BitDecrement(1), 1e22f, -8e9f,
    ];

    /// <summary>Every bit pattern some way from the last, so every exponent, both signs and NaN; then what people use most.</summary>
    private static IEnumerable<float> Arguments()
    {
        foreach (var x in s_special) yield return x;
        for (long bits = 0; bits < 1L << 32; bits += 15013) yield return BitConverter.UInt32BitsToSingle((uint)bits);
        var random = new Random(1);
        for (var i = 0; i < 200_000; i++) yield return (float)(random.NextDouble() * 24 - 12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_precision_is_accurate_everywhere(string name)
    {
        var f = s_functions.Single(f => f.Name == name);
        foreach (var x in Arguments())
            Ulps.AssertWithin(f.Ulp, (float)f.Reference(x), f.Single(x), $"{name}({x:G9})");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Double_precision_agrees_with_the_library(string name)
    {
        var f = s_functions.Single(f => f.Name == name);
        var random = new Random(2);
        foreach (var x in s_special.Select(x => (double)x)
            .Concat(Enumerable.Range(0, 100_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))))
            .Concat(Enumerable.Range(0, 100_000).Select(_ => random.NextDouble() * 24 - 12)))
            Ulps.AssertWithin(4, f.Reference(x), f.Double(x), $"{name}({x:R})");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_gives_the_same_bits(string name)
    {
        var f = s_functions.Single(f => f.Name == name);
        foreach (var x in Arguments().Chunk(16).Where((_, i) => i % 20 == 0).Where(c => c.Length == 16))
        {
            var one = x.Select(f.Single).ToArray();
            var got = new float[16];
            F32x16.Store(f.By16(F32x16.Load(ref x[0], 0)), ref got[0], 0);
            Assert.Equal(one, got);
            for (var i = 0; i < 16; i += 8) F32x8.Store(f.By8(F32x8.Load(ref x[0], i)), ref got[0], i);
            Assert.Equal(one, got);
            for (var i = 0; i < 16; i += 4) F32x4.Store(f.By4(F32x4.Load(ref x[0], i)), ref got[0], i);
            Assert.Equal(one, got);

            var wide = x.Take(8).Select(v => v * 1.0000000123).ToArray();
            var oneWide = wide.Select(f.Double).ToArray();
            var gotWide = new double[8];
            F64x8.Store(f.DoubleBy8(F64x8.Load(ref wide[0], 0)), ref gotWide[0], 0);
            Assert.Equal(oneWide, gotWide);
            for (var i = 0; i < 8; i += 4) F64x4.Store(f.DoubleBy4(F64x4.Load(ref wide[0], i)), ref gotWide[0], i);
            Assert.Equal(oneWide, gotWide);
            for (var i = 0; i < 8; i += 2) F64x2.Store(f.DoubleBy2(F64x2.Load(ref wide[0], i)), ref gotWide[0], i);
            Assert.Equal(oneWide, gotWide);
        }
    }

    [Fact]
    public void Powers()
    {
        var random = new Random(3);
        foreach (var (x, y) in Pairs(random))
        {
            Ulps.AssertWithin(2, (float)Math.Pow(x, y), Elementary.Pow(x, y), $"pow({x:G9}, {y:G9})");
            Ulps.AssertWithin(0, Math.Pow(x, (double)y), Elementary.Pow((double)x, y), $"pow({x:G9}, {y:G9})");
        }
    }

    [Fact]
    public void Angles_of_points()
    {
        var random = new Random(5);
        foreach (var (y, x) in Pairs(random))
        {
            Ulps.AssertWithin(2, (float)Math.Atan2(y, x), Elementary.Atan2(y, x), $"atan2({y:G9}, {x:G9})");
            Ulps.AssertWithin(3, Math.Atan2(y, (double)x), Elementary.Atan2((double)y, x), $"atan2({y:G9}, {x:G9})");
        }
    }

    private static IEnumerable<(float, float)> Pairs(Random random)
    {
        float[] special = [.. s_special, 2, -2, 3, -3, 16777216, 50331651];
        foreach (var a in special)
        {
            foreach (var b in special) yield return (a, b);
        }
        for (var i = 0; i < 200_000; i++)
        {
            yield return (BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32)), BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32)));
            yield return ((float)Math.Exp(random.NextDouble() * 8 - 4), (float)(random.NextDouble() * 40 - 20));
            yield return (random.NextSingle() - 0.5f, random.Next(-9, 10));
        }
    }

    [Theory]
    [InlineData(1e-300, 1.1283791670955126e-300)]
    [InlineData(0.1, 0.1124629160182849)]
    [InlineData(0.5, 0.52049987781304654)]
    [InlineData(0.84375, 0.76722566123234163)]
    [InlineData(0.99999, 0.84269664183322979)]
    [InlineData(1.0, 0.84270079294971487)]
    [InlineData(1.25, 0.92290012825645823)]
    [InlineData(2.0, 0.99532226501895273)]
    [InlineData(3.7, 0.99999983284894209)]
    [InlineData(5.5, 0.99999999999999264)]
    [InlineData(27.0, 1.0)]
    public void Error_function_in_double_precision(double x, double expected)
    {
        Ulps.AssertWithin(1, expected, Elementary.Erf(x), $"erf({x})");
        Ulps.AssertWithin(1, -expected, Elementary.Erf(-x), $"erf({-x})");
    }
}
