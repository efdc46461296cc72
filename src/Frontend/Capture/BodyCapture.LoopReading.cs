using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// Loops that stay loops. Which variables a round hands to the next is found by reading: first those the loop assigns, then
/// those that turn out to change, until a reading finds nothing new.
/// </summary>
internal sealed partial class BodyCapture
{
    // Each reading settles at least one variable; more than a few are needed only where inner loops change outer variables late.
    private const int MostReadings = 12;

    private Flow ReadLoop(Loop loop)
    {
        var plan = new LoopPlan { Rotated = !loop.ConditionFirst };
        foreach (var slot in Targets(loop.Source).Select(VariableOf).OfType<ISymbol>().Select(_frame.SlotOf).OfType<Slot>())
        {
            if (_store[slot] is { } entry and not (Value.Unassigned or Value.Unknown or Value.Conflict)) plan.Carry(slot, entry);
        }
        if (loop.Rounds is not null) FindGrowing(loop, plan);
        var (values, findings, nodes, calls) = (_store.Values, _findings.Mark(), _graph.Nodes, _calls);
        for (var reading = 0; reading < MostReadings; reading++)
        {
            var isScan = loop.Rounds is not null && !plan.Leaves && !plan.Recounts;
            if ((isScan ? ReadScan(loop, plan) : ReadWhile(loop, plan)) is { } flow) return flow;
            (_store.Values, _graph.Nodes, _calls) = (values, nodes, calls);
            _findings.Return(findings);
        }
        Eagerly(Fallbacks.TooLarge, loop.Source, "its loops change too many variables in too many ways to follow; move a part to a graph function of its own");
        return Abandon(loop.Source);
    }

    /// <summary>null when the plan has changed, so that the loop has to be read again.</summary>
    private Flow? ReadScan(Loop loop, LoopPlan plan)
    {
        if (loop.Counter is { } own && _store[own] is Value.Constant { Object: int }) plan.Round = own;
        var entries = Entries(plan);
        var body = new Scope(Scope, _graph.LocationOf(loop.Source));
        var (values, parameters) = BeginRound(body, plan);
        if (loop.Counter is { } counter && values[counter] is Value.Scalar { Node: var count }) body.Counter = (count, loop.Rounds!);
        if (loop.Limits is var (slot, least, most, _) && values[slot] is Value.Scalar { Node: var limited }) body.Limits[limited] = (least, most);
        if (plan.Round is { } round && values[round] is Value.Scalar { Node: var number } && !body.Limits.ContainsKey(number)) body.Limits[number] = (0, loop.Rounds! - 1);
        var row = loop.Rows is { } rows ? body.RowOf(rows) : null;
        var arm = Within(body, values, scope => new Arm(scope, values, Round(Keeping(loop, plan), row)));
        if (arm.Flow.Includes(Completion.Break | Completion.Return)) plan.Leaves = true;
        if (plan.Leaves || plan.Recounts) return null;
        if (plan.Wants) return GiveWanted(loop, plan, arm.Values) ? null : Abandon(loop.Source);
        var outputs = new List<Node>();
        if (Close(plan, values, arm, outputs, isScan: true) is { } again) return again ? null : Abandon(loop.Source);
        if (outputs.Count > 0)
        {
            var attributes = new List<(string, Attr)>
            {
                ("carried", new Attr.Int(entries.Count)),
                ("scanned", new Attr.Int(body.Rows.Count)),
                ("body", new Attr.Body(body.Builder.Build("body", parameters.Concat(body.Rows.Select(r => r.Row)).Concat(body.Captures.Select(body.Capture)).ToList(), outputs))),
            };
            if (body.Rows.Count == 0) attributes.Add(("length", new Attr.Dims(Seq.Of(loop.Rounds!))));
            _graph.Locate(loop.Source);
            var scan = Scope.Add(OpTable.Scan, entries.Concat(body.Rows.Select(r => r.Whole)).Concat(body.Captures).ToList(), attributes.ToArray());
            EndLoop(plan, scan, loop);
        }
        else
        {
            EndLoop(plan, null, loop);
        }
        return Flow.Next;
    }

