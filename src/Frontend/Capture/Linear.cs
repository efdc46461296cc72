using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>A sum of multiples of nodes and an expression of sizes, as far as it can be seen. Like C#'s, it is right modulo 2^32.</summary>
internal sealed class Linear(Dim rest)
{
    private readonly Dictionary<Node, (Dim Factor, (Dim Least, Dim Most)? Limits)> _terms = [];

    private Dim Rest => rest;

    /// <summary>The value; null where nodes are left in it.</summary>
    public Dim? AsDim => _terms.Values.All(t => t.Factor.Is(0)) ? rest : null;

    /// <summary>
    /// Whether it is never negative, as far as the limits of loops' counters tell. One that has no limit, or may be either, makes it false.
    /// </summary>
    public bool IsNeverNegative
    {
        get
        {
            var least = rest;
            foreach (var (factor, limits) in _terms.Values)
            {
                if (factor.Is(0)) continue;
                if (limits is not var (low, high)) return false;
                if (factor.Lower >= 0) least += factor * low;
                else if (factor.Upper <= 0) least += factor * high;
                else return false;
            }
            return least.Lower >= 0;
        }
    }

    public static Linear operator +(Linear a, Linear b) => a.Plus(b, 1);

    public static Linear operator -(Linear a, Linear b) => a.Plus(b, -1);

    /// <param name="scope">The graph that the node belongs to; what it captures is followed to the graphs around.</param>
    public static Linear Of(Node node, Scope scope)
    {
        while (scope.Captured(node) is { } outer) (node, scope) = (outer, scope.Outer!);
        if (node.Op.Source?.Invoke(node) is SourceFacts.Size size) return new(size.Value);
        if (node.Kind == OpKind.Constant) return new(node.Literal("value").Integer(0));
        if (node.Kind == OpKind.After) return Of(node.Inputs[0], scope);
        if (ReferenceEquals(node.Op, OpTable.Add)) return Of(node.Inputs[0], scope) + Of(node.Inputs[1], scope);
        if (ReferenceEquals(node.Op, OpTable.Sub)) return Of(node.Inputs[0], scope) - Of(node.Inputs[1], scope);
        if (ReferenceEquals(node.Op, OpTable.Neg)) return new Linear(0) - Of(node.Inputs[0], scope);
        if (ReferenceEquals(node.Op, OpTable.Mul))
        {
            var (left, right) = (Of(node.Inputs[0], scope), Of(node.Inputs[1], scope));
            if (right.AsDim is { } times) return new Linear(0).Plus(left, times);
            if (left.AsDim is { } factor) return new Linear(0).Plus(right, factor);
        }
        var leaf = new Linear(0);
        leaf._terms[node] = (1, scope.Limits.TryGetValue(node, out var limits) ? limits : null);
        return leaf;
    }

    private Linear Plus(Linear other, Dim times)
    {
        var sum = new Linear(rest + other.Rest * times);
        foreach (var term in _terms) sum._terms[term.Key] = term.Value;
        foreach (var term in other._terms)
            sum._terms[term.Key] = ((sum._terms.TryGetValue(term.Key, out var own) ? own.Factor : 0) + term.Value.Factor * times, term.Value.Limits);
        return sum;
    }
}
