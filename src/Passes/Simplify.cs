using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Algebra on single expressions: the rule tables of <c>Rules/</c>, and nodes that undo each other.</summary>
/// <param name="FastMath">Whether the relaxed rules run too.</param>
public sealed record Simplify(bool FastMath) : Pass("simplify")
{
    private static readonly RuleSet s_exact = Rules(fastMath: false), s_relaxed = Rules(fastMath: true);

    public override Graph Run(Graph graph, PassLog log) => (FastMath ? s_relaxed : s_exact).Run(graph, log);

    private static RuleSet Rules(bool fastMath) => new(
        [FoldingRules.Splats, FoldingRules.SmallExpressions, SinkRules.Broadcasts, .. CastRules.All, .. ViewRules.All, .. ReduceRules.All, .. ConcatRules.All],
        fastMath ? RuleTables.Exact.Concat(RuleTables.Relaxed) : RuleTables.Exact);
}
