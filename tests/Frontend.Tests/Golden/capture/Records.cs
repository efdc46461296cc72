using System.Collections.Generic;

public sealed record Layer([Shape("K", "M")] Tensor<float> W, [Shape("M")] Tensor<float> B)
{
    public Tensor<float> Apply(Tensor<float> x) => MatMul(x, W) + B;
    public int Width => W.Shape[1];
}

public readonly record struct Pair([Shape("N")] Tensor<float> First, [Shape("N")] Tensor<float> Second);

public sealed record Model(Layer Hidden, Layer Out, float Rate)
{
    public Tensor<float> Run(Tensor<float> x) => Out.Apply(Relu(Hidden.Apply(x))) * Rate;
}

public class Weights
{
    [Shape(3, 3)] public Tensor<float> W { get; set; } = null!;
    [Shape(3)] public Tensor<float> B = null!;
}

public struct Moments
{
    [Shape("N")] public Tensor<float> Mean;
    [Shape("N")] public Tensor<float> Variance;
    public int Count;
}

public static partial class Records
{
    [GraphFunction]
    public static Tensor<float> Predict(Model model, [Shape("N", 4)] Tensor<float> x) => model.Run(x);

    [GraphFunction]
    public static Model Step(Model model, float rate)
    {
        var hidden = model.Hidden with { W = model.Hidden.W - rate };
        return model with { Hidden = hidden, Out = new Layer(model.Out.W * rate, B: model.Out.B) };
    }

    [GraphFunction]
    public static Pair Swap(Pair pair)
    {
        var (a, b) = pair;
        (a, b) = (b, a + b);
        return new(a, b);
    }

    [GraphFunction]
    public static Tensor<float> Chain([Shape("N", 4)] Tensor<float> x, [Shape(4, 4, Length = 3)] Tensor<float>[] layers)
    {
        foreach (var w in layers) x = MatMul(x, w);
        return x * layers.Length;
    }

    [GraphFunction]
    public static Tensor<float>[] Powers([Shape("N")] Tensor<float> x)
    {
        var powers = new List<Tensor<float>>();
        for (var i = 0; i < 3; i++) powers.Add(i == 0 ? x : powers[i - 1] * x);
        return powers.ToArray();
    }

    [GraphFunction]
    public static (Layer Layer, Tensor<float>[] All) Nested([Shape(Length = 2)] Layer[] layers) => (layers[0], [layers[1].W, .. new[] { layers[0].B }]);

    [GraphFunction]
    public static Weights Classes(Weights p)
    {
        var made = new Weights { W = p.W, B = p.B };
        made.B = made.B + made.W[0];
        return made;
    }

    [GraphFunction]
    public static Moments Structs(Moments m, [Shape("N")] Tensor<float> x)
    {
        var next = m;
        next.Count++;
        next.Mean = m.Mean + (x - m.Mean) / next.Count;
        next.Variance += (x - m.Mean) * (x - next.Mean);
        return next;
    }

    [GraphFunction]
    public static Tensor<float> Tuples([Shape(2)] (Tensor<float> Left, Tensor<float> Right) p, [Shape(2)] (Tensor<float> Left, Tensor<float> Right) q) => q.Left + p.Right;

    [GraphFunction]
    public static Tensor<float> Anonymous([Shape("N")] Tensor<float> x)
    {
        var scaled = new { Value = x * 2f, Count = 2 };
        var more = scaled with { Count = 5 };
        return more.Value * more.Count + scaled.Count;
    }
}
