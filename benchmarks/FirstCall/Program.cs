using System;
using System.Diagnostics;
using System.Linq;
using GraphCompiler;
using GraphCompiler.Benchmarks;

// The first call of each function in this process, against the median of later ones. Inputs exist and memory has been touched
// before the clock starts; the very first output of a size still has to be allocated, as it would be in any program.
var x = Tensor.RandomNormal(new RandomKey(1), 64, 784);
var w = Tensor.RandomNormal(new RandomKey(2), 784, 512);
var b = Tensor.RandomNormal(new RandomKey(3), 512);
var chain = Tensor.RandomNormal(new RandomKey(4), 1 << 16);

Report("gelu_tanh(x·a + b)·c, 65,536 elements", () => FirstCallFunctions.GeluChain(chain, 1.1f, -0.2f, 0.7f));
Report("softmax of 64 × 784", () => FirstCallFunctions.SoftmaxRows(x));
Report("relu(x·w + b), 64 × 784 × 512", () => FirstCallFunctions.Layer(x, w, b));

static void Report(string name, Func<Tensor<float>> call)
{
    var first = Time(call);
    var later = Enumerable.Range(0, 1000).Select(_ => Time(call)).Order().ToArray();
    Console.WriteLine($"{name}: first {first:F1} µs, steady {later[later.Length / 2]:F1} µs, ratio {first / later[later.Length / 2]:F2}");
}

static double Time(Func<Tensor<float>> call)
{
    var start = Stopwatch.GetTimestamp();
    call().Dispose();
    return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
}
