/// <summary>Elements at places that are known only at run time.</summary>
public static partial class Indexing
{
    [GraphFunction]
    public static Tensor<float> Row([Shape(7, 3)] Tensor<float> x, int i) => x[i] + x[^i] + x[i - 6];

    [GraphFunction]
    public static Tensor<float> Element([Shape(7, 9)] Tensor<float> x, int i, [Shape] Tensor<int> j) => x[i, j] * x[^i, j - 9] - x[i][j];

    // Known indices and ranges besides.
    [GraphFunction]
    public static Tensor<float> Mixed([Shape(2, 7, 5, 4)] Tensor<float> x, int i) => x[1, i, 1..^1] + x[^1, .., 1..4, i / 2][i] [1];

    [GraphFunction]
    public static Tensor<long> Long([Shape("N")] Tensor<long> x, [Shape("N", 2)] Tensor<float> y) => x[ArgMax(y, 0)[0]] + x[^x.Shape[0]];

    // A size that may be negative counts from the end, if it is.
    [GraphFunction]
    public static Tensor<float> Size([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y) => x[x.Shape[0] - y.Shape[0]];
}
