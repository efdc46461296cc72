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

    /// <summary>An op of any number of operands with an axis: concat, stack.</summary>
    public static Term Join(OpDef op, long axis, params Term[] operands) =>
        new(operands[0].Builder, operands[0].Builder.Add(op, operands.Select(t => t.Node).ToArray(), ("axis", new Attr.Int(axis))));

    public Term With(OpDef op, params (string Name, Attr Value)[] attributes) => new(Builder, Builder.Add(op, [Node], attributes));

    public Term Sum(Seq<long> axes, bool keepDims) => With(OpTable.Sum, ("axis", new Attr.Ints(axes)), ("keep_dims", new Attr.Bool(keepDims)));

    /// <summary>The maximum along axes, which stay with size 1; -∞ for no elements.</summary>
    public Term Max(Seq<long> axes) =>
        With(OpTable.Max, ("axis", new Attr.Ints(axes)), ("keep_dims", new Attr.Bool(true)), (Families.AllowEmpty.Name, new Attr.Bool(true)));

    public Term Reshape(Seq<Dim> shape) => With(OpTable.Reshape, ("shape", new Attr.Dims(shape)));

    public Term ExpandDims(long axis) => With(OpTable.ExpandDims, ("axis", new Attr.Ints(Seq.Of(axis))));

    public Term Cast(DType dtype) => With(OpTable.Cast, ("dtype", new Attr.Type(dtype)));

    /// <summary>The value of a size, rank 0, of this term's dtype.</summary>
    public Term Size(Dim size) => new(Builder, Builder.Add(OpTable.Dimension, [], ("value", new Attr.Dims(Seq.Of(size))), ("dtype", new Attr.Type(Type.DType))));

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
