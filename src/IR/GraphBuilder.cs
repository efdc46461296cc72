using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// The only maker of nodes. <c>Add</c> checks operands and attributes, infers the result's type, takes trivial shortcuts and
/// interns, so equal nodes of one builder are one object.
/// </summary>
/// <remarks>Not thread-safe. A graph keeps its nodes alive, not its builder.</remarks>
public sealed class GraphBuilder
{
    private readonly Dictionary<Node, Node> _interned = new(NodeStructure.Comparer);
    private readonly List<Node> _parameters = [];
    private readonly List<DimConstraint> _requires = [];
    private readonly Dictionary<Node, SourceLocation> _locations = [];
    private readonly Dictionary<Node, string> _names = [];

    /// <summary>Given to the nodes that are added from now on.</summary>
    public SourceLocation? Location { get; set; }

    public IReadOnlyList<DimConstraint> Requires => _requires;

    /// <summary>Of a body's builder: what the graphs around it require, so that it holds where the body runs.</summary>
    public IReadOnlyCollection<DimConstraint> Around { get; init; } = [];

    /// <param name="name">An identifier that no other parameter has.</param>
    /// <param name="type">Any type.</param>
    /// <param name="weight">The caller says that it will be the same tensor at each call.</param>
    /// <exception cref="ArgumentException">The name is taken or is not an identifier.</exception>
    public Node Parameter(string name, TensorType type, bool weight = false)
    {
        if (!IsIdentifier(name)) throw new ArgumentException($"parameter name '{name}' is not an identifier (letters, digits and '_', no digit first)");
        if (_parameters.Any(p => p.Name == name)) throw new ArgumentException($"two parameters are named '{name}'");
        var node = new Node(OpTable.Parameter, default, Seq.Of<Attr>(new Attr.Bool(weight)), Seq.Of(type), name);
        _interned.Add(node, node);
        _parameters.Add(node);
        return node;
    }

    /// <summary>Adds a node, or returns the one that is equal. Attributes that are left out take their defaults.</summary>
    /// <exception cref="OpException">Operands or attributes the op does not accept.</exception>
    public Node Add(OpDef op, IReadOnlyList<Node> operands, params (string Name, Attr Value)[] attributes)
    {
        var values = new Attr[op.Attributes.Count];
        for (var i = 0; i < values.Length; i++) values[i] = Take(op, op.Attributes[i], attributes);
        foreach (var (name, _) in attributes)
        {
            if (op.Attributes.All(a => a.Name != name))
                throw new OpException(OpErrors.AttributeValue, op.Name, $"there is no attribute '{name}'; known: {(op.Attributes.IsEmpty ? "none" : op.Attributes.Map(a => a.Name))}");
        }
        return Add(op, operands, values);
    }

    /// <summary>As the other overload, with one value per declared attribute, in order.</summary>
    public Node Add(OpDef op, IReadOnlyList<Node> operands, Seq<Attr> attributes) => Add(op, operands, attributes.ToArray());

    private Node Add(OpDef op, IReadOnlyList<Node> operands, Attr[] attributes)
    {
        var call = new OpCall(op, operands.Select(o => o.Type).ToSeq(), attributes, Require, i => NameOf(operands[i]));
        call.CheckOperands();
        var types = op.Infer(call);
        return Intern(new Node(op, operands.ToSeq(), Seq<Attr>.Own(attributes), types, null));
    }

    private Node Intern(Node node)
    {
        if (_interned.TryGetValue(node, out var existing)) return existing;
        if (node.Op.Trivial?.Invoke(this, node) is { } simpler) return simpler;
        _interned.Add(node, node);
        if (Location is not null) _locations[node] = Location;
        return node;
    }

    public Node Constant(Literal value) => Add(OpTable.Constant, [], ("value", new Attr.Data(value)));

    /// <summary>A rank-0 constant.</summary>
    public Node Scalar(DType dtype, double value) => Constant(Literal.Scalar(dtype, value));