    private Flow? ReadWhile(Loop loop, LoopPlan plan)
    {
        var (go, leave) = (new Slot("more", null), new Slot("leave", null));
        var first = (Value)new Value.Constant(true);
        if (plan.Rotated)
        {
            if (loop is { ConditionFirst: true, Condition: { } condition } && (first = condition()) is Value.Constant { Object: false }) return Flow.Next;
            if (first is Value.Unknown) return Abandon(loop.Source);
            // Evaluating the condition may have changed variables.
            foreach (var (slot, _) in plan.Carried.Values.ToList())
            {
                if (_store[slot] is { } now and not Value.Unassigned) plan.Carry(slot, now);
            }
            Open(plan, go, first);
        }
        foreach (var list in plan.Growing.Values) plan.Conflicts[list.Slot] = GrowsWithData(list.Slot, "a loop that may end early", "let it run to its end");
        plan.Growing.Clear();
        if (plan.Leaves) Open(plan, leave, new Value.Constant((int)Completion.Next));
        try
        {
            return ReadWhile(loop, plan, go, leave);
        }
        finally
        {
            plan.Carried.Remove(go.Number);
            plan.Carried.Remove(leave.Number);
            (_store[go], _store[leave]) = (null, null);
        }
    }

    private void Open(LoopPlan plan, Slot slot, Value entry)
    {
        _store[slot] = entry;
        plan.Carry(slot, entry);
    }

    private Flow? ReadWhile(Loop loop, LoopPlan plan, Slot go, Slot leave)
    {
        var entries = Entries(plan);
        var location = _graph.LocationOf(loop.Source);
        var (condition, body) = (new Scope(Scope, location), new Scope(Scope, location));
        var (before, conditionParameters) = BeginRound(condition, plan);
        Value more = Value.Unknown.Value;
        var test = Within(condition, before, scope =>
        {
            more = Test(loop, plan, go, leave);
            return new(scope, before, Flow.Next);
        });
        if (!SameValues(test.Values, before))
        {
            plan.Rotated = true;
            return null;
        }
        if (more is Value.Unknown) return Abandon(loop.Source);

        var (values, parameters) = BeginRound(body, plan);
        var left = Completion.Next;
        var round = Within(body, values, scope =>
        {
            // What a round calls may have changed the limit for the next.
            if (loop.Limits is var (slot, least, most, limit) && values[slot] is Value.Scalar { Node: var limited } && loop.Counted?.Invoke()[1].AsDim == limit) scope.Limits[limited] = (least, most);
            var flow = Round(loop, null, () =>
            {
                if (plan.Rotated) _store[go] = loop.Condition is { } again ? again() : new Value.Constant(true);
            }, () =>
            {
                if (plan.Rotated) _store[go] = new Value.Constant(false);
            });
            left = flow.May;
            if (plan.Leaves)
            {
                var where = Catch(flow, Completion.Continue, loop.Source);
                _store[leave] = where.Code is { } code ? new Value.Scalar(code) : new Value.Constant((int)where.May);
            }
            return new(scope, values, flow);
        });
        if (!plan.Leaves && (left & (Completion.Break | Completion.Return)) != 0)
        {
            plan.Leaves = true;
            return null;
        }
        var outputs = new List<Node>();
        if (Close(plan, values, round, outputs, isScan: false) is { } again) return again ? null : Abandon(loop.Source);
        if (outputs.Count == 0 || more is Value.Constant { Object: true })
        {
            Eagerly(Fallbacks.ControlFlow, loop.Source, outputs.Count == 0 ? "this loop changes nothing, so it never ends once it has begun" : "this loop never ends");
            return Abandon(loop.Source);
        }
        var captures = condition.Captures.Concat(body.Captures).Distinct().ToList();
        var goesOn = ToNumber(condition, more, DType.Bool);
        Scope.Builder.Location = location;
        var node = Scope.Add(OpTable.While, entries.Concat(captures).ToList(),
            ("cond", new Attr.Body(condition.Builder.Build("cond", conditionParameters.Concat(captures.Select(condition.Capture)).ToList(), [condition.Import(goesOn)]))),
            ("body", new Attr.Body(body.Builder.Build("body", parameters.Concat(captures.Select(body.Capture)).ToList(), outputs))));
        EndLoop(plan, node, loop);
        if ((left & Completion.Return) == 0) return Flow.Next;
        // A loop without a condition ends where it is left.
        if (loop.IsEndless && (left & Completion.Break) == 0) return Flow.Return;
        return Catch(new(Completion.Next | (left & (Completion.Break | Completion.Return)), _store[leave]!.AsNode), Completion.Break, loop.Source);
    }

