using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Moves reshapes, broadcasts and transposes out of the way of elementwise ops, so that chains of these are not broken.</summary>
public sealed record MoveViews() : Pass("move-views")
{
    private static readonly RuleSet s_rules = new([FoldingRules.Splats, .. ViewRules.All, .. SinkRules.All, .. ReduceRules.All]);

    public override Graph Run(Graph graph, PassLog log) => s_rules.Run(graph, log);
}
