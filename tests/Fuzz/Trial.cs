using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Fuzz;

using Graph = GraphCompiler.IR.Graph;

/// <summary>What went wrong with a sample.</summary>
/// <param name="Stage">Where: a pass, an engine, the text.</param>
internal sealed record Failure(string Stage, string Problem, Graph? After);

/// <summary>The ways in which a sample is put to the test. Each gives null when all is well.</summary>
internal static class Trial
{
    /// <summary>Printing, parsing and running what was parsed.</summary>
    public static Failure? Text(Sample sample, Conditioning conditioning) => Guard("text", null, () =>
    {
        var parsed = RoundTrip.Check(sample.Graph);
        return conditioning.Difference(() => Engine.Reference.Run(parsed, sample.Inputs));
    });

    /// <summary>Every pass of the pipeline, each evaluated by the reference engine.</summary>
    public static Failure? Passes(Sample sample, Conditioning conditioning, PassOptions options)
    {
        IReadOnlyList<PassStep> steps = [];
        if (Guard("pipeline", null, () =>
        {
            steps = Pipeline.Run(sample.Graph, options).Trace.Steps;
            return null;
        }) is { } failure) return failure;
        foreach (var step in steps.Where(s => s.Changed))
        {
            if (Guard($"pass {step.Name}", step.After, () => conditioning.Difference(() => Engine.Reference.Run(step.After, sample.Inputs))) is { } found) return found;
        }
        return null;
    }

    /// <summary>The passes that change a graph; whatever is compiled comes behind the expansion of composites.</summary>
    public static IReadOnlyList<PassStep> ChangingSteps(Sample sample)
    {
        var steps = Pipeline.Run(sample.Graph, PassOptions.Default).Trace.Steps;
        var expanded = steps.Select((s, i) => (s, i)).Last(s => s.s.Name == new Expand(default).Name).i;
        return steps.Where((s, i) => s.Changed && i >= expanded).ToList();
    }

    /// <summary>The graph as it is after a pass, compiled without another one.</summary>
    public static Failure? CompiledAfter(string pass, Engine unoptimised, Sample sample, Conditioning conditioning)
    {
        foreach (var step in ChangingSteps(sample).Where(s => s.Name == pass))
        {
            if (Guard($"compiled after {pass}", step.After, () => conditioning.Difference(() => unoptimised.Run(step.After, sample.Inputs))) is { } failure) return failure;
        }
        return null;
    }

    /// <summary>Every pass up to the first that regroups a reduction, bit for bit.</summary>
    public static Failure? ExactPasses(Sample sample)
    {
        var expected = Outcome.Of(() => Engine.Reference.Run(sample.Graph, sample.Inputs));
        // Nothing to compare bit for bit.
        if (expected.Ending is not null) return null;
        foreach (var step in Pipeline.Run(sample.Graph, PassOptions.Default).Trace.Steps)
        {
            if (step.Log.Fired.Any(rule => rule.StartsWith("reduce", StringComparison.Ordinal))) return null;
            var actual = Outcome.Of(() => Engine.Reference.Run(step.After, sample.Inputs));
            if (actual.Problem is { } failure) return new($"pass {step.Name}", failure.ToString(), step.After);
            var differences = expected.Results.Select((e, i) => Closeness.Exact.Difference(e, actual.Results[i]) is { } d ? $"output {i}: {d}" : null);
            if (differences.FirstOrDefault(d => d is not null) is { } problem) return new($"pass {step.Name}", problem, step.After);
        }
        return null;
    }

    /// <summary>An engine on the sample's graph.</summary>
    public static Failure? Run(Engine engine, Sample sample, Conditioning conditioning) => Guard($"engine {engine.Name}", null, () => conditioning.Difference(() => engine.Run(sample.Graph, sample.Inputs)));

    public static Failure? Guard(string stage, Graph? after, Func<string?> check)
    {
        try
        {
            return check() is { } problem ? new Failure(stage, problem, after) : null;
        }
        catch (Exception e)
        {
            return new Failure(e is CompilerBugException bug ? $"pass {bug.Stage}" : stage, e.ToString(), after);
        }
    }
}
