using System;

namespace GraphCompiler.IR;

/// <summary>
/// A mistake of the compiler's own, never of its user: the message names the pass and the node and shows the IR around it.
/// </summary>
public sealed class CompilerBugException : Exception
{
    private const int LinesAround = 10;

    /// <param name="stage">The pass or step that made the graph.</param>
    /// <param name="graph">Shown around <paramref name="node"/>; null when there is none to show.</param>
    public CompilerBugException(string stage, string problem, Graph? graph = null, Node? node = null, Exception? inner = null)
        : base(Describe(stage, problem, graph, node), inner) => (Stage, Problem, Node) = (stage, problem, node);

    /// <summary>The pass or step that went wrong.</summary>
    public string Stage { get; }

    public string Problem { get; }

    public Node? Node { get; }

    private static string Describe(string stage, string problem, Graph? graph, Node? node)
    {
        var text = $"bug in GraphCompiler, stage '{stage}': {problem}";
        if (node is not null) text += $"\nnode: {node}";
        if (graph is not null) text += "\n" + (node is null ? GraphPrinter.Print(graph, new(ElideLargeConstants: true)) : GraphPrinter.Excerpt(graph, node, LinesAround));
        return text + "\nPlease report this with the text above.";
    }
}
