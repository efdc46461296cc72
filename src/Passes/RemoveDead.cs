using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Drops what no output needs and merges equal nodes; both fall out of rebuilding.</summary>
public sealed record RemoveDead() : Pass("remove-dead")
{
    public override Graph Run(Graph graph, PassLog log) => Rewriter.Run(graph, _ => (_, _) => default);
}
