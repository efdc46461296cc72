using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace GraphCompiler.IR;

/// <summary>
/// One operation of a graph with its results' types. Immutable and made only by <see cref="GraphBuilder"/>, which interns:
/// within a builder, equal op, inputs and attributes give the same object, so reference equality is value equality.
/// </summary>
public sealed class Node
{
    private readonly int _hash;

    internal Node(OpDef op, Seq<Node> inputs, Seq<Attr> attributes, Seq<TensorType> types, string? name)
    {
        (Op, Inputs, Attributes, Types, Name) = (op, inputs, attributes, types, name);
        var hash = RuntimeHelpers.GetHashCode(op);
        foreach (var input in inputs) hash = unchecked(hash * 31 + RuntimeHelpers.GetHashCode(input));
        _hash = unchecked((hash * 31 + attributes.GetHashCode()) * 31 + (name?.GetHashCode() ?? 0));
    }

    public OpDef Op { get; }
    public Seq<Node> Inputs { get; }

    /// <summary>One value per entry of <see cref="OpDef.Attributes"/>, in that order, defaults filled in.</summary>
    public Seq<Attr> Attributes { get; }

    /// <summary>One type per result. Only control flow and fused groups have a number other than one.</summary>
    public Seq<TensorType> Types { get; }

    /// <summary>A parameter's name; null for every other node.</summary>
    public string? Name { get; }

    /// <summary>The type of the only result.</summary>
    /// <exception cref="InvalidOperationException">The node has several results; use <c>get</c> nodes.</exception>
    public TensorType Type => Types.Count == 1
        ? Types[0]
        : throw new InvalidOperationException($"{Op.Name} has {Types.Count} results; take one with get");

    public OpKind Kind => Op.Kind;
    public DType DType => Type.DType;
    public Seq<Dim> Shape => Type.Shape;
    public int Rank => Type.Rank;

    /// <summary>A parameter that is the same tensor at each call.</summary>
    public bool IsWeight => Kind == OpKind.Parameter && Bool("weight");

    /// <exception cref="ArgumentException">The op declares no attribute of that name.</exception>
    public Attr Attribute(string name)
    {
        for (var i = 0; i < Op.Attributes.Count; i++)
        {
            if (Op.Attributes[i].Name == name) return Attributes[i];
        }
        throw new ArgumentException($"{Op.Name} has no attribute '{name}'");
    }

    public long Int(string name) => ((Attr.Int)Attribute(name)).Value;
    public double Float(string name) => ((Attr.Float)Attribute(name)).Value;
    public bool Bool(string name) => ((Attr.Bool)Attribute(name)).Value;
    public string Text(string name) => ((Attr.Text)Attribute(name)).Value;
    public Seq<long> Ints(string name) => ((Attr.Ints)Attribute(name)).Values;
    public Seq<Dim> Dims(string name) => ((Attr.Dims)Attribute(name)).Values;
    public Literal Literal(string name) => ((Attr.Data)Attribute(name)).Value;
    public Graph Body(string name) => ((Attr.Body)Attribute(name)).Value;

    internal int StructuralHash => _hash;

    internal bool SameStructure(Node other)
    {
        if (!ReferenceEquals(Op, other.Op) || Inputs.Count != other.Inputs.Count || Name != other.Name) return false;
        for (var i = 0; i < Inputs.Count; i++)
        {
            if (!ReferenceEquals(Inputs[i], other.Inputs[i])) return false;
        }
        // Sources without inputs differ by type alone (parameters), so the types take part.
        return Attributes == other.Attributes && Types == other.Types;
    }

    /// <summary>For debuggers and messages; ids exist only while a whole graph is printed.</summary>
    public override string ToString() =>
        Name is not null ? $"%{Name} : {Types}" : $"{Op.Name}({string.Join(", ", Inputs.Select(i => i.Name is { } n ? "%" + n : i.Op.Name))}) : {Types}";
}

/// <summary>Equality of nodes by op, operands (by reference) and attributes: what interning goes by.</summary>
internal sealed class NodeStructure : IEqualityComparer<Node>
{
    public static readonly NodeStructure Comparer = new();

    public bool Equals(Node? a, Node? b) => ReferenceEquals(a, b) || (a is not null && b is not null && a.SameStructure(b));
    public int GetHashCode(Node node) => node.StructuralHash;
}