    /// <summary>Whether there is another round, in terms of what is carried.</summary>
    private Value Test(Loop loop, LoopPlan plan, Slot go, Slot leave)
    {
        if (plan.Rotated) return _store[go]!;
        Value Condition() => loop.Condition is { } condition ? condition() : new Value.Constant(true);
        if (!plan.Leaves) return Condition();
        return ShortCircuit(isAnd: true, Is(new(Completion.Next | Completion.Break | Completion.Return, _store[leave]!.AsNode), Completion.Next, loop.Source), Condition, loop.Source);
    }

    /// <summary>A round: the body, and what follows it unless the body has left the loop.</summary>
    private Flow Round(Loop loop, Node? row, System.Action? after = null, System.Action? left = null)
    {
        Flow GoOn()
        {
            // Whoever is given the row needs no counter.
            if (row is null) loop.Bottom();
            after?.Invoke();
            return Flow.Next;
        }
        Flow Stop()
        {
            left?.Invoke();
            return Flow.Next;
        }
        var flow = loop.Body(row);
        if (!flow.Includes(Completion.Break | Completion.Return)) GoOn();
        else if (!flow.Includes(Completion.Next | Completion.Continue)) Stop();
        else Branch(Is(flow, Completion.Next | Completion.Continue, loop.Source), loop.Source, GoOn, Stop);
        return flow;
    }

    /// <summary>The nodes that the carried variables begin with.</summary>
    private List<Node> Entries(LoopPlan plan)
    {
        var nodes = new List<Node>();
        void Add(Slot slot, Value value)
        {
            if (value is Value.Tensor tensor) nodes.Add(Scope.Import(tensor.Node));
            else if (NumberType(slot, value, value) is { } dtype) nodes.Add(Scope.Import(ToNumber(Scope, value, dtype)));
            else foreach (var part in value.Parts) Add(slot, part);
        }
        foreach (var (slot, entry) in plan.Carried.Values) Add(slot, entry);
        return nodes;
    }

    /// <summary>What the variables hold at the beginning of a round: parameters of a body.</summary>
    private (ImmutableDictionary<Slot, Value> Values, List<Node> Parameters) BeginRound(Scope scope, LoopPlan plan)
    {
        var parameters = new List<Node>();
        Node New(Slot slot, TensorType type)
        {
            parameters.Add(scope.Parameter(GraphBuilder.IsIdentifier(slot.Name) ? slot.Name : "v", type));
            return parameters[parameters.Count - 1];
        }
        Value Stand(Slot slot, Value value) => value is Value.Tensor tensor ? new Value.Tensor(New(slot, tensor.Node.Type))
            : NumberType(slot, value, value) is { } dtype ? new Value.Scalar(New(slot, TensorType.Scalar(dtype)))
            : value.Parts.IsEmpty ? value
            : value.WithParts(value.Parts.Map(p => Stand(slot, p)));
        var values = _store.Values;
        foreach (var (slot, entry) in plan.Carried.Values) values = values.SetItem(slot, Stand(slot, entry));
        foreach (var list in plan.Growing.Values) values = values.SetItem(list.Slot, new Value.Growing(list, default));
        foreach (var conflict in plan.Conflicts) values = values.SetItem(conflict.Key, conflict.Value);
        return (values, parameters);
    }

    /// <summary>
    /// The nodes that the carried variables end a round with. Gives null when all is well, true when the plan has changed, and
    /// false when something was not captured.
    /// </summary>
    private bool? Close(LoopPlan plan, ImmutableDictionary<Slot, Value> entered, Arm arm, List<Node> outputs, bool isScan)
    {
        var changed = false;
        var unknown = false;
        void Refuse(Slot slot, Value? problem)
        {
            unknown |= problem is Value.Unknown;
            if (problem is not Value.Conflict conflict) return;
            plan.Carried.Remove(slot.Number);
            plan.Growing.Remove(slot.Number);
            plan.Conflicts[slot] = conflict;
            changed = true;
        }
        foreach (var (slot, entry) in plan.Carried.Values.ToList())
        {
            var now = arm.Values[slot];
            if (isScan && GrowsByOne(entry, now))
            {
                plan.Carried.Remove(slot.Number);
                plan.Grow(slot, entry);
                changed = true;
            }
            else
            {
                Refuse(slot, Next(slot, entry, now, arm.Scope, outputs));
            }
        }
        foreach (var list in plan.Growing.Values.ToList()) Refuse(list.Slot, StackOf(list, arm.Values[list.Slot], arm.Scope, outputs));
        foreach (var variable in entered)
        {
            var (slot, now) = (variable.Key, arm.Values[variable.Key]);
            if (plan.Knows(slot) || now.Equals(variable.Value)) continue;
            if (now is Value.Unknown) unknown = true;
            else if (isScan && GrowsByOne(variable.Value, now)) plan.Grow(slot, variable.Value);
            else if (variable.Value is not Value.Unassigned) plan.Carry(slot, variable.Value);
            else if (Stays(now)) plan.Settled[slot] = now;
            else plan.Carry(slot, Begin(now));
            changed |= plan.Knows(slot);
        }
        return unknown ? false : changed ? true : null;
    }

