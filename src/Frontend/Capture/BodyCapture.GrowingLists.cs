using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>The elements and the length of a list while a loop adds to it, and of one that a loop has made.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>Finds the lists that a loop adds to and takes nothing away from. They may be read before they are added to.</summary>
    private void FindGrowing(Loop loop, LoopPlan plan)
    {
        var uses = loop.Source.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(l => l.Type is { } type && IsList(type)).ToLookup(l => l.Local, SymbolEqualityComparer.Default);
        foreach (var list in uses)
        {
            if (!list.Any(l => CallOn(l) == "Add") || !list.All(l => CallOn(l) is null or "Add" or "ToArray" && l.Parent is not ISimpleAssignmentOperation) || _frame.SlotOf(list.Key!) is not { } slot) continue;
            if (_store[slot] is not (Value.Rows or Value.List) || _store[slot]!.Parts.Any(p => p is not Value.Tensor)) continue;
            plan.Carried.Remove(slot.Number);
            plan.Grow(slot, _store[slot]!);
        }

        static string? CallOn(ILocalReferenceOperation list) => list.Parent is IInvocationOperation { Instance: { } owner } call && owner == list ? call.TargetMethod.Name : null;
    }

    /// <summary>The loop with what a round does at its end for the lists that are carried.</summary>
    private Loop Keeping(Loop loop, LoopPlan plan) => loop with
    {
        Body = row =>
        {
            var count = loop.Counted?.Invoke();
            var flow = loop.Body(row);
            if (flow.Includes(Completion.Break | Completion.Return)) return flow;
            plan.Recounts |= count is { } before && before != loop.Counted!();
            foreach (var list in plan.Growing.Values)
            {
                if (list.Rows is { } rows && _store[list.Slot] is Value.Growing growing && RowsOf(growing, loop.Source) is { } all) _store[rows] = new Value.Tensor(all);
            }
            if (plan.Round is { } round && plan.Round != loop.Counter) Advance(round, loop.Source);
            return flow;
        },
    };

    /// <summary>Carries what the body asked for, so that it can be read again; false when that cannot be, which has been reported.</summary>
    /// <param name="values">At the end of the round that asked.</param>
    private bool GiveWanted(Loop loop, LoopPlan plan, IReadOnlyDictionary<Slot, Value> values)
    {
        if (plan.Round is null) Open(plan, plan.Round = new("round", null), new Value.Constant(0));
        foreach (var list in plan.Growing.Values.Where(g => g.WantsRows && g.Rows is null))
        {
            if (ElementOf(list, values, loop) is not { } element) return false;
            _graph.Locate(loop.Source);
            var rest = Zeros(Scope, element.With(element.Shape.Insert(0, loop.Rounds!)));
            Open(plan, list.Rows = new(list.Slot.Name, null), Stacked(list.Before, rest, loop.Source) is Value.Rows rows ? new Value.Tensor(rows.Node) : Value.Unknown.Value);
        }
        return true;
    }

    /// <summary>The type of a list's elements; null, after reporting why, when the first round does not tell.</summary>
    private TensorType? ElementOf(GrowingList list, IReadOnlyDictionary<Slot, Value> values, Loop loop)
    {
        if (StackBefore(list.Before) is { Type: var all }) return all.With(all.Shape.RemoveAt(0));
        if (values.TryGetValue(list.Slot, out var now) && now is Value.Growing { Added: [Value.Tensor { Node.Type: var type }] }) return type;
        // What is added depends on what was read. In the first round the list is what it is before the loop.
        var scope = new Scope(Scope, _graph.LocationOf(loop.Source));
        var row = loop.Rows is { } rows ? scope.RowOf(rows) : null;
        var findings = _findings.Mark();
        var first = Within(scope, _store.Values, s => new Arm(s, _store.Values, loop.Body(row)));
        if (first.Values[list.Slot] is Value.List { Items: [Value.Tensor { Node.Type: var added }] }) return added;
        if (!_findings.Since(findings)) Eagerly(Fallbacks.ControlFlow, loop.Source, $"the first round of the loop adds no single tensor to {list.Slot.Name}, so what its elements are depends on data");
        return null;
    }

    private Node? StackBefore(Value before) => before is Value.Rows rows ? rows.Node
        : before.Parts.IsEmpty ? null
        : Scope.Add(OpTable.Stack, before.Parts.Select(i => ((Value.Tensor)i).Node).ToList(), ("axis", new Attr.Int(0)));

    /// <summary>How many elements a list has; unknown until the loop counts its rounds.</summary>
    private Value CountOf(Value list, IOperation at)
    {
        if (list is not Value.Growing growing) return list is Value.Rows rows ? Value.Of(rows.Node.Shape[0]) : new Value.Constant(list.Parts.Count);
        growing.Whole.Plan.WantsRound = true;
        if (growing.Whole.Plan.Round is not { } slot || _store[slot] is not { } round) return Value.Unknown.Value;
        var others = growing.Whole.Count + growing.Added.Count;
        return others.Is(0) ? round : Arithmetic(BinaryOperatorKind.Add, round, Value.Of(others), at);
    }

    /// <summary>Plain arithmetic on integers.</summary>
    private Value Arithmetic(BinaryOperatorKind kind, Value left, Value right, IOperation at) => Binary(kind, null, new(left, at), new(right, at), at, isChecked: false);

    /// <summary>All elements of a growing list so far, those to come as zeros; null until the loop carries them.</summary>
    private Node? RowsOf(Value.Growing growing, IOperation at)
    {
        growing.Whole.WantsRows = true;
        if (growing.Whole.Rows is not { } slot || _store[slot] is not Value.Tensor { Node: var rows }) return null;
        for (var i = 0; i < growing.Added.Count; i++)
        {
            if (growing.Added[i] is not Value.Tensor { Node: var added } || added.Rank != rows.Rank - 1) return null;
            if (ToNode(CountOf(growing with { Added = growing.Added.Take(i).ToSeq() }, at), DType.I32, at) is not { } count) return null;
            var fitting = Scope.Fit(added, rows.Shape.RemoveAt(0), $"{growing.Whole.Slot.Name} in a loop");
            var starts = fitting.Shape.Map(_ => Dim.Zero);
            rows = Scope.Add(OpTable.Update, [rows, fitting, count], ("axes", new Attr.Ints(Seq.Of(0L))), ("starts", new Attr.Dims(starts)));
        }
        return rows;
    }

    /// <summary><c>list[i]</c> of a list that grows in this round, or that a loop has made.</summary>
    /// <param name="isThere">The index is known to be one of the list's.</param>
    private Value ElementOfRows(Value list, Value index, IOperation whole, bool isThere = false)
    {
        var position = index as Value.Position ?? new Value.Position(index, FromEnd: false);
        if (list is Value.Growing { Added: var added } && position is { FromEnd: true, Offset: Value.Constant { Object: int back } } && back > 0 && back <= added.Count) return added[added.Count - back];
        var all = list is Value.Growing growing ? RowsOf(growing, whole) : ((Value.Rows)list).Node;
        if (all is null || (isThere ? index : PlaceIn(list, all, position, whole)) is not { } place) return Value.Unknown.Value;
        return place is Value.Scalar { Node: var node }
            ? AddTensor(new(OpTable.Gather, whole, [new(all, whole), new(node, whole)], [new("axis", new Attr.Int(0), whole)]))
            : IndexTensor(all, [new(place, whole)], whole);
    }

    /// <summary>
    /// Where an element of a list stands among all rows. Other than a tensor's, a list's index does not count from the end when it is
    /// negative, and it ends with what has been added: what is outside ends the call as it does in C#.
    /// </summary>
    private Value? PlaceIn(Value list, Node all, Value.Position position, IOperation at)
    {
        if (list is Value.Rows && position.Offset.AsDim is { } known)
        {
            var element = position.FromEnd ? all.Shape[0] - known : known;
            if (!position.FromEnd && known.Upper < 0)
            {
                Mistake(Mistakes.OfOps[OpErrors.IndexOutOfRange], at.Syntax, $"index {known} is out of range: the list has length {all.Shape[0]}");
                return null;
            }
            if (known.Lower >= 0 && (Scope.Outer is null || element.Lower >= 0 && (all.Shape[0] - 1 - element).Lower >= 0)) return position;
        }
        if (CountOf(list, at) is not (not Value.Unknown and var count)) return null;
        var from = position.FromEnd ? Arithmetic(BinaryOperatorKind.Subtract, count, position.Offset, at) : position.Offset;
        if (from is Value.Unknown || ToNode(from, DType.I32, at) is not { } node || ToNode(count, DType.I32, at) is not { } end) return null;
        var (index, length) = (LinearOf(from), LinearOf(count));
        var place = node;
        if (index is not { IsNeverNegative: true } && !LooksAt(_graph.Compare(OpTable.Ge, node, 0, at))) return null;
        if ((index is null || length is null || !(length - index - new Linear(1)).IsNeverNegative) && !LooksAt(_graph.Apply(OpTable.Lt, at, node, end))) return null;
        return new Value.Scalar(place);

        bool LooksAt(Node? condition)
        {
            if (!_graph.Require(condition, OfArray(at) ? Violation.IndexOutOfRange : Violation.ArgumentOutOfRange, "takes an element outside of a list", at)) return false;
            place = InOrder(node, OpTable.Assert, condition!);
            return true;
        }
    }

    /// <summary>Whether an element is one of an array; else it is one of a list.</summary>
    private static bool OfArray(IOperation element) => element switch
    {
        IArrayElementReferenceOperation => true,
        IImplicitIndexerReferenceOperation { Instance.Type: var type } => type is IArrayTypeSymbol,
        _ => false,
    };

    /// <summary><c>list[i] = value</c> of such a list.</summary>
    private Value WriteRow(Value list, Value.Position position, Value value, IOperation collection, IOperation target)
    {
        if (value is not Value.Tensor { Node: var written }) return value is Value.Unknown ? value : RefuseWrite(target);
        var growing = list as Value.Growing;
        if (position is { FromEnd: true, Offset: Value.Constant { Object: int back } } && growing is { Added: var added } && back > 0 && back <= added.Count)
            return Replace(collection, growing with { Added = added.With(added.Count - back, value) }, target) is Value.Unknown ? Value.Unknown.Value : value;
        var all = growing is not null ? RowsOf(growing, target) : ((Value.Rows)list).Node;
        if (all is null || PlaceIn(list, all, position, target) is not { } index) return Value.Unknown.Value;
        if (written.Rank != all.Rank - 1) return Eagerly(Fallbacks.ControlFlow, target, $"what is written has shape {TensorType.ShapeText(written.Shape)}, the other elements of the list have {TensorType.ShapeText(all.Shape.RemoveAt(0))}");
        Node? at;
        if (index is Value.Scalar { Node: var place }) at = place;
        else if (PartsOf(all, [new(index, target)], target, "the list") is not [Part.Element part] || Known(all, [part], target, target) is null) return Value.Unknown.Value;
        else at = ToNode(Value.Of(part.At), DType.I32, target);
        var fitting = Scope.Fit(written, all.Shape.RemoveAt(0), "an element of a list");
        if (Add(new(OpTable.Update, target, [new(all, target), new(fitting, target), new(at, target)],
            [new("axes", new Attr.Ints(Seq.Of(0L)), target), new("starts", new Attr.Dims(fitting.Shape.Map(_ => Dim.Zero)), target)])) is not { } updated) return Value.Unknown.Value;
        if (growing is null) return Replace(collection, new Value.Rows(updated), target) is Value.Unknown ? Value.Unknown.Value : value;
        // What this round has added is kept beside the rows until its end.
        for (var i = 0; i < growing.Added.Count; i++)
        {
            if (ElementOfRows(new Value.Rows(updated), CountOf(growing with { Added = growing.Added.Take(i).ToSeq() }, target), target, isThere: true) is not Value.Tensor now) return Value.Unknown.Value;
            growing = growing with { Added = growing.Added.With(i, now) };
        }
        _store[growing.Whole.Rows!] = new Value.Tensor(updated);
        return Replace(collection, growing, target) is Value.Unknown ? Value.Unknown.Value : value;
    }

    /// <summary>A method of a list that a loop has made.</summary>
    private Value InvokeRows(Value.Rows rows, IInvocationOperation call, Target place)
    {
        var held = Hold(call.Instance!, rows);
        var arguments = EvaluateArguments(call.Arguments).Select(a => a.Value).ToList();
        if (Now(held) is not Value.Rows { Node: var all } || arguments.Any(a => a is Value.Unknown)) return Value.Unknown.Value;
        if (call.TargetMethod.Name == "ToArray") return new Value.Rows(all);
        if (call.TargetMethod.Name != "Add" || arguments is not [Value.Tensor { Node: var item }] || item.Rank != all.Rank - 1)
            return Eagerly(Fallbacks.Call, call, $"{call.TargetMethod.Name} of a list that a loop has made is not captured here; it can be added to, stacked, joined, counted, indexed and run through");
        var row = _graph.Apply(OpTable.Stack, call, Scope.Fit(item, all.Shape.RemoveAt(0), "an element of a list"));
        if (_graph.Apply(OpTable.Concat, call, all, row) is not { } more) return Value.Unknown.Value;
        return At(place, () => IsGone(call.Instance!, call) ? Value.Unknown.Value : Replace(call.Instance!, new Value.Rows(more), call)) is Value.Unknown unwritten ? unwritten : Value.Nothing;
    }

    /// <summary>A round for each element that a list has so far.</summary>
    private Flow ForEachElement(Value.Growing list, IForEachLoopOperation loop, System.Action<Value> bind)
    {
        var counter = NewCounter(new Value.Constant(0));
        return ExecuteLoop(new(loop, () => CountOf(list, loop) is not Value.Unknown and var count ? Arithmetic(BinaryOperatorKind.LessThan, _store[counter]!, count, loop) : Value.Unknown.Value,
            ConditionFirst: true, _ =>
            {
                bind(ElementOfRows(list, _store[counter]!, loop, isThere: true));
                return Execute(loop.Body);
            }, () => Advance(counter, loop)));
    }
}
