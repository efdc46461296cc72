using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// Lists that a loop adds a tensor to in each round: what is added is stacked by the <c>scan</c>, and the list is the rows of that. A
/// loop that reads elements of other rounds carries all of them as one tensor and writes a row in each round.
/// </summary>
internal sealed partial class BodyCapture
{
    /// <summary>A list gets one tensor more in each round; all it had before stays.</summary>
    private static bool GrowsByOne(Value before, Value now) => before is Value.List { Items: var old } && now is Value.List { Items: var items }
        && items.Count == old.Count + 1 && items[old.Count] is Value.Tensor && old.SequenceEqual(items.Take(old.Count));

    private Value AddToGrowing(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "Add" || call.Arguments.Length != 1)
            return Eagerly(Fallbacks.Call, call, $"{call.TargetMethod.Name} of a list that a loop adds to is not captured in the loop, where its length is another in each round; read its elements, or run through it");
        var item = Evaluate(call.Arguments[0].Value);
        // What is wrong with the item has been said; the list has got it all the same.
        if (item is Value.Unknown) return Replace(call.Instance!, item, call);
        // The item may be made by a local function that adds to the list too.
        if (Evaluate(call.Instance!) is not Value.Growing now) return Value.Unknown.Value;
        if (call.Instance is not ILocalReferenceOperation { Local: var list }) return Replace(call.Instance!, now with { Added = now.Added.Append(item) }, call) is Value.Unknown ? Value.Unknown.Value : Value.Nothing;
        // LINQ that is computed later reads the list as it is then.
        var written = LinqOn(Ownership.Sharer(list, call)?.Parent) is { } later
            ? Eagerly(Fallbacks.Call, later, OnlyKnown(later.TargetMethod.Name, grows: true))
            : Replace(call.Instance, now with { Added = now.Added.Append(item) }, call);
        if (written is not Value.Unknown) return Value.Nothing;
        // What is wrong with the list has been said.
        return Give(list, written, call);
    }

    private static IInvocationOperation? LinqOn(IOperation? handed) => handed switch
    {
        IConversionOperation conversion => LinqOn(conversion.Parent),
        IArgumentOperation { Parent: IInvocationOperation call } when IsLinq(call.TargetMethod) => call,
        _ => null,
    };

    /// <summary>What is stacked of a round, or why it cannot be.</summary>
    private Value? StackOf(GrowingList list, Value now, Scope scope, List<Node> outputs)
    {
        if (now is Value.Conflict or Value.Unknown) return now;
        if (now is not Value.Growing { Added: [Value.Tensor { Node: var node }] })
        {
            return new Value.Conflict(Fallbacks.ControlFlow, list.Slot.Given ?? Declarations.Of(_root, _token).First(), now is Value.Growing { Added: { Count: > 1 } added }
                ? $"{list.Slot.Name} gets {added.Count} elements in each round of the loop, and a list that grows in a loop is captured with one tensor a round; add them to a list each, or one tensor made of them"
                : now is Value.Growing { Added: [not Value.Tensor] } ? GrowsOfParts(list.Slot)
                : $"{list.Slot.Name} does not get one tensor in each round of the loop, so its length depends on data");
        }
        if (list.Rows is null) outputs.Add(scope.Import(node));
        return null;
    }

    /// <summary>The list behind the loop.</summary>
    private Value Stacked(Value before, Node rows, IOperation at)
    {
        _graph.Locate(at);
        return new Value.Rows(StackBefore(before) is { } first ? Scope.Add(OpTable.Concat, [first, rows], ("axis", new Attr.Int(0))) : rows);
    }

    private static string GrowsOfParts(Slot slot) =>
        $"{slot.Name} grows in a loop that stays one in the graph, where lists hold tensors only; add Tensor.Scalar(…) of a number, and have a list for each part of a tuple or an object";

    /// <summary>A list that grows in a loop that is no scan.</summary>
    private Value.Conflict GrowsWithData(Slot slot, string where, string remedy) => new(Fallbacks.ControlFlow, slot.Given ?? Declarations.Of(_root, _token).First(),
        $"{slot.Name} grows in {where}, so its length is not made of constants and sizes of tensors; {remedy}, or write the parts into a tensor of a fixed size: y[i] = …");

    /// <summary>A list that a round begins with and ends with in different lengths.</summary>
    private Value.Conflict Grows(Slot slot, Value before, Value now)
    {
        var added = now is Value.Rows ? [] : now.Parts;
        if (added.Any(p => p is not (Value.Tensor or Value.Unknown))) return new(Fallbacks.ControlFlow, slot.Given ?? Declarations.Of(_root, _token).First(), GrowsOfParts(slot));
        return before is Value.Growing
            ? new(Fallbacks.ControlFlow, slot.Given ?? Declarations.Of(_root, _token).First(),
                $"{slot.Name} grows in a loop within a loop, and a list that grows in a loop is captured with one tensor a round; let the inner loop fill a list of its own, and add one tensor made of that: Stack or Concat")
            : GrowsWithData(slot, "a loop that does not count its rounds up to a size", "let it: for (var i = 0; i < x.Shape[0]; i++)");
    }

    /// <summary><c>Stack</c> and <c>Concat</c> of such a list; null for other calls.</summary>
    private Value? JoinRows(OpDef op, IReadOnlyList<CallArgument> arguments, IOperation at)
    {
        if (arguments.FirstOrDefault(a => a.Value is Value.Rows) is not { Value: Value.Rows { Node: var rows } } list) return null;
        var given = Find(arguments, "axis")?.Value;
        var (isStack, isConcat) = (ReferenceEquals(op, OpTable.Stack), ReferenceEquals(op, OpTable.Concat));
        if (!isStack && !isConcat || given is not (null or Value.Constant { Object: int }))
            return Eagerly(Fallbacks.Expression, list.Source, "a list made by a loop can be stacked, joined, counted, indexed and run through");
        // Of no tensors, nobody knows what shape they would have: eagerly that is an error too.
        if (rows.Shape[0].Is(0)) return Mistake(Mistakes.OfOps[OpErrors.OperandCount], list.Source.Syntax, $"{op.Name}: the list is empty; allowed: at least one tensor");
        if (rows.Shape[0].Lower is not >= 1
            && !_graph.Require(ToNode(Value.Of(rows.Shape[0]), DType.I32, list.Source) is { } count ? _graph.Compare(OpTable.Ge, count, 1, list.Source) : null, Violation.OperandCount, $"{op.Name}: no operands given; at least one is needed", list.Source))
        {
            return Value.Unknown.Value;
        }
        var rank = isStack ? rows.Rank : rows.Rank - 1;
        var axis = given is Value.Constant { Object: int a } ? a : 0;
        if (axis < -rank || axis >= rank)
            return Mistake(Mistakes.OfOps[OpErrors.AxisOutOfRange], (Find(arguments, "axis")?.Source ?? at).Syntax, $"{op.Name}: axis is {axis}; allowed: {-rank} to {rank - 1}");
        if (axis < 0) axis += rank;
        // The rows' axis goes to its place, and for Concat becomes one with the axis behind it.
        var order = Enumerable.Range(1, axis).Append(0).Concat(Enumerable.Range(axis + 1, rows.Rank - axis - 1)).Select(i => (long)i).ToSeq();
        if (Add(new(OpTable.Transpose, at, [new(rows, list.Source)], [new("perm", new Attr.Ints(order), at)])) is not { } moved) return Value.Unknown.Value;
        if (isStack) return new Value.Tensor(moved);
        var shape = moved.Shape.Take(axis).Append(moved.Shape[axis] * moved.Shape[axis + 1]).Concat(moved.Shape.Skip(axis + 2)).ToSeq();
        return AddTensor(new(OpTable.Reshape, at, [new(moved, list.Source)], [new("shape", new Attr.Dims(shape), at)]));
    }

    /// <summary>The row of a tensor that a loop runs through by its counter: <c>x[i]</c> for i from 0 to the size of the axis; null for other elements.</summary>
    private Node? RowByCounter(Node x, Value index)
    {
        if (index is not Value.Scalar { Node: var at } || x.Rank == 0) return null;
        for (var scope = Scope; scope is not null; scope = scope.Outer)
        {
            if (scope.Counter is { } counter && ReferenceEquals(counter.Node, at))
                return scope.Outer!.Sees(x) && Dim.Same(counter.End, x.Shape[0]) == true ? scope.RowOf(x) : null;
        }
        return null;
    }
}
