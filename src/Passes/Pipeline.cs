using System.Collections.Generic;
using System.Diagnostics;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Passes in the order they run.</summary>
public sealed record Pipeline(Seq<Pass> Passes)
{
    /// <summary>The compiler's passes, each with the reason for its place. What is not on this page does not run.</summary>
    public static Pipeline Default(PassOptions options) => new(Seq.Of<Pass>(
        // Frontends leave behind what the user computed and did not use.
        new RemoveDead()));

    /// <summary>Optimises a graph for lowering.</summary>
    public static PipelineResult Run(Graph graph, PassOptions options) => Default(options).Run(graph);

    public PipelineResult Run(Graph graph)
    {
        var steps = new List<PassStep>();
        foreach (var pass in Passes)
        {
            var log = new PassLog();
            var clock = Stopwatch.StartNew();
            var after = pass.Run(graph, log);
            steps.Add(new(pass.Name, graph, after, log, clock.Elapsed));
            graph = after;
        }
        return new(graph, new PassTrace(steps));
    }
}
