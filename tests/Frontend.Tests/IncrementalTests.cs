using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static GraphCompiler.Frontend.GraphFunctionGenerator;

namespace GraphCompiler.Frontend.Tests;

/// <summary>What an edit makes the generator do again, step by step.</summary>
public class IncrementalTests
{
    private const string Functions = """
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x) => Relu(x * 2f + 1f);
            [GraphFunction] public static Tensor<float> G([Shape("N")] Tensor<float> x) => Relu(x);
        }
        """;

    private const string Caller = "public static class Caller { public static Tensor<float> M(Tensor<float> x) => C.F(x); }";
    private const string Other = "public static class Other { public static int M() => 1; }";

    private static readonly string[] s_all = [Steps.Readings, Steps.Functions, Steps.Compiled, Steps.Calls];

    [Fact]
    public void An_edit_elsewhere_changes_nothing() =>
        Assert.All(s_all, step => Assert.DoesNotContain(Edit(2, "() => 1", "() => 2")[step], IsWork));

    [Fact]
    public void A_comment_above_changes_nothing() =>
        Assert.All(s_all, step => Assert.DoesNotContain(Edit(0, "public static partial", "// a comment\npublic static partial")[step], IsWork));

    /// <summary>The line of an assert is in its message, and moves: in a file of its own.</summary>
    [Fact]
    public void Lines_that_move_compile_nothing()
    {
        var compilation = Source.Compile("""
            public static partial class C
            {
                [GraphFunction]
                public static Tensor<float> F([Shape("N")] Tensor<float> x)
                {
                    Graph.Assert(x > 0f, "positive");
                    return x;
                }
            }
            """);
        var driver = Generation.Driver(trackSteps: true).RunGenerators(compilation);
        Assert.Contains("At0 = \"File0.cs line 6\"", Places(driver));
        var tree = compilation.SyntaxTrees[0];
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, Source.Tree("\n\n" + tree, tree.FilePath)));
        Assert.Contains("At0 = \"File0.cs line 8\"", Places(driver));
        var steps = driver.GetRunResult().Results.Single().TrackedSteps;
        foreach (var step in s_all) Assert.DoesNotContain(steps[step].SelectMany(r => r.Outputs).Select(o => o.Reason), IsWork);
        Assert.Contains(steps[Steps.Places].SelectMany(r => r.Outputs).Select(o => o.Reason), IsWork);

        static string Places(GeneratorDriver driver) => driver.GetRunResult().GeneratedTrees.Single(t => t.FilePath.EndsWith("Places.g.cs")).ToString();
    }

    [Fact]
    public void A_change_that_means_the_same_compiles_nothing()
    {
        var steps = Edit(0, "Relu(x * 2f + 1f)", "Relu((x * (1f + 1f)) + 1f)");
        Assert.DoesNotContain(steps[Steps.Functions], IsWork);
        Assert.DoesNotContain(steps[Steps.Compiled], IsWork);
    }

    [Fact]
    public void A_changed_function_compiles_alone()
    {
        var steps = Edit(0, "x * 2f", "x * 3f");
        Assert.Single(steps[Steps.Compiled], IsWork);
        Assert.Single(steps[Steps.Compiled], r => !IsWork(r));
    }

    [Fact]
    public void An_edit_beside_a_call_changes_the_calls_only()
    {
        var steps = Edit(1, "C.F(x);", "C.F(x); public static int More;");
        Assert.Contains(steps[Steps.Calls], IsWork);
        Assert.All(s_all.Except([Steps.Calls]), step => Assert.DoesNotContain(steps[step], IsWork));
    }

    /// <summary>True when a step came to another result, which the steps after it have to take in.</summary>
    private static bool IsWork(IncrementalStepRunReason reason) =>
        reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);

    private static Dictionary<string, List<IncrementalStepRunReason>> Edit(int file, string from, string to)
    {
        var compilation = Source.Compile(Functions, Caller, Other);
        var driver = Generation.Driver(trackSteps: true).RunGenerators(compilation);
        Assert.Contains("Interceptors", string.Concat(driver.GetRunResult().GeneratedTrees.Select(t => t.FilePath)));
        var tree = compilation.SyntaxTrees[file];
        Assert.Contains(from, tree.ToString());
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, Source.Tree(tree.ToString().Replace(from, to), tree.FilePath)));
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return s_all.ToDictionary(s => s, s => result.TrackedSteps[s].SelectMany(r => r.Outputs).Select(o => o.Reason).ToList());
    }
}
