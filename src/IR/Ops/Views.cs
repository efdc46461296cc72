using System;
using System.Collections.Generic;
using System.Linq;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>Elements of one operand read through an affine map of the index.</summary>
public static partial class OpTable
{
    public static readonly OpDef Transpose = Define(ViewOp("transpose",
        "Permutes the axes: axis i of the result is axis perm[i] of x; the reverse order when left out.",
        [Optional("perm", AttrKind.Ints, Attr.Absent.Value, "the operand's axes in the order of the result; reversed when left out")], "Transpose",
        call =>
        {
            var shape = call.Operands[0].Shape;
            if (call.Attribute("perm") is Attr.Absent)
                call.Normalise("perm", Ints(Enumerable.Range(0, shape.Count).Reverse().Select(i => (long)i).ToSeq()));
            var perm = call.Ints("perm").Map(a => a < 0 ? a + shape.Count : a);
            if (!perm.OrderBy(a => a).SequenceEqual(Enumerable.Range(0, shape.Count).Select(i => (long)i)))
                throw call.Fail(OpErrors.AxisOutOfRange, $"perm [{call.Ints("perm")}] is not a permutation of the {shape.Count} axes of {call.NameOf(0)}", attribute: "perm");
            call.Normalise("perm", Ints(perm));
            return perm.Map(a => shape[(int)a]);
        },
        node =>
        {
            var perm = node.Ints("perm").ToArray();
            return Enumerable.Range(0, perm.Length).Select(input => new ViewAxis(Array.IndexOf(perm, input), 0, 1));
        }));

    public static readonly OpDef BroadcastTo = Define(ViewOp("broadcast_to",
        "Repeats the elements to fill a shape: axes are aligned at the end, each must be equal or 1 in x.",
        [Required("shape", AttrKind.Dims, "the result's shape")], "Expand",
        call =>
        {
            var (from, to) = (call.Operands[0].Shape, call.Dims("shape"));
            var fits = from.Count <= to.Count && to.All(d => d.Upper is not < 0);
            for (var i = 1; fits && i <= from.Count; i++)
                fits = from[from.Count - i].Is(1) || call.Unify(from[from.Count - i], to[to.Count - i], $"axis {from.Count - i} of {call.NameOf(0)} and the new shape");
            if (fits) return to;
            throw call.Fail(OpErrors.ShapesDoNotBroadcast,
                $"{call.NameOf(0)} of shape {TensorType.ShapeText(from)} does not broadcast to {TensorType.ShapeText(to)}; each axis, aligned at the end, must be equal or 1",
                attribute: "shape");
        },
        node =>
        {
            var shape = node.Inputs[0].Shape;
            var added = node.Rank - shape.Count;
            return shape.Select((d, i) => d.Is(1) ? new ViewAxis(-1, 0, 0) : new ViewAxis(i + added, 0, 1));
        }));

    public static readonly OpDef Slice = Define(ViewOp("slice",
        "The elements start, start + step, … before stop, for each axis; numpy's rules: negative positions count from the end, positions outside are limited.",
        [
            Required("starts", AttrKind.Dims, "first position per axis"),
            Required("stops", AttrKind.Dims, "position before which the slice ends, per axis"),
            Optional("steps", AttrKind.Ints, Attr.Absent.Value, "step per axis, not 0; 1 when left out"),
            Optional("axes", AttrKind.Ints, Attr.Absent.Value, "the axes that starts, stops and steps are for; the leading ones when left out"),
        ], "Slice",
        call => SliceAxis.Normalise(call).Map(a => a.Count),
        node => SliceAxis.Of(node).Select((a, i) => new ViewAxis(i, a.First, a.Step))));

    public static readonly OpDef Part = Define(ViewOp("part",
        "As many elements as count from start on, for each axis: what x[1..3] takes. They have to be there, which is required where sizes do not tell.",
        [
            Required("starts", AttrKind.Dims, "first position per axis"),
            Required("counts", AttrKind.Dims, "how many elements per axis"),
        ], "Slice",
        call =>
        {
            var (shape, starts, counts) = (call.Operands[0].Shape, call.Dims("starts"), call.Dims("counts"));
            if (starts.Count != shape.Count || counts.Count != shape.Count)
                throw call.Fail(OpErrors.AttributeValue, $"{starts.Count} starts and {counts.Count} counts given for {call.NameOf(0)} of rank {shape.Count}; one per axis is needed", attribute: "starts");
            for (var axis = 0; axis < shape.Count; axis++)
            {
                var (size, start, end) = (shape[axis], starts[axis], starts[axis] + counts[axis]);
                var where = counts[axis].Is(1) ? $"axis {axis} of {call.NameOf(0)} has an element {start}" : $"axis {axis} of {call.NameOf(0)} has the range {start}..{end}";
                // Said of the size, which the message then names.
                if (!(start.Lower >= 0 || call.Unify(Dim.Max(size, size - start), size, where))
                    || !(counts[axis].Lower >= 0 || call.Unify(Dim.Max(end, start), end, where))
                    || !call.Unify(Dim.Max(size, end), size, where))
                {
                    throw call.Fail(OpErrors.IndexOutOfRange, $"range {start}..{end} is out of range for axis {axis} of {call.NameOf(0)}, whose size is {size}; "
                        + $"allowed: from 0 to {size}, the end not before the start", attribute: "starts");
                }
            }
            return counts;
        },
        node => node.Dims("starts").Select((start, axis) => new ViewAxis(axis, start, 1))) with { Internal = true });

    public static readonly OpDef Flip = Define(ViewOp("flip",
        "Reverses the order of the elements along axes.", [AllAxes], Onnx.None("Slice with step -1"),
        call =>
        {
            call.Axes("axis", call.Operands[0].Rank);
            return call.Operands[0].Shape;
        },
        node => node.Shape.Select((d, i) => node.Ints("axis").Contains(i) ? new ViewAxis(i, d - 1, -1) : new ViewAxis(i, 0, 1))));

    private static OpDef ViewOp(string name, string summary, AttrSpec[] attributes, Onnx onnx,
        Func<OpCall, Seq<Dim>> shape, Func<Node, IEnumerable<ViewAxis>> axes) => new()
    {
        Name = name,
        Summary = summary,
        Kind = OpKind.View,
        Operands = Seq.Of("x"),
        Attributes = attributes,
        Infer = call => Seq.Of(call.Operands[0].With(shape(call))),
        View = node => new ViewMap(axes(node).ToSeq()),
        Trivial = (_, node) => IsIdentity(node) ? node.Inputs[0] : null,
        Vjp = Vjp.Unwritten.Value,
        Onnx = onnx,
    };

    /// <summary>True when every element is read from its own place; axes of size 1 have only one place.</summary>
    private static bool IsIdentity(Node node) => node.Shape == node.Inputs[0].Shape
        && node.Op.View!(node).Axes.Select((a, i) => node.Shape[i].Is(1) || (a.OutputAxis == i && a.Stride == 1 && a.Offset.Is(0))).All(same => same);
}
