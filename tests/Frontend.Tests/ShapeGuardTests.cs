using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>
/// What code behind a condition or in a loop asks of sizes is asked when it runs: a call throws in all engines or in none, and gives the
/// same where it does not.
/// </summary>
[Collection("Graph.Output")]
public partial class ShapeGuardTests
{
    private const string Program = """
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> EarlyReturn([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (x.Shape[0] == 0) return Tensor.Scalar(-1f);
                return Max(x) + n;
            }

            [GraphFunction]
            public static Tensor<float> Expression([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n) => n > 1 ? Max(x) : n < 0 ? Min(y) : Sum(x * 2f);

            [GraphFunction]
            public static Tensor<float> BothWays([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (n > 1) x = Max(x) + x;
                else x = x - Min(x);
                return Sum(x);
            }

            [GraphFunction]
            public static Tensor<float> Equality([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n) =>
                x.Shape[0] == y.Shape[0] ? Sum(x * y) : Sum(x) * Sum(y);

            [GraphFunction]
            public static Tensor<float> Nested([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (n > 0)
                {
                    if (n > 2) return Sum(x + y);
                    var most = Max(y);
                    return n == 1 ? most : most + Max(x);
                }
                return Sum(x);
            }

            [GraphFunction]
            public static Tensor<float> And([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (x.Shape[0] > 0 && Max(x) > 0f || n > 3) return Sum(x);
                return Sum(y);
            }

            [GraphFunction]
            public static Tensor<float> Rounds([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                var sum = Tensor.Scalar(0f);
                for (var i = 0; i < n; i++) sum = sum + Max(x) * Sum(x * y);
                return sum;
            }

            [GraphFunction]
            public static Tensor<float> Leaving([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                var sum = Tensor.Scalar(0f);
                for (var i = 0; i < 5; i++)
                {
                    if (i == n) break;
                    sum = sum + Max(x);
                    if (i == 2) continue;
                    sum = sum * Max(y);
                }
                return sum;
            }

            [GraphFunction]
            public static Tensor<float> Rows([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                var sum = Tensor.Scalar(0f);
                foreach (var e in x) sum = sum + e * Max(y);
                return sum;
            }

            [GraphFunction]
            public static Tensor<float> Condition([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                var sum = Tensor.Scalar((float)n);
                while (sum < Max(x)) sum = sum + 1f + Sum(x + y) * 0f;
                return sum;
            }

            [GraphFunction]
            public static Tensor<float> AtLeastOnce([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                var sum = Tensor.Scalar(0f);
                do { sum = sum + Max(x); n--; } while (n > 0);
                return sum;
            }

            [GraphFunction]
            public static Tensor<float> Folded([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (n < 0) return Sum(x);
                if (x.Shape[0] < 3) return Tensor.Scalar(-2f);
                var z = Tensor.Zeros<float>(x.Shape[0] - 3) + 1f;
                var t = Exp(Reshape(x, [-1, y.Shape[0]]) * y);
                return Sum(z) + Sum(t);
            }

            [GraphFunction]
            public static Tensor<float> Helper([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n) => n > 0 ? Fits(x, y) : Sum(x);
            private static Tensor<float> Fits([Shape("K")] Tensor<float> a, [Shape("K")] Tensor<float> b) => Sum(a) - Sum(b * a);

            [GraphFunction]
            public static Tensor<float> Printed([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (n > 0)
                {
                    Graph.Assert(n < 3, "n is small");
                    Graph.Print(Max(x), "most");
                }
                return Sum(x);
            }
        }
        """;

    private static readonly Lazy<LoadedProgram> s_program = new(() => LoadedProgram.Build(Source.Compile(Program, Knowledge)));

