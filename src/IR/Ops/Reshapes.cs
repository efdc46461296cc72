using System;
using System.Linq;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>The same elements in the same order under another shape.</summary>
public static partial class OpTable
{
    public static readonly OpDef Reshape = Define(ReshapeOp("reshape",
        "The elements under another shape of the same element count; one size may be -1 and is then computed.",
        Required("shape", AttrKind.Dims, "the new shape"), "Reshape",
        call =>
        {
            var shape = ResolveReshape(call, call.Dims("shape"));
            call.Normalise("shape", Dims(shape));
            return shape;
        }));

    public static readonly OpDef ExpandDims = Define(ReshapeOp("expand_dims",
        "Inserts axes of size 1; the axes are those of the result.",
        Required("axis", AttrKind.Ints, "where the new axes stand in the result, counted from its end when negative"), "Unsqueeze",
        call =>
        {
            var rank = call.Operands[0].Rank + call.Ints("axis").Count;
            var axes = call.Axes("axis", rank);
            var next = 0;
            return Enumerable.Range(0, rank).Select(i => axes.Contains(i) ? Dim.One : call.Operands[0].Shape[next++]).ToSeq();
        }));

    public static readonly OpDef Squeeze = Define(ReshapeOp("squeeze",
        "Removes axes of size 1.",
        Optional("axis", AttrKind.Ints, Attr.Absent.Value, "axes to remove; every axis of size 1 when left out"), "Squeeze",
        call =>
        {
            var shape = call.Operands[0].Shape;
            if (call.Attribute("axis") is Attr.Absent)
                call.Normalise("axis", Ints(Enumerable.Range(0, shape.Count).Where(i => shape[i].Is(1)).Select(i => (long)i).ToSeq()));
            var axes = call.Axes("axis", shape.Count);
            foreach (var axis in axes)
            {
                if (!call.Unify(shape[(int)axis], 1, $"axis {axis} of {call.NameOf(0)}"))
                    throw call.Fail(OpErrors.AttributeValue, $"axis {axis} of {call.NameOf(0)} has size {shape[(int)axis]}; only axes of size 1 can be removed", attribute: "axis");
            }
            return shape.Where((_, i) => !axes.Contains(i)).ToSeq();
        }));

    private static OpDef ReshapeOp(string name, string summary, AttrSpec attribute, Onnx onnx, Func<OpCall, Seq<Dim>> shape) => new()
    {
        Name = name,
        Summary = summary,
        Kind = OpKind.Reshape,
        Operands = Seq.Of("x"),
        Attributes = Seq.Of(attribute),
        Infer = call => Seq.Of(call.Operands[0].With(shape(call))),
        Trivial = (_, node) => node.Shape == node.Inputs[0].Shape ? node.Inputs[0] : null,
        Vjp = Vjp.Unwritten.Value,
        Onnx = onnx,
    };

    /// <summary>The shape with -1 replaced, checked against the operand's element count.</summary>
    private static Seq<Dim> ResolveReshape(OpCall call, Seq<Dim> shape)
    {
        var from = $"{call.NameOf(0)} of shape {TensorType.ShapeText(call.Operands[0].Shape)}";
        var total = call.Operands[0].Count;
        var open = -1;
        for (var i = 0; i < shape.Count; i++)
        {
            if (shape[i].Is(-1) && open >= 0)
                throw call.Fail(OpErrors.AttributeValue, $"shape {TensorType.ShapeText(shape)} has more than one -1; at most one size can be computed", attribute: "shape");
            if (shape[i].Is(-1)) open = i;
            else if (shape[i].Upper < 0)
                throw call.Fail(OpErrors.AttributeValue, $"shape {TensorType.ShapeText(shape)} has the size {shape[i]}; allowed: 0 or more, and one -1", attribute: "shape");
        }
        if (open < 0)
        {
            if (call.Unify(total, Dim.Product(shape), $"element counts of {call.NameOf(0)} and the new shape")) return shape;
            throw call.Fail(OpErrors.ElementCount,
                $"{from} has {total} elements, the shape {TensorType.ShapeText(shape)} has {Dim.Product(shape)}; they must agree", attribute: "shape");
        }
        var others = Dim.Product(shape.RemoveAt(open));
        if (others.Is(0))
            throw call.Fail(OpErrors.ElementCount, $"the -1 in shape {TensorType.ShapeText(shape)} cannot be computed: the other sizes multiply to 0", attribute: "shape");
        call.Unify(Dim.Max(others, 1), others, $"the sizes beside the -1 in {TensorType.ShapeText(shape)}");
        var size = Dim.FloorDiv(total, others);
        if (call.Unify(total, size * others, $"element count of {call.NameOf(0)} divides by {others}")) return shape.With(open, size);
        throw call.Fail(OpErrors.ElementCount,
            $"{from} has {total} elements, which {others} (the product of the other sizes in {TensorType.ShapeText(shape)}) does not divide", attribute: "shape");
    }
}
