using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;
using static System.Math;

namespace GraphCompiler.IR.Tests;

/// <summary>Elementwise ops against formulas written from their definitions with System.Math.</summary>
public class ElementwiseOracleTests
{
    private static readonly Dictionary<string, Func<double, double>> s_unary = new()
    {
        ["neg"] = x => -x, ["abs"] = Abs, ["sign"] = x => x > 0 ? 1 : x < 0 ? -1 : 0, ["floor"] = Floor, ["ceil"] = Ceiling,
        ["round"] = x => Round(x, MidpointRounding.ToEven), ["trunc"] = Truncate, ["exp"] = Exp, ["expm1"] = x => x + x * x / 2 * Series(x), ["log"] = Log,
        ["log1p"] = x => 2 * Math.Atanh(x / (2 + x)), ["sqrt"] = Sqrt, ["rsqrt"] = x => 1 / Sqrt(x), ["reciprocal"] = x => 1 / x,
        ["sin"] = Sin, ["cos"] = Cos, ["tan"] = Tan, ["asin"] = Asin, ["acos"] = Acos, ["atan"] = Atan,
        ["sinh"] = Sinh, ["cosh"] = Cosh, ["tanh"] = Tanh, ["asinh"] = Math.Asinh, ["acosh"] = Math.Acosh, ["atanh"] = Math.Atanh,
        ["erf"] = IntegrateErf,
        ["sigmoid"] = x => 1 / (1 + Exp(-x)), ["relu"] = x => x > 0 ? x : 0, ["leaky_relu"] = x => x > 0 ? x : 0.01 * x, ["elu"] = x => x > 0 ? x : Exp(x) - 1,
        ["selu"] = x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Exp(x) - 1)),
        ["gelu"] = x => x / 2 * (1 + IntegrateErf(x / Sqrt(2))), ["gelu_tanh"] = x => x / 2 * (1 + Tanh(Sqrt(2 / PI) * (x + 0.044715 * x * x * x))),
        ["silu"] = x => x / (1 + Exp(-x)), ["mish"] = x => x * Tanh(Log(1 + Exp(x))), ["softplus"] = x => Log(1 + Exp(x)), ["softsign"] = x => x / (1 + Abs(x)),
        ["hard_sigmoid"] = x => Clamp(x / 6 + 0.5, 0, 1), ["hard_swish"] = x => x * Clamp(x + 3, 0, 6) / 6,
        ["is_nan"] = _ => 0, ["is_inf"] = _ => 0, ["cast"] = x => x,
    };

    private static readonly Dictionary<string, Func<double, double, double>> s_binary = new()
    {
        ["add"] = (x, y) => x + y, ["sub"] = (x, y) => x - y, ["mul"] = (x, y) => x * y, ["div"] = (x, y) => x / y, ["pow"] = Math.Pow,
        ["rem"] = (x, y) => x - y * Truncate(x / y), ["floor_mod"] = (x, y) => x - y * Floor(x / y), ["maximum"] = Math.Max, ["minimum"] = Math.Min, ["atan2"] = Math.Atan2,
        ["eq"] = (x, y) => x == y ? 1 : 0, ["ne"] = (x, y) => x != y ? 1 : 0, ["lt"] = (x, y) => x < y ? 1 : 0, ["le"] = (x, y) => x <= y ? 1 : 0,
        ["gt"] = (x, y) => x > y ? 1 : 0, ["ge"] = (x, y) => x >= y ? 1 : 0,
    };

    public static IEnumerable<object[]> FloatOps => OpTable.All
        .Where(op => op.Kind == OpKind.Elementwise && op.Operands.Count <= 2 && DType.F64.In(op.Accepts)).Select(op => new object[] { op.Name });

    /// <summary>An op without a formula here fails by name.</summary>
    [Theory]
    [MemberData(nameof(FloatOps))]
    public void Agrees_with_the_formula(string name)
    {
        var op = OpTable.Find(name)!;
        var random = new Random(7);
        var operands = op.Operands.Select(_ => Graphs.Floats(Enumerable.Range(0, 400)
            .Select(_ => op.Domain.Low + random.NextDouble() * (op.Domain.High - op.Domain.Low)).ToArray())).ToArray();
        var actual = Graphs.Run(op, operands, op.Attributes.Where(a => a.Default is null).Select(a => (a.Name, (Attr)new Attr.Type(DType.F64))).ToArray());
        for (var i = 0; i < actual.Count; i++)
        {
            var expected = op.Operands.Count == 1 ? s_unary[name](operands[0].Float(i)) : s_binary[name](operands[0].Float(i), operands[1].Float(i));
            Assert.True(new Closeness(1e-12, 1e-13).IsClose(expected, actual.Float(i)),
                $"{name}({string.Join(", ", operands.Select(o => o.Float(i)))}): {expected:R} expected, got {actual.Float(i):R}");
        }
    }

    /// <summary>Limits at the ends of the number line: no activation gives NaN but for NaN.</summary>
    [Theory]
    [InlineData("sigmoid", 0, 1)]
    [InlineData("relu", 0, double.PositiveInfinity)]
    [InlineData("leaky_relu", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("elu", -1, double.PositiveInfinity)]
    [InlineData("selu", -1.7580993408473766, double.PositiveInfinity)]
    [InlineData("gelu", 0, double.PositiveInfinity)]
    [InlineData("gelu_tanh", 0, double.PositiveInfinity)]
    [InlineData("silu", 0, double.PositiveInfinity)]
    [InlineData("mish", 0, double.PositiveInfinity)]
    [InlineData("softplus", 0, double.PositiveInfinity)]
    [InlineData("softsign", -1, 1)]
    [InlineData("hard_sigmoid", 0, 1)]
    [InlineData("hard_swish", 0, double.PositiveInfinity)]
    [InlineData("tanh", -1, 1)]
    [InlineData("erf", -1, 1)]
    public void Limits(string name, double atMinusInfinity, double atInfinity)
    {
        var y = Graphs.Run(OpTable.Find(name)!, Graphs.Floats(double.NegativeInfinity, double.PositiveInfinity, double.NaN, -1e300, 1e300));
        Assert.True(new Closeness(1e-15, 0).IsClose(atMinusInfinity, y.Float(0)), $"{name}(-∞) is {y.Float(0)}");
        Assert.Equal(atInfinity, y.Float(1));
        Assert.True(double.IsNaN(y.Float(2)));
        Assert.False(double.IsNaN(y.Float(3)) || double.IsNaN(y.Float(4)));
    }

    /// <summary>Values to 17 digits (computed with mpmath).</summary>
    [Theory]
    [InlineData(1e-10, 1.1283791670955126e-10)]
    [InlineData(0.5, 0.52049987781304654)]
    [InlineData(1, 0.84270079294971487)]
    [InlineData(1.9, 0.99279042923525751)]
    [InlineData(2.1, 0.99702053334366702)]
    [InlineData(-3, -0.99997790950300141)]
    public void Erf_to_the_last_digits(double x, double expected) =>
        Assert.True(new Closeness(3e-16, 0).IsClose(expected, Graphs.Run(OpTable.Erf, Graphs.Floats(x)).Float(0)));

    [Theory]
    [InlineData("add", int.MaxValue, 1, int.MinValue)]
    [InlineData("mul", int.MinValue, -1, int.MinValue)]
    [InlineData("div", -7, 2, -3)]
    [InlineData("div", 7, 0, 0)]
    [InlineData("div", int.MinValue, -1, int.MinValue)]
    [InlineData("rem", -7, 3, -1)]
    [InlineData("rem", 7, 0, 0)]
    [InlineData("rem", int.MinValue, -1, 0)]
    [InlineData("floor_mod", -7, 3, 2)]
    [InlineData("floor_mod", 7, -3, -2)]
    [InlineData("floor_mod", 6, -3, 0)]
    [InlineData("floor_mod", 7, 0, 0)]
    [InlineData("pow", -2, 31, int.MinValue)]
    [InlineData("pow", 0, 0, 1)]
    [InlineData("pow", -1, -3, -1)]
    [InlineData("pow", 2, -1, 0)]
    [InlineData("pow", 0, -1, 0)]
    [InlineData("and", 12, 10, 8)]
    [InlineData("or", 12, 10, 14)]
    [InlineData("xor", 12, 10, 6)]
    [InlineData("maximum", -3, 2, 2)]
    [InlineData("lt", -3, 2, 1)]
    public void Integers(string name, int x, int y, int expected)
    {
        var operands = new[] { x, y }.Select(v => Literal.Scalar(DType.I32, (long)v)).ToArray();
        Assert.Equal(expected, Graphs.Run(OpTable.Find(name)!, operands).Integer(0));
    }

    [Theory]
    [InlineData(DType.F64, DType.I32, 3e9, int.MaxValue)]
    [InlineData(DType.F64, DType.I32, double.NaN, 0)]
    [InlineData(DType.F64, DType.I64, -1e300, long.MinValue)]
    [InlineData(DType.F64, DType.U8, -3.7, 0)]
    [InlineData(DType.F64, DType.I8, -3.7, -3)]
    [InlineData(DType.F32, DType.Bool, double.NaN, 1)]
    [InlineData(DType.F32, DType.Bool, -0.0, 0)]
    public void Casts_to_integers(DType from, DType to, double value, long expected) =>
        Assert.Equal(expected, Graphs.Run(OpTable.Cast, [Literal.Scalar(from, value)], ("dtype", new Attr.Type(to))).Integer(0));

    [Theory]
    [InlineData(DType.F16, 65519, 65504)]
    [InlineData(DType.F16, 65520, double.PositiveInfinity)]
    [InlineData(DType.F16, 1e-8, 0)]
    [InlineData(DType.BF16, 1.00390625, 1)]
    [InlineData(DType.F32, 16777217, 16777216)]
    public void Casts_to_floats(DType to, double value, double expected) =>
        Assert.Equal(expected, Graphs.Run(OpTable.Cast, [Literal.Scalar(DType.F64, value)], ("dtype", new Attr.Type(to))).Float(0));

    /// <summary>2^54 + 2^30 + 1 lies just above the middle between two f32; by way of f64 it would round to even, downwards.</summary>
    [Fact]
    public void Casts_from_i64_round_once()
    {
        const long Value = (1L << 54) + (1L << 30) + 1;
        Assert.Equal((float)Value, Graphs.Run(OpTable.Cast, [Literal.Scalar(DType.I64, Value)], ("dtype", new Attr.Type(DType.F32))).Float(0));
        Assert.NotEqual((float)(double)Value, (float)Value);
    }

    /// <summary>(e^x - 1 - x) / (x^2 / 2) by its series, for |x| up to 10.</summary>
    private static double Series(double x)
    {
        double sum = 1, term = 1;
        for (var n = 3; n < 80; n++) sum += term *= x / n;
        return sum;
    }

    /// <summary>2/√π ∫ e^(-t²) by Gauss-Legendre quadrature of five points on small intervals.</summary>
    private static double IntegrateErf(double x)
    {
        (double At, double Weight)[] rule =
        [
            (0, 128.0 / 225), (0.538469310105683091, 0.478628670499366468), (-0.538469310105683091, 0.478628670499366468),
            (0.906179845938663993, 0.236926885056189088), (-0.906179845938663993, 0.236926885056189088),
        ];
        const int Parts = 200;
        var (sum, half) = (0.0, x / Parts / 2);
        for (var i = 0; i < Parts; i++) sum += rule.Sum(p => p.Weight * Exp(-Pow2(half * (2 * i + 1 + p.At)))) * half;
        return 2 / Sqrt(PI) * sum;

        static double Pow2(double v) => v * v;
    }
}
