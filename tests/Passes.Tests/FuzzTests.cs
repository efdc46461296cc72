using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Passes.Tests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Random graphs keep their results through every pass: bit for bit, or nearly where a reduction was regrouped.</summary>
public class FuzzTests
{
    private const int GraphsPerTest = 60;

    public static TheoryData<int> Seeds => new(Enumerable.Range(0, 5).Select(i => FuzzEffort.Seed + i * 1_000_000));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_pass_keeps_the_results(int firstSeed)
    {
        var ran = 0;
        for (var seed = firstSeed; seed < firstSeed + FuzzEffort.Trials(GraphsPerTest); seed++)
        {
            var graph = RandomGraphs.Make(new Random(seed), nodes: 4 + seed % 20);
            if (Expected(graph, seed) is not null) ran++;
            if (Failure(graph, seed) is not { } failure) continue;
            var smallest = Shrink(graph, seed);
            Assert.Fail($"seed {seed}: {Failure(smallest, seed) ?? failure}\n{GraphPrinter.Print(smallest)}");
        }
        Assert.True(ran >= FuzzEffort.Trials(GraphsPerTest) / 2, $"only {ran} graphs could be run");
    }

    [Fact]
    public void A_second_run_of_the_pipeline_changes_nothing()
    {
        for (var seed = FuzzEffort.Seed; seed < FuzzEffort.Seed + FuzzEffort.Trials(100); seed++)
        {
            var once = Pipeline.Run(RandomGraphs.Make(new Random(seed)), PassOptions.Default).Graph;
            var twice = Pipeline.Run(once, PassOptions.Default);
            Assert.True(GraphComparer.SameCode(once, twice.Graph), $"seed {seed}:\n{twice.Trace.Text}");
        }
    }

    /// <summary>null when the inputs do not fulfil what the graph requires.</summary>
    private static Literal[]? Expected(Graph graph, int seed)
    {
        try
        {
            return ReferenceEngine.Run(graph, RandomGraphs.Inputs(graph, new Random(seed)));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What goes wrong with a graph; null when nothing does.</summary>
    private static string? Failure(Graph graph, int seed)
    {
        if (Expected(graph, seed) is not { } expected) return null;
        var inputs = RandomGraphs.Inputs(graph, new Random(seed));
        PipelineResult result;
        try
        {
            result = Pipeline.Run(graph, PassOptions.Default);
        }
        catch (CompilerBugException e)
        {
            return e.Message;
        }
        var closeness = Closeness.Exact;
        foreach (var step in result.Trace.Steps)
        {
            if (step.Log.Fired.Any(rule => rule.StartsWith("reduce", StringComparison.Ordinal))) closeness = new(1e-4, 1e-5);
            var actual = ReferenceEngine.Run(step.After, inputs);
            for (var i = 0; i < actual.Length; i++)
            {
                if (closeness.Difference(expected[i], actual[i]) is { } difference)
                    return $"{step.Summary}: output {i}: {difference}\nrules: {string.Join("; ", step.Log.Fired)}\n{GraphPrinter.Print(step.After)}";
            }
        }
        return null;
    }

    /// <summary>The first node in order that alone, as the only output, fails as well.</summary>
    private static Graph Shrink(Graph graph, int seed)
    {
        var alone = new List<Graph>();
        foreach (var node in graph.Nodes)
        {
            Rewriter.Run(graph, (_, builder) => (rebuilt, original) =>
            {
                if (original == node) alone.Add(builder.Build(graph.Name, [rebuilt]));
                return null;
            });
        }
        return alone.FirstOrDefault(g => Failure(g, seed) is not null) ?? graph;
    }
}
