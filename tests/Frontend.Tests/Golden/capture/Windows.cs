using System.Collections.Generic;

/// <summary>Ranges of a known length that begin at a computed place.</summary>
public static partial class Windows
{
    [GraphFunction]
    public static Tensor<float>[] Ranges([Shape(12, 4)] Tensor<float> x, int i) =>
    [
        x[i..(i + 3)],
        x[(i - 1)..(2 + i), 1],
        x[(2 * i)..(2 * (i + 1)), i % 3],
        x[i, (i % 3)..(i % 3 + 2)],
        x[^(i + 2)..^i, 1..^1],
        x[i..^(8 - i)],
        x[i..i],
    ];

    [GraphFunction]
    public static Tensor<float> Smoothed([Shape("N")] Tensor<float> x)
    {
        var parts = new List<Tensor<float>> { Sum(x) };
        for (var i = 0; i + 3 <= x.Shape[0]; i++) parts.Add(Mean(x[i..(i + 3)]));
        return Stack(parts.ToArray(), axis: 0);
    }

    [GraphFunction]
    public static Tensor<float> Blocks([Shape("N", 6)] Tensor<float> x)
    {
        const int Size = 2;
        var sum = Tensor.Zeros<float>(x.Shape[0], Size);
        for (var start = 0; start < x.Shape[1]; start += Size)
        {
            var end = start + Size;
            if (Sum(x[.., start..end]) > 1f) sum += x[.., start..end];
        }
        for (var k = 0; k < 40; k++) sum += x[.., (k % 3 * Size)..((k % 3 + 1) * Size)];
        return sum;
    }

    // A length of sizes.
    [GraphFunction]
    public static Tensor<float> Shifted([Shape("N")] Tensor<float> x, [Shape("2*N")] Tensor<float> y, int i)
    {
        var half = x.Shape[0];
        return x + y[(i % 2)..(i % 2 + half)];
    }

    // Its length depends on data.
    [GraphFunction]
    public static Tensor<float> Rest([Shape("N")] Tensor<float> x, int i) => x[i..];

    [GraphFunction]
    public static Tensor<float> Written([Shape("N")] Tensor<float> x, int i)
    {
        var y = x.Clone();
        y[i..(i + 2)] = 0f;
        return y;
    }
}
