using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// Assignments to parts of tensors, <c>x[i, 1..3] = value</c>. They change the tensor itself; in a graph, where a tensor is a value, the
/// variable gets a new one. Nobody can tell the difference as long as the variable alone refers to the tensor, which is asked for.
/// </summary>
internal sealed partial class BodyCapture
{
    private static bool IsTensorPart(IPropertyReferenceOperation property) => property.Property.IsIndexer && Symbols.IsTensor(property.Property.ContainingType);

    /// <param name="compound">The operator of <c>x[i] += value</c>; null for a plain assignment.</param>
    private Value WritePart(IPropertyReferenceOperation target, ICompoundAssignmentOperation? compound, IAssignmentOperation assignment)
    {
        var place = Locate(target);
        var before = compound is null ? null : At(place, () => Evaluate(target));
        var value = Evaluate(assignment.Value);
        if (compound is not null)
            value = Binary(compound.OperatorKind, compound.OperatorMethod, new(before!, target), new(value, compound.Value), compound, compound.IsChecked);
        return value is Value.Unknown ? value : At(place, () => WriteNow(target, value, assignment, assignment.Value));
    }

    /// <param name="source">What gives the value.</param>
    private Value WriteNow(IPropertyReferenceOperation target, Value value, IOperation whole, IOperation source)
    {
        // The tensor as it is now: the right side may have written to it.
        if (Evaluate(target.Instance!) is not Value.Tensor { Node: var x } || Items(target.Arguments) is not { } items) return Value.Unknown.Value;
        if (RefusesPartsOf(target.Instance!) is { } reason) return Eagerly(Fallbacks.Write, target, reason);
        if (IsGone(target.Instance!, target)) return Value.Unknown.Value;
        if (ToNode(value, x.DType, source) is not { } part || Update(x, items, part, target, whole, source) is not { } updated) return Value.Unknown.Value;
        Give(((ILocalReferenceOperation)target.Instance!).Local, new Value.Tensor(updated), target.Instance!);
        return value;
    }

    /// <summary>Why a tensor must not be written to: others may see it.</summary>
    private static string? RefusesPartsOf(IOperation tensor) => tensor switch
    {
        ILocalReferenceOperation { Local: var local } when Ownership.IsSole(local, tensor) =>
            Ownership.IsRunThrough(local, tensor) ? $"a loop runs through {local.Name} and would see the change; run through a copy, {local.Name}.Clone()" : null,
        ILocalReferenceOperation { Local: { Name: var name } local } when Ownership.Sharer(local, tensor) is { } sharer && Ownership.InWords(sharer) is { } holder =>
            $"{name} is {holder} too, which would change with it; put a copy there: {name}.Clone()",
        ILocalReferenceOperation { Local.Name: var name } =>
            $"another variable may refer to the same tensor as {name} and would change with it; write to one of its own: var own = {name}.Clone()",
        IParameterReferenceOperation { Parameter.Name: var name } =>
            $"the caller would see its tensor {name} change; write to one of the method's own: var own = {name}.Clone()",
        _ => "other code may see the tensor change; write to one of the method's own, in a local variable",
    };

    private Node? Update(Node x, IReadOnlyList<Operand> items, Node value, IPropertyReferenceOperation target, IOperation whole, IOperation written)
    {
        var source = target.Instance!;
        if (PartsOf(x, items, target, OpUse.NameOf(source) ?? "the tensor") is not { } parts) return null;
        if (parts.FindIndex(p => p is Part.Window) is >= 0 and var moving)
        {
            Eagerly(Fallbacks.NotConstant, items[moving].Source, "the ends of a range that is written must be known at build time; write the elements one by one in a loop");
            return null;
        }
        if (!CheckParts(x, parts, items, OpUse.NameOf(source)) || Known(x, parts, source, target) is null) return null;
        var ranges = Enumerable.Range(0, x.Rank).Where(axis => axis >= parts.Count || parts[axis] is Part.Range).ToList();
        var positions = new List<OpOperand>();
        for (var axis = 0; axis < parts.Count; axis++)
        {
            var at = parts[axis] switch
            {
                Part.Element element => ToNode(Value.Of(element.At), DType.I32, items[axis].Source),
                Part.Computed => PlacesOf(parts[axis], x.Shape[axis], items[axis].Source),
                _ => null,
            };
            if (at is not null) positions.Add(new(at, items[axis].Source));
        }
        var starts = ranges.Select(axis => axis < parts.Count ? ((Part.Range)parts[axis]).Start : Dim.Zero).ToSeq();
        var shape = ranges.Select(axis => axis < parts.Count ? ((Part.Range)parts[axis]).Stop - ((Part.Range)parts[axis]).Start : x.Shape[axis]).ToSeq();
        var fitting = value.Shape == shape ? value : Add(new(OpTable.BroadcastTo, whole, [new(value, written)], [new("shape", new Attr.Dims(shape), written)]));
        var axes = Enumerable.Range(0, parts.Count).Where(axis => parts[axis] is not Part.Range).Select(axis => (long)axis).ToSeq();
        return Add(new(OpTable.Update, whole, [new(x, source), new(fitting, written), .. positions],
            [new("axes", new Attr.Ints(axes), target), new("starts", new Attr.Dims(starts), target)]));
    }
}
