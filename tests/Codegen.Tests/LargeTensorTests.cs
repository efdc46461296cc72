using System;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using GraphCompiler.Kernels;
using Xunit;

namespace GraphCompiler.Codegen.Tests;

/// <summary>Sizes at which kernels change their ways: past the caches, over several threads.</summary>
public class LargeTensorTests
{
    private const int Count = (5 << 20) + 3;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Results_larger_than_the_caches(int threads)
    {
        var run = Compile("x: f32[N]", "%a = constant 2 : f32[]; %0 = mul %x, %a; %1 = sub %0, %x; return %0, %1");
        var x = Ramp(Count);
        using var _ = new ThreadCount(threads);
        var (doubled, same) = ((Tensor<float>, Tensor<float>))run.Invoke(null, [x])!;
        Assert.True(doubled.AsSpan().SequenceEqual(x.ToArray().Select(v => v * 2).ToArray()));
        Assert.True(same.AsSpan().SequenceEqual(x.AsSpan()));
    }

    [Theory]
    [InlineData("x: f32[N]", "%0 = sum %x; return %0", 1)]
    [InlineData("x: f32[N]", "%0 = sum %x; return %0", 3)]
    [InlineData("x: f32[N]", "%0 = mul %x, %x; %1 = mean %0; %2 = sqrt %1; return %2", 3)]
    [InlineData("x: f32[N]", "%0 = max %x; %1 = min %x; %2 = sub %0, %1; return %2", 3)]
    public void Full_reductions(string parameters, string lines, int threads)
    {
        var x = Ramp(Count);
        var graph = CompiledGraphTests.Parse(parameters, lines);
        using var _ = new ThreadCount(threads);
        var actual = ((Tensor<float>)Compile(parameters, lines).Invoke(null, [x])!).Item();
        var expected = Engine.Reference.Run(graph, LiteralTensors.ToLiteral(x))[0].Float(0);
        Assert.True(Math.Abs(actual - expected) <= 1e-5 * Math.Abs(expected), $"{expected} expected, got {actual}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Sums_of_long_narrow_columns(int threads)
    {
        using var _ = new ThreadCount(threads);
        var rows = 200_001;
        var x = Tensor.Create(Enumerable.Range(0, rows * 5).Select(i => (float)(i % 5 + i / 5 % 2)).ToArray(), rows, 5);
        var actual = ((Tensor<float>)Compile("x: f32[N,5]", "%0 = sum %x [axis=[0]]; return %0").Invoke(null, [x])!).ToArray();
        Assert.Equal(Enumerable.Range(0, 5).Select(j => (float)(j * rows + rows / 2)), actual);
    }

    private static System.Reflection.MethodInfo Compile(string parameters, string lines) =>
        CpuEngine.Load([new CpuEngine().Compile(CompiledGraphTests.Parse(parameters, lines), "Graph").Source]).GetType("GraphCompiler.Compiled.Graph")!.GetMethod("Invoke")!;

    /// <summary>Numbers whose sums stay exact or nearly so.</summary>
    private static Tensor<float> Ramp(int count) => Tensor.Create(Enumerable.Range(0, count).Select(i => (i % 1001 - 400) / 8f).ToArray(), count);

    private sealed class ThreadCount : IDisposable
    {
        private readonly int _before = Workers.Threads;

        public ThreadCount(int threads) => Workers.Threads = threads;

        public void Dispose() => Workers.Threads = _before;
    }
}
