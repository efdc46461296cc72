using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>
/// What does not lie in its axis or list ends the call on all engines with the same exception, behind the prints and asserts that the
/// program has before it and before those that it has behind it, whether what it reads is used or not.
/// </summary>
[Collection("Graph.Output")]
public class EffectOrderTests
{
    private const string Program = """
        using System.Collections.Generic;

        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> Guarded([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                Graph.Assert(k >= 0 && k < x.Shape[0], "in range");
                return x[k];
            }

            [GraphFunction]
            public static Tensor<float> Between([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                Graph.Print(k, "before");
                var v = x[k];
                Graph.Print(n, "after");
                return v + 1f;
            }

            [GraphFunction]
            public static Tensor<float> Unused([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var v = x[k, n];
                Graph.Print(n, "after");
                v = Take(x, Stack([Tensor.Scalar(k), Tensor.Scalar(n)]), axis: 1);
                Graph.Print(k, "behind");
                return Sum(x);
            }

            [GraphFunction]
            public static Tensor<float> Written([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var y = x + 0f;
                Graph.Print(k, "before");
                y[k, n] = 1f;
                y[n] += y[k, 0];
                Graph.Print(y, "after");
                return y;
            }

            [GraphFunction]
            public static Tensor<float> InRounds([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var sum = Tensor.Scalar(0f);
                for (var i = 0; i < k; i++)
                {
                    Graph.Print(sum, "sum");
                    sum = sum + Sum(x[i]);
                    if (i > n) Graph.Print(x[i - n, i], "element");
                }
                return sum;
            }

            [GraphFunction]
            public static Tensor<float> Condition([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var i = k;
                while (Sum(x[i]) > 1f)
                {
                    Graph.Print(i, "i");
                    i += n;
                    if (i > 20) break;
                }
                return x * i;
            }

            [GraphFunction]
            public static Tensor<float> Choice([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var a = n > 0 ? x[k] : x[^k];
                Graph.Print(a, "a");
                var b = n > 1 && Sum(x[n]) > 3f;
                if (b) a = a + x[n + k];
                return a;
            }

            [GraphFunction]
            public static Tensor<float> Column([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                Graph.Print(k, "before");
                var y = x[.., k];
                Graph.Print(n, "after");
                return y + x[^1..^0, n];
            }

            [GraphFunction]
            public static Tensor<float> FromEnd([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                Graph.Print(k, "before");
                var y = x[^k, ^n];
                Graph.Print(n, "after");
                return y;
            }

            [GraphFunction]
            public static Tensor<float> Window([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                Graph.Print(k, "before");
                var y = x[k..(k + 2), n..n];
                Graph.Print(n, "after");
                var z = x[^(k + 1)..^k];
                Graph.Print(k, "behind");
                return Sum(y) + Sum(z);
            }

            [GraphFunction]
            public static Tensor<float> Nothing([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                Graph.Print(k, "before");
                var y = x[k..k, n..n];
                Graph.Print(n, "after");
                return Sum(y);
            }

            [GraphFunction]
            public static Tensor<float> Windows([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var sum = Tensor.Scalar(0f);
                for (var i = 0; i + 2 <= x.Shape[0]; i++) sum = sum + Sum(x[i..(i + 2)]);
                for (var i = x.Shape[1] - 1; i >= 0; i--) sum = sum * 2f + Sum(x[.., i]);
                for (var i = 0; i < k; i++)
                {
                    sum = sum + Sum(x[i..(i + 2)]);
                    Graph.Print(sum, "sum");
                }
                return sum;
            }

            [GraphFunction]
            public static Tensor<float> Taken([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                Graph.Print(k, "before");
                var y = Take(x, Stack([Tensor.Scalar(0), Tensor.Scalar(k)]));
                Graph.Print(n, "after");
                var z = Take(x, Tensor.Scalar(n), axis: -1);
                Graph.Print(k, "behind");
                return Sum(y * 2f) + Sum(z);
            }

            [GraphFunction]
            public static Tensor<float> Listed([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var list = new List<Tensor<float>>();
                for (var i = 0; i < x.Shape[0]; i++)
                {
                    Graph.Print(i, "i");
                    list.Add(i == 0 ? x[0] : list[i - k] + 1f);
                }
                Graph.Print(n, "list");
                var a = list[n];
                Graph.Print(k, "element");
                a = list.ToArray()[k];
                Graph.Print(k, "array");
                a = a + list[^n];
                list[k] = a;
                return a + list[0];
            }

            [GraphFunction]
            public static Tensor<float> Stacked([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var list = new List<Tensor<float>>();
                foreach (var row in x) list.Add(row * 2f);
                Graph.Print(k, "before");
                var all = n > 1 ? Sum(Stack(list.ToArray(), axis: 1)) : Sum(x);
                Graph.Print(n, "after");
                return all + Sum(Concat(list.ToArray(), axis: 0));
            }

            [GraphFunction]
            public static Tensor<float> Backwards([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var sum = Tensor.Zeros<float>(x.Shape[1]);
                for (var i = 0; i < x.Shape[0]; i++)
                {
                    Graph.Print(i, "i");
                    if (k == 0) sum = sum + x[^i];
                    else if (k == 1) sum = sum + x[^(i + 2)];
                    else sum = sum + x[^(i + 1)];
                }
                return sum;
            }

            [GraphFunction]
            public static Tensor<float> Behind([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var sum = Tensor.Zeros<float>(x.Shape[1]);
                for (var i = 0; i < x.Shape[0]; i++)
                {
                    Graph.Print(i, "i");
                    if (k == 0) sum = sum + x[i - 2];
                    else if (k == 1) sum = sum + Sum(x[i..(i + 2)], axis: 0);
                    else if (k == 2) sum = sum + Sum(x[^(i + 3)..^(i + 1)], axis: 0);
                    else sum = sum + Sum(x[(i - 1)..(i + 1)], axis: 0);
                }
                return sum;
            }

            [GraphFunction]
            public static Tensor<float> Counted([Shape("N", "M")] Tensor<float> x, int k, int n)
            {
                var sum = 0;
                foreach (var i in k..n)
                {
                    Graph.Print(i, "i");
                    sum += i;
                }
                return x * sum;
            }
        }
        """;

