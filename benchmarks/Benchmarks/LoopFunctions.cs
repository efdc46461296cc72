using GraphCompiler;
using static GraphCompiler.Ops;

namespace GraphCompiler.Benchmarks;

/// <summary>Functions whose loops run at run time.</summary>
public static partial class LoopFunctions
{
    /// <summary>A million rounds over three numbers.</summary>
    [GraphFunction]
    public static Tensor<float> ScalarLoop(int count, float step)
    {
        var (i, sum) = (0, 0f);
        while (i < count)
        {
            sum += i * step;
            i++;
        }
        return sum;
    }

    /// <summary>tanh(x_t·W + h·U + b) over the rows of x: [steps, batch, size].</summary>
    [GraphFunction]
    public static Tensor<float> Rnn(
        [Shape("T", "B", 64)] Tensor<float> x, [Shape("B", 64)] Tensor<float> h,
        [Shape(64, 64)] Tensor<float> w, [Shape(64, 64)] Tensor<float> u, [Shape(64)] Tensor<float> b)
    {
        foreach (var row in x) h = Tanh(MatMul(row, w) + MatMul(h, u) + b);
        return h;
    }
}
