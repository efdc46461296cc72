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
    private Value ReadElement(IArrayElementReferenceOperation element) =>
        Element(Evaluate(element.ArrayReference), element.Indices.Length == 1 ? Evaluate(element.Indices[0]) : null, element);

    private Value ReadElement(IImplicitIndexerReferenceOperation element) => Element(Evaluate(element.Instance), Evaluate(element.Argument), element);

    private Value Index(Value instance, ImmutableArray<IArgumentOperation> arguments, IOperation whole)
    {
        if (Items(arguments) is not { } items) return Value.Unknown.Value;
        return instance is Value.Tensor tensor ? IndexTensor(tensor.Node, items, whole) : Element(instance, items.Count == 1 ? items[0].Value : null, whole);
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
        if (instance is Value.Rows rows && index is not null) return IndexTensor(rows.Node, [new(index, whole)], whole);
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
}
