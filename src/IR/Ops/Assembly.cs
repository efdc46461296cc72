using System.Linq;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>Results put together from pieces: joined, surrounded, looked up.</summary>
public static partial class OpTable
{
    public static readonly OpDef Concat = Define(new OpDef
    {
        Name = "concat",
        Summary = "Joins tensors along an axis; the other sizes are equal.",
        Kind = OpKind.Concat,
        Operands = Seq.Of("xs"),
        Variadic = true,
        Attributes = Seq.Of(Optional("axis", AttrKind.Int, new Attr.Int(0), "the axis to join along, counted from the end when negative")),
        Infer = call =>
        {
            if (call.Operands.IsEmpty) throw call.Fail(OpErrors.OperandCount, "no operands given; at least one is needed");
            var (dtype, first) = (call.SameDType(), call.Operands[0]);
            if (first.Rank == 0) throw call.Fail(OpErrors.Rank, $"{call.NameOf(0)} has rank 0; use stack to join scalars", operand: 0);
            var axis = call.Axis("axis", first.Rank);
            var shape = first.Shape.ToArray();
            for (var i = 1; i < call.Operands.Count; i++)
            {
                var next = call.Operands[i];
                if (next.Rank != first.Rank)
                    throw call.Fail(OpErrors.Rank, $"ranks differ: {first.Rank} ({call.NameOf(0)}) and {next.Rank} ({call.NameOf(i)})", i);
                for (var k = 0; k < shape.Length; k++)
                {
                    if (k == axis) shape[k] += next.Shape[k];
                    else if (!call.Unify(shape[k], next.Shape[k], $"axis {k} of {call.NameOf(0)} and {call.NameOf(i)}"))
                        throw call.Fail(OpErrors.ShapesDiffer, $"sizes of axis {k} differ: {shape[k]} ({call.NameOf(0)}) and {next.Shape[k]} ({call.NameOf(i)}); only axis {axis} may differ", i);
                    else if (next.Shape[k].IsConstant) shape[k] = next.Shape[k];
                }
            }
            return Seq.Of(new TensorType(dtype, shape));
        },
        Trivial = (_, node) => node.Inputs.Count == 1 ? node.Inputs[0] : null,
        Vjp = Vjp.Unwritten.Value,
        Onnx = "Concat",
    });

    public static readonly OpDef Pad = Define(new OpDef
    {
        Name = "pad",
        Summary = "Surrounds x with a value: before[i] elements before and after[i] after those of axis i.",
        Kind = OpKind.Pad,
        Operands = Seq.Of("x"),
        Attributes = Seq.Of(
            Required("before", AttrKind.Dims, "elements to add before each axis, not negative"),
            Required("after", AttrKind.Dims, "elements to add after each axis, not negative"),
            Optional("value", AttrKind.Float, new Attr.Float(0), "what to add, converted to the dtype of x")),
        Infer = call =>
        {
            var x = call.Operands[0];
            foreach (var name in new[] { "before", "after" })
            {
                var sizes = call.Dims(name);
                if (sizes.Count != x.Rank)
                    throw call.Fail(OpErrors.AttributeValue, $"{name} has {sizes.Count} sizes for {call.NameOf(0)} of rank {x.Rank}; one per axis is needed", attribute: name);
                if (sizes.FirstOrDefault(d => d.Upper < 0) is { } negative)
                    throw call.Fail(OpErrors.AttributeValue, $"{name} has the size {negative}; allowed: 0 or more (use slice to remove elements)", attribute: name);
            }
            return Seq.Of(x.With(x.Shape.Select((d, i) => call.Dims("before")[i] + d + call.Dims("after")[i]).ToSeq()));
        },
        Trivial = (_, node) => node.Shape == node.Inputs[0].Shape ? node.Inputs[0] : null,
        Vjp = Vjp.Unwritten.Value,
        Onnx = "Pad",
    });

    public static readonly OpDef Gather = Define(new OpDef
    {
        Name = "gather",
        PublicName = "Take",
        Summary = "The elements of x at indices along an axis; the axis is replaced by the axes of indices. "
            + "Indices from -n to n-1 for an axis of size n, others are an error.",
        Kind = OpKind.Gather,
        Operands = Seq.Of("x", "indices"),
        Attributes = Seq.Of(Optional("axis", AttrKind.Int, new Attr.Int(0), "the axis of x, counted from the end when negative")),
        Infer = call =>
        {
            var (x, indices) = (call.Operands[0], call.Operands[1]);
            if (!indices.DType.In(DTypes.Integer))
                throw call.Fail(OpErrors.DTypeNotAccepted, $"dtype {indices.DType.Name()} of {call.NameOf(1)} is not accepted; allowed: {DTypes.Integer.Describe()}", operand: 1);
            var axis = call.Axis("axis", x.Rank);
            return Seq.Of(x.With(x.Shape.Take(axis).Concat(indices.Shape).Concat(x.Shape.Skip(axis + 1)).ToSeq()));
        },
        Vjp = Vjp.Unwritten.Value,
        Onnx = "Gather",
    });

    public static readonly OpDef Stack = Define(Composite("stack", "Joins tensors of one shape along a new axis.", ["xs"],
        [Optional("axis", AttrKind.Int, new Attr.Int(0), "the new axis in the result, counted from its end when negative")],
        call =>
        {
            if (call.Operands.IsEmpty) throw call.Fail(OpErrors.OperandCount, "no operands given; at least one is needed");
            var (dtype, shape) = (call.SameDType(), call.Operands[0].Shape);
            var axis = call.Axis("axis", shape.Count + 1);
            for (var i = 1; i < call.Operands.Count; i++)
            {
                var next = call.Operands[i].Shape;
                var same = next.Count == shape.Count;
                for (var k = 0; same && k < shape.Count; k++)
                {
                    same = call.Unify(shape[k], next[k], $"axis {k} of {call.NameOf(0)} and {call.NameOf(i)}");
                    if (same && next[k].IsConstant) shape = shape.With(k, next[k]);
                }
                if (!same)
                    throw call.Fail(OpErrors.ShapesDiffer, $"shapes differ: {TensorType.ShapeText(shape)} ({call.NameOf(0)}) and {TensorType.ShapeText(next)} ({call.NameOf(i)})", i);
            }
            return Seq.Of(new TensorType(dtype, shape.Insert(axis, call.Operands.Count)));
        },
        (node, xs) =>
        {
            var axis = node.Int("axis");
            return Term.Join(Concat, axis, xs.Select(x => x.ExpandDims(axis)).ToArray());
        },
        Onnx.None("Concat of Unsqueeze"), DTypes.Any) with { Variadic = true });
}
