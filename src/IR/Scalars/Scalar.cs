using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// An expression over one element of each operand: the body of an elementwise op, written with ordinary operators and
/// evaluated by Reference, or printed through a target's table of primitives.
/// </summary>
public sealed class Scalar
{
    private Scalar(Primitive op, params Scalar[] args) => (Op, Args) = (op, Seq<Scalar>.Own(args));

    public Primitive Op { get; }
    public Seq<Scalar> Args { get; }

    /// <summary>Operand number of an <see cref="Primitive.Arg"/>.</summary>
    public int Index { get; private init; }

    /// <summary>Value of a <see cref="Primitive.Const"/>.</summary>
    public double Value { get; private init; }

    /// <summary>Name of an <see cref="Primitive.Attribute"/>, or of the attribute that a <see cref="Primitive.Cast"/> takes its target from.</summary>
    public string? Name { get; private init; }

    /// <summary>Dtype of a <see cref="Primitive.Cast"/> without a name.</summary>
    public DType Target { get; private init; }

    public static Scalar Arg(int index) => new(Primitive.Arg) { Index = index };
    public static Scalar Const(double value) => new(Primitive.Const) { Value = value };
    public static Scalar Attribute(string name) => new(Primitive.Attribute) { Name = name };
    public static Scalar Cast(Scalar x, DType target) => new(Primitive.Cast, x) { Target = target };

    /// <summary>Conversion to the dtype that an attribute of the node gives.</summary>
    public static Scalar CastTo(Scalar x, string attribute) => new(Primitive.Cast, x) { Name = attribute };

    public static Scalar Select(Scalar condition, Scalar then, Scalar otherwise) => new(Primitive.Select, condition, then, otherwise);
    public static Scalar Unary(Primitive op, Scalar x) => new(op, x);
    public static Scalar Binary(Primitive op, Scalar x, Scalar y) => new(op, x, y);

    public static implicit operator Scalar(double value) => Const(value);

    public static Scalar operator +(Scalar a, Scalar b) => new(Primitive.Add, a, b);
    public static Scalar operator -(Scalar a, Scalar b) => new(Primitive.Sub, a, b);
    public static Scalar operator *(Scalar a, Scalar b) => new(Primitive.Mul, a, b);
    public static Scalar operator /(Scalar a, Scalar b) => new(Primitive.Div, a, b);
    public static Scalar operator %(Scalar a, Scalar b) => new(Primitive.Rem, a, b);
    public static Scalar operator -(Scalar a) => new(Primitive.Neg, a);
    public static Scalar operator <(Scalar a, Scalar b) => new(Primitive.Lt, a, b);
    public static Scalar operator <=(Scalar a, Scalar b) => new(Primitive.Le, a, b);
    public static Scalar operator >(Scalar a, Scalar b) => new(Primitive.Lt, b, a);
    public static Scalar operator >=(Scalar a, Scalar b) => new(Primitive.Le, b, a);
    public static Scalar operator &(Scalar a, Scalar b) => new(Primitive.And, a, b);
    public static Scalar operator |(Scalar a, Scalar b) => new(Primitive.Or, a, b);
    public static Scalar operator ^(Scalar a, Scalar b) => new(Primitive.Xor, a, b);
    public static Scalar operator !(Scalar a) => new(Primitive.Not, a);

    public bool IsComparison => Op is Primitive.Eq or Primitive.Lt or Primitive.Le;

    /// <summary>
    /// The dtype of the expression for operands of the given dtypes; null for a bare number, which takes the dtype its place needs.
    /// </summary>
    public DType? TypeOf(IReadOnlyList<DType> operands) => Op switch
    {
        Primitive.Arg => operands[Index],
        Primitive.Const or Primitive.Attribute => null,
        Primitive.Cast => Target,
        Primitive.Select => Args[1].TypeOf(operands) ?? Args[2].TypeOf(operands),
        _ when IsComparison => DType.Bool,
        _ => Args.Select(a => a.TypeOf(operands)).FirstOrDefault(t => t is not null),
    };

    /// <summary>The expression with every operand replaced.</summary>
    public Scalar Substitute(Func<int, Scalar> operand) => Op switch
    {
        Primitive.Arg => operand(Index),
        Primitive.Const or Primitive.Attribute => this,
        _ => new Scalar(Op, Args.Select(a => a.Substitute(operand)).ToArray()) { Target = Target, Name = Name },
    };

    /// <summary>The expression with the node's attributes put in: numbers as constants, dtypes as targets of casts.</summary>
    public Scalar Bind(Func<string, Attr> attribute) => Op switch
    {
        Primitive.Attribute => Const(attribute(Name!) is Attr.Int i ? i.Value : ((Attr.Float)attribute(Name!)).Value),
        Primitive.Cast => Cast(Args[0].Bind(attribute), Name is null ? Target : ((Attr.Type)attribute(Name)).Value),
        Primitive.Arg or Primitive.Const => this,
        _ => new Scalar(Op, Args.Select(a => a.Bind(attribute)).ToArray()),
    };

    public override string ToString() => Op switch
    {
        Primitive.Arg => "xyzw"[Index].ToString(),
        Primitive.Const => Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        Primitive.Attribute => Name!,
        Primitive.Cast => $"{Name ?? Target.Name()}({Args[0]})",
        _ => $"{Op.ToString().ToLowerInvariant()}({string.Join(", ", Args)})",
    };
}
