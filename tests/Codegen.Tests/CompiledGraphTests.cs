using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Codegen.Tests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Graphs compiled and run against the Reference engine, unoptimised and optimised, at several sizes.</summary>
public class CompiledGraphTests
{
    private static readonly long[] s_sizes = [0, 1, 3, 16, 17, 100];

    [Theory]
    [InlineData("x: f32[N], a: f32[], b: f32[]", "%0 = mul %x, %a; %1 = add %0, %b; %2 = relu %1; return %2")]
    [InlineData("x: f32[N,M], b: f32[M]", "%0 = add %x, %b; return %0")]
    [InlineData("x: f32[N,M], b: f32[N,1]", "%0 = mul %x, %b; return %0")]
    [InlineData("x: f32[N,M]", "%0 = sum %x [axis=[1]]; return %0")]
    [InlineData("sum: f32[N,M], element: f32[M]", "%0 = sum %sum [axis=[1]]; %1 = neg %element; return %0, %1")]
    [InlineData("x: f32[N,M]", "%0 = sum %x [axis=[0]]; return %0")]
    [InlineData("x: f32[N,M]", "%0 = sum %x [axis=[0,1]]; return %0")]
    [InlineData("x: f32[N,3,M]", "%0 = sum %x [axis=[1]]; return %0")]
    [InlineData("x: f32[N,3,M]", "%0 = sum %x [axis=[0,2]]; return %0")]
    [InlineData("x: f32[N,M]", "%0 = transpose %x [perm=[1,0]]; return %0")]
    [InlineData("x: f64[N], y: f64[N]", "%0 = div %x, %y; return %0")]
    public void A_graph_computes_what_the_reference_computes(string parameters, string lines)
    {
        var graph = Parse(parameters, lines);
        foreach (var engine in new Engine[] { new CpuEngine(optimize: false), new CpuEngine() })
        {
            var run = engine.Prepare([graph])[0];
            foreach (var n in s_sizes)
            {
                var inputs = Samples.Of(graph, new Dictionary<string, long> { ["N"] = n, ["M"] = n + 2 });
                var expected = Engine.Reference.Run(graph, inputs);
                var actual = run(inputs);
                for (var k = 0; k < expected.Length; k++)
                {
                    var difference = Tolerance(expected[k].DType).Difference(expected[k], actual[k]);
                    Assert.True(difference is null, $"{engine}, N = {n}, output {k}: {difference}\n{((CpuEngine)engine).Compile(graph, "Graph").Source}");
                }
            }
        }
    }

    /// <summary>Sums of elements of both signs cancel: their error is relative to the elements, not to the sum.</summary>
    private static Closeness Tolerance(DType dtype) => Closeness.For(dtype) is var close && dtype == DType.F32 ? close with { Absolute = 2e-5 } : close;

    internal static Graph Parse(string parameters, string lines)
    {
        var list = string.Join(", ", parameters.Split(", ").Select(p => "%" + p));
        return GraphParser.Parse($"graph @f({list}) {{\n{string.Join("\n", lines.Split("; "))}\n}}\n", "test");
    }
}
