using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>
/// A graph that is being built: the function's, or a body of a control-flow op inside it. A body sees its parameters only, so a
/// node of the graphs around it that it uses becomes a parameter of its own, a capture.
/// </summary>
internal sealed class Scope(Scope? outer, SourceLocation? location)
{
    private readonly HashSet<Node> _own = [];
    private readonly Dictionary<Node, Node> _imported = [];
    private readonly HashSet<string> _names = [];
    private readonly List<Node> _captures = [];
    private readonly Dictionary<Node, Node> _captured = [];

    private readonly List<Dim> _zeros = [];

    public Scope? Outer { get; } = outer;

    /// <summary>How much has been said of sizes; <see cref="Forget"/> goes back to it.</summary>
    public int FactCount => _zeros.Count;

    /// <summary>Notes expressions over sizes that are 0 whenever what is read from now on runs: a condition or an assert has made sure.</summary>
    public void Know(IEnumerable<Dim> zeros) => _zeros.AddRange(zeros.Where(z => !z.IsConstant));

    /// <summary>What was said since then was read for nothing.</summary>
    public void Forget(int count) => _zeros.RemoveRange(count, _zeros.Count - count);

    /// <summary>What conditions and asserts say of sizes, here and around; null when nothing.</summary>
    public SizeFacts? Facts => Around.SelectMany(s => s._zeros).ToList() is { Count: > 0 } zeros ? new(zeros) : null;

    /// <summary>Whether two sizes are equal whenever this graph runs: by that, and by what the graphs require.</summary>
    public bool AreEqual(Dim a, Dim b) => Dim.Same(a, b) == true
        || new SizeFacts(Around.SelectMany(s => s._zeros.Concat(s.Builder.Requires.Select(r => r.Left - r.Right)))).AreEqual(a, b);

    private IEnumerable<Scope> Around
    {
        get
        {
            for (var scope = this; scope is not null; scope = scope.Outer) yield return scope;
        }
    }

    public GraphBuilder Builder { get; } = new() { Location = location };

    /// <summary>Of a loop that counts from 0: the count as the body sees it, and how far it gets.</summary>
    public (Node Node, Dim End)? Counter { get; set; }

    /// <summary>The least and the most that integers of the body are, as its loop tells.</summary>
    public Dictionary<Node, (Dim Least, Dim Most)> Limits { get; } = [];

    /// <summary>The node around that a capture stands for; null for nodes of this graph's own.</summary>
    public Node? Captured(Node own) => _captured.TryGetValue(own, out var node) ? node : null;

    /// <summary>The nodes of <see cref="Outer"/> that a loop runs through row by row, each with the parameter that stands for the row.</summary>
    public List<(Node Whole, Node Row)> Rows { get; } = [];

    /// <summary>The row of a node from outside, as the body of the loop sees it.</summary>
    public Node RowOf(Node whole)
    {
        var node = Outer!.Import(whole);
        foreach (var known in Rows)
        {
            if (ReferenceEquals(known.Whole, node)) return known.Row;
        }
        Rows.Add((node, Parameter("row", node.Type.With(node.Shape.RemoveAt(0)))));
        return Rows[Rows.Count - 1].Row;
    }

    /// <summary>The nodes of <see cref="Outer"/> that the body uses, in the order of their first use.</summary>
    public IReadOnlyList<Node> Captures => _captures;

    /// <param name="wish">The user's name for it; made unique here.</param>
    public Node Parameter(string wish, TensorType type, bool weight = false)
    {
        var name = wish;
        for (var i = 2; !_names.Add(name); i++) name = wish + "_" + i;
        return Own(Builder.Parameter(name, type, weight));
    }

    /// <summary>Adds a node, its operands from here or from around.</summary>
    /// <exception cref="OpException">Operands or attributes that the op does not accept.</exception>
    public Node Add(OpDef op, IReadOnlyList<Node> operands, params (string Name, Attr Value)[] attributes) =>
        Own(Builder.Add(op, operands.Select(Import).ToList(), attributes));

    public Node Constant(Literal value) => Own(Builder.Constant(value));

    /// <summary>Result <paramref name="index"/> of a node of this graph.</summary>
    public Node Get(Node node, int index) => Own(Builder.Get(node, index));

    /// <summary>Whether a node belongs to this graph or to one around it.</summary>
    public bool Sees(Node node) => _own.Contains(node) || Outer?.Sees(node) == true;

    // Beyond this many ops, computing what may not be needed costs more than the choice.
    private const int FewOps = 16;

    /// <summary>Whether all that was added is a few elementwise ops on single numbers, which may as well run where they are not needed: nothing that can fail.</summary>
    public bool IsCheap => Builder.Requires.Count == 0 && _own.Count(n => n.Kind != OpKind.Parameter) <= FewOps
        && _own.All(n => n.Kind is OpKind.Parameter or OpKind.Constant or OpKind.Source or OpKind.Elementwise && n.Rank == 0);

    /// <summary>The node as this graph sees it.</summary>
    public Node Import(Node node)
    {
        if (_own.Contains(node)) return node;
        if (_imported.TryGetValue(node, out var known)) return known;
        // What needs no input is made anew: it costs nothing, and what is known stays known in the body.
        var own = node.Inputs.IsEmpty && node.Kind != OpKind.Parameter
            ? Own(Builder.Add(node.Op, [], node.Attributes))
            : Capture(Outer!.Import(node));
        _imported[node] = own;
        return own;
    }

    /// <summary>A node under a shape that is taken to be its own; what that takes is required.</summary>
    public Node Fit(Node node, Seq<Dim> shape, string reason)
    {
        if (node.Shape == shape) return Import(node);
        for (var axis = 0; axis < shape.Count; axis++) Builder.Require(new(shape[axis], node.Shape[axis], $"axis {axis} of {reason}"));
        return Add(OpTable.Reshape, [node], ("shape", new Attr.Dims(shape)));
    }

    /// <summary>The parameter that stands for a node of the graph around.</summary>
    public Node Capture(Node node)
    {
        if (_imported.TryGetValue(node, out var known)) return known;
        var name = Outer!.Builder.NameOf(node);
        var parameter = Parameter(name is not null && GraphBuilder.IsIdentifier(name) ? name : "v", node.Type);
        _captures.Add(node);
        _captured[parameter] = node;
        _imported[node] = parameter;
        return parameter;
    }

    private Node Own(Node node)
    {
        _own.Add(node);
        return node;
    }
}