    public static IEnumerable<object[]> Functions => System.Text.RegularExpressions.Regex.Matches(Program + Knowledge, @"partial class (\w+)|\[GraphFunction\]\s+public static Tensor<float> (\w+)")
        .Aggregate((Class: "", Found: new List<object[]>()), (so, m) =>
        {
            if (m.Groups[1].Success) return (m.Groups[1].Value, so.Found);
            so.Found.Add([so.Class, m.Groups[2].Value]);
            return so;
        }).Found;

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_call_throws_on_all_engines_or_on_none(string type, string name)
    {
        dynamic companion = s_program.Value.Assembly.GetType(type)!.GetProperty(name + "Graph")!.GetValue(null)!;
        Assert.True((bool)companion.Captured, string.Join("\n", FunctionCapture.Run(Source.Method(s_program.Value.Compilation, type, name), s_program.Value.Compilation, default).Findings.All.Select(f => f.Message)));
        var graph = GraphParser.Parse((string)companion.Text);
        Assert.Equal((string)companion.Text, GraphPrinter.Print(graph).TrimEnd());
        var (eager, compiled) = ((Func<Tensor<float>, Tensor<float>, int, Tensor<float>>)companion.Eager, (Func<Tensor<float>, Tensor<float>, int, Tensor<float>>)companion.Compiled);
        var (threw, ran) = (0, 0);
        // A symbol is never repeated as a 1 is, so 1 meets no other size here.
        foreach (var (n, m) in new[] { (0, 0), (0, 2), (2, 0), (1, 1), (2, 2), (3, 2), (4, 2), (6, 3), (2, 3), (4, 5), (1, 3), (3, 1) }.Take(type == "Guarded" ? 12 : type == "C" ? 8 : 10))
        {
            foreach (var number in new[] { -1, 0, 1, 2, 3, 4 })
            {
                var (x, y) = (Tensor.Linspace<float>(1, 2, n) - 0.5f, Tensor.Linspace<float>(0, 3, m) + 1f);
                var literals = new[] { LiteralTensors.ToLiteral(x), LiteralTensors.ToLiteral(y), Literal.Scalar(DType.I32, (long)number) };
                var expected = Attempt(() => LiteralTensors.ToLiteral(eager(x, y, number)));
                foreach (var (engine, actual) in new[]
                {
                    ("compiled", Attempt(() => LiteralTensors.ToLiteral(compiled(x, y, number)))),
                    ("reference", Attempt(() => Engine.Reference.Run(graph, literals)[0])),
                    ("eager graph", Attempt(() => EagerEngine.Run(graph, literals)[0])),
                })
                {
                    var place = $"{name} with sizes {n} and {m} and the number {number}, {engine}";
                    Assert.True(expected.Result is null == actual.Result is null, $"{place}: eager {Outcome(expected)}, it {Outcome(actual)}\n{companion.Text}");
                    if (actual.Result is null) continue;
                    Assert.True(new Closeness(1e-5, 1e-5).Difference(expected.Result!, actual.Result) is null, $"{place}: {Outcome(expected)}, {Outcome(actual)}");
                }
                if (expected.Result is null) threw++;
                else ran++;
            }
        }
        // Sizes that fail and sizes that do not, or the test would be of nothing.
        Assert.True(ran > 0 && (threw > 0 || type == "Guarded" || type == "C" && name is "EarlyReturn" or "Equality" or "And"), $"{ran} calls ran, {threw} threw");
    }

    private static string Outcome((Literal? Result, string? Problem) outcome) => outcome.Problem is { } problem ? $"throws '{problem}'" : $"gives {LiteralText.Write(outcome.Result!)}";

    private static (Literal? Result, string? Problem) Attempt(Func<Literal> run)
    {
        (Literal? Result, string? Problem) outcome = default;
        Printed.By(() =>
        {
            try
            {
                outcome = (run(), null);
            }
            catch (Exception e) when (e is OpException or GraphAssertException)
            {
                outcome = (null, e.Message);
            }
        });
        return outcome;
    }

    /// <summary>The message is the one that a call's own sizes would get.</summary>
    [Fact]
    public void What_a_branch_says()
    {
        dynamic companion = s_program.Value.Assembly.GetType("C")!.GetProperty("NestedGraph")!.GetValue(null)!;
        var compiled = (Func<Tensor<float>, Tensor<float>, int, Tensor<float>>)companion.Compiled;
        var (x, y) = (Tensor.Ones<float>(2), Tensor.Ones<float>(3));
        var error = Assert.Throws<OpException>(() => compiled(x, y, 3));
        Assert.Equal("GF0114: C.Nested: add: axis 0 of x and y: N is 2 and M is 3; they must be equal", error.Message);
        Assert.Equal("GF0114: C.Nested: max: axis 0 of y must not be empty: M is 0; it must be at least 1",
            Assert.Throws<OpException>(() => compiled(x, Tensor.Ones<float>(0), 1)).Message);
        Assert.Equal(2f, compiled(x, Tensor.Ones<float>(0), 0).Item());
    }
}
