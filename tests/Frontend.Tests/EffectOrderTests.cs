using System;
using System.Collections.Generic;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>An index that is outside of its axis throws behind the prints and asserts that the program has before it, in all engines.</summary>
[Collection("Graph.Output")]
public class EffectOrderTests
{
    private const string Program = """
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> Guarded([Shape("N")] Tensor<float> x, int k)
            {
                Graph.Assert(k >= 0 && k < x.Shape[0], "in range");
                return x[k];
            }

            [GraphFunction]
            public static Tensor<float> Printed([Shape("N")] Tensor<float> x, int k)
            {
                Graph.Print(Sum(x), "sum");
                var v = x[k];
                return v + 1f;
            }

            [GraphFunction]
            public static Tensor<float> Written([Shape("N")] Tensor<float> x, int k)
            {
                var y = x + 0f;
                Graph.Print(Sum(x), "sum");
                y[k] = 1f;
                return y;
            }

            [GraphFunction]
            public static Tensor<float> InRounds([Shape("N")] Tensor<float> x, int k)
            {
                var sum = Tensor.Scalar(0f);
                for (var i = 0; i < k; i++)
                {
                    Graph.Print(sum, "sum");
                    sum = sum + x[i];
                }
                return sum;
            }
        }
        """;

    private static readonly Lazy<LoadedProgram> s_program = new(() => LoadedProgram.Build(Source.Compile(Program)));

    [Theory]
    [InlineData("Guarded", typeof(GraphAssertException))]
    [InlineData("Printed", typeof(OpException))]
    [InlineData("Written", typeof(OpException))]
    [InlineData("InRounds", typeof(OpException))]
    public void An_index_is_looked_at_in_its_turn(string name, Type error)
    {
        dynamic companion = s_program.Value.Assembly.GetType("C")!.GetProperty(name + "Graph")!.GetValue(null)!;
        Assert.True((bool)companion.Captured);
        var graph = GraphParser.Parse((string)companion.Text);
        var (eager, compiled) = ((Func<Tensor<float>, int, Tensor<float>>)companion.Eager, (Func<Tensor<float>, int, Tensor<float>>)companion.Compiled);
        var x = Tensor.Linspace<float>(1, 3, 3);
        foreach (var k in new[] { 2, 7 })
        {
            var literals = new[] { LiteralTensors.ToLiteral(x), Literal.Scalar(DType.I32, (long)k) };
            var (expected, shown) = Attempt(() => _ = eager(x, k));
            Assert.Equal(k == 7 ? error : null, expected);
            foreach (var (engine, run) in new List<(string, Action)>
            {
                ("compiled", () => _ = compiled(x, k)),
                ("reference", () => Engine.Reference.Run(graph, literals)),
                ("eager graph", () => EagerEngine.Run(graph, literals)),
            })
            {
                var (actual, printed) = Attempt(run);
                Assert.True(expected == actual, $"{engine}: {actual}, not {expected}\n{companion.Text}");
                if (engine != "reference") Assert.Equal(shown, printed);
            }
        }
    }

    private static (Type? Error, string Shown) Attempt(Action run)
    {
        var output = GraphCompiler.Graph.Output;
        var text = new System.IO.StringWriter();
        GraphCompiler.Graph.Output = text;
        try
        {
            run();
            return (null, text.ToString());
        }
        catch (Exception e) when (e is OpException or GraphAssertException)
        {
            return (e.GetType(), text.ToString());
        }
        finally
        {
            GraphCompiler.Graph.Output = output;
        }
    }
}
