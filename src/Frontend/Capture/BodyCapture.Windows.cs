using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>Ranges of tensors that begin at a place known only at run time and have a length known now: <c>x[i..(i + 3)]</c>.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>null, after reporting it, when the length depends on data.</summary>
    private Part? WindowOf(Value.Range range, Dim size, IOperation source)
    {
        if (LinearOf(range.Start, size) is not { } start || LinearOf(range.End, size) is not { } end) return null;
        if ((end - start).AsDim is not { Lower: >= 0 } length)
        {
            Eagerly(Fallbacks.NotConstant, source, "the distance of the ends of a range makes the shape, so it must be known at build time, as in x[i..(i + 3)]; for one element use a single index, for several Take");
            return null;
        }
        return ToNode(range.Start.Offset, DType.I32, source) is { } first && ToNode(range.End.Offset, DType.I32, source) is { } behind
            ? new Part.Window(first, range.Start.FromEnd, behind, range.End.FromEnd, length)
            : null;
    }

    /// <summary>A position counted from the start; null for what is no plain int.</summary>
    private Linear? LinearOf(Value.Position position, Dim size) => LinearOf(position.Offset) is { } offset
        ? position.FromEnd ? new Linear(size) - offset : offset
        : null;

    private Linear? LinearOf(Value value) => value.AsDim is { } dim ? new Linear(dim)
        : value is Value.Scalar { Node: { DType: DType.I32 } node } ? Linear.Of(Scope.Import(node), Scope)
        : null;
}
