using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Every function of the golden files, built, loaded and run: the compiled graph gives what the method itself gives.</summary>
public class RunTests
{
    public static IEnumerable<object[]> Files => CaptureTests.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void Compiled_gives_what_eager_gives(string name)
    {
        using var program = LoadedProgram.Build((CSharpCompilation)Source.Compile(File.ReadAllText(CaptureTests.PathOf(name))));
        var companions = program.Companions().ToList();
        Assert.NotEmpty(companions);
        foreach (var (function, companion) in companions)
        {
            dynamic f = companion;
            if (!(bool)f.Captured) continue;
            var graph = GraphParser.Parse((string)f.Text);
            foreach (var sizes in new[] { 3, 1, 20 }) Compare(function, (Delegate)f.Compiled, (Delegate)f.Eager, graph, sizes);
        }
    }

    private static void Compare(string function, Delegate compiled, Delegate eager, IR.Graph graph, int size)
    {
        var random = new Random(size);
        var symbols = graph.Symbols.Select((s, i) => (s, (long)size + i)).ToDictionary(s => s.s, s => s.Item2);
        if (graph.Requires.Any(r => r.Left.Evaluate(symbols) != r.Right.Evaluate(symbols))) return;
        var parameters = compiled.Method.GetParameters();
        var arguments = graph.ParameterTypes.Select((t, i) => Argument(t, parameters[i].ParameterType, symbols, random)).ToArray();
        var (expected, expectedText) = Call(eager, arguments);
        var (actual, actualText) = Call(compiled, arguments);
        Assert.Equal(expectedText, actualText);
        Assert.Equal(expected.Count, actual.Count);
        for (var k = 0; k < expected.Count; k++)
        {
            dynamic e = expected[k], a = actual[k];
            Assert.Equal(((Shape)e.Shape).ToArray(), ((Shape)a.Shape).ToArray());
            var (x, y) = ((Array)e.ToArray(), (Array)a.ToArray());
            for (var i = 0; i < x.Length; i++)
            {
                var (u, v) = (System.Convert.ToDouble(x.GetValue(i)), System.Convert.ToDouble(y.GetValue(i)));
                var close = u.Equals(v) || Math.Abs(u - v) <= 1e-5 * Math.Max(1, Math.Abs(u));
                Assert.True(close, $"{function}, size {size}, output {k}, element {i}: eager {u}, compiled {v}\n{GraphPrinter.Print(graph)}");
            }
        }
    }

    /// <summary>The results and all that was printed, the message of a failed assert at its end.</summary>
    private static (List<object> Results, string Text) Call(Delegate function, object[] arguments)
    {
        var before = Graph.Output;
        var text = new StringWriter();
        Graph.Output = text;
        try
        {
            return (Results(function.DynamicInvoke(arguments)!), text.ToString());
        }
        catch (System.Reflection.TargetInvocationException e) when (e.InnerException is GraphAssertException failed)
        {
            return ([], text + failed.Message);
        }
        finally
        {
            Graph.Output = before;
        }
    }

    private static object Argument(TensorType type, Type wanted, Dictionary<string, long> symbols, Random random)
    {
        double Next() => random.NextDouble() + 0.25;
        var shape = type.Shape.Select(d => (int)d.Evaluate(symbols)).ToArray();
        var count = shape.Aggregate(1, (a, b) => a * b);
        return type.DType switch
        {
            DType.F32 when wanted == typeof(float) => (float)Next(),
            DType.F64 when wanted == typeof(double) => Next(),
            DType.I32 when wanted == typeof(int) => random.Next(1, 5),
            DType.Bool when wanted == typeof(bool) => random.Next(2) == 0,
            DType.F32 => Tensor.Create(Enumerable.Range(0, count).Select(_ => (float)Next()).ToArray(), shape),
            DType.F64 => Tensor.Create(Enumerable.Range(0, count).Select(_ => Next()).ToArray(), shape),
            DType.I32 => Tensor.Create(Enumerable.Range(0, count).Select(_ => random.Next(0, 9)).ToArray(), shape),
            _ => throw new NotSupportedException($"no samples of {type}"),
        };
    }

    private static List<object> Results(object result) => result is ITuple tuple
        ? Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!).ToList()
        : [result];
}
