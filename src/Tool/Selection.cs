using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Tool;

using Graph = GraphCompiler.IR.Graph;

/// <summary>A graph and how far to take it through the passes, as the command line asks.</summary>
internal sealed class Selection
{
    public const string EachPass = "each-pass", None = "none";

    private readonly string? _after;

    /// <exception cref="ToolException">An unknown pass.</exception>
    public Selection((string Name, Graph Graph) graph, string? after, string? passes, bool fastMath)
    {
        (Name, Captured) = graph;
        Verify(Name, Captured);
        _after = after;
        var options = new PassOptions { FastMath = fastMath };
        Pipeline pipeline;
        try
        {
            pipeline = passes is null ? Pipeline.Default(options) : PassList.Parse(passes, options);
        }
        catch (FormatException e)
        {
            throw new ToolException(e.Message);
        }
        if (after is not (null or EachPass or None) && pipeline.Passes.All(p => p.Name != after))
            throw new ToolException($"--after: {after} is not one of the passes that run: {string.Join(", ", pipeline.Passes.Select(p => p.Name).Distinct())}");
        Steps = after == None ? [] : pipeline.Run(Captured).Trace.Steps;
    }

    public string Name { get; }

    /// <summary>The graph as it was captured or written.</summary>
    public Graph Captured { get; }

    public IReadOnlyList<PassStep> Steps { get; }

    public bool ShowEachPass => _after == EachPass;

    /// <summary>The graph at the place that <c>--after</c> names.</summary>
    public Graph Graph => Steps.LastOrDefault(s => _after is null or EachPass || s.Name == _after)?.After ?? Captured;

    // A text can say what no program would: a symbol that no parameter has. That is the text's mistake, not a pass's.
    private static void Verify(string name, Graph graph)
    {
        try
        {
            Verifier.Verify(graph, "input");
        }
        catch (CompilerBugException e)
        {
            throw new ToolException($"{name} is not a valid graph: {e.Problem}{(e.Node is null ? "" : $" ({e.Node})")}");
        }
    }
}
