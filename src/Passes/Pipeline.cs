using System;
using System.Collections.Generic;
using System.Diagnostics;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Passes in the order they run, each with the graph verified before and after it.</summary>
public sealed record Pipeline(Seq<Pass> Passes)
{
    /// <summary>The compiler's passes, each with the reason for its place. What is not on this page does not run.</summary>
    public static Pipeline Default(PassOptions options) => new(Seq.Of<Pass>(
        // Frontends leave behind what the user computed and did not use.
        new RemoveDead(),
        // The passes below know sums and exponentials, not softmax.
        new Expand(options.Claimed),
        // First, so that the rules below see numbers and not expressions of numbers.
        new FoldConstants(),
        new Simplify(options.FastMath),
        // Conditions that the passes above have decided; what was captured for branches never taken is dead now.
        new SimplifyControl(),
        // After simplify: fewer ops to move views across.
        new MoveViews(),
        // After move-views, which brings transposes next to the products they fold into.
        new FoldTransposes(),
        // Ops that views stood between are neighbours now.
        new FoldConstants(),
        new Simplify(options.FastMath),
        // Before what hoists, which may move what only the loop's own requirements allow to where they hold, and no further.
        new GuardLoops(),
        // What is left in bodies is what rounds will compute; what is the same in all of them they need not.
        new HoistInvariants(),
        // After hoist-invariants, which makes captures of the matrices.
        new HoistProducts(),
        // After hoist-products, which takes transposed matrices as they are.
        new HoistTransposes(),
        // Slices that only hoisted products read; conditions that numbers in bodies have decided.
        new SimplifyControl(),
        // Last: what is one kernel is decided on the graph that will be computed.
        new Fuse()));

    /// <summary>Optimises a graph for lowering.</summary>
    /// <exception cref="CompilerBugException">A pass failed or broke the graph; the message names it.</exception>
    public static PipelineResult Run(Graph graph, PassOptions options) => Default(options).Run(graph);

    /// <exception cref="CompilerBugException">The graph was invalid to begin with, a pass failed or broke it; the message says which.</exception>
    public PipelineResult Run(Graph graph)
    {
        Verifier.Verify(graph, "input of the pipeline");
        var steps = new List<PassStep>();
        foreach (var pass in Passes)
        {
            var log = new PassLog();
            var clock = Stopwatch.StartNew();
            var after = Run(pass, graph, log);
            steps.Add(new(pass.Name, graph, after, log, clock.Elapsed));
            Verify(pass, graph, after);
            graph = after;
        }
        return new(graph, new PassTrace(steps));
    }

    private static Graph Run(Pass pass, Graph graph, PassLog log)
    {
        try
        {
            return pass.Run(graph, log);
        }
        catch (Exception e) when (e is not CompilerBugException)
        {
            throw new CompilerBugException(pass.Name, e.Message, graph, inner: e);
        }
    }

    private static void Verify(Pass pass, Graph before, Graph after)
    {
        if (ReferenceEquals(before, after)) return;
        Verifier.Verify(after, pass.Name);
        if (before.Name != after.Name || before.ParameterTypes != after.ParameterTypes || before.Parameters.Map(p => p.Name) != after.Parameters.Map(p => p.Name))
            throw new CompilerBugException(pass.Name, $"the parameters were ({before.Parameters}) and now are ({after.Parameters})", after);
        if (before.OutputTypes != after.OutputTypes)
            throw new CompilerBugException(pass.Name, $"the outputs were ({before.OutputTypes}) and now are ({after.OutputTypes})", after);
    }
}
