using System;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>Types of an op's results from its operands and attributes; throws <see cref="OpException"/> through the call.</summary>
public delegate Seq<TensorType> InferRule(OpCall call);

/// <summary>An op in terms of other ops, on the same operands; attributes are read from the node.</summary>
public delegate Term ExpandRule(Node node, Term[] operands);

/// <summary>A simpler node that means the same, or null: transpose by the identity is its operand. Runs on every node that is built.</summary>
public delegate Node? TrivialRule(GraphBuilder builder, Node node);

/// <summary>The op in the Reference engine: results from operands, at full width, one literal per result.</summary>
public delegate Literal[] ReferenceRule(ReferenceCall call);

/// <summary>
/// Everything there is to say about an op, said once. Families (<c>Unary</c>, <c>Reduce</c>, …) fill in what their members share.
/// </summary>
public sealed record OpDef
{
    /// <summary>snake_case, the name in IR text.</summary>
    public required string Name { get; init; }

    /// <summary>The public method in <c>GraphCompiler.Ops</c>: the name in PascalCase unless given; null for internal ops.</summary>
    public string? PublicName
    {
        get => Internal ? null : field ?? string.Concat(Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        init;
    }

    /// <summary>True for ops that the compiler makes and users do not call.</summary>
    public bool Internal { get; init; }

    /// <summary>One sentence with the formula: the docs and the public method's comment come from it.</summary>
    public required string Summary { get; init; }

    public required OpKind Kind { get; init; }

    /// <summary>Names of the operands, as in the public method.</summary>
    public Seq<string> Operands { get; init; }

    /// <summary>True when the last operand stands for any number of operands, none included.</summary>
    public bool Variadic { get; init; }

    public Seq<AttrSpec> Attributes { get; init; }

    /// <summary>Dtypes that the operands may have, unless <see cref="Infer"/> says more.</summary>
    public DTypes Accepts { get; init; } = DTypes.Any;

    public required InferRule Infer { get; init; }

    /// <summary>Elementwise ops: the scalar function. Reductions: how two elements combine. Otherwise null.</summary>
    public Scalar? Body { get; init; }

    /// <summary>Facts of a reduction or of the search for an extremum; null for other kinds.</summary>
    public ReduceFacts? Reduction { get; init; }

    /// <summary>Facts of a view: where each output element comes from; null for other kinds.</summary>
    public Func<Node, ViewMap>? View { get; init; }

    /// <summary>Facts of a source: what its elements are; null for other kinds.</summary>
    public Func<Node, SourceFacts>? Source { get; init; }

    /// <summary>Facts of a matrix product: its sizes; null for other kinds.</summary>
    public Func<Node, ContractFacts>? Contract { get; init; }

    /// <summary>Facts of an effect: what it does; null for other kinds.</summary>
    public Func<Node, EffectFacts>? Effect { get; init; }

    /// <summary>Facts of control flow: what it does with its bodies; null for other kinds.</summary>
    public Func<Node, ControlFacts>? Control { get; init; }

    public TrivialRule? Trivial { get; init; }
    public ExpandRule? Expand { get; init; }

    /// <summary>null only where a family's facts already say it: elementwise, reductions, views, reshapes, composites.</summary>
    public ReferenceRule? Reference { get; init; }

    /// <summary>f(a, b) == f(b, a), NaN payloads aside.</summary>
    public bool Commutative { get; init; }

    /// <summary>f(f(a, b), c) == f(a, f(b, c)) up to rounding.</summary>
    public bool Associative { get; init; }

    public required Vjp Vjp { get; init; }
    public required Onnx Onnx { get; init; }

    /// <summary>Where tests sample the operands of an elementwise op.</summary>
    public Domain Domain { get; init; } = Domain.Real;

    /// <summary>The scalar function of an elementwise node, with its attributes' values put in.</summary>
    public Scalar BodyOf(Node node) => Body!.Bind(node.Attribute);

    public override string ToString() => Name;

    // One object per op: identity is equality.
    public bool Equals(OpDef? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>The op's gradient: either a rule or the reason there is none.</summary>
public abstract record Vjp
{
    /// <summary>Not differentiable, and why: <c>integer result</c>.</summary>
    public sealed record None(string Reason) : Vjp;

    /// <summary>Differentiable; the rule is not written yet. Differentiating such an op is an error that says so.</summary>
    public sealed record Unwritten : Vjp
    {
        public static readonly Unwritten Value = new();
    }

    /// <summary>Follows from the definition in terms of other ops.</summary>
    public sealed record FromExpansion : Vjp
    {
        public static readonly FromExpansion Value = new();
    }

    /// <summary>Gradients of the operands from the result's gradient g, the operands x and the result y; null for an operand without one.</summary>
    public sealed record Rule(Func<Node, Term, Term[], Term, Term?[]> Gradients) : Vjp;
}

/// <summary>The ONNX operator of the same meaning, or the reason there is none.</summary>
public sealed record Onnx(string? Operator, string? Reason)
{
    public static implicit operator Onnx(string op) => new(op, null);
    public static Onnx None(string reason) => new(null, reason);
}
