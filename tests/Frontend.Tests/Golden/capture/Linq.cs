using System;
using System.Collections.Generic;
using System.Linq;

/// <summary>LINQ on collections of known length.</summary>
public static partial class Linq
{
    [GraphFunction]
    public static Tensor<float>[] Chains([Shape("N")] Tensor<float> x, [Shape("N", Length = 3)] Tensor<float>[] terms, float k)
    {
        var powers = Enumerable.Range(1, 3).Select(i => x * i).Aggregate((a, b) => a + b);
        var dot = terms.Zip(terms.Reverse().Skip(0), (a, b) => a * b).Aggregate(x, (sum, t) => sum + t);
        var weights = new[] { k, k * 2f, 0.1f };
        var mixed = terms.Zip(weights).Select(p => p.First * p.Second).ToArray();
        var total = weights.Sum() + weights.Sum(w => w * k) + (float)terms.Select((t, i) => (double)i).Sum();
        var odd = Enumerable.Range(0, 6).Where(i => i % 2 == 1).Select(i => terms[i / 2]).ToList();
        var sizes = terms.Sum(t => t.Shape[0]) + terms.Count();
        return
        [
            powers, dot, Stack(mixed), x * total, Concat([.. odd, .. terms.Select(Relu).Append(x)], axis: 0), x + sizes,
            terms.Take(2).Concat(terms.Skip(2)).Last() + terms.First() + terms.ElementAt(^2),
            terms.SelectMany(t => new[] { t, -t }).Prepend(x).Aggregate(Maximum),
        ];
    }

    // Each element goes through the whole chain before the next one begins, and only when it is asked for.
    [GraphFunction]
    public static Tensor<float> Order([Shape] Tensor<float> x)
    {
        var calls = 0;
        var chain = Enumerable.Range(0, 3).Select(i => First(i)).Select(v => Second(v));
        calls = 100;
        foreach (var v in chain) x = x * 2f + v;
        return x + chain.Aggregate((a, b) => a * 0.5f + b) + calls;

        Tensor<float> First(int i)
        {
            Graph.Print(x, "first");
            return x + calls++ + i;
        }

        Tensor<float> Second(Tensor<float> v)
        {
            Graph.Print(v, "second");
            calls *= 2;
            return v * calls;
        }
    }

    [GraphFunction]
    public static Tensor<float> ByData([Shape] Tensor<float> x, int n) => Enumerable.Range(0, n).Aggregate(x, (a, i) => a * 2f + i);

    [GraphFunction]
    public static Tensor<float> Filtered([Shape] Tensor<float> x, int n) => Enumerable.Range(0, 5).Where(i => i < n).Aggregate(x, (a, i) => a * 2f + i);

    [GraphFunction]
    public static Tensor<float> Named([Shape("N")] Tensor<float> x)
    {
        var named = new Dictionary<string, Tensor<float>> { ["a"] = x };
        return named["a"] * 2f;
    }
}
