using System;
using BenchmarkDotNet.Attributes;
using GraphCompiler;

namespace GraphCompiler.Benchmarks;

/// <summary>A million rounds over rank-0 state, beside the same loop in plain C#.</summary>
public class ScalarLoopBenchmarks
{
    private const int Count = 1_000_000;

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public void Compiled() => LoopFunctions.ScalarLoop(Count, 0.5f).Dispose();

    [Benchmark(OperationsPerInvoke = Count)]
    public float PlainCSharp()
    {
        var (i, sum) = (0, 0f);
        while (i < Count)
        {
            sum += i * 0.5f;
            i++;
        }
        return sum;
    }
}

/// <summary>A recurrent network of 100 steps at hidden size 64: small products in a loop.</summary>
public class RnnBenchmarks
{
    private const int Steps = 100;
    private const int Size = 64;

    private Tensor<float> _x = null!, _h = null!, _w = null!, _u = null!, _b = null!;

    [Params(1, 32)]
    public int Batch { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        GraphCompiler.Kernels.Workers.Threads = Math.Min(Threads, Environment.ProcessorCount);
        _x = Tensor.RandomNormal(new RandomKey(1), Steps, Batch, Size);
        _h = Tensor.RandomNormal(new RandomKey(2), Batch, Size);
        _w = Tensor.RandomNormal(new RandomKey(3), Size, Size) * 0.1f;
        _u = Tensor.RandomNormal(new RandomKey(4), Size, Size) * 0.1f;
        _b = Tensor.RandomNormal(new RandomKey(5), Size);
    }

    [Benchmark(Baseline = true)]
    public void Compiled() => LoopFunctions.Rnn(_x, _h, _w, _u, _b).Dispose();

    [Benchmark]
    public void Eager()
    {
        using (GraphMode.Eager()) LoopFunctions.Rnn(_x, _h, _w, _u, _b).Dispose();
    }
}
