using BenchmarkDotNet.Attributes;
using GraphCompiler;

namespace GraphCompiler.Benchmarks;

/// <summary>Ten elementwise ops on 16 elements: what a call costs when there is nearly nothing to compute.</summary>
public class SmallCallBenchmarks
{
    private readonly Tensor<float> _x = Tensor.RandomNormal(new RandomKey(1), 16);
    private readonly Tensor<float> _y = Tensor.RandomNormal(new RandomKey(2), 16);

    [Benchmark(Baseline = true)]
    public Tensor<float> Compiled() => Functions.TenOps(_x, _y);

    [Benchmark]
    public Tensor<float> Eager()
    {
        using (GraphMode.Eager()) return Functions.TenOps(_x, _y);
    }
}
