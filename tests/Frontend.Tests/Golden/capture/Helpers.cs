using System.Collections.Generic;
using System.Numerics;

public interface IActivation
{
    static abstract Tensor<float> Apply(Tensor<float> x);
    static abstract float Gain { get; }
}

public sealed class Leaky : IActivation
{
    public static Tensor<float> Apply(Tensor<float> x) => Maximum(x, x * 0.1f);
    public static float Gain => 2f;
}

public readonly record struct Complex([Shape("N")] Tensor<float> Re, [Shape("N")] Tensor<float> Im)
{
    public static Complex operator +(Complex a, Complex b) => new(a.Re + b.Re, a.Im + b.Im);
    public static Complex operator *(Complex a, Complex b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);
    public static Complex operator -(Complex a) => new(-a.Re, -a.Im);
    public static implicit operator Complex(Tensor<float> re) => new(re, re * 0f);
    public void Deconstruct(out Tensor<float> re) => re = Re;
}

public static partial class Helpers
{
    [GraphFunction]
    public static Tensor<float> Named([Shape("N")] Tensor<float> x, [Shape("N")] Tensor<float> y)
    {
        var i = 0;
        return Mix(b: x * ++i, a: y * ++i) + Mix(x, y, weight: 0.25f);
    }

    private static Tensor<float> Mix(Tensor<float> a, Tensor<float> b, float weight = 0.5f) => a * weight + b * (1 - weight);

    [GraphFunction]
    public static Tensor<float> Params([Shape("N")] Tensor<float> x) => Total() + Total(x) + Total(x, x * 2f) + Total([x, .. new[] { x, x }]);

    private static Tensor<float> Total(params Tensor<float>[] all)
    {
        var sum = Tensor.Zeros<float>();
        foreach (var x in all) sum = sum + Sum(x);
        return sum;
    }

    [GraphFunction]
    public static Tensor<float> ByReference([Shape("N")] Tensor<float> x)
    {
        Split(x, out var positive, out Tensor<float> negative);
        Scale(ref positive, in x);
        Split(x, out _, out negative);
        return positive + negative;
    }

    private static void Split(in Tensor<float> x, out Tensor<float> positive, out Tensor<float> negative)
    {
        positive = Relu(x);
        negative = x - positive;
    }

    private static void Scale(ref Tensor<float> x, in Tensor<float> by) => x *= by;

    [GraphFunction]
    public static Tensor<float> Lambdas([Shape("N")] Tensor<float> x, float rate)
    {
        Func<Tensor<float>, Tensor<float>> scale = v => v * rate;
        var offset = 1f;
        Func<Tensor<float>, float, Tensor<float>> shift = (v, by) => { var moved = v + by; return moved + offset; };
        offset = 3f;
        Func<Tensor<float>, Tensor<float>> group = Relu;
        return Twice(scale, shift(x, 2f)) + Twice(group, x) + Twice(Cube, x) + Compose(scale, Local)(x);

        Tensor<float> Local(Tensor<float> v) => v - offset;
    }

    private static Tensor<float> Twice(Func<Tensor<float>, Tensor<float>> f, Tensor<float> x) => f(f(x));
    private static Func<T, T> Compose<T>(Func<T, T> f, Func<T, T> g) => x => g(f(x));
    private static Tensor<T> Cube<T>(Tensor<T> x) where T : unmanaged, INumber<T> => x * x * x;

    [GraphFunction]
    public static Tensor<float> Power([Shape("N")] Tensor<float> x) => Raise(x, 13);

    private static Tensor<float> Raise(Tensor<float> x, int n) =>
        n == 1 ? x : n % 2 == 0 ? Raise(x * x, n / 2) : x * Raise(x, n - 1);

    [GraphFunction]
    public static Tensor<float> StaticAbstract([Shape("N")] Tensor<float> x) => Activated<Leaky>(x);

    private static Tensor<float> Activated<A>(Tensor<float> x) where A : IActivation => A.Apply(x) * A.Gain;

    [GraphFunction]
    public static Complex Operators(Complex a, Complex b, [Shape("N")] Tensor<float> x)
    {
        var product = a * b;
        product += x;
        return -product;
    }

    [GraphFunction]
    public static (Tensor<float>, Tensor<double>, Tensor<float>) Generic([Shape("N")] Tensor<float> x, [Shape("N", "M")] Tensor<double> y) =>
        (Norm(x), Norm(y), Norm(y[0].Cast32()));

    private static Tensor<T> Norm<T>(Tensor<T> x) where T : unmanaged, INumber<T> => Sum(x * x) * T.CreateChecked(x.Rank);
    private static Tensor<float> Cast32(this Tensor<double> x) => Cast<float>(x);

    [GraphFunction]
    public static Tensor<float> Checked([Shape("N", 12)] Tensor<float> x) => Heads(x, 3);

    private static Tensor<float> Heads(Tensor<float> x, int heads)
    {
        if (x.Shape[1] % heads != 0) throw new ArgumentException($"{heads} heads do not divide {x.Shape[1]}");
        ArgumentNullException.ThrowIfNull(x);
        return Sum(Reshape(x, x.Shape[0], heads, x.Shape[1] / heads), axis: 1);
    }

    [GraphFunction]
    public static Tensor<float> Fibonacci([Shape("N")] Tensor<float> x)
    {
        var pair = (a: x, b: x);
        for (var i = 0; i < 5; i++) pair = (pair.b, pair.a + pair.b);
        pair.a += 1f;
        (pair.a, pair.b) = (pair.b, pair.a);
        return pair.b;
    }

    [GraphFunction]
    public static Tensor<float> Counts([Shape("N")] Tensor<float> x)
    {
        var values = new float[3];
        for (var i = 0; i < values.Length; i++) values[i] = i * 2;
        values[^1] += 1f;
        var counter = new Counter();
        counter.Add(2);
        counter.Add(values.Length);
        var items = new List<Tensor<float>> { x, x * values[1] };
        items.Insert(0, x * counter.Total);
        return items[0] + items[^1] * values[2];
    }

    private sealed class Counter
    {
        public int Total { get; private set; }
        public void Add(int n) => Total += n;
    }
}
