using System.Linq;

namespace GraphCompiler.IR;

internal static partial class ReferenceRules
{
    private static Literal View(ReferenceCall call)
    {
        var axes = call.Node.Op.View!(call.Node).Axes;
        var offsets = axes.Map(a => a.Offset.Evaluate(call.Symbols));
        var strides = RowMajor.Strides(call.X.Shape);
        return call.Fill(index =>
        {
            long position = 0;
            for (var k = 0; k < axes.Count; k++)
            {
                var along = axes[k].OutputAxis < 0 ? 0 : index[axes[k].OutputAxis] * axes[k].Stride;
                position += (offsets[k] + along) * strides[k];
            }
            return call.X.Value(position);
        });
    }

    private static Literal Concat(ReferenceCall call)
    {
        var axis = (int)call.Node.Int("axis");
        var strides = call.Operands.Select(o => RowMajor.Strides(o.Shape)).ToArray();
        return call.Fill(index =>
        {
            var (piece, along) = (0, index[axis]);
            while (along >= call.Operands[piece].Shape[axis]) along -= call.Operands[piece++].Shape[axis];
            var inPiece = (long[])index.Clone();
            inPiece[axis] = along;
            return call.Operands[piece].Value(RowMajor.Offset(inPiece, strides[piece]));
        });
    }

    private static Literal Pad(ReferenceCall call)
    {
        var (x, before) = (call.X, call.Sizes(call.Node.Dims("before")));
        var value = ScalarValue.Of(call.Node.Float("value")).Cast(DType.F64, x.DType);
        var strides = RowMajor.Strides(x.Shape);
        return call.Fill(index =>
        {
            var inside = index.Select((i, k) => i - before[k]).ToArray();
            return inside.Select((i, k) => i >= 0 && i < x.Shape[k]).All(fits => fits) ? x.Value(RowMajor.Offset(inside, strides)) : value;
        });
    }

    private static Literal Gather(ReferenceCall call)
    {
        var (x, indices, axis) = (call.X, call.Operands[1], (int)call.Node.Int("axis"));
        var size = x.Shape[axis];
        for (var i = 0; i < indices.Count; i++)
        {
            if (indices.Integer(i) < -size || indices.Integer(i) >= size) throw OpException.Index(call.Node.Op.Name, indices.Integer(i), axis, size);
        }
        var (strides, indexStrides) = (RowMajor.Strides(x.Shape), RowMajor.Strides(indices.Shape));
        return call.Fill(index =>
        {
            var at = indices.Integer((int)RowMajor.Offset(index.Skip(axis).Take(indices.Shape.Count).ToArray(), indexStrides));
            var inX = index.Take(axis).Append(at < 0 ? at + size : at).Concat(index.Skip(axis + indices.Shape.Count)).ToArray();
            return x.Value(RowMajor.Offset(inX, strides));
        });
    }

    private static Literal Update(ReferenceCall call)
    {
        var (x, value, axes) = (call.X, call.Operands[1], call.Node.Ints("axes"));
        var start = new long[x.Shape.Count];
        for (var i = 0; i < axes.Count; i++)
        {
            var (axis, at) = ((int)axes[i], call.Operands[i + 2].Integer(0));
            if (at < -x.Shape[axis] || at >= x.Shape[axis]) throw OpException.Index(call.Node.Op.Name, at, axis, x.Shape[axis]);
            start[axis] = at < 0 ? at + x.Shape[axis] : at;
        }
        var kept = OpTable.UpdatedAxes(x.Shape.Count, axes);
        var (starts, strides, valueStrides) = (call.Sizes(call.Node.Dims("starts")), RowMajor.Strides(x.Shape), RowMajor.Strides(value.Shape));
        for (var k = 0; k < kept.Count; k++) start[kept[k]] = starts[k];
        return call.Fill(index =>
        {
            var inValue = kept.Select(axis => index[axis] - start[axis]).ToArray();
            var inside = inValue.Select((i, k) => i >= 0 && i < value.Shape[k]).All(fits => fits) && axes.All(axis => index[axis] == start[axis]);
            return inside ? value.Value(RowMajor.Offset(inValue, valueStrides)) : x.Value(RowMajor.Offset(index, strides));
        });
    }
}
