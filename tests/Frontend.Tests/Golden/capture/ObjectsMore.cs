using System.Collections.Generic;
using System.Linq;

public abstract record Shape2([Shape(2)] Tensor<float> Center)
{
    public abstract Tensor<float> Area();
    public virtual Tensor<float> Describe() => Area() + Sum(Center);
}

public sealed record Circle(Tensor<float> Center, [Shape] Tensor<float> Radius) : Shape2(Center)
{
    public override Tensor<float> Area() => Radius * Radius * 3f;
}

public sealed record Square(Tensor<float> Center, [Shape] Tensor<float> Side) : Shape2(Center)
{
    public override Tensor<float> Area() => Side * Side;
    public override Tensor<float> Describe() => base.Describe() * 2f;
}

public class Optimizer
{
    private readonly float _decay;
    private Tensor<float>? _velocity;

    public Optimizer(float decay = 0.9f) => _decay = decay;
    public Optimizer(int steps) : this(1f / steps) => Steps = steps;

    public int Steps { get; init; }
    public List<Tensor<float>> History { get; } = new();
    public Tensor<float> Velocity => _velocity ?? throw new InvalidOperationException("no step yet");

    public Tensor<float> Step(Tensor<float> w, Tensor<float> g)
    {
        _velocity = _velocity is null ? g : _velocity * _decay + g;
        return w - _velocity;
    }
}

public interface ILayer
{
    Tensor<float> Forward(Tensor<float> x);
}

public sealed record Affine([Shape("I", "O")] Tensor<float> W) : ILayer
{
    public Tensor<float> Forward(Tensor<float> x) => MatMul(x, W);
}

public sealed class Relu6 : ILayer
{
    public Tensor<float> Forward(Tensor<float> x) => Minimum(Relu(x), 6f);
}

public static class Extensions
{
    public static Tensor<float> Apply(this Tensor<float> x, ILayer layer) => layer.Forward(x);
    public static T Also<T>(this T value, Func<T, T> f) => f(value);
    public static void Deconstruct(this Affine affine, out Tensor<float> w, out int width) => (w, width) = (affine.W, affine.W.Rank);
}

public static partial class ObjectsMore
{
    [GraphFunction]
    public static Tensor<float> Virtual([Shape(2)] Tensor<float> center, [Shape] Tensor<float> size)
    {
        Shape2 circle = new Circle(center, size);
        Shape2 square = new Square(Side: size, Center: center * 2f);
        return circle.Describe() + square.Describe() + ((Square)square).Side;
    }

    [GraphFunction]
    public static Tensor<float> Patterns([Shape(2)] Tensor<float> center, [Shape] Tensor<float> size) =>
        Measure(new Circle(center, size)) + Measure(new Square(center, size * 2f)) + Measure(null);

    private static Tensor<float> Measure(Shape2? shape)
    {
        if (shape is null) return Tensor.Zeros<float>();
        var tall = shape is Square && shape as Circle is null;
        return shape switch
        {
            Circle { Radius: var r } when !tall => r * 2f,
            Square(_, var side) square => side + Sum(square.Center),
            _ => throw new NotSupportedException(),
        };
    }

    [GraphFunction]
    public static Tensor<float> FromOutside(Circle circle) => circle.Describe() + (circle with { Radius = circle.Radius * 2f }).Area();

    [GraphFunction]
    public static (Tensor<float>, Tensor<float>) Stateful([Shape("N")] Tensor<float> w, [Shape("N")] Tensor<float> g)
    {
        var optimizer = new Optimizer(4) { Steps = 3 };
        for (var i = 0; i < optimizer.Steps; i++) w = optimizer.Step(w, g);
        return (w, optimizer.Velocity);
    }

    [GraphFunction]
    public static Tensor<float> Layers([Shape("N", 3)] Tensor<float> x, Affine first)
    {
        ILayer[] layers = [first, new Relu6(), new Affine(Transpose(first.W))];
        foreach (var layer in layers) x = x.Apply(layer);
        return x.Also(v => v * 2f);
    }

    [GraphFunction]
    public static Tensor<float> Table([Shape("N")] Tensor<float> x)
    {
        var (w, n) = (x * 2f, 3);
        (Tensor<float> A, (Tensor<float> B, int C) Inner) nested = (x, (w, n));
        nested.Inner.B += nested.A;
        nested.Inner = (nested.Inner.B * nested.Inner.C, nested.Inner.C + 1);
        var (a, (b, c)) = nested;
        return a + b * c;
    }

    [GraphFunction]
    public static Tensor<float> Statics([Shape("N")] Tensor<float> x) => x * Settings.Default.Rate + Settings.Sizes[1] + Settings.Scale;
}

public sealed record Settings(float Rate)
{
    public static readonly Settings Default = new(0.5f) { Name = "default" };
    public static readonly int[] Sizes = [1, 2, 3];
    public static float Scale => Default.Rate * Sizes.Length;
    public string Name { get; init; } = "";
}
