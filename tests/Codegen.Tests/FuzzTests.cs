using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Codegen.Tests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Random graphs, compiled with and without optimisation, give what the Reference engine gives.</summary>
public class FuzzTests
{
    private const int GraphsPerTest = 60;

    // Elementary functions differ in the last bits, and later ops may enlarge that.
    private static readonly Closeness s_close = new(2e-3, 1e-4);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Compiled_graphs_agree_with_the_reference(bool optimize)
    {
        var cases = new List<(int Seed, Graph Graph, Literal[] Inputs, Literal[] Expected)>();
        for (var seed = FuzzEffort.Seed; seed < FuzzEffort.Seed + FuzzEffort.Trials(GraphsPerTest); seed++)
        {
            var graph = RandomGraphs.Make(new Random(seed), nodes: 4 + seed % 20);
            var inputs = RandomGraphs.Inputs(graph, new Random(seed));
            try
            {
                cases.Add((seed, graph, inputs, Engine.Reference.Run(graph, inputs)));
            }
            catch (ArgumentException)
            {
                // The inputs do not fulfil what the graph requires.
            }
        }
        Assert.True(cases.Count >= FuzzEffort.Trials(GraphsPerTest) / 2, $"only {cases.Count} graphs could be run");
        var runs = new CpuEngine(optimize).Prepare(cases.Select(c => c.Graph).ToList());
        for (var i = 0; i < cases.Count; i++)
        {
            var actual = runs[i](cases[i].Inputs);
            for (var k = 0; k < actual.Length; k++)
            {
                if (s_close.Difference(cases[i].Expected[k], actual[k]) is { } difference)
                    Assert.Fail($"seed {cases[i].Seed}, output {k}: {difference}\n{GraphPrinter.Print(cases[i].Graph)}");
            }
        }
    }
}
