using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Codegen.Tests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Conversions inside of kernels between every two dtypes, bit for bit, in whole registers and parts of one.</summary>
public class ConversionTests
{
    private static readonly DType[] s_dtypes = Enum.GetValues<DType>();
    private static readonly int[] s_sizes = [0, 1, 7, 16, 33];

    private static readonly double[] s_floats =
    [
        0, -0.0, 1.5, -2.5, 0.1, -0.9, 127.5, 128, -128.9, -129, 255.9, 256, 300, -1, 3e9, -3e9, 2147483647, -2147483648, 9.3e18, -9.3e18,
        1e-8, 5.9604644775390625e-8, 2.98e-8, -6.1e-5, 65504, 65519.9, 65520, -1e5, 3.3895e38, 3.4e38, 1e-40, 1e-45, 16777217, 1e300, -1e300,
        // Ties between two f16 and two bf16, and what lies a little beside them, nearer than f32 sees.
        1 + 1.0 / 2048, 1 + 1.0 / 2048 + 1e-12, 1 + 3.0 / 2048 - 1e-12, 1 + 1.0 / 256, 1 + 1.0 / 256 + 1e-12, 1 + 3.0 / 256 - 1e-12,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    private static readonly long[] s_integers =
    [
        0, 1, -1, 127, 128, -128, -129, 255, 256, 300, 32767, 65504, 65519, 65520, 16777217, -16777219, 16842753, 16842752, 16842751, -16842753,
        2147483647, -2147483648, 2147483648, -2147483649, 4294967296, 9007199254740993, 4611686293305294849, 4611686293305294848, -4611686293305294849,
        long.MaxValue, long.MinValue,
    ];

    public static TheoryData<DType> From => [.. s_dtypes];

    [Theory, MemberData(nameof(From))]
    public void In_a_map(DType from)
    {
        var graphs = new List<Graph>();
        foreach (var to in s_dtypes.Where(t => t != from))
        {
            var (x, y) = (from.LaneDType(), to.LaneDType());
            var negate = from == DType.Bool ? "not" : "neg";
            // Used again and stored; computed before, and only stored; computed before, and used again.
            graphs.Add(Parse(from, "N", $"%0 = cast %x [dtype={to.Name()}]; %1 = cast %0 [dtype={y.Name()}]; %2 = cast %0 [dtype=bool]; return %0, %1, %2"));
            graphs.Add(Parse(from, "N", $"%0 = cast %x [dtype={x.Name()}]; %1 = {negate} %0; %2 = cast %1 [dtype={to.Name()}]; return %2"));
            graphs.Add(Parse(from, "N", $"%0 = cast %x [dtype={x.Name()}]; %1 = {negate} %0; %2 = cast %1 [dtype={to.Name()}]; %3 = cast %2 [dtype={y.Name()}]; return %3"));
        }
        Check(graphs, n => Values(from, [n]));
    }

    [Theory, MemberData(nameof(From))]
    public void In_rows_and_columns(DType from)
    {
        if (from == DType.Bool) return;
        var graphs = new List<Graph>();
        foreach (var to in new[] { DType.F32, DType.F64, DType.I32, DType.I64 })
        {
            foreach (var axis in new[] { 0, 1 })
            {
                graphs.Add(Parse(from, "5,N", $"%0 = cast %x [dtype={to.Name()}]; %1 = sum %0 [axis=[{axis}]]; return %1"));
                graphs.Add(Parse(from, "5,N", $"%0 = cast %x [dtype={to.Name()}]; %1 = sum %0 [axis=[{axis}], keep_dims=true]; %2 = sub %0, %1; %3 = cast %2 [dtype={from.Name()}]; return %3"));
                graphs.Add(Parse(from, "5,N", $"%0 = cast %x [dtype={to.Name()}]; %1 = lt %0, %0; %2 = any %1 [axis=[{axis}]]; %3 = cast %2 [dtype={from.Name()}]; return %2, %3"));
            }
        }
        var random = new Random(1);
        Check(graphs, n => from.IsFloat()
            ? Literal.Of(from, Seq.Of<long>(5, n), Enumerable.Range(0, 5 * n).Select(_ => (double)random.Next(-8, 9)).ToArray())
            : Literal.Of(from, Seq.Of<long>(5, n), Enumerable.Range(0, 5 * n).Select(_ => (long)random.Next(0, 4)).ToArray()));
    }

    [Theory]
    [InlineData("x: f16[N], y: bf16[N], z: i8[N]", "%0 = cast %x [dtype=f32]; %1 = cast %y [dtype=f32]; %2 = cast %z [dtype=f32]; %3 = mul %0, %1; %4 = add %3, %2; %5 = cast %4 [dtype=u8]; return %5, %4")]
    [InlineData("x: f16[4,N], b: bf16[N]", "%0 = cast %x [dtype=f32]; %1 = cast %b [dtype=f32]; %2 = add %0, %1; %3 = relu %2; return %3")]
    [InlineData("x: f16[N,4], b: i8[N,1], s: u8[]", "%0 = cast %x [dtype=f32]; %1 = cast %b [dtype=f32]; %2 = mul %0, %1; %3 = cast %s [dtype=f32]; %4 = sub %2, %3; return %4")]
    [InlineData("x: u8[N,3]", "%0 = slice %x [starts=[0], stops=[3], steps=[2], axes=[1]]; %1 = cast %0 [dtype=f32]; %2 = neg %1; return %2")]
    [InlineData("x: f16[9,N]", "%0 = slice %x [starts=[-1], stops=[-100], steps=[-1], axes=[1]]; %1 = cast %0 [dtype=f32]; %2 = neg %1; %3 = cast %2 [dtype=bf16]; return %3")]
    [InlineData("x: f32[N,8], w: f32[8,5], b: f16[5]", "%0 = matmul %x, %w; %1 = cast %b [dtype=f32]; %2 = add %0, %1; %3 = cast %2 [dtype=f16]; return %3")]
    [InlineData("x: f32[N], l: i64[N], k: i64[]", "%0 = eq %l, %k; %1 = neg %x; %2 = select %0, %x, %1; return %2, %0")]
    [InlineData("x: f32[N], y: f64[N], m: bool[N]", "%0 = cast %x [dtype=f64]; %1 = lt %0, %y; %2 = lt %x, %x; %3 = and %1, %m; %4 = or %3, %2; %5 = select %4, %x, %x; %6 = select %4, %0, %y; %7 = cast %5 [dtype=i32]; %8 = select %m, %7, %7; return %4, %6, %8")]
    [InlineData("x: i32[N], l: i64[N], m: bool[N]", "%0 = cast %x [dtype=i64]; %1 = add %0, %l; %2 = le %1, %l; %3 = xor %2, %m; %4 = neg %x; %5 = select %3, %x, %4; return %5, %3, %1")]
    [InlineData("l: i64[N], x: f32[N,4]", "%0 = one_hot %l [depth=4, dtype=f32]; %1 = mul %0, %x; %2 = sum %1 [axis=[1]]; return %2")]
    [InlineData("x: f32[4,N], m: bool[4,N]", "%0 = cast %x [dtype=f64]; %1 = sum %0 [axis=[1]]; %2 = all %m [axis=[1]]; %3 = sum %0 [axis=[0]]; %4 = cast %3 [dtype=f32]; %5 = any %m [axis=[0]]; return %1, %2, %4, %5")]
    [InlineData("x: f64[4,N], w: f32[N]", "%0 = cast %x [dtype=f32]; %1 = mul %0, %w; %2 = sum %1 [axis=[1], keep_dims=true]; %3 = sub %0, %2; %4 = cast %3 [dtype=f64]; return %4")]
    [InlineData("x: f16[N], y: f64[N]", "%0 = cast %x [dtype=f64]; %1 = mul %0, %y; %2 = cast %1 [dtype=u8]; %3 = cast %1 [dtype=bf16]; return %2, %3, %1")]
    [InlineData("x: f32[N]", "%0 = iota [dtype=i64, shape=[N], axis=0]; %1 = cast %0 [dtype=f32]; %2 = mul %1, %x; return %2, %0")]
    public void In_company(string parameters, string lines)
    {
        var graph = CompiledGraphTests.Parse(parameters, lines);
        var random = new Random(1);
        foreach (var n in s_sizes)
        {
            var inputs = graph.Parameters.Select(p => Small(p.Type.DType, p.Shape.Map(d => d.Evaluate(new Dictionary<string, long> { ["N"] = n })), random)).ToArray();
            AssertSame(graph, Engine.Reference.Run(graph, inputs), new CpuEngine().Run(graph, inputs), n);
        }
    }

    [Fact]
    public void They_are_vector_code()
    {
        foreach (var to in s_dtypes.Where(t => t is not (DType.F32 or DType.Bool)))
        {
            var graph = Parse(DType.F32, "N", $"%0 = exp %x; %1 = cast %0 [dtype={to.Name()}]; %2 = cast %1 [dtype=f32]; return %2");
            var source = new CpuEngine().Compile(graph, "Graph").Source;
            Assert.True(source.Contains("F.Exp(") && !source.Contains("ScalarCast"), source);
        }
    }

    private static Graph Parse(DType from, string shape, string lines) => CompiledGraphTests.Parse($"x: {from.Name()}[{shape}]", lines);

    private static void Check(List<Graph> graphs, Func<int, Literal> input)
    {
        var runs = new CpuEngine().Prepare(graphs);
        foreach (var n in s_sizes)
        {
            var x = input(n);
            for (var g = 0; g < graphs.Count; g++) AssertSame(graphs[g], Engine.Reference.Run(graphs[g], x), runs[g]([x]), n);
        }
    }

    private static void AssertSame(Graph graph, Literal[] expected, Literal[] actual, int n)
    {
        for (var k = 0; k < expected.Length; k++)
        {
            var difference = Closeness.Exact.Difference(expected[k], actual[k]);
            if (difference is not null) Assert.Fail($"N = {n}, output {k}: {difference}\n{new CpuEngine().Compile(graph, "Graph").Source}");
        }
    }

    /// <summary>All special values of a dtype come in, at one place or another.</summary>
    private static Literal Values(DType dtype, long[] shape)
    {
        var count = (int)shape.Aggregate(1L, (a, b) => a * b);
        return dtype.IsFloat()
            ? Literal.Of(dtype, shape.ToSeq(), Enumerable.Range(0, count).Select(i => s_floats[(i + count) % s_floats.Length]).ToArray())
            : Literal.Of(dtype, shape.ToSeq(), Enumerable.Range(0, count).Select(i => Fit(s_integers[(i + count) % s_integers.Length], dtype)).ToArray());
    }

    private static long Fit(long value, DType dtype) => dtype switch
    {
        DType.Bool => value & 1,
        DType.I32 => (int)value,
        DType.I8 => (sbyte)value,
        DType.U8 => (byte)value,
        _ => value,
    };

    private static Literal Small(DType dtype, Seq<long> shape, Random random)
    {
        var count = (int)shape.Aggregate(1L, (a, b) => a * b);
        return dtype.IsFloat()
            ? Literal.Of(dtype, shape, Enumerable.Range(0, count).Select(_ => (double)random.Next(-9, 10)).ToArray())
            : Literal.Of(dtype, shape, Enumerable.Range(0, count).Select(_ => (long)random.Next(0, 9)).ToArray());
    }
}
