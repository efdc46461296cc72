using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Computes at build time what depends on constants alone, with the Reference engine.</summary>
public sealed record FoldConstants() : Pass("fold-constants")
{
    private static readonly RuleSet s_rules = new(FoldingRules.All);

    public override Graph Run(Graph graph, PassLog log) => s_rules.Run(graph, log);
}
