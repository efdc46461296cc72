using GraphCompiler;
using static GraphCompiler.Ops;

namespace GraphCompiler.Benchmarks;

public static partial class FirstCallFunctions
{
    [GraphFunction]
    public static Tensor<float> GeluChain([Shape("N")] Tensor<float> x, float a, float b, float c) => GeluTanh(x * a + b) * c;

    [GraphFunction]
    public static Tensor<float> SoftmaxRows([Shape("N", "M")] Tensor<float> x) => Softmax(x, axis: -1);

    [GraphFunction]
    public static Tensor<float> Layer([Shape("N", "K")] Tensor<float> x, [Shape("K", "M")] Tensor<float> w, [Shape("M")] Tensor<float> b) =>
        Relu(MatMul(x, w) + b);
}
