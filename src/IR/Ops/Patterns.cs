using System;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>Composites of positions: encodings and triangles.</summary>
public static partial class OpTable
{
    public static readonly OpDef OneHot = Define(Composite("one_hot",
        "1 where the new last axis's position equals the index, 0 elsewhere; an index outside [0, depth) gives zeros only.",
        ["indices"],
        [Required("depth", AttrKind.Int, "size of the new axis"), Optional("dtype", AttrKind.DType, new Attr.Type(DType.F32), "the result's dtype")],
        call => call.Int("depth") < 0
            ? throw call.Fail(OpErrors.AttributeValue, $"depth is {call.Int("depth")}; allowed: 0 or more", attribute: "depth")
            : Seq.Of(new TensorType(call.TypeAttr("dtype"), call.Operands[0].Shape.Append(call.Int("depth")))),
        (node, x) =>
        {
            var index = x[0].ExpandDims(-1);
            var position = Positions(x[0], Seq.Of((Dim)node.Int("depth")), 0, x[0].Type.DType);
            return Term.Apply(Eq, index, position).Cast(node.DType);
        },
        Onnx.None("OneHot takes its values as operands"), DTypes.Integer) with { Vjp = new Vjp.None("the operand is an index") });

    private static readonly AttrSpec[] s_diagonal = [Optional("k", AttrKind.Int, new Attr.Int(0), "the diagonal: 0 the main one, positive above it, negative below")];

    public static readonly OpDef Tril = Define(Composite("tril", "The lower triangle of the last two axes, up to diagonal k; 0 above.",
        ["x"], s_diagonal, InferTriangle,
        (node, x) => Triangle(x[0], Le, node.Int("k")), "Trilu", DTypes.Compute));

    public static readonly OpDef Triu = Define(Composite("triu", "The upper triangle of the last two axes, from diagonal k; 0 below.",
        ["x"], s_diagonal, InferTriangle,
        (node, x) => Triangle(x[0], Ge, node.Int("k")), Onnx.None("Trilu with upper=1"), DTypes.Compute));

    private static Seq<TensorType> InferTriangle(OpCall call) => call.Operands[0].Rank >= 2
        ? Seq.Of(call.Operands[0])
        : throw call.Fail(OpErrors.Rank, $"{call.NameOf(0)} has rank {call.Operands[0].Rank}; allowed: 2 or more", operand: 0);

    /// <param name="inside">Compares an element's diagonal, column - row, with k: whether the element stays.</param>
    private static Term Triangle(Term x, OpDef inside, long k)
    {
        var matrix = x.Type.Shape.Slice(x.Type.Rank - 2, 2);
        var (row, column) = (Positions(x, matrix, 0, DType.I32), Positions(x, matrix, 1, DType.I32));
        // The difference of positions is an i32 whatever they are, which row + k need not be; k beyond that compares like the last i32.
        var diagonal = column - row;
        return Term.Apply(Select, Term.Apply(inside, diagonal, diagonal.Const(Math.Min(Math.Max(k, int.MinValue), int.MaxValue))), x, x.Const(0));
    }

    private static Term Positions(Term near, Seq<Dim> shape, int axis, DType dtype) => new(near.Builder, near.Builder.Add(Iota, [],
        ("shape", Dims(shape)), ("axis", new Attr.Int(axis)), ("dtype", new Attr.Type(dtype))));
}
