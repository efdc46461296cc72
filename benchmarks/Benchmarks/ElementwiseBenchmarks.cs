using System;
using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using GraphCompiler;

namespace GraphCompiler.Benchmarks;

/// <summary>relu(x·a + b)·c − x: bound by memory, so fusing five passes into one is the whole gain.</summary>
public class ReluChainBenchmarks : ElementwiseBenchmark
{
    [Benchmark(Baseline = true)]
    public void Compiled() => Functions.ReluChain(X, A, B, C).Dispose();

    [Benchmark]
    public void Eager()
    {
        using (GraphMode.Eager()) Functions.ReluChain(X, A, B, C).Dispose();
    }

    [Benchmark]
    public void HandWritten()
    {
        using var y = Tensor.Uninitialized<float>(Count);
        HandWrittenLoops.ReluChain(X.AsSpan(), y.AsSpan(), A, B, C, Threads);
    }

    /// <summary>The five ops as five calls into TensorPrimitives over preallocated buffers, one thread.</summary>
    [Benchmark]
    public void TensorPrimitivesOpByOp()
    {
        var x = X.AsSpan();
        var y = Scratch.AsSpan();
        TensorPrimitives.Multiply(x, A, y);
        TensorPrimitives.Add(y, B, y);
        TensorPrimitives.Max(y, 0f, y);
        TensorPrimitives.Multiply(y, C, y);
        TensorPrimitives.Subtract(y, x, y);
    }
}

/// <summary>gelu_tanh(x·a + b)·c: four passes, one of them with a transcendental function.</summary>
public class GeluChainBenchmarks : ElementwiseBenchmark
{
    [Benchmark(Baseline = true)]
    public void Compiled() => Functions.GeluChain(X, A, B, C).Dispose();

    [Benchmark]
    public void Eager()
    {
        using (GraphMode.Eager()) Functions.GeluChain(X, A, B, C).Dispose();
    }

    [Benchmark]
    public void HandWritten()
    {
        using var y = Tensor.Uninitialized<float>(Count);
        HandWrittenLoops.GeluChain(X.AsSpan(), y.AsSpan(), A, B, C, Threads);
    }
}

/// <summary>Single ops, eager against TensorPrimitives: how fair an eager side the comparison has.</summary>
public class EagerOpBenchmarks : ElementwiseBenchmark
{
    [Benchmark] public void Multiply() => (X * Y).Dispose();
    [Benchmark] public void MultiplyPrimitives() => TensorPrimitives.Multiply(X.AsSpan(), Y.AsSpan(), Scratch.AsSpan());
    [Benchmark] public void Exp() => Ops.Exp(X).Dispose();
    [Benchmark] public void ExpPrimitives() => TensorPrimitives.Exp(X.AsSpan(), Scratch.AsSpan());
    [Benchmark] public void Tanh() => Ops.Tanh(X).Dispose();
    [Benchmark] public void TanhPrimitives() => TensorPrimitives.Tanh(X.AsSpan(), Scratch.AsSpan());
    [Benchmark] public float Sum() => Ops.Sum(X).Item();
    [Benchmark] public float SumPrimitives() => TensorPrimitives.Sum(X.AsSpan());
}

public abstract class ElementwiseBenchmark
{
    protected const float A = 1.1f;
    protected const float B = -0.2f;
    protected const float C = 0.7f;

    protected Tensor<float> X { get; private set; } = null!;
    protected Tensor<float> Y { get; private set; } = null!;
    protected Tensor<float> Scratch { get; private set; } = null!;

    [Params(64 * 1024, 16 * 1024 * 1024)]
    public int Count { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        GraphCompiler.Kernels.Workers.Threads = Math.Min(Threads, Environment.ProcessorCount);
        X = Tensor.RandomNormal(new RandomKey(1), Count);
        Y = Tensor.RandomNormal(new RandomKey(2), Count);
        Scratch = Tensor.Zeros<float>(Count);
    }
}
