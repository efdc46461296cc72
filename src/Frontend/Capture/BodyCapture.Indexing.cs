using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Elements of lists and shapes, and indexers and ranges on tensors.</summary>
internal sealed partial class BodyCapture
{
    private Value ReadElement(IArrayElementReferenceOperation element) =>
        Element(Evaluate(element.ArrayReference), element.Indices.Length == 1 ? Evaluate(element.Indices[0]) : null, element);

    private Value ReadElement(IImplicitIndexerReferenceOperation element) => Element(Evaluate(element.Instance), Evaluate(element.Argument), element);

    private Value Index(Value instance, ImmutableArray<IArgumentOperation> arguments, IOperation whole)
    {
        var items = new List<Operand>();
        foreach (var argument in arguments)
        {
            var value = Evaluate(argument.Value);
            var call = new CallArgument("", value, argument.Value, IsImplicit: false);
            if (value is Value.List list) items.AddRange(list.Items.Select((item, i) => new Operand(item, call.ItemSource(i))));
            else items.Add(new(value, argument.Value));
        }
        if (items.Any(i => i.Value is Value.Unknown)) return Value.Unknown.Value;
        return instance is Value.Tensor tensor ? IndexTensor(tensor.Node, items, whole) : Element(instance, items.Count == 1 ? items[0].Value : null, whole);
    }

    private Value Element(Value instance, Value? index, IOperation whole)
    {
        if (instance is Value.Unknown || index is Value.Unknown) return Value.Unknown.Value;
        Seq<Value>? all = instance switch
        {
            Value.List list => list.Items,
            Value.Shape shape => shape.Dims.Map(Value.Of),
            _ => default(Seq<Value>?),
        };
        if (all is not { } items || index is null) return Eagerly(Fallbacks.Expression, whole, "this element access is not captured");
        var position = index as Value.Position ?? new Value.Position(index, FromEnd: false);
        if (position.Offset is not Value.Constant { Object: int offset })
            return Eagerly(Fallbacks.NotConstant, whole, "this index must be known at build time");
        var at = position.FromEnd ? items.Count - offset : offset;
        if (at >= 0 && at < items.Count) return items[at];
        return Mistake(Mistakes.OfOps[OpErrors.IndexOutOfRange], whole.Syntax,
            $"index {(position.FromEnd ? "^" : "")}{offset} is out of range: {(instance is Value.Shape ? "the tensor has rank" : "the list has length")} {items.Count}");
    }

    /// <summary>One slice for all axes, then the axes that got a single index are dropped. Ranges are limited to their axis, indices are not.</summary>
    private Value IndexTensor(Node x, IReadOnlyList<Operand> items, IOperation whole)
    {
        var source = whole is IPropertyReferenceOperation { Instance: { } instance } ? instance : whole;
        var name = NameOf(source) ?? "the tensor";
        if (items.Count > x.Rank)
        {
            return Mistake(Mistakes.OfOps[OpErrors.Rank], whole.Syntax, $"{items.Count} indices for {name} of rank {x.Rank}; at most one per axis");
        }
        var (starts, stops) = (new Dim[items.Count], new Dim[items.Count]);
        var single = new List<long>();
        for (var axis = 0; axis < items.Count; axis++)
        {
            var size = x.Shape[axis];
            if (items[axis].Value is Value.Range range && Position(range.Start, size) is { } start && Position(range.End, size) is { } stop)
            {
                (starts[axis], stops[axis]) = (start, stop);
                continue;
            }
            if (AsPosition(items[axis].Value) is not { } index || Position(index, size) is not { } at || at.Lower is not >= 0 && at.Upper is not < 0)
                return Eagerly(Fallbacks.NotConstant, items[axis].Source, "this index must be known at build time; use Take to index by a value known at run time");
            var element = at.Upper < 0 ? size + at : at;
            if ((size - 1 - element).Upper < 0 || element.Upper < 0)
            {
                return Mistake(Mistakes.OfOps[OpErrors.IndexOutOfRange], items[axis].Source.Syntax,
                    $"index {at} is out of range for axis {axis} of {name}, whose size is {size}; allowed: {-size} to {size - 1}");
            }
            _scope.Builder.Require(new(Dim.Max(size, element + 1), size, $"axis {axis} of {name} has an element {at}"));
            _scope.Builder.Require(new(Dim.Max(element, 0), element, $"axis {axis} of {name} has an element {at}"));
            // The stop behind "-1" is the end, not 0.
            (starts[axis], stops[axis]) = (at, at.Is(-1) ? size : at + 1);
            single.Add(axis);
        }
        if (Add(new(OpTable.Slice, whole, [new(x, source)], [new("starts", new Attr.Dims(starts), whole), new("stops", new Attr.Dims(stops), whole)])) is not { } sliced)
            return Value.Unknown.Value;
        if (single.Count == 0) return new Value.Tensor(sliced);
        // A single index takes one element, by the checks above; slice by itself would say min(1, N).
        var shape = sliced.Shape.Select((d, axis) => single.Contains(axis) ? Dim.One : d).ToSeq();
        if (shape != sliced.Shape) sliced = _scope.Add(OpTable.Reshape, [sliced], ("shape", new Attr.Dims(shape)));
        return AddTensor(new(OpTable.Squeeze, whole, [new(sliced, source)], [new("axis", new Attr.Ints(single.ToSeq()), whole)]));
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
