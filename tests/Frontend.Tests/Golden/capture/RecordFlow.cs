using System.Collections.Generic;

public readonly record struct State(Tensor<float> Value, Tensor<int> Steps, float Rate);

public sealed record Momentum([Shape("D")] Tensor<float> W, [Shape("D")] Tensor<float> V)
{
    public Momentum Step(Tensor<float> gradient, float rate)
    {
        var v = V * 0.9f + gradient;
        return this with { W = W - v * rate, V = v };
    }
}

public sealed class Box
{
    public Tensor<float> Content = null!;
    public int Count { get; set; }
}

public static partial class RecordFlow
{
    [GraphFunction]
    public static (Tensor<float>, Tensor<int>) Loop([Shape("N")] Tensor<float> x, int n)
    {
        var state = new State(x, Tensor.Scalar(0), 0.5f);
        for (var i = 0; i < n; i++)
        {
            state = state with { Value = state.Value * state.Rate + i, Steps = state.Steps + 1 };
            if (i > 3) state = new State(state.Value - 1f, state.Steps, 0.25f);
        }
        return (state.Value, state.Steps);
    }

    [GraphFunction]
    public static Momentum Train(Momentum p, [Shape("D")] Tensor<float> target, int n, float rate)
    {
        for (var i = 0; i < n; i++) p = p.Step((p.W - target) * 2f, rate);
        return p;
    }

    [GraphFunction]
    public static Momentum Branch(Momentum p, bool reset) => reset ? new Momentum(p.W, p.V * 0f) : p.Step(p.W, 0.1f);

    [GraphFunction]
    public static Tensor<float> Mutated([Shape("N")] Tensor<float> x, bool twice, int n)
    {
        var box = new Box { Content = x };
        if (twice)
        {
            box.Content = box.Content * 2f;
            box.Count += 2;
        }
        for (var i = 0; i < n; i++) box.Content = box.Content + box.Count;
        return box.Content;
    }

    [GraphFunction]
    public static Tensor<float> Arrays([Shape("N")] Tensor<float> x, bool flip, int n)
    {
        var pair = new[] { x, x * 2f };
        if (flip) (pair[0], pair[1]) = (pair[1], pair[0]);
        for (var i = 0; i < n; i++) pair[0] = pair[0] + pair[1];
        return pair[0] - pair[1];
    }

    [GraphFunction]
    public static Tensor<float> Early([Shape] Tensor<float> x, int n)
    {
        var best = Find(x, n);
        return best.Value * best.Rate;
    }

    private static State Find(Tensor<float> x, int n)
    {
        for (var i = 0; i < n; i++)
        {
            if (x > 10f) return new State(x, Tensor.Scalar(i), 2f);
            x = x * 2f;
        }
        return new State(-x, Tensor.Scalar(-1), 1f);
    }

    [GraphFunction]
    public static Tensor<float> Lambda([Shape("N")] Tensor<float> x, bool square, int n)
    {
        var total = x;
        Action<Tensor<float>> add = v => total = total + v;
        for (var i = 0; i < n; i++)
        {
            if (square) add(x * x);
            else add(x);
        }
        return total;
    }
}
