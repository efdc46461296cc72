namespace Shop;

public static partial class Small
{
    [GraphFunction]
    public static Tensor<float> Scale([Shape("N")] Tensor<float> x, float rate) => x * rate;

    [GraphFunction]
    private static Tensor<float> Hidden([Shape("N")] Tensor<float> x) => x + x;

    [GraphFunction]
    public static Tensor<float> Open(Tensor<float> x) => Scale(x, 2f) + Hidden(x);
}
