using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Applies rules at each node of one builder until none matches. What a rule builds through <see cref="Add"/> is simplified
/// as it is built, so one walk from inputs to users reaches the end for rules that look only at operands.
/// </summary>
internal sealed class Simplifier(GraphBuilder builder, RuleSet rules, PassLog log)
{
    // Far above what any chain of sound rules needs; beyond it two rules undo each other.
    private const int Budget = 1000;

    private readonly HashSet<Node> _done = [];
    private readonly Dictionary<(OpDef, Node, Node), Node> _commuted = [];

    public GraphBuilder Builder => builder;

    public Node Add(OpDef op, IReadOnlyList<Node> operands, params (string Name, Attr Value)[] attributes) =>
        Simplify(builder.Add(op, operands, attributes));

    /// <summary>The same op with the same attributes on other operands.</summary>
    public Node Rebuild(Node node, Seq<Node> operands) => Simplify(builder.Add(node.Op, operands, node.Attributes));

    /// <summary>The simplest form of a node whose operands are in their simplest form.</summary>
    public Node Simplify(Node node)
    {
        if (node.Types.Count != 1) return node;
        for (var steps = 0; !_done.Contains(node); steps++)
        {
            if (Step(node) is not { } next)
            {
                _done.Add(node);
                break;
            }
            if (steps == Budget)
                throw new InvalidOperationException($"{Budget} rules fired at one node, the last of them '{log.Fired[log.Fired.Count - 1]}': two rules undo each other");
            node = next;
        }
        return node;
    }

    private Node? Step(Node node)
    {
        if (rules.Reorders && node.Op.Commutative && Commute(node) is { } commuted) return commuted;
        foreach (var rule in rules.Structural[node.Kind])
        {
            if (rule.Apply(this, node) is not { } result || result == node || result.Type != node.Type) continue;
            log.Fire(rule.Name);
            return result;
        }
        foreach (var rule in rules.Algebraic[node.Op])
        {
            foreach (var order in rule.Orders)
            {
                if (Bindings.Match(order, node) is not { } bound || Build(rule, node, bound) is not { } result) continue;
                log.Fire(rule.Name);
                return result;
            }
        }
        return null;
    }

    /// <summary>Constants stand on the right, and of f(a, b) and f(b, a) only the one that was there first is kept.</summary>
    private Node? Commute(Node node)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        if (Constants.Elements(a) is not null && Constants.Elements(b) is null
            && builder.Add(node.Op, [b, a], node.Attributes) is var swapped && swapped.Type == node.Type)
        {
            return swapped;
        }
        if (a != b && _commuted.TryGetValue((node.Op, b, a), out var first) && first.Type == node.Type) return first;
        _commuted[(node.Op, a, b)] = node;
        return null;
    }

    /// <summary>The right side for a node, or null when it cannot be given the node's type.</summary>
    private Node? Build(Rule rule, Node node, Bindings bound)
    {
        var result = Views.Broadcast(builder, Build(rule.Right, node.DType, bound), node.Type);
        return result == node ? null : result;
    }

    private Node Build(Pattern pattern, DType dtype, Bindings bound)
    {
        switch (pattern)
        {
            case Pattern.Number number:
                return builder.Constant(number.In(dtype)!);
            case Pattern.Variable { Known: true } variable:
                return Constants.Splat(bound[variable]) is { } splat ? builder.Constant(splat) : bound[variable];
            case Pattern.Variable variable:
                return bound[variable];
        }
        // Numbers take the dtype of the other operands; in a selection, that of its branches, which come last.
        var apply = (Pattern.Apply)pattern;
        var operands = apply.Operands.Map(o => o is Pattern.Number ? null : Build(o, dtype, bound));
        var operandType = operands.LastOrDefault(o => o is not null)?.DType ?? dtype;
        return Add(apply.Op, Enumerable.Range(0, operands.Count).Select(i => operands[i] ?? Build(apply.Operands[i], operandType, bound)).ToArray());
    }
}
