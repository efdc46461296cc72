using System.Collections.Concurrent;
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
    private static readonly string[] s_refused = ["capture GF1009", "capture GF0110"];

    // An object that an expression uses and, in some calls only, gives another name.
    private static bool IsRefused(Failure failure) => s_refused.Contains(failure.Kind) || (failure.Kind == "capture GF1011" && failure.Problem.Contains("in a statement of its own"));

    [Fact]
    public void Programs_mean_what_they_say()
    {
        var (refused, failed, endings) = (new List<string>(), new List<(int Seed, Code Code, Failure Failure)>(), new ConcurrentDictionary<string, int>());
        void Count(Outcome outcome)
        {
            endings.AddOrUpdate(outcome.Ending?.Split(' ')[0] ?? "result", 1, (_, n) => n + 1);
            if (outcome.Text.Length > 0) endings.AddOrUpdate("print", 1, (_, n) => n + 1);
        }
        var batches = Enumerable.Range(FuzzEffort.Seed, FuzzEffort.Trials(InSuite)).Select(s => (Seed: s, Code: ProgramGenerator.Make(s))).Chunk(InOneCompilation);
        foreach (var (seed, code, failure) in batches.AsParallel().AsOrdered().SelectMany(b => b.Zip(ProgramTrial.Run(b, Count, mayBeInvalid: false), (p, f) => (p.Seed, p.Code, f))))
        {
            if (failure is null) continue;
            if (IsRefused(failure)) refused.Add($"seed {seed}: {failure.Problem}");
            else failed.Add((seed, code, failure));
        }
        output.WriteLine(string.Join(", ", endings.OrderBy(e => e.Key).Select(e => $"{e.Key}: {e.Value}")));
        if (failed.Count > 0) Fail(failed);
        Assert.True(refused.Count <= FuzzEffort.Trials(InSuite) / 50, string.Join("\n", refused));
        // Most calls end well; each way to end otherwise is met.
        string[] others = ["index", nameof(System.DivideByZeroException), nameof(System.OverflowException), nameof(GraphAssertException), "print"];
        Assert.Equal([], others.Where(e => !endings.ContainsKey(e)));
        Assert.True(endings["result"] > 4 * endings.Where(e => e.Key is not ("result" or "print")).Sum(e => e.Value));
    }

    /// <summary>The generator reaches what it is meant to reach, and the graphs have it.</summary>
    [Fact]
    public void Programs_have_all_constructs()
    {
        var met = new HashSet<string>();
        for (var seed = 0; seed < 2 * InSuite; seed++)
        {
            ProgramGenerator.Make(seed, out var constructs);
            met.UnionWith(constructs);
        }
        Assert.Equal("", string.Join("\n", ProgramGenerator.Constructs.Except(met)));
        var programs = Enumerable.Range(0, 60).Select(ProgramGenerator.Make).ToList();
        var compilation = Source.Compile([Prelude.GraphSource, .. programs.Select((p, i) => ProgramTrial.GraphText(p, $"G{i}"))]);
        var graphs = programs.Select((_, i) => FunctionCapture.Run(Source.Method(compilation, $"G{i}", "Run"), compilation, default).Graph).OfType<IR.Graph>();
        var ops = graphs.SelectMany(WithBodies).SelectMany(g => g.Nodes).Select(n => n.Op).ToHashSet();
        Assert.Equal([], new[] { OpTable.If, OpTable.While, OpTable.Scan, OpTable.Select, OpTable.Assert, OpTable.Print, OpTable.Update, OpTable.Gather }.Where(o => !ops.Contains(o)).Select(o => o.Name));
    }

    private static IEnumerable<IR.Graph> WithBodies(IR.Graph graph) => graph.Nodes
        .SelectMany(n => n.Attributes.OfType<Attr.Body>()).SelectMany(b => WithBodies(b.Value)).Prepend(graph);

    private void Fail(List<(int Seed, Code Code, Failure Failure)> failed)
    {
        var all = string.Join("\n", failed.GroupBy(f => f.Failure.Kind).Select(g => $"{g.Key}: seeds {string.Join(", ", g.Select(f => f.Seed))}"));
        // The smallest is shrunk fastest.
        var (seed, program, failure) = failed.MinBy(f => f.Code.Size);
        output.WriteLine($"{all}\n\nseed {seed}: {failure.Kind}: {failure.Problem}\n{ProgramTrial.GraphText(program, "C")}\nshrinking …");
        var (small, why) = failure.Kind == ProgramTrial.Invalid ? (program, failure) : ProgramShrinker.Shrink(seed, program, failure);
        Assert.Fail($"{all}\n\nseed {seed} (GRAPHCOMPILER_FUZZ_SEED={seed}), {why.Kind}: {why.Problem}\n\n{ProgramTrial.GraphText(small, "C")}");
    }
}