    /// <summary>Result <paramref name="index"/> of a node; the node itself when it has just one.</summary>
    public Node Get(Node node, int index)
    {
        if (index < 0 || index >= node.Types.Count)
            throw new OpException(OpErrors.IndexOutOfRange, node.Op.Name, $"result {index} asked for, there are {node.Types.Count}");
        return node.Types.Count == 1
            ? node
            : Intern(new Node(OpTable.Get, Seq.Of(node), Seq.Of<Attr>(new Attr.Int(index)), Seq.Of(node.Types[index]), null));
    }

    /// <summary>All results of a node, in order.</summary>
    public Seq<Node> Results(Node node) => Enumerable.Range(0, node.Types.Count).Select(k => Get(node, k)).ToSeq();

    public Term Term(Node node) => new(this, node);

    /// <summary>Records that two dims are equal. Nothing happens when that is known.</summary>
    /// <exception cref="ArgumentException">They can never be equal.</exception>
    public void Require(DimConstraint constraint)
    {
        if (Dim.Same(constraint.Left, constraint.Right) is { } same)
        {
            if (!same) throw new ArgumentException($"{constraint.Left} can never equal {constraint.Right} ({constraint.Reason})");
            return;
        }
        if (!_requires.Contains(constraint)) _requires.Add(constraint);
    }

    /// <summary>Whether a requirement is met wherever the graph runs: it always holds, or it is checked here or around.</summary>
    public bool Holds(DimConstraint constraint) =>
        Dim.Same(constraint.Left, constraint.Right) == true || _requires.Contains(constraint) || Around.Contains(constraint);

    /// <summary>What the user calls a node (a local variable, a member of a parameter); used in messages only.</summary>
    public void Name(Node node, string name) => _names[node] = name;

    public string? NameOf(Node node) => _names.TryGetValue(node, out var name) ? name : node.Name;

    /// <summary>The finished function. The builder may go on: it can build further graphs over the same nodes.</summary>
    public Graph Build(string name, IReadOnlyList<Node> outputs) => Build(name, _parameters, outputs);

    /// <param name="name">Of the function.</param>
    /// <param name="parameters">Those of its parameters that it takes, in order; what it needs must be among them.</param>
    /// <param name="outputs">What it returns.</param>
    /// <exception cref="ArgumentException">A parameter is given twice, or is none of this builder.</exception>
    public Graph Build(string name, IReadOnlyList<Node> parameters, IReadOnlyList<Node> outputs) => parameters.Distinct().Count() == parameters.Count && !parameters.Except(_parameters).Any()
        ? new(name, parameters.ToSeq(), outputs.ToSeq(), _requires.ToSeq(), new Dictionary<Node, SourceLocation>(_locations))
        : throw new ArgumentException($"the parameters given are {string.Join(", ", parameters)}; made were {string.Join(", ", _parameters)}, and each can be given once");

    public static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && name.All(c => c == '_' || (c < 128 && char.IsLetterOrDigit(c)));

    private static Attr Take(OpDef op, AttrSpec spec, (string Name, Attr Value)[] given)
    {
        foreach (var (name, value) in given)
        {
            if (name != spec.Name) continue;
            var allowed = spec.Kind switch
            {
                AttrKind.Int => value is Attr.Int,
                AttrKind.Float => value is Attr.Float,
                AttrKind.Bool => value is Attr.Bool,
                AttrKind.Text => value is Attr.Text,
                AttrKind.DType => value is Attr.Type,
                AttrKind.Ints => value is Attr.Ints,
                AttrKind.Dims => value is Attr.Dims,
                AttrKind.Literal => value is Attr.Data,
                _ => value is Attr.Body,
            };
            if (allowed || (value is Attr.Absent && spec.Default is Attr.Absent)) return value;
            throw new OpException(OpErrors.AttributeValue, op.Name, $"attribute '{name}' takes {spec.Kind}, got {value.GetType().Name}", attribute: name);
        }
        return spec.Default ?? throw new OpException(OpErrors.AttributeValue, op.Name, $"attribute '{spec.Name}' is missing: {spec.Summary}", attribute: spec.Name);
    }
}
