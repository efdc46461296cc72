using System.Linq;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>A tensor with a part of it replaced: what an assignment to <c>x[i, 1..3]</c> makes of x. XLA has it as DynamicUpdateSlice.</summary>
public static partial class OpTable
{
    public static readonly OpDef Update = Define(new OpDef
    {
        Name = "update",
        Summary = "x with a part replaced by value: along an axis of axes the one element at its position, along each other axis as many as value has, from its start on. "
            + "Positions from -n to n-1 for an axis of size n, others are an error.",
        Internal = true,
        Kind = OpKind.Update,
        Operands = Seq.Of("x", "value", "positions"),
        Variadic = true,
        Attributes = Seq.Of(
            Optional("axes", AttrKind.Ints, new Attr.Ints(default), "the axes of x that value does not have, ascending, one for each position"),
            Optional("starts", AttrKind.Dims, Attr.Absent.Value, "first place of the part, for each axis of value; 0 when left out")),
        Infer = call =>
        {
            var (x, value) = (call.Operands[0], call.Operands[1]);
            if (value.DType != x.DType)
                throw call.Fail(OpErrors.DTypesDiffer, $"dtypes differ: {x.DType.Name()} ({call.NameOf(0)}) and {value.DType.Name()} ({call.NameOf(1)}); cast one of them", operand: 1);
            var axes = call.Axes("axes", x.Rank);
            if (axes.Count != call.Operands.Count - 2)
                throw call.Fail(OpErrors.OperandCount, $"{call.Operands.Count - 2} positions given for {axes.Count} axes; one for each is needed", attribute: "axes");
            for (var i = 2; i < call.Operands.Count; i++)
            {
                if (!call.Operands[i].DType.In(DTypes.Integer) || call.Operands[i].Rank != 0)
                    throw call.Fail(OpErrors.Rank, $"{call.NameOf(i)} is {call.Operands[i]}; allowed: i32[] or i64[]", operand: i);
            }
            var kept = UpdatedAxes(x.Rank, axes);
            if (value.Rank != kept.Count)
                throw call.Fail(OpErrors.Rank, $"{call.NameOf(1)} has rank {value.Rank}; {kept.Count} is needed, the rank of the part of {call.NameOf(0)}", operand: 1);
            if (call.Attribute("starts") is Attr.Absent) call.Normalise("starts", Dims(kept.Map(_ => Dim.Zero)));
            var starts = call.Dims("starts");
            if (starts.Count != kept.Count)
                throw call.Fail(OpErrors.AttributeValue, $"{starts.Count} starts given for {kept.Count} axes; one for each is needed", attribute: "starts");
            for (var k = 0; k < kept.Count; k++)
            {
                var (size, end) = (x.Shape[kept[k]], starts[k] + value.Shape[k]);
                if (starts[k].Lower is not >= 0)
                    throw call.Fail(OpErrors.AttributeValue, $"the start {starts[k]} may be negative; allowed: 0 or more", attribute: "starts");
                if (!call.Unify(Dim.Max(size, end), size, $"the part ends inside axis {kept[k]} of {call.NameOf(0)}"))
                    throw call.Fail(OpErrors.ShapesDiffer, $"the part goes from {starts[k]} to {end} along axis {kept[k]} of {call.NameOf(0)}, whose size is {size}", operand: 1);
            }
            return Seq.Of(x);
        },
        Trivial = (_, node) => node.Inputs[1].Shape == node.Inputs[0].Shape ? node.Inputs[1]
            : node.Inputs.Count == 2 && node.Inputs[1].Shape.Any(d => d.Is(0)) ? node.Inputs[0] : null,
        Vjp = Vjp.Unwritten.Value,
        Onnx = Onnx.None("ScatterND of the part's indices"),
    });

    /// <summary>The axes of x that an update takes along ranges.</summary>
    public static Seq<int> UpdatedAxes(int rank, Seq<long> positions) => Enumerable.Range(0, rank).Where(axis => !positions.Contains(axis)).ToSeq();
}
