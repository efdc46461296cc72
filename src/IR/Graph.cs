using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// Two dims that a graph takes to be equal although that cannot be shown. Every engine checks it when the graph begins to run: a
/// function's when it is called, a body's when the body runs.
/// </summary>
/// <param name="Reason">What needs it, for the message: <c>add: axis 0 of x and y</c>.</param>
public sealed record DimConstraint(Dim Left, Dim Right, string Reason)
{
    /// <summary>For <c>max(1,N) == N</c>: N, and what it has to be at least; null for other constraints.</summary>
    public (Dim Size, Dim Least)? Minimum => MinimumOf(Left, Right) ?? MinimumOf(Right, Left);

    /// <summary>What to say where the sides have these values: <c>matmul: axis 1 of x and axis 0 of w: K is 3 and M is 4; they must be equal</c>.</summary>
    public string Violation(Func<Dim, long> value) => Minimum is var (size, least)
        ? TooSmall(Reason, size.ToString(), value(size), value(least))
        : Unequal(Reason, Left.ToString(), value(Left), Right.ToString(), value(Right));

    public static string Unequal(string reason, string left, long leftValue, string right, long rightValue) =>
        right == rightValue.ToString() ? $"{reason}: {left} is {leftValue}; it must be {right}"
        : left == leftValue.ToString() ? $"{reason}: {right} is {rightValue}; it must be {left}"
        : $"{reason}: {left} is {leftValue} and {right} is {rightValue}; they must be equal";

    public static string TooSmall(string reason, string size, long value, long least) => $"{reason}: {size} is {value}; it must be at least {least}";

    private static (Dim Size, Dim Least)? MinimumOf(Dim size, Dim maximum) =>
        maximum.Terms is not [{ Coefficient: 1, Atoms: [DimAtom.Maximum max] }] ? null
        : max.A == size ? (size, max.B)
        : max.B == size ? (size, max.A)
        : null;

    // The reason explains; it does not tell two constraints apart, and neither does their order.
    public bool Equals(DimConstraint? other) => other is not null && ((Left == other.Left && Right == other.Right) || (Left == other.Right && Right == other.Left));
    public override int GetHashCode() => unchecked(Left.GetHashCode() + Right.GetHashCode());
}

/// <summary>A place in the user's source, 1-based.</summary>
public sealed record SourceLocation(string File, int Line, int Column);

/// <summary>A function: parameters in, outputs out, and between them the nodes the outputs need.</summary>
public sealed class Graph
{
    private readonly Lazy<Seq<Node>> _nodes;

    internal Graph(string name, Seq<Node> parameters, Seq<Node> outputs, Seq<DimConstraint> requires,
        IReadOnlyDictionary<Node, SourceLocation> locations)
    {
        (Name, Parameters, Outputs, Requires, Locations) = (name, parameters, outputs, requires, locations);
        _nodes = new(() => TopologicalOrder(outputs));
    }

    public string Name { get; }
    public Seq<Node> Parameters { get; }

    /// <summary>Each a node with one result (a <c>get</c> for one of several).</summary>
    public Seq<Node> Outputs { get; }

    /// <summary>What its own nodes take for granted; bodies have requirements of their own, those of the graphs around them among them or not.</summary>
    public Seq<DimConstraint> Requires { get; }

    /// <summary>Where nodes come from. A side table: a location is never part of a node's identity.</summary>
    public IReadOnlyDictionary<Node, SourceLocation> Locations { get; }

    public Seq<TensorType> ParameterTypes => Parameters.Map(p => p.Type);
    public Seq<TensorType> OutputTypes => Outputs.Map(o => o.Type);

    /// <summary>The nodes that the outputs need, parameters excluded, inputs before users, in a deterministic order.</summary>
    public Seq<Node> Nodes => _nodes.Value;

    /// <summary>The users of each node in this graph, in order, a node once per operand position; outputs do not count.</summary>
    public Dictionary<Node, List<Node>> Users()
    {
        var users = Parameters.Concat(Nodes).ToDictionary(n => n, _ => new List<Node>());
        foreach (var node in Nodes)
        {
            foreach (var input in node.Inputs)
            {
                // An undeclared parameter is the verifier's finding, not a crash here.
                if (!users.TryGetValue(input, out var list)) users[input] = list = [];
                list.Add(node);
            }
        }
        return users;
    }

    /// <summary>Symbols of the parameters' shapes, in order of appearance.</summary>
    public IEnumerable<string> Symbols => Parameters.SelectMany(p => p.Shape).SelectMany(d => d.Symbols).Distinct();

    /// <summary>Depth first with an explicit stack: graphs may be deeper than the call stack.</summary>
    private static Seq<Node> TopologicalOrder(Seq<Node> roots)
    {
        var done = new HashSet<Node>();
        var order = new List<Node>();
        var stack = new Stack<(Node Node, int Next)>();
        foreach (var root in roots)
        {
            stack.Push((root, 0));
            while (stack.Count > 0)
            {
                var (node, next) = stack.Pop();
                if (next == 0 && done.Contains(node)) continue;
                if (next < node.Inputs.Count)
                {
                    stack.Push((node, next + 1));
                    if (!done.Contains(node.Inputs[next])) stack.Push((node.Inputs[next], 0));
                }
                else if (done.Add(node) && node.Kind != OpKind.Parameter)
                {
                    order.Add(node);
                }
            }
        }
        return order.ToSeq();
    }
}
