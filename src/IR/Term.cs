using System;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// A node together with its builder, so that expansions and gradients read as formulas:
/// <c>g * y * (1 - y)</c>. Every operator adds a node; numbers become constants of the other side's dtype.
/// </summary>
public readonly record struct Term(GraphBuilder Builder, Node Node)
{
    public TensorType Type => Node.Type;

    /// <summary>A rank-0 constant of this term's dtype.</summary>
    public Term Const(double value) => new(Builder, Builder.Scalar(Type.DType, value));

    public static Term Apply(OpDef op, params Term[] operands) =>
        new(operands[0].Builder, operands[0].Builder.Add(op, operands.Select(t => t.Node).ToArray()));

    public Term With(OpDef op, params (string Name, Attr Value)[] attributes) => new(Builder, Builder.Add(op, [Node], attributes));

    public static Term operator +(Term a, Term b) => Apply(OpTable.Add, a, b);
    public static Term operator -(Term a, Term b) => Apply(OpTable.Sub, a, b);
    public static Term operator *(Term a, Term b) => Apply(OpTable.Mul, a, b);
    public static Term operator /(Term a, Term b) => Apply(OpTable.Div, a, b);
    public static Term operator -(Term a) => Apply(OpTable.Neg, a);
    public static Term operator +(Term a, double b) => a + a.Const(b);
    public static Term operator -(Term a, double b) => a - a.Const(b);
    public static Term operator *(Term a, double b) => a * a.Const(b);
    public static Term operator /(Term a, double b) => a / a.Const(b);
    public static Term operator +(double a, Term b) => b.Const(a) + b;
    public static Term operator -(double a, Term b) => b.Const(a) - b;
    public static Term operator *(double a, Term b) => b.Const(a) * b;
    public static Term operator /(double a, Term b) => b.Const(a) / b;
}
