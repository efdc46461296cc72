using System.Linq;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>Elements that depend on their place alone.</summary>
public static partial class OpTable
{
    private static readonly AttrSpec s_shape = Required("shape", AttrKind.Dims, "the result's shape");

    public static readonly OpDef Full = Define(SourceOp("full", "One value everywhere.",
        [Required("value", AttrKind.Literal, "the value, rank 0"), s_shape],
        call =>
        {
            var value = ((Attr.Data)call.Attribute("value")).Value;
            if (value.Shape.Count != 0)
                throw call.Fail(OpErrors.Rank, $"the value has rank {value.Shape.Count}; allowed: rank 0", attribute: "value");
            return new TensorType(value.DType, ShapeOf(call));
        },
        node => new SourceFacts.Splat(node.Literal("value")), "ConstantOfShape") with { Internal = true });

    public static readonly OpDef Iota = Define(SourceOp("iota", "The index along an axis: 0, 1, 2, ….",
        [s_shape, Optional("axis", AttrKind.Int, new Attr.Int(0), "the axis, counted from the end when negative"), Required("dtype", AttrKind.DType, "the result's dtype")],
        call =>
        {
            var shape = ShapeOf(call);
            call.Axis("axis", shape.Count);
            return new TensorType(NumberOf(call), shape);
        },
        node => new SourceFacts.Index((int)node.Int("axis")), Onnx.None("Range, for rank 1")));

    /// <summary>A size as a value, so that a mean can divide by a symbolic count.</summary>
    public static readonly OpDef Dimension = Define(SourceOp("dim", "The value of a dimension expression, rank 0.",
        [Required("value", AttrKind.Dims, "the expression, one"), Required("dtype", AttrKind.DType, "the result's dtype")],
        call => call.Dims("value").Count == 1
            ? TensorType.Scalar(NumberOf(call))
            : throw call.Fail(OpErrors.AttributeValue, $"{call.Dims("value").Count} expressions given; allowed: one", attribute: "value"),
        node => new SourceFacts.Size(node.Dims("value")[0]), Onnx.None("Shape, Gather and arithmetic")) with
    {
        Internal = true,
        Trivial = (builder, node) => node.Dims("value")[0].AsConstant is { } size ? builder.Constant(Literal.Scalar(node.DType, size)) : null,
    });

    private static OpDef SourceOp(string name, string summary, AttrSpec[] attributes,
        System.Func<OpCall, TensorType> infer, System.Func<Node, SourceFacts> facts, Onnx onnx) => new()
    {
        Name = name,
        Summary = summary,
        Kind = OpKind.Source,
        Attributes = attributes,
        Infer = call => Seq.Of(infer(call)),
        Source = facts,
        Vjp = new Vjp.None("no operands"),
        Onnx = onnx,
    };

    private static Seq<Dim> ShapeOf(OpCall call)
    {
        var shape = call.Dims("shape");
        return shape.FirstOrDefault(d => d.Upper < 0) is { } negative
            ? throw call.Fail(OpErrors.AttributeValue, $"shape {TensorType.ShapeText(shape)} has the size {negative}; allowed: 0 or more", attribute: "shape")
            : shape;
    }

    private static DType NumberOf(OpCall call) => call.TypeAttr("dtype").In(DTypes.Number)
        ? call.TypeAttr("dtype")
        : throw call.Fail(OpErrors.DTypeNotAccepted, $"dtype {call.TypeAttr("dtype").Name()} is not accepted; allowed: {DTypes.Number.Describe()}", attribute: "dtype");
}
