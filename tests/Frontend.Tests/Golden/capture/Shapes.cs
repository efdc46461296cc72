public static partial class Shapes
{
    [GraphFunction]
    public static Tensor<float> Sizes([Shape("N", "M")] Tensor<float> x)
    {
        var (n, m) = (x.Shape[0], x.Shape[^1]);
        var half = (m + 1) / 2;
        return Reshape(x, n * m) * (n + 1) + half;
    }

    [GraphFunction]
    public static Tensor<float> Lists([Shape("N", 4, 6)] Tensor<float> x)
    {
        int[] order = [2, .. new[] { 0, 1 }];
        var y = Transpose(x, order);
        var z = Reshape(y, [y.Shape[0], -1]);
        return Sum(z, [0, 1], keepDims: true) + Sum(z, [0, 1]) + Sum(x) + Sum(z, axis: 1, keepDims: true);
    }

    [GraphFunction]
    public static Tensor<float> Expressions([Shape("2*N", "N+1")] Tensor<float> x, [Shape("N")] Tensor<float> y) => MatMul(x, Concat([y, Tensor.Zeros<float>(1)]));

    [GraphFunction]
    public static Tensor<float> Indexed([Shape("N", 5, 6)] Tensor<float> x)
    {
        var first = x[.., 0];
        var corner = x[.., ^1, 1..3];
        var middle = x[.., 1..^1, 5];
        return first[.., 0] + corner[.., 0] + Sum(middle, 1) + x[..^0, 2, ^6] + x[0, 0, 0];
    }

    [GraphFunction]
    public static Tensor<float> Neighbours([Shape("N")] Tensor<float> x) => x[1..] - x[..^1];

    [GraphFunction]
    public static Tensor<float> Tail([Shape("N", 6)] Tensor<float> x) => x[^2.., 4..^0] + x[^1] [4..];

    [GraphFunction]
    public static Tensor<float> Made([Shape("N", 3)] Tensor<float> x)
    {
        var ones = Tensor.Ones<float>(x.Shape[0], 3);
        var half = Tensor.Full([3], 0.5f);
        return x + ones * half + Tensor.Create([1f, 2, 3], 3) + Tensor.Scalar(4f);
    }

    [GraphFunction]
    public static Tensor<float> MadeLike([Shape("N", 3)] Tensor<float> x, [Shape(3)] Tensor<float> row) =>
        Tensor.Zeros<float>(x.Shape) + Tensor.Ones<float>(row.Shape) * Tensor.Full(x.Shape, 2f) + BroadcastTo(row, x.Shape.ToArray());

    [GraphFunction]
    public static Tensor<float> Rank0([Shape] Tensor<float> x) => x + 1f;

    [GraphFunction]
    public static Tensor<double> Converted([Shape("N")] Tensor<int> x) => Cast<double>(x);
}
