using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Indexers and ranges on tensors: <c>x[1, ^1, i, 2..5]</c>.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>What an expression between the brackets takes of its axis: a range, or one element, whose place is known now or at run time.</summary>
    private abstract record Part
    {
        /// <summary>Positions as slice takes them: negative ones count from the end.</summary>
        public sealed record Range(Dim Start, Dim Stop) : Part;

        public sealed record Element(Dim At) : Part;

        /// <summary>An element whose position, an integer of rank 0, counts from the end when it is negative.</summary>
        public sealed record Computed(Node At) : Part;

        /// <summary>So many elements from a computed place on.</summary>
        /// <param name="Start">An integer of rank 0; the size of the axis where there are not as many.</param>
        public sealed record Window(Node Start, Dim Length) : Part;
    }

    /// <summary>
    /// One slice for all that is known, then the axes that got a single index are dropped, then the elements at computed places are taken.
    /// Ranges are limited to their axis, indices are not.
    /// </summary>
    private Value IndexTensor(Node x, IReadOnlyList<Operand> items, IOperation whole)
    {
        if (items.Count > 0 && items.Count <= x.Rank && RowByCounter(x, items[0].Value) is { } row)
            return items.Count == 1 ? new Value.Tensor(row) : IndexTensor(row, items.Skip(1).ToList(), whole);
        var source = whole is IPropertyReferenceOperation { Instance: { } instance } ? instance : whole;
        if (PartsOf(x, items, whole, NameOf(source) ?? "the tensor") is not { } parts) return Value.Unknown.Value;
        var slice = parts.Select((p, axis) => p switch
        {
            Part.Range range => (range.Start, range.Stop),
            // The stop behind "-1" is the end, not 0.
            Part.Element { At: var at } => (Start: at, Stop: at.Is(-1) ? x.Shape[axis] : at + 1),
            _ => (Start: Dim.Zero, Stop: x.Shape[axis]),
        }).ToList();
        var result = Add(new(OpTable.Slice, whole, [new(x, source)],
            [new("starts", new Attr.Dims(slice.Select(s => s.Start).ToSeq()), whole), new("stops", new Attr.Dims(slice.Select(s => s.Stop).ToSeq()), whole)]));
        var single = Enumerable.Range(0, parts.Count).Where(axis => parts[axis] is Part.Element).Select(axis => (long)axis).ToSeq();
        if (result is not null && !single.IsEmpty)
        {
            // A single index takes one element, by the checks above; slice by itself would say min(1, N).
            var shape = result.Shape.Select((d, axis) => single.Contains(axis) ? Dim.One : d).ToSeq();
            if (shape != result.Shape) result = _scope.Add(OpTable.Reshape, [result], ("shape", new Attr.Dims(shape)));
            result = Add(new(OpTable.Squeeze, whole, [new(result, source)], [new("axis", new Attr.Ints(single), whole)]));
        }
        var dropped = 0;
        for (var axis = 0; result is not null && axis < parts.Count; axis++)
        {
            if (parts[axis] is Part.Range) continue;
            if (parts[axis] is Part.Window window)
            {
                var places = Apply(OpTable.Add, items[axis].Source, window.Start, Iota([window.Length], 0, DType.I32, items[axis].Source));
                result = Add(new(OpTable.Gather, whole, [new(result, source), new(places is null ? null : InOrder(places), items[axis].Source)], [new("axis", new Attr.Int(axis - dropped), whole)]));
                continue;
            }
            if (parts[axis] is Part.Computed { At: var at })
                result = Add(new(OpTable.Gather, whole, [new(result, source), new(InOrder(at), items[axis].Source)], [new("axis", new Attr.Int(axis - dropped), whole)]));
            dropped++;
        }
        return result is null ? Value.Unknown.Value : new Value.Tensor(result);
    }

    /// <summary>One part for each item; null when one of them is not captured, which has been reported.</summary>
    private List<Part>? PartsOf(Node x, IReadOnlyList<Operand> items, IOperation whole, string name)
    {
        if (items.Count > x.Rank)
        {
            Mistake(Mistakes.OfOps[OpErrors.Rank], whole.Syntax, $"{items.Count} indices for {name} of rank {x.Rank}; at most one per axis");
            return null;
        }
        var parts = new List<Part>();
        for (var axis = 0; axis < items.Count; axis++)
        {
            if (PartOf(items[axis], x.Shape[axis], axis, name) is not { } part) return null;
            parts.Add(part);
        }
        return parts;
    }

    private Part? PartOf(Operand item, Dim size, int axis, string name)
    {
        if (item.Value is Value.Range range)
        {
            if (!Counts(range.Start, item.Source) || !Counts(range.End, item.Source)) return null;
            if (Position(range.Start, size) is null || Position(range.End, size) is null) return WindowOf(range, size, item.Source);
            return EndOf(range.Start, size, item.Source) is { } start && EndOf(range.End, size, item.Source) is { } stop ? new Part.Range(start, stop) : null;
        }
        if (AsPosition(item.Value) is not { } index || index.FromEnd && !Counts(index, item.Source)) return null;
        if (Position(index, size) is not { } at || at.Lower is not >= 0 && at.Upper is not < 0) return ComputedPart(index, size, item.Source);
        var element = at.Upper < 0 ? size + at : at;
        if ((size - 1 - element).Upper < 0 || element.Upper < 0)
        {
            Mistake(Mistakes.OfOps[OpErrors.IndexOutOfRange], item.Source.Syntax,
                $"index {InWords(index)} is out of range for axis {axis} of {name}, whose size is {size}; allowed: {-size} to {size - 1}");
            return null;
        }
        var isThere = (size - 1 - element).Lower >= 0 && element.Lower >= 0;
        // In a body it is checked where it is read, with the error that eager gives; a single element is read in one go.
        if (!isThere && _scope.Outer is not null) return ComputedPart(index, size, item.Source);
        _scope.Builder.Require(new(Dim.Max(size, element + 1), size, $"axis {axis} of {name} has an element {at}"));
        _scope.Builder.Require(new(Dim.Max(element, 0), element, $"axis {axis} of {name} has an element {at}"));
        return new Part.Element(at);
    }

    /// <summary>As it may be written, where it is known.</summary>
    private static string InWords(Value.Position position) => (position.FromEnd ? "^" : "") + position.Offset.AsDim;

    /// <summary>Whether a position is one that C#'s Index can be. What is always negative, which throws, is reported.</summary>
    private bool Counts(Value.Position position, IOperation source)
    {
        if (position.Offset.AsDim is not { Upper: < 0 } negative) return true;
        Mistake(Mistakes.OfOps[OpErrors.IndexOutOfRange], source.Syntax, $"{InWords(position)} is negative: an end of a range, and what stands behind ^, throws then"
            + (position.FromEnd ? "; allowed: 0 or more" : $"; write ^{-negative} to count from the end"));
        return false;
    }

    /// <summary>Where a range begins or ends, as slice takes it. What is negative only for some sizes ends the call, as C#'s Index does; null when that cannot be checked here.</summary>
    private Dim? EndOf(Value.Position position, Dim size, IOperation source)
    {
        var offset = position.Offset.AsDim!;
        if (offset.Lower is not >= 0)
        {
            if (_scope.Outer is not null)
            {
                Eagerly(Fallbacks.NotConstant, source, $"whether {offset}, an end of a range, is negative, which throws, depends on sizes, and here it may not be reached; make the range before the branch or loop");
                return null;
            }
            _scope.Builder.Require(new(Dim.Max(offset, 0), offset, $"{InWords(position)}, an end of a range, must not be negative"));
            offset = Dim.Max(offset, 0);
        }
        // More than there are elements is limited to the axis, which slice would take for a position from the end.
        return !position.FromEnd ? offset : offset is { IsConstant: true } && !offset.Is(0) ? -offset : Dim.Max(size - offset, 0);
    }

    private Part? ComputedPart(Value.Position index, Dim size, IOperation source)
    {
        if (ToNode(index.Offset, DType.I32, source) is not { } at) return null;
        if (at.Rank > 0)
        {
            Mistake(Mistakes.OfOps[OpErrors.Rank], source.Syntax, $"an index between brackets has rank {at.Rank} (shape {TensorType.ShapeText(at.Shape)}); allowed: rank 0. Use Take for several indices");
            return null;
        }
        if (!index.FromEnd) return new Part.Computed(at);
        // ^0 and what is negative lie behind the end, although -0 would be the first element.
        var end = ToNode(Value.Of(size), at.DType, source);
        return Add(new(OpTable.Neg, source, [new(at, source)], [])) is { } back
            && Add(new(OpTable.Gt, source, [new(at, source), new(_scope.Constant(IR.Literal.Scalar(at.DType, 0L)), source)], [])) is { } inside
            && Add(new(OpTable.Select, source, [new(inside, source), new(back, source), new(end, source)], [])) is { } position
            ? new Part.Computed(position)
            : null;
    }

    /// <summary>A position as slice takes it: negative counts from the end. null when it is known only at run time.</summary>
    private static Dim? Position(Value.Position position, Dim size) => (position.FromEnd, position.Offset.AsDim) switch
    {
        (_, null) => null,
        (false, { } offset) => offset,
        (true, { } offset) when offset.Is(0) => size,
        // "N - 1" may be negative for all that slice knows.
        (true, { } offset) => offset.IsConstant ? -offset : size - offset,
    };
}
