using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using GraphCompiler.Passes;
using Xunit;
using Xunit.Abstractions;

namespace GraphCompiler.Fuzz;

using Graph = GraphCompiler.IR.Graph;

/// <summary>
/// Random graphs: every pass and every engine has to agree with the reference engine. <c>GRAPHCOMPILER_FUZZ=100</c> does a hundred times
/// as many; <c>GRAPHCOMPILER_FUZZ_SEED</c> begins elsewhere.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int InSuite = 400;
    private const int Batch = 50;

    public static IEnumerable<object[]> Engines => Engine.All.Where(e => !e.IsReference).Select(e => new object[] { e.Name });

    [Fact]
    public void Every_pass_keeps_the_results()
    {
        foreach (var (seed, sample) in Samples())
        {
            Check(seed, sample, (s, c) => Trial.Text(s, c) ?? Trial.Passes(s, c, PassOptions.Default));
        }
    }

    /// <summary>Without fast math the reference engine sees no difference at all, unless a reduction was regrouped.</summary>
    [Fact]
    public void Every_pass_keeps_every_bit()
    {
        foreach (var (seed, sample) in Samples())
        {
            if (Trial.ExactPasses(sample) is not null) Check(seed, sample, (s, _) => Trial.ExactPasses(s));
        }
    }

    [Fact]
    public void A_second_run_of_the_passes_changes_nothing()
    {
        // A fused group is no graph to be optimised again.
        var passes = new Pipeline(Pipeline.Default(PassOptions.Default).Passes.Where(p => p is not Fuse).ToSeq());
        foreach (var (seed, sample) in Samples())
        {
            var again = passes.Run(passes.Run(sample.Graph).Graph);
            // What is known of one loop may decide another's branch only in the next run.
            for (var more = 0; more < 3 && sample.Graph.Nodes.Any(n => n.Kind == OpKind.Control); more++) again = passes.Run(again.Graph);
            Assert.True(again.Trace.Steps.All(step => !step.Changed), $"seed {seed}:\n{again.Trace.Text}");
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_engine_gives_the_results(string name)
    {
        var engine = Engine.All.Single(e => e.Name == name);
        foreach (var batch in Samples().Chunk(Batch))
            CheckTogether(engine, batch.Select(b => (b.Seed, b.Sample, b.Sample.Graph)).ToList(), (_, s, c) => Trial.Run(engine, s, c));
    }

    /// <summary>
    /// The compiled code of a graph that only some of the passes have seen. Compiling is slow, so each graph is looked at after one of
    /// the passes that change it: the one that was looked at least.
    /// </summary>
    [Fact]
    public void Every_pass_keeps_the_results_of_compiled_graphs()
    {
        var (engine, seen) = (new CpuEngine(optimize: false), new Dictionary<string, int>());
        foreach (var batch in Samples().Chunk(Batch))
        {
            var steps = batch.Select(b => (b.Seed, b.Sample, Steps: Trial.ChangingSteps(b.Sample))).Where(b => b.Steps.Count > 0)
                .Select(b => (b.Seed, b.Sample, Step: LeastSeen(b.Steps, seen))).ToList();
            CheckTogether(engine, steps.Select(s => (s.Seed, s.Sample, s.Step.After)).ToList(), (i, s, c) => Trial.CompiledAfter(steps[i].Step.Name, engine, s, c));
        }
        Assert.Equal([], Pipeline.Default(PassOptions.Default).Passes.SkipWhile(p => p is not Expand).Select(p => p.Name).Where(p => !seen.ContainsKey(p)).Distinct());
    }

    private static PassStep LeastSeen(IReadOnlyList<PassStep> steps, Dictionary<string, int> seen)
    {
        var step = steps.MinBy(s => seen.GetValueOrDefault(s.Name))!;
        seen[step.Name] = seen.GetValueOrDefault(step.Name) + 1;
        return step;
    }

    /// <summary>One compilation for many graphs; if it fails, each is tried alone.</summary>
    private void CheckTogether(Engine engine, IReadOnlyList<(int Seed, Sample Sample, Graph Graph)> batch, Func<int, Sample, Conditioning, Failure?> alone)
    {
        IReadOnlyList<Func<Literal[], Literal[]>>? prepared = null;
        if (Trial.Guard("", null, () =>
        {
            prepared = engine.Prepare(batch.Select(b => b.Graph).ToList());
            return null;
        }) is not null) prepared = null;
        for (var i = 0; i < batch.Count; i++)
        {
            var (seed, sample, at) = (batch[i].Seed, batch[i].Sample, i);
            var conditioning = Conditioning.Of(sample);
            var fine = prepared is not null && Trial.Guard("", null, () => conditioning.Difference(() => prepared[at](sample.Inputs))) is null;
            if (!fine) Check(seed, sample, (s, c) => alone(at, s, c));
        }
    }

    /// <summary>The generator reaches all that it is meant to reach.</summary>
    [Fact]
    public void Samples_have_every_op_and_dtype()
    {
        var nodes = Samples().SelectMany(s => s.Sample.Graph.Nodes).ToList();
        var ops = nodes.Select(n => n.Op).ToHashSet();
        Assert.Equal([], GraphGenerator.Ops.Where(o => !ops.Contains(o)).Select(o => o.Name));
        Assert.Equal(DTypeFacts.Count, nodes.SelectMany(n => n.Types).Select(t => t.DType).Distinct().Count());
    }

    /// <summary>Bodies that never run ask for sizes that are not there.</summary>
    [Fact]
    public void Samples_have_bodies_whose_requirements_do_not_hold() => Assert.InRange(Samples().Count(s => Bodies(s.Sample.Graph).SelectMany(b => b.Requires)
        .Any(r => r.Left.Evaluate(s.Sample.Symbols) != r.Right.Evaluate(s.Sample.Symbols))), InSuite / 100, int.MaxValue);

    private static IEnumerable<Graph> Bodies(Graph graph) =>
        graph.Nodes.SelectMany(n => n.Attributes).OfType<Attr.Body>().SelectMany(b => Bodies(b.Value).Append(b.Value));

    private static IEnumerable<(int Seed, Sample Sample)> Samples() =>
        Enumerable.Range(FuzzEffort.Seed, FuzzEffort.Trials(InSuite)).Select(seed => (seed, GraphGenerator.Make(seed)));

    private void Check(int seed, Sample sample, Func<Sample, Conditioning, Failure?> trial)
    {
        if (trial(sample, Conditioning.Of(sample)) is not { } failure) return;
        output.WriteLine($"seed {seed}: {failure.Stage}: {failure.Problem}\nshrinking …");
        var small = Shrinker.Shrink(sample, s => trial(s, Conditioning.Of(s))?.Stage == failure.Stage);
        failure = trial(small, Conditioning.Of(small))!;
        var after = failure.After is null ? "" : $"\nafter {failure.Stage}:\n{GraphPrinter.Print(failure.After)}";
        Assert.Fail($"seed {seed} (GRAPHCOMPILER_FUZZ_SEED={seed} GRAPHCOMPILER_FUZZ=1), {failure.Stage}: {failure.Problem}\n\n{small.Text}\n{after}");
    }
}
