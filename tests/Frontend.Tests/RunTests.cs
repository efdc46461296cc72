using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Every function of the golden files, built, loaded and run: the compiled graph gives what the method itself gives.</summary>
[Collection("Graph.Output")]
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
            var samples = new[] { 3, 1, 20, 2, 4, 5, 6 }.Select(size => new Samples(graph, size)).Where(s => s.Exist).ToList();
            Assert.True(samples.Count > 0, $"no sizes meet what {function} requires");
            foreach (var sample in samples) Compare(function, (Delegate)f.Compiled, (Delegate)f.Eager, graph, sample);
        }
    }

    /// <summary>Compares the two delegates of a companion at a few sizes.</summary>
    internal static void Compare(string function, object companion, IR.Graph graph)
    {
        dynamic f = companion;
        var samples = new[] { 3, 1, 20 }.Select(size => new Samples(graph, size)).Where(s => s.Exist).ToList();
        Assert.True(samples.Count > 0, $"no sizes meet what {function} requires");
        foreach (var sample in samples) Compare(function, (Delegate)f.Compiled, (Delegate)f.Eager, graph, sample);
    }

    private static void Compare(string function, Delegate compiled, Delegate eager, IR.Graph graph, Samples samples)
    {
        var arguments = samples.Arguments(eager.Method);
        var (expected, expectedText) = Call(eager, arguments);
        var (actual, actualText) = Call(compiled, arguments);
        Assert.Equal(expectedText, actualText);
        Assert.Equal(expected.Count, actual.Count);
        for (var k = 0; k < expected.Count; k++)
        {
            var (x, y) = (Elements(expected[k]), Elements(actual[k]));
            Assert.Equal(x.Shape, y.Shape);
            for (var i = 0; i < x.Elements.Length; i++)
            {
                var (u, v) = (x.Elements.GetValue(i)!, y.Elements.GetValue(i)!);
                var close = u.Equals(v) || (u is float or double or Half && IsClose(System.Convert.ToDouble(u), System.Convert.ToDouble(v)));
                Assert.True(close, $"{function}, {samples}, output {k}, element {i}: eager {u}, compiled {v}\n{GraphPrinter.Print(graph)}");
            }
        }
    }

    private static bool IsClose(double x, double y) => Math.Abs(x - y) <= 1e-5 * Math.Max(1, Math.Abs(x));

    /// <summary>The results and all that was printed, the message of a failed assert at its end.</summary>
    private static (List<object> Results, string Text) Call(Delegate function, object[] arguments)
    {
        List<object> results = [];
        var text = Printed.By(() =>
        {
            try
            {
                results = Samples.Leaves(function.DynamicInvoke(arguments)!).ToList();
            }
            catch (System.Reflection.TargetInvocationException e) when (e.InnerException is GraphAssertException failed)
            {
                Graph.Output.Write(failed.Message);
            }
        });
        return (results, text);
    }

    private static (int[] Shape, Array Elements) Elements(dynamic leaf) =>
        leaf is ValueType ? ([], new object[] { leaf }) : (((Shape)leaf.Shape).ToArray(), (Array)leaf.ToArray());
}
