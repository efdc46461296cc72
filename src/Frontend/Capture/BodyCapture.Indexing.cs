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

    /// <summary>One slice for all axes, then the axes that got a single index are dropped.</summary>
    private Value IndexTensor(Node x, IReadOnlyList<Operand> items, IOperation whole)
    {
        var source = whole is IPropertyReferenceOperation { Instance: { } instance } ? instance : whole;
        if (items.Count > x.Rank)
        {
            return Mistake(Mistakes.OfOps[OpErrors.Rank], whole.Syntax,
                $"{items.Count} indices for {NameOf(source) ?? "a tensor"} of rank {x.Rank}; at most one per axis");
        }
        var starts = new Dim[items.Count];
        var stops = new Dim[items.Count];
        var sizes = new Dim[items.Count];
        var single = new List<long>();
        for (var axis = 0; axis < items.Count; axis++)
        {
            var size = x.Shape[axis];
            var bounds = items[axis].Value is Value.Range range
                ? Bounds(range, size)
                : AsPosition(items[axis].Value) is { } position && Resolve(position, size) is { } at ? (at, at + 1) : null;
            if (bounds is not var (start, stop))
                return Eagerly(Fallbacks.NotConstant, items[axis].Source, "this index must be known at build time; use Take to index by a value known at run time");
            if (items[axis].Value is not Value.Range) single.Add(axis);
            if (!InRange(start, stop, size, $"index of axis {axis}"))
            {
                return Mistake(Mistakes.OfOps[OpErrors.IndexOutOfRange], items[axis].Source.Syntax, items[axis].Value is Value.Range
                    ? $"the range {start} to {stop} does not lie within axis {axis} of {NameOf(source) ?? "the tensor"}, whose size is {size}"
                    : $"index {start} is out of range for axis {axis} of {NameOf(source) ?? "the tensor"}, whose size is {size}; allowed: 0 to {size - 1}");
            }
            (starts[axis], stops[axis], sizes[axis]) = (start, stop, stop - start);
            // "N - 1" may be negative for all that slice knows; "-1" counts from the end.
            if (FromEnd(items[axis].Value, start: true) is { } first) starts[axis] = -first;
            if (FromEnd(items[axis].Value, start: false) is > 0 and { } last) stops[axis] = -last;
        }
        var sliced = Add(new(OpTable.Slice, whole, [new(x, source)],
            [new("starts", new Attr.Dims(starts), whole), new("stops", new Attr.Dims(stops), whole)]));
        if (sliced is null) return Value.Unknown.Value;
        // Slice limits positions to the size; here they lie within it, so the result's sizes are simpler than what slice infers.
        var exact = sizes.Concat(x.Shape.Skip(items.Count)).ToSeq();
        if (sliced.Shape != exact)
            sliced = _builder.Add(OpTable.Reshape, [sliced], ("shape", new Attr.Dims(exact)));
        return single.Count == 0
            ? new Value.Tensor(sliced)
            : AddTensor(new(OpTable.Squeeze, whole, [new(sliced, source)], [new("axis", new Attr.Ints(single.ToSeq()), whole)]));
    }

    /// <summary>How far from the end a range or a single index starts or stops; null when it counts from the beginning.</summary>
    private static int? FromEnd(Value item, bool start) => item switch
    {
        Value.Range range => FromEnd(start ? range.Start : range.End, start: true),
        Value.Position { FromEnd: true, Offset: Value.Constant { Object: int offset } } => start ? offset : offset - 1,
        _ => null,
    };

    private static (Dim, Dim)? Bounds(Value.Range range, Dim size) =>
        Resolve(range.Start, size) is { } start && Resolve(range.End, size) is { } stop ? (start, stop) : null;

    private static Dim? Resolve(Value.Position position, Dim size) => position.Offset.AsDim is { } offset ? position.FromEnd ? size - offset : offset : null;

    /// <summary>0 ≤ start ≤ stop ≤ size; what depends on the symbols becomes a constraint of the graph.</summary>
    private bool InRange(Dim start, Dim stop, Dim size, string what)
    {
        foreach (var (low, high) in new[] { ((Dim)0, start), (start, stop), (stop, size) })
        {
            if ((high - low).Upper < 0) return false;
            if ((high - low).Lower is not >= 0) _builder.Require(new(Dim.Max(high, low), high, $"{what} must lie within its size"));
        }
        return true;
    }
}
