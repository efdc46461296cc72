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
        /// <summary>Positions counted from the start.</summary>
        public sealed record Range(Dim Start, Dim Stop) : Part;

        /// <param name="At">Counted from the start.</param>
        public sealed record Element(Dim At) : Part;

        /// <summary>An element at a computed position, as it was written: from the end behind a caret, or when it is negative.</summary>
        /// <param name="At">An integer of rank 0.</param>
        public sealed record Computed(Node At, bool Caret) : Part;

        /// <summary>So many elements from a computed place on; both ends as they were written.</summary>
        /// <param name="Start">An integer of rank 0.</param>
        public sealed record Window(Node Start, bool StartCaret, Node End, bool EndCaret, Dim Length) : Part;
    }

    /// <summary>
    /// What is computed is looked at first; then one node takes the part that is known, the axes that got a single index are dropped, and the
    /// elements at computed places are taken.
    /// </summary>
    private Value IndexTensor(Node x, IReadOnlyList<Operand> items, IOperation whole)
    {
        if (items.Count > 0 && items.Count <= x.Rank && RowByCounter(x, items[0].Value) is { } row)
            return items.Count == 1 ? new Value.Tensor(row) : IndexTensor(row, items.Skip(1).ToList(), whole);
        var source = whole is IPropertyReferenceOperation { Instance: { } instance } ? instance : whole;
        if (PartsOf(x, items, whole, OpUse.NameOf(source) ?? "the tensor") is not { } parts || !CheckParts(x, parts, items, OpUse.NameOf(source))) return Value.Unknown.Value;
        // What takes nothing takes it anywhere, on an axis without elements too.
        parts = parts.Select(p => p is Part.Window { Length: var length } && length.Is(0) ? new Part.Range(Dim.Zero, Dim.Zero) : p).ToList();
        var result = Known(x, parts, source, whole);
        var single = Enumerable.Range(0, parts.Count).Where(axis => parts[axis] is Part.Element).Select(axis => (long)axis).ToSeq();
        if (result is not null && !single.IsEmpty) result = Add(new(OpTable.Squeeze, whole, [new(result, source)], [new("axis", new Attr.Ints(single), whole)]));
        var dropped = 0;
        for (var axis = 0; result is not null && axis < parts.Count; axis++)
        {
            if (parts[axis] is Part.Range) continue;
            if (parts[axis] is not Part.Element)
            {
                var places = PlacesOf(parts[axis], x.Shape[axis], items[axis].Source);
                result = Add(new(OpTable.Gather, whole, [new(result, source), new(places, items[axis].Source)], [new("axis", new Attr.Int(axis - dropped), whole)]));
            }
            if (parts[axis] is not Part.Window) dropped++;
        }
        return result is null ? Value.Unknown.Value : new Value.Tensor(result);
    }

    /// <summary>The part of a tensor that is known now, all its axes kept; axes at computed places whole.</summary>
    private Node? Known(Node x, IReadOnlyList<Part> parts, IOperation source, IOperation whole)
    {
        var ranges = x.Shape.Select((size, axis) => (axis < parts.Count ? parts[axis] : null) switch
        {
            Part.Range range => range,
            Part.Element { At: var at } => new(at, at + 1),
            _ => new Part.Range(Dim.Zero, size),
        }).ToList();
        return Add(new(OpTable.Part, whole, [new(x, source)],
            [new("starts", new Attr.Dims(ranges.Select(r => r.Start).ToSeq()), whole), new("counts", new Attr.Dims(ranges.Select(r => r.Stop - r.Start).ToSeq()), whole)]));
    }

    /// <summary>Computed positions in an axis, which have been looked at.</summary>
    private Node? PlacesOf(Part part, Dim size, IOperation source)
    {
        Node? FromStart(Node at, bool caret, params Node[] looked) =>
            InOrder(at, OpTable.Bounds, looked) is var checkedPlace && caret ? _graph.Apply(OpTable.Sub, source, ToNode(Value.Of(size), at.DType, source), checkedPlace) : checkedPlace;
        return part switch
        {
            Part.Computed one => FromStart(one.At, one.Caret, one.At),
            Part.Window window => _graph.Apply(OpTable.Add, source, FromStart(window.Start, window.StartCaret, window.Start, window.End), _graph.Iota([window.Length], 0, DType.I32, source)),
            _ => null,
        };
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
            if (range.Start.Offset.AsDim is null || range.End.Offset.AsDim is null) return WindowOf(range, size, item.Source);
            var (start, stop) = (EndOf(range.Start, size), EndOf(range.End, size));
            if (start.Upper < 0 || (stop - start).Upper < 0 || (size - stop).Upper < 0)
            {
                Mistake(Mistakes.OfOps[OpErrors.IndexOutOfRange], item.Source.Syntax,
                    $"range {InWords(range.Start)}..{InWords(range.End)} is out of range for axis {axis} of {name}, whose size is {size}; allowed: from 0 to {size}, the end not before the start");
                return null;
            }
            return new Part.Range(start, stop);
        }
        if (AsPosition(item.Value) is not { } index || index.FromEnd && !Counts(index, item.Source)) return null;
        // What may be negative or not counts from the end or not.
        if (index.Offset.AsDim is not { } offset || !index.FromEnd && offset.Lower is not >= 0 && offset.Upper is not < 0) return ComputedPart(index, item.Source);
        var element = index.FromEnd ? size - offset : offset.Upper < 0 ? size + offset : offset;
        if ((size - 1 - element).Upper < 0 || element.Upper < 0)
        {
            Mistake(Mistakes.OfOps[OpErrors.IndexOutOfRange], item.Source.Syntax,
                $"index {InWords(index)} is out of range for axis {axis} of {name}, whose size is {size}; allowed: {-size} to {size - 1}");
            return null;
        }
        // In a body it is checked where it is read, with the error that eager gives; a single element is read in one go.
        return Scope.Outer is null || (size - 1 - element).Lower >= 0 && element.Lower >= 0 ? new Part.Element(element) : ComputedPart(index, item.Source);
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

    /// <summary>Where a range begins or ends, from the start. What is negative only for some sizes, which C#'s Index does not take, is required not to be.</summary>
    private Dim EndOf(Value.Position position, Dim size)
    {
        var offset = position.Offset.AsDim!;
        Scope.Builder.Require(new(Dim.Max(offset, 0), offset, $"{InWords(position)}, an end of a range, must not be negative"));
        return position.FromEnd ? size - offset : offset;
    }

    private Part? ComputedPart(Value.Position index, IOperation source)
    {
        if (ToNode(index.Offset, DType.I32, source) is not { } at) return null;
        if (at.Rank == 0) return new Part.Computed(at, index.FromEnd);
        Mistake(Mistakes.OfOps[OpErrors.Rank], source.Syntax, $"an index between brackets has rank {at.Rank} (shape {TensorType.ShapeText(at.Shape)}); allowed: rank 0. Use Take for several indices");
        return null;
    }
}