    /// <summary>Takes a variable's value to the next round: null, or why that cannot be.</summary>
    private Value? Next(Slot slot, Value entry, Value now, Scope scope, List<Node> outputs)
    {
        const string After = "after it";
        if (now is Value.Unknown or Value.Conflict) return now;
        if (entry is Value.Tensor x)
        {
            if (now is not Value.Tensor y || x.Node.DType != y.Node.DType || Unlike(x.Node.Type, y.Node.Type)) return Differ(slot, entry, now, BeforeRound, After);
            if (Unproven(scope, x.Node, y.Node) is { } axis) return SizesDiffer(slot, axis, x.Node, y.Node, BeforeRound, After);
            outputs.Add(scope.Fit(y.Node, x.Node.Shape, $"{slot.Name} in a loop"));
            return null;
        }
        if (NumberType(slot, entry, now) is { } dtype)
        {
            outputs.Add(scope.Import(ToNumber(scope, now, NumberType(slot, entry, entry)!.Value)));
            return null;
        }
        if (!entry.IsLike(now))
        {
            return entry.Equals(now) ? null
                : entry is Value.List or Value.Growing or Value.Rows && now is Value.List or Value.Growing or Value.Rows ? Grows(slot, entry, now)
                : Differ(slot, entry, now, BeforeRound, After);
        }
        for (var i = 0; i < entry.Parts.Count; i++)
        {
            if (Next(slot, entry.Parts[i], now.Parts[i], scope, outputs) is { } problem) return problem;
        }
        return null;
    }

    /// <summary>Whether a value made in the loop means the same outside.</summary>
    private bool Stays(Value value) => value.AsNode is { } node ? Scope.Sees(node) : value.Parts.All(Stays);

    /// <summary>A value of the same type, for a variable that has none yet.</summary>
    private Value Begin(Value value) => value switch
    {
        Value.Tensor tensor => new Value.Tensor(Zeros(Scope, tensor.Node.Type)),
        Value.Scalar scalar => new Value.Scalar(Zeros(Scope, scalar.Node.Type)),
        _ => value.Parts.IsEmpty ? value : value.WithParts(value.Parts.Map(Begin)),
    };

    /// <summary>Gives the variables what they hold behind the loop.</summary>
    private void EndLoop(LoopPlan plan, Node? node, Loop loop)
    {
        var result = 0;
        Value End(Slot slot, Value entry) => entry is Value.Tensor ? new Value.Tensor(Scope.Get(node!, result++))
            : NumberType(slot, entry, entry) is not null ? new Value.Scalar(Scope.Get(node!, result++))
            : entry.Parts.IsEmpty ? entry
            : entry.WithParts(entry.Parts.Map(p => End(slot, p)));
        foreach (var (slot, entry) in plan.Carried.Values) _store[slot] = End(slot, entry);
        foreach (var list in plan.Growing.Values)
        {
            _store[list.Slot] = list.Rows is { } rows ? new Value.Rows(_store[rows]!.AsNode!) : Stacked(list.Before, Scope.Get(node!, result++), loop.Source);
            if (list.Rows is { } slot) _store[slot] = null;
        }
        if (plan.Round is { } round && plan.Round != loop.Counter) _store[round] = null;
        foreach (var conflict in plan.Conflicts) _store[conflict.Key] = conflict.Value;
        foreach (var settled in plan.Settled) _store[settled.Key] = settled.Value;
    }
}
