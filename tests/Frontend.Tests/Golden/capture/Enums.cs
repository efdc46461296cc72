using System;
using GraphCompiler;
using static GraphCompiler.Ops;

public enum Reduction { None, Sum, Mean }

[Flags]
public enum Norms : byte { None, L1, L2 }

public enum Large : long { Small, Big = 1L << 40 }

public sealed record Options(Reduction Reduction, Norms Norms = Norms.L2, short Steps = 3);

public record struct Training([property: Shape("N")] Tensor<float> W, Reduction Reduction, Norms Norms, short Steps, char Letter);

public static partial class Enums
{
    // Graphs have no exceptions to throw, so all values need an arm.
    [GraphFunction]
    public static Tensor<float> Loss([Shape("N")] Tensor<float> errors, Reduction reduction) => reduction switch
    {
        Reduction.Sum => Sum(errors),
        Reduction.Mean => Mean(errors),
        _ => errors[0],
    };

    [GraphFunction]
    public static Tensor<float> Called([Shape("N")] Tensor<float> x) => Loss(x, Reduction.Mean) + Loss(x, (Reduction)(x.Rank + 7));

    [GraphFunction]
    public static Tensor<float> Penalty([Shape("N")] Tensor<float> w, Norms norms, Large size)
    {
        var sum = Tensor.Scalar(0f);
        if ((norms & Norms.L1) != 0) sum += Sum(Abs(w));
        if ((norms & Norms.L2) == Norms.L2) sum += Sum(w * w);
        norms |= Norms.L1;
        if (size == Large.Small || norms == Norms.None) sum = -sum;
        return sum * (int)norms;
    }

    [GraphFunction]
    public static Tensor<float> OfRecord([Shape("N")] Tensor<float> x, Options options)
    {
        var (reduction, norms, steps) = options;
        for (var i = 0; i < steps % 4; i++) x = x * 0.5f;
        return reduction == Reduction.Sum ? Sum(x) : (reduction, norms) == (Reduction.Mean, Norms.L1) ? Mean(x) : x[0];
    }

    [GraphFunction]
    public static Training Next(Training before, int n)
    {
        for (var i = 0; i < n; i++)
        {
            before = before with
            {
                Reduction = before.Reduction == Reduction.None ? Reduction.Sum : (Reduction)((int)before.Reduction - 1),
                Norms = before.Norms ^ Norms.L2,
                Steps = (short)(before.Steps + 1),
                Letter = (char)(before.Letter + 1),
            };
        }
        return before with { W = before.W * before.Steps };
    }

    [GraphFunction]
    public static (Tensor<int>, Tensor<int>, Tensor<int>) Bits(Norms norms) => ((int)(Norms.L1 - norms), (int)~norms, (int)unchecked(Norms.L1 - Norms.L2));

    static Tensor<float> Shown(Tensor<float> x, Reduction reduction)
    {
        Graph.Print(x, $"before {reduction}");
        return x;
    }

    [GraphFunction]
    public static Tensor<float> Show([Shape("N")] Tensor<float> x) => Shown(x, Reduction.Sum) + Shown(-x, Reduction.None);

    [GraphFunction]
    public static Tensor<float> ShowsNoMember([Shape("N")] Tensor<float> x) => Shown(x, (Reduction)7);
}
