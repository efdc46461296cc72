using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Elements of lists and shapes. Tensors have a file of their own.</summary>
internal sealed partial class BodyCapture
{
    private Value ReadElement(IArrayElementReferenceOperation element) => ReadElement(element.ArrayReference, element.Indices.Length == 1 ? element.Indices[0] : null, element);

    private Value ReadElement(IImplicitIndexerReferenceOperation element) => ReadElement(element.Instance, element.Argument, element);

    private Value ReadElement(IOperation collection, IOperation? position, IOperation whole)
    {
        var instance = Evaluate(collection);
        var index = position is null ? null : EvaluateBehind(collection, ref instance, position);
        return Element(instance, index, whole);
    }

    private Value Index(Value instance, IPropertyReferenceOperation part)
    {
        if (instance is Value.Record record)
        {
            if (Implementation(part.Property.GetMethod!, record, part) is not { } indexer) return Value.Unknown.Value;
            var owner = Hold(part.Instance!, record);
            var arguments = EvaluateArguments(part.Arguments);
            return NowOwner(owner, part.Instance!, new Target()) is Value.Record self ? Call(indexer, arguments, part, new Receiver(self)) : Value.Unknown.Value;
        }
        var held = Hold(part.Instance!, instance);
        if (Items(part.Arguments) is not { } items) return Value.Unknown.Value;
        var now = Now(held);
        return now is Value.Tensor tensor ? IndexTensor(tensor.Node, items, part) : Element(now, items.Count == 1 ? items[0].Value : null, part);
    }

    /// <summary>What stands between brackets; null when some of it is not captured.</summary>
    private List<Operand>? Items(ImmutableArray<IArgumentOperation> arguments)
    {
        var items = new List<Operand>();
        foreach (var argument in arguments)
        {
            var value = Evaluate(argument.Value);
            var call = new CallArgument("", value, argument.Value, IsImplicit: false);
            if (value is Value.List list) items.AddRange(list.Items.Select((item, i) => new Operand(item, call.ItemSource(i))));
            else items.Add(new(value, argument.Value));
        }
        return items.Any(i => i.Value is Value.Unknown) ? null : items;
    }

    private Value Element(Value instance, Value? index, IOperation whole)
    {
        if (instance is Value.Unknown || index is Value.Unknown) return Value.Unknown.Value;
        if (instance is Value.Rows or Value.Growing && index is not null) return ElementOfRows(instance, index, whole);
        Seq<Value>? all = instance switch
        {
            Value.List list => list.Items,
            Value.Shape shape => shape.Dims.Map(Value.Of),
            _ => default(Seq<Value>?),
        };
        if (all is not { } items || index is null) return Eagerly(Fallbacks.Expression, whole, "this element access is not captured; captured are those of tensors, arrays and lists");
        var position = index as Value.Position ?? new Value.Position(index, FromEnd: false);
        if (position.Offset is not Value.Constant { Object: int offset })
            return Eagerly(Fallbacks.NotConstant, whole, "an index into a list must be known at build time; for one that is not, Stack the list and index the tensor");
        // Axes may be negative, positions in arrays and lists may not.
        var at = position.FromEnd || (instance is Value.Shape && offset < 0) ? items.Count - Math.Abs(offset) : offset;
        if (at >= 0 && at < items.Count) return items[at];
        return Mistake(Mistakes.OfOps[OpErrors.IndexOutOfRange], whole.Syntax,
            $"index {(position.FromEnd ? "^" : "")}{offset} is out of range: {(instance is Value.Shape ? "the tensor has rank" : "the list has length")} {items.Count}");
    }
}
