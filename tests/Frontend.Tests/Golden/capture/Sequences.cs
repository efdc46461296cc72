using System.Collections.Generic;

/// <summary>Tensors with a pattern, pieces of tensors, and tensors that are made once.</summary>
public static partial class Sequences
{
    [GraphFunction]
    public static (Tensor<int>, Tensor<long>, Tensor<float>, Tensor<double>) Arange([Shape("N", 3)] Tensor<float> x) =>
        (Tensor.Arange(x.Shape[0]) + Tensor.Arange(x.Shape[0], 2 * x.Shape[0]),
         Tensor.Arange(10L, 3, -2),
         Tensor.Arange(0.5f, 2.25f, 0.25f) * 2,
         Tensor.Arange<double>(x.Shape[0]) + Tensor.Arange(1.5, 2.5)[0]);

    [GraphFunction]
    public static (Tensor<float>, Tensor<float>, Tensor<double>) Linspace([Shape("N")] Tensor<float> x, float high) =>
        (Tensor.Linspace(-1f, 1f, 5), x * Tensor.Linspace(0f, high, x.Shape[0]), Tensor.Linspace(3.0, 4.0, 1));

    [GraphFunction]
    public static (Tensor<float>, Tensor<bool>) Eye([Shape("N", "N")] Tensor<float> x) => (x + Tensor.Eye<float>(x.Shape[0]), Tensor.Eye<bool>(2, 3));

    [GraphFunction]
    public static Tensor<float> Split([Shape("N", 6)] Tensor<float> x)
    {
        var thirds = Ops.Split(x, 3, axis: 1);
        var pieces = Ops.Split(x, [1, -2], axis: -1);
        var sum = thirds[0] + thirds[^1];
        foreach (var third in thirds) sum = sum * third;
        return Concat([pieces[2], sum, pieces[0], pieces[1]], axis: 1);
    }

    [GraphFunction]
    public static (Tensor<float>, Tensor<int>) Created([Shape("N", 2)] Tensor<float> x, float angle)
    {
        var (s, c) = (MathF.Sin(angle), MathF.Cos(angle));
        return (MatMul(x, Tensor.Create([c, s, -s, c], 2, 2)) + Tensor.Create<float>([1, angle], 2), Tensor.Create([x.Shape[0], 1, (int)angle], 3));
    }

    private static readonly Tensor<float> s_table = Tensor.Create<float>([1, 2, 3, 4], 2, 2);
    private static Tensor<float> Twice { get; } = s_table * 2;

    [GraphFunction]
    public static Tensor<float> Static([Shape("N", 2)] Tensor<float> x) => MatMul(x, s_table) + Twice[0];

    // Each round of a loop has its own variables; the counter of a for loop is one for all.
    [GraphFunction]
    public static (Tensor<float>, Tensor<int>) Rounds([Shape(3)] Tensor<float> x, int n)
    {
        var numbers = new List<Func<int>>();
        var tensors = new List<Func<Tensor<float>>>();
        foreach (var j in new[] { 1, 2, 3 })
        {
            var scaled = x * j;
            numbers.Add(() => j * n);
            tensors.Add(() => scaled + j);
        }
        foreach (var (a, b) in new[] { (4, 5), (6, 7) }) numbers.Add(() => a * b + n);
        for (var i = 0; i < 3; i++)
        {
            var k = i + 10;
            int Twice() => k * 2;
            numbers.Add(() => i + n);
            numbers.Add(() => Twice() + n);
            numbers.Add(Twice);
        }
        var (all, total) = (0, x);
        foreach (var f in numbers) all = all * 3 + f();
        foreach (var f in tensors) total = total * 2f + f();
        return (total, Tensor.Zeros<int>() + all);
    }
}
