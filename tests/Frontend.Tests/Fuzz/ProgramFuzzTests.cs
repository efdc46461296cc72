using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;
using Xunit.Abstractions;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>
/// Random C# methods give on every engine, bit for bit, what the same text gives as plain C#. <c>GRAPHCOMPILER_FUZZ=20</c> runs twenty
/// times as many, <c>GRAPHCOMPILER_FUZZ_SEED</c> begins elsewhere.
/// </summary>
public class ProgramFuzzTests(ITestOutputHelper output)
{
    private const int InSuite = 200;
    private const int InOneCompilation = 50;

    /// <summary>What a graph rightly does not have: programs that end here are no failures, but few may.</summary>
    private static readonly string[] s_refused = ["capture GF1009"];

    [Fact]
    public void Programs_mean_what_they_say()
    {
        var refused = new List<string>();
        var batches = Enumerable.Range(FuzzEffort.Seed, FuzzEffort.Trials(InSuite)).Select(s => (Seed: s, Code: ProgramGenerator.Make(s))).Chunk(InOneCompilation);
        foreach (var (seed, code, failure) in batches.AsParallel().AsOrdered().SelectMany(b => b.Zip(ProgramTrial.Run(b), (p, f) => (p.Seed, p.Code, f))))
        {
            if (failure is null) continue;
            if (s_refused.Contains(failure.Kind)) refused.Add($"seed {seed}: {failure.Problem}");
            else Fail(seed, code, failure);
        }
        Assert.True(refused.Count <= FuzzEffort.Trials(InSuite) / 50, string.Join("\n", refused));
    }

    /// <summary>The generator reaches what it is meant to reach, and the graphs have it.</summary>
    [Fact]
    public void Programs_have_all_control_flow()
    {
        var programs = Enumerable.Range(0, 60).Select(ProgramGenerator.Make).ToList();
        var text = string.Concat(programs);
        string[] constructs =
            ["if (", "else", "while (", "do", "for (", "foreach (", "break;", "continue;", "switch (", " switch {", " when ", " is ", " ? ", "&&", "||", "ref ", "out ", "++", "(fuel-- > 0"];
        Assert.Equal([], constructs.Where(c => !text.Contains(c)));
        var compilation = Source.Compile([Prelude.Source, .. programs.Select((p, i) => ProgramTrial.GraphText(p, $"G{i}"))]);
        var graphs = programs.Select((_, i) => FunctionCapture.Run(Source.Method(compilation, $"G{i}", "Run"), compilation, default).Graph).OfType<IR.Graph>();
        var ops = graphs.SelectMany(WithBodies).SelectMany(g => g.Nodes).Select(n => n.Op).ToHashSet();
        Assert.Equal([], new[] { OpTable.If, OpTable.While, OpTable.Scan, OpTable.Select, OpTable.Assert }.Where(o => !ops.Contains(o)).Select(o => o.Name));
    }

    private static IEnumerable<IR.Graph> WithBodies(IR.Graph graph) => graph.Nodes
        .SelectMany(n => n.Attributes.OfType<Attr.Body>()).SelectMany(b => WithBodies(b.Value)).Prepend(graph);

    private void Fail(int seed, Code program, Failure failure)
    {
        output.WriteLine($"seed {seed}: {failure.Kind}: {failure.Problem}\n{ProgramTrial.GraphText(program, "C")}\nshrinking …");
        var (small, why) = failure.Kind == ProgramTrial.Invalid ? (program, failure) : ProgramShrinker.Shrink(seed, program, failure);
        Assert.Fail($"seed {seed} (GRAPHCOMPILER_FUZZ_SEED={seed}), {why.Kind}: {why.Problem}\n\n{ProgramTrial.GraphText(small, "C")}");
    }
}
