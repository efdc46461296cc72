public static partial class Calls
{
    [GraphFunction]
    public static Tensor<float> Layers([Shape("N", 8)] Tensor<float> x, [Shape(8, 8)] Tensor<float> w, [Shape(8)] Tensor<float> b)
    {
        var h = Dense(x, w, b);
        return Dense(weights: w, bias: b, x: h, activate: false);
    }

    [GraphFunction]
    public static Tensor<float> Dense([Shape("B", "K")] Tensor<float> x, [Shape("K", "M")] Tensor<float> weights, [Shape("M")] Tensor<float> bias, bool activate)
        => Elsewhere.Activate(MatMul(x, weights) + bias);

    private static Tensor<float> Dense(Tensor<float> x, Tensor<float> weights, Tensor<float> bias, int repeat = 2, bool activate = true)
    {
        for (var i = 0; i < repeat; i++)
        {
            x = MatMul(x, weights) + bias;
            if (!activate) continue;
            x = Elsewhere.Activate(x);
        }
        return x;
    }

    [GraphFunction]
    public static Tensor<float> Graph([Shape("N", 8)] Tensor<float> x, [Shape(8, 3)] Tensor<float> w, [Shape(3)] Tensor<float> b) => Dense(x, w, b, activate: true);

    [GraphFunction]
    public static (Tensor<float>, Tensor<double>) Generic([Shape("N")] Tensor<float> x, [Shape("N")] Tensor<double> y) => (Cube(x), Cube(y));

    private static Tensor<T> Cube<T>(Tensor<T> x) where T : unmanaged, System.Numerics.INumber<T> => x * x * x * T.CreateChecked(3);

    [GraphFunction]
    public static Tensor<float> Local([Shape("N")] Tensor<float> x)
    {
        var scale = 2f;
        return Scaled(x) + Fixed(x);
        Tensor<float> Scaled(Tensor<float> y) => y * scale;
        static Tensor<float> Fixed(Tensor<float> y) => y * 3f;
    }

    [GraphFunction]
    public static Tensor<float> Returned([Shape("N")] Tensor<float> x)
    {
        var (mean, centered) = Center(x);
        return centered * mean;
    }

    private static (Tensor<float> Mean, Tensor<float> Centered) Center(Tensor<float> x)
    {
        var mean = Mean(x);
        return (mean, x - mean);
    }
}

public static class Elsewhere
{
    public static Tensor<float> Activate(this Tensor<float> x) => Relu(x);
}
