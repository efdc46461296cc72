using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Passes.Tests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>One line, one optimisation: two texts that passes must turn into the same graph, and that graph into the same numbers.</summary>
internal static class Reduction
{
    /// <summary>Both bodies have the given parameters; each ends with <c>return</c>.</summary>
    public static void Check(string passes, string parameters, string body, string expected, bool fastMath = false)
    {
        var (before, wanted) = (Parse(parameters, body), Parse(parameters, expected));
        var options = new PassOptions { FastMath = fastMath };
        var after = PassList.Parse(passes, options).Run(before).Graph;
        var same = PassList.Parse(passes, options).Run(wanted).Graph;
        if (!GraphComparer.SameCode(after, same))
            Assert.Fail($"{GraphPrinter.Print(before)}became\n{GraphPrinter.Print(after)}not\n{GraphPrinter.Print(same)}");
        SameNumbers(before, after);
    }

    /// <summary>A body that passes must leave as it is.</summary>
    public static void CheckUnchanged(string passes, string parameters, string body)
    {
        var before = Parse(parameters, body);
        var after = PassList.Parse(passes, PassOptions.Default).Run(before).Graph;
        if (!GraphComparer.SameCode(before, after)) Assert.Fail($"{GraphPrinter.Print(before)}became\n{GraphPrinter.Print(after)}");
    }

    public static Graph Parse(string parameters, string body) => GraphParser.Parse($"graph @f({parameters}) {{ {body} }}");

    /// <summary>Both graphs give the same results, up to the order of sums, on awkward values and with several sizes for each symbol.</summary>
    public static void SameNumbers(Graph a, Graph b)
    {
        foreach (var sizes in new[] { new[] { 3, 4, 2 }, [1, 1, 1], [4, 1, 5] })
        {
            var symbols = a.Symbols.Select((s, i) => (s, (long)sizes[i % sizes.Length])).ToDictionary(p => p.s, p => p.Item2);
            var inputs = a.Parameters.Select((p, i) => Input(p.Type, symbols, i)).ToArray();
            Literal[] expected;
            try
            {
                expected = ReferenceEngine.Run(a, inputs);
            }
            catch (ArgumentException)
            {
                // These sizes do not fulfil what the graph requires, or an index is out of range.
                continue;
            }
            var actual = ReferenceEngine.Run(b, inputs);
            for (var o = 0; o < expected.Length; o++) AssertNear(expected[o], actual[o], $"output {o} with {string.Join(", ", symbols)}\n{GraphPrinter.Print(b)}");
        }
    }

    private static Literal Input(TensorType type, Dictionary<string, long> symbols, int seed)
    {
        var shape = type.Shape.Map(d => d.Evaluate(symbols));
        var count = (int)shape.Aggregate(1L, (n, d) => n * d);
        var random = new Random(seed);
        if (!type.DType.IsFloat())
        {
            // Small, so that they can be indices too.
            return Literal.Of(type.DType, shape, Enumerable.Range(0, count).Select(_ => (long)random.Next(-2, 3)));
        }
        var awkward = Samples.Floats(ordinary: false);
        return Literal.Of(type.DType, shape, Enumerable.Range(0, count).Select(_ =>
            random.Next(8) == 0 ? awkward[random.Next(awkward.Count)] : random.NextDouble() * 8 - 4));
    }

    private static void AssertNear(Literal expected, Literal actual, string where)
    {
        Assert.Equal(expected.Type, actual.Type);
        for (var i = 0; i < expected.Count; i++)
        {
            var (x, y) = (expected.Float(i), actual.Float(i));
            if (x.Equals(y) || Math.Abs(x - y) <= 1e-5 * Math.Max(1, Math.Abs(x))) continue;
            Assert.Fail($"element {i}: {x:R} became {y:R} in {where}");
        }
    }
}
