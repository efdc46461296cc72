using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// A rewrite that goes by an op's kind and facts rather than by a formula. It returns null, or the node itself, when it has
/// nothing to do; a result of another type is not taken.
/// </summary>
/// <param name="Name">What traces call it.</param>
/// <param name="Kind">The kind of nodes it looks at.</param>
internal sealed record StructuralRule(string Name, OpKind Kind, Func<Simplifier, Node, Node?> Apply);

/// <summary>The rules of one pass, found by what they start from.</summary>
internal sealed class RuleSet
{
    private const int WalkLimit = 100;

    public RuleSet(IEnumerable<StructuralRule> structural, IEnumerable<Rule>? algebraic = null)
    {
        Reorders = algebraic is not null;
        Structural = structural.ToLookup(r => r.Kind);
        Algebraic = (algebraic ?? []).ToLookup(r => r.Left.Op);
    }

    /// <summary>Whether operands of commutative ops may be swapped.</summary>
    public bool Reorders { get; }

    public ILookup<OpKind, StructuralRule> Structural { get; }
    public ILookup<OpDef, Rule> Algebraic { get; }

    /// <summary>Rewrites a graph until none of the rules applies.</summary>
    public Graph Run(Graph graph, PassLog log)
    {
        for (var walks = 0; walks < WalkLimit; walks++)
        {
            var after = Rewriter.Run(graph, builder =>
            {
                var simplifier = new Simplifier(builder, this, log);
                return (node, _) => node.Types.Count == 1 ? simplifier.Simplify(node) : null;
            });
            // Nearly always the second walk finds nothing; it is needed when a node that was seen gains an equal.
            if (after == graph) return graph;
            graph = after;
        }
        throw new InvalidOperationException($"the graph still changed after {WalkLimit} walks, at last by '{log.Fired.LastOrDefault()}': two rules undo each other");
    }
}
