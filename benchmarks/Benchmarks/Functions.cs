using GraphCompiler;
using static GraphCompiler.Ops;

namespace GraphCompiler.Benchmarks;

/// <summary>The functions under measurement; called plainly they run compiled, within <see cref="GraphMode.Eager"/> op by op.</summary>
public static partial class Functions
{
    [GraphFunction]
    public static Tensor<float> GeluChain([Shape("N")] Tensor<float> x, float a, float b, float c) =>
        GeluTanh(x * a + b) * c;

    [GraphFunction]
    public static Tensor<float> ReluChain([Shape("N")] Tensor<float> x, float a, float b, float c) =>
        Relu(x * a + b) * c - x;

    [GraphFunction]
    public static Tensor<float> TenOps([Shape(16)] Tensor<float> x, [Shape(16)] Tensor<float> y) =>
        Maximum(Sqrt(Abs(x * y + x)) - y, 0f) * 0.5f + x / (Abs(y) + 1f);

    [GraphFunction]
    public static Tensor<float> SoftmaxRows([Shape("N", "M")] Tensor<float> x) => Softmax(x, axis: -1);

    [GraphFunction]
    public static Tensor<float> Layer([Shape("N", "K")] Tensor<float> x, [Shape("K", "M")] Tensor<float> w, [Shape("M")] Tensor<float> b) =>
        Relu(MatMul(x, w) + b);
}
