using System.Linq;

namespace GraphCompiler.IR;

/// <summary>Cutting a tensor into pieces along an axis: one slice a piece, so that no op needs several results for it.</summary>
public static class Split
{
    private const string Name = "split";

    /// <summary>Sizes of <paramref name="parts"/> equal pieces.</summary>
    /// <exception cref="OpException">The axis is out of range, or its size is known and not a multiple of parts.</exception>
    public static Seq<Dim> EqualSizes(TensorType x, int parts, int axis)
    {
        if (parts < 1) throw new OpException(OpErrors.AttributeValue, Name, $"{parts} parts asked for; allowed: 1 or more", attribute: "parts");
        var size = x.Shape[Axis(x, axis)];
        if (Dim.Mod(size, parts).AsConstant is not (null or 0))
            throw new OpException(OpErrors.AttributeValue, Name, $"axis {Axis(x, axis)} of size {size} does not divide into {parts} equal parts", attribute: "parts");
        return Enumerable.Repeat(Dim.FloorDiv(size, parts), parts).ToSeq();
    }

    /// <summary>Where each piece begins, and behind them the end, which is the axis's size.</summary>
    /// <exception cref="OpException">The axis is out of range, a size is negative, or the sizes are known not to add up.</exception>
    public static Seq<Dim> Positions(TensorType x, Seq<Dim> sizes, int axis)
    {
        var (size, sum) = (x.Shape[Axis(x, axis)], sizes.Aggregate(Dim.Zero, (a, b) => a + b));
        if (sizes.FirstOrDefault(s => s.Upper < 0) is { } negative)
            throw new OpException(OpErrors.AttributeValue, Name, $"a piece has size {negative}; allowed: 0 or more", attribute: "sizes");
        if (Dim.Same(size, sum) == false)
            throw new OpException(OpErrors.AttributeValue, Name, $"the pieces' sizes [{sizes}] add up to {sum}, axis {Axis(x, axis)} has size {size}", attribute: "sizes");
        return Enumerable.Range(0, sizes.Count + 1).Select(i => sizes.Take(i).Aggregate(Dim.Zero, (a, b) => a + b)).ToSeq();
    }

    /// <summary>The pieces, in order.</summary>
    public static Node[] Nodes(GraphBuilder builder, Node x, Seq<Dim> sizes, int axis)
    {
        var positions = Positions(x.Type, sizes, axis);
        builder.Require(new DimConstraint(x.Shape[Axis(x.Type, axis)], positions[sizes.Count], $"{Name}: sizes of the pieces and axis {axis}"));
        return Enumerable.Range(0, sizes.Count).Select(i => builder.Add(OpTable.Slice, [x],
            ("starts", new Attr.Dims(Seq.Of(positions[i]))), ("stops", new Attr.Dims(Seq.Of(positions[i + 1]))), ("axes", new Attr.Ints(Seq.Of((long)axis))))).ToArray();
    }

    private static int Axis(TensorType x, int axis) => axis >= -x.Rank && axis < x.Rank
        ? axis < 0 ? axis + x.Rank : axis
        : throw new OpException(OpErrors.AxisOutOfRange, Name, $"axis {axis} is out of range for rank {x.Rank}", attribute: "axis");
}