    private static readonly Lazy<LoadedProgram> s_program = new(() => LoadedProgram.Build(Source.Compile(Program)));

    public static IEnumerable<object[]> Functions =>
        System.Text.RegularExpressions.Regex.Matches(Program, @"public static Tensor<float> (\w+)").Select(m => new object[] { m.Groups[1].Value });

    [Theory]
    [MemberData(nameof(Functions))]
    public void An_index_is_looked_at_in_its_turn(string name)
    {
        dynamic companion = s_program.Value.Assembly.GetType("C")!.GetProperty(name + "Graph")!.GetValue(null)!;
        Assert.True((bool)companion.Captured);
        var graph = GraphParser.Parse((string)companion.Text);
        Assert.Equal((string)companion.Text, GraphPrinter.Print(graph).TrimEnd());
        var (eager, compiled) = ((Delegate)companion.Eager, (Delegate)companion.Compiled);
        var (threw, ran) = (0, 0);
        foreach (var (rows, columns, k, n) in from shape in new[] { (3, 2), (2, 3), (0, 2), (3, 0), (1, 1) }
                                              from k in new[] { 0, 1, 2, 5, -1, -3, int.MaxValue, int.MinValue }
                                              from n in new[] { 0, 1, 2, 7, -2 }
                                              where k < 100 || name is not ("InRounds" or "Windows")
                                              where k > -100 || name is not ("Condition" or "Counted")
                                              where n > 0 || name is not "Condition"
                                              select (shape.Item1, shape.Item2, k, n))
        {
            // Whole numbers, which all engines print alike.
            var x = Ops.Reshape(Tensor.Arange<float>(rows * columns), rows, columns);
            var literals = new[] { LiteralTensors.ToLiteral(x), Literal.Scalar(DType.I32, (long)k), Literal.Scalar(DType.I32, (long)n) };
            var expected = Attempt(() => LiteralTensors.ToLiteral(eager.DynamicInvoke(x, k, n)!));
            foreach (var (engine, actual) in new[]
            {
                ("compiled", Attempt(() => LiteralTensors.ToLiteral(compiled.DynamicInvoke(x, k, n)!))),
                ("reference", Attempt(() => ReferenceEngine.Run(graph, new TensorEffects(), literals)[0])),
                ("eager graph", Attempt(() => EagerEngine.Run(graph, literals)[0])),
            })
            {
                var place = $"{name} of [{rows}, {columns}], {k} and {n}, {engine}: ";
                // What sizes alone decide is asked first of all.
                if (actual.Error is OpException { Id: OpErrors.SizesAtRunTime } && expected.Error is not null) continue;
                Assert.True(expected.Error?.GetType() == actual.Error?.GetType() && expected.Printed == actual.Printed,
                    $"{place}'{expected.Error}' after '{expected.Printed}' expected, got '{actual.Error}' after '{actual.Printed}'\n{companion.Text}");
                // A compiled function says in addition where that was.
                if (expected.Error is OpException error) Assert.StartsWith(place + error.Message, place + actual.Error!.Message);
                if (expected.Result is not null) Assert.Null(new Closeness(1e-5, 1e-5).Difference(expected.Result, actual.Result!));
            }
            if (expected.Error is null) ran++;
            else threw++;
        }
        // Some of each, or the test would be of nothing.
        Assert.True(ran > 0 && threw > 0, $"{ran} calls ran, {threw} threw");
    }

    private static (Literal? Result, Exception? Error, string Printed) Attempt(Func<Literal> run)
    {
        (Literal? Result, Exception? Error) outcome = default;
        var printed = Printed.By(() =>
        {
            try
            {
                outcome = (run(), null);
            }
            catch (Exception e)
            {
                outcome = (null, e is TargetInvocationException ? e.InnerException : e);
            }
        });
        return (outcome.Result, outcome.Error, printed);
    }
}
