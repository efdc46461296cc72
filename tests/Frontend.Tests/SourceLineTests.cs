using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static GraphCompiler.Frontend.GraphFunctionGenerator;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Compiled functions show the user's lines in stack traces; lines that move compile nothing.</summary>
public class SourceLineTests
{
    private const string Program = """
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> F([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                var z = Exp(x) * 2f;
                if (n > 0)
                    z = z + y;
                for (var i = 0; i < n; i++)
                {
                    z = z *
                        y[i];
                }
                return z - Helper(z, n);
            }

            private static Tensor<float> Helper([Shape("N")] Tensor<float> x, int n) =>
                x[n - 1];

            [GraphFunction]
            public static Tensor<float> Open([Shape("…", 3)] Tensor<float> x, int n) =>
                x[0] +
                x[n];

            public static object CallF(Tensor<float> x, Tensor<float> y, int n) => F(x, y, n);
            public static object CallOpen(Tensor<float> x, int n) => Open(x, n);
        }
        """;

    private static readonly Lazy<LoadedProgram> s_program = new(() => LoadedProgram.Build(Source.Compile(Program)));

    private static Tensor<float> Ones(params int[] shape) => Tensor.Ones<float>(shape);

    private static string Trace(string method, params object[] arguments) =>
        string.Join("\n", Assert.Throws<OpException>(() => s_program.Value.Call("C", method, arguments)).StackTrace!.Split('\n').Where(l => l.Contains("GraphCompiler.Generated")));

    [Fact]
    public void A_stack_trace_has_the_line_of_the_op()
    {
        Assert.Contains("File0.cs:line 12", Trace("CallF", Ones(2), Ones(2), 3));
        Assert.Contains("File0.cs:line 18", Trace("CallF", Ones(2), Ones(2), -5));
        Assert.Contains("File0.cs:line 23", Trace("CallOpen", Ones(2, 3), 2));
        Assert.Contains("File0.cs:line 23", Trace("CallOpen", Ones(3), 3));
    }

    [Fact]
    public void A_branch_that_fails_for_its_sizes_has_its_line() => Assert.Contains("File0.cs:line 7", Trace("CallF", Ones(2), Ones(3), 1));

    [Fact]
    public void Lines_that_move_compile_nothing()
    {
        var compilation = Source.Compile(Program);
        var driver = Generation.Driver(trackSteps: true).RunGenerators(compilation);
        Assert.Contains("#line 6 ", Kernels(driver));
        var tree = compilation.SyntaxTrees[0];
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, Source.Tree("\n\n" + tree, tree.FilePath)));
        Assert.Contains("#line 8 ", Kernels(driver));
        Assert.DoesNotContain("#line 6 ", Kernels(driver));
        var steps = driver.GetRunResult().Results.Single().TrackedSteps;
        foreach (var step in new[] { Steps.Readings, Steps.Functions, Steps.Compiled })
            Assert.DoesNotContain(steps[step].SelectMany(r => r.Outputs).Select(o => o.Reason), r => r is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        Assert.Contains(steps[Steps.Located].SelectMany(r => r.Outputs).Select(o => o.Reason), r => r is IncrementalStepRunReason.Modified);

        static string Kernels(GeneratorDriver driver) => driver.GetRunResult().GeneratedTrees.Single(t => t.FilePath.EndsWith("F.Kernels.g.cs", StringComparison.Ordinal)).ToString();
    }

    /// <summary>Builds on other machines and in other folders give the same files.</summary>
    [Fact]
    public void Paths_are_those_of_debug_information()
    {
        var compilation = Source.Compile(Program);
        compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Source.Tree(Program, "/home/someone/shop/Model.cs"))
            .WithOptions(compilation.Options.WithSourceReferenceResolver(new SourceFileResolver([], "/home/someone", [new("/home/someone/", "/_/")])));
        var text = Generation.Run(compilation).Files.Single(f => f.Key.EndsWith("C_F.Kernels.g.cs", StringComparison.Ordinal)).Value;
        Assert.Contains("#line 6 \"/_/shop/Model.cs\"", text);
        Assert.DoesNotContain("someone", text);
    }
}
