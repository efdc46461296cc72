using System;
using static GraphCompiler.Ops;

namespace GraphCompiler.Tool.Sample;

public record Layer([Shape("K", "M")] Tensor<float> Weights, [Shape("M")] Tensor<float> Bias);

public record Paired([Shape("N")] (Tensor<float> Left, (Tensor<float> Inner, float Scale) Right) Both, short Times);

/// <summary>Members that are no inputs may be missing.</summary>
public record Model(string Name, Layer Hidden, float Rate);

public static partial class Functions
{
    [GraphFunction]
    public static Tensor<float> Predict([Shape("N", 8)] Tensor<float> x, [Shape(8, 4)] Tensor<float> w, [Shape(4)] Tensor<float> b) =>
        Softmax(MatMul(x, w) + b, axis: -1);

    [GraphFunction]
    public static (Tensor<float> Scaled, (Tensor<int> Doubled, Tensor<bool> Flipped) Others) Mixed(
        [Shape("N")] Tensor<float> x, [Shape("M")] Tensor<int> labels, [Shape("M")] Tensor<bool> flags, double rate, int n) =>
        (x * (float)rate, (labels * n, !flags));

    [GraphFunction]
    public static Tensor<float> Composed(Model model, [Shape("N", "model_Hidden_K")] Tensor<float> x, [Shape("N", Length = 2)] Tensor<float>[] offsets,
        [Shape("N")] (Tensor<float> Left, Tensor<float> Right) pair)
    {
        var h = Relu(MatMul(x, model.Hidden.Weights) + model.Hidden.Bias) * model.Rate;
        return Sum(h, axis: 1) + offsets[0] * offsets[1] + pair.Left - pair.Right;
    }

    [GraphFunction]
    public static Tensor<float> Pairs(Paired p, [Shape("K", Length = 2)] (Tensor<float> A, Tensor<float> B)[] rest, char offset) =>
        p.Both.Left + p.Both.Right.Inner * p.Both.Right.Scale * p.Times + Sum(rest[0].A - rest[1].B) + offset;

    [GraphFunction]
    public static Tensor<float> Rows([Shape("…", 3)] Tensor<float> x) => Sum(x * x, axis: -1);

    [GraphFunction]
    public static Tensor<float> Together([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y) => x + y;

    /// <summary>Op by op the result is the argument itself.</summary>
    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Halved([Shape] Tensor<float> x)
    {
        var y = x;
        while (y > 1f) y /= 2f;
        return (y, x + 1f);
    }

#pragma warning disable GF1002, GF1010
    [GraphFunction]
    public static Tensor<float> Guarded([Shape("N")] Tensor<float> x)
    {
        try { return x + x; }
        finally { Console.WriteLine("done"); }
    }

    [GraphFunction]
    public static Tensor<T> Twice<T>([Shape("N")] Tensor<T> x) where T : unmanaged => x + x;
#pragma warning restore GF1002, GF1010

    [GraphFunction]
    public static Tensor<float> Power([Shape("N")] Tensor<float> x, int n)
    {
        for (var i = 0; i < n; i++) x *= x;
        return x;
    }
}

public sealed partial class Net
{
    [Shape(4)] private readonly Tensor<float> _scale = Tensor.Ones<float>(4);
    private readonly int _halves = 2;

    [GraphFunction]
    public Tensor<float> Forward([Shape("N", 4)] Tensor<float> x) => Sum(Reshape(x * _scale, x.Shape[0], _halves, 4 / _halves), axis: 1);
}
