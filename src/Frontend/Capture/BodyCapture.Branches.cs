using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// Choices by conditions that only the running program knows: both ways are read, each into a graph of its own, and what the
/// variables hold afterwards are the results of an <c>if</c>. Where the ways lead to different places (one returns, the other
/// goes on), the place is a result too, and the statements behind become the next choice.
/// </summary>
internal sealed partial class BodyCapture
{
    /// <summary>One way through a choice, read into a scope of its own.</summary>
    private sealed record Arm(Scope Scope, ImmutableDictionary<Slot, Value> Values, Flow Flow);

    /// <summary>A condition: a <see cref="Value.Constant"/>, a <see cref="Value.Scalar"/> of dtype bool, or unknown, which has been reported.</summary>
    private Value Condition(IOperation condition) => AsCondition(Evaluate(condition), condition);

    private Value AsCondition(Value value, IOperation condition)
    {
        switch (value)
        {
            case Value.Constant { Object: bool } known:
                return known;
            case Value.Scalar { Node.DType: DType.Bool } scalar:
                return scalar;
            case Value.Tensor { Node: { Rank: 0, DType: DType.Bool } node }:
                return new Value.Scalar(node);
            case Value.Tensor { Node: var node }:
                return Mistake(Mistakes.Condition, condition.Syntax, $"a condition must be one truth value, bool[]; this is {node.Type}: "
                    + (node.DType == DType.Bool ? "use All(…) or Any(…) to make one of it, or Where(…) to choose for each element" : "compare it with something"));
            case Value.Unknown unknown:
                return unknown;
            default:
                return Eagerly(Fallbacks.Expression, condition, "this condition is neither a bool nor a tensor");
        }
    }

    /// <summary>Reads both ways of a choice and joins what they leave behind.</summary>
    /// <param name="rest">The statements behind the choice, in its block; null when there are none. When one way leaves, they belong to the other alone.</param>
    private Flow Branch(Node condition, IOperation at, Func<Flow> then, Func<Flow> otherwise, Func<Flow>? rest = null)
    {
        if (condition.Kind == OpKind.Constant) return After((condition.Literal("value").Integer(0) != 0 ? then : otherwise)(), at, rest);
        var first = ReadArm(at, then, SizeConditions.Zeros(condition, holds: true));
        var second = ReadArm(at, otherwise, SizeConditions.Zeros(condition, holds: false));
        var (firstEnds, secondEnds) = (first.Flow is { IsKnown: true, Leaves: true }, second.Flow is { IsKnown: true, Leaves: true });
        if (firstEnds == secondEnds) return After(Join(condition, at, first, second), at, rest);
        if (firstEnds) second = GoOn(second, at, rest);
        else first = GoOn(first, at, rest);
        return Join(condition, at, first, second);
    }

    /// <summary>What comes after a statement, as far as it gets there.</summary>
    private Flow After(Flow flow, IOperation at, Func<Flow>? rest)
    {
        if (flow.Leaves || rest is null) return flow;
        return flow.IsKnown ? rest() : Branch(Is(flow, Completion.Next, at), at, rest, () => flow.Without(Completion.Next));
    }

    /// <param name="zeros">What is known of sizes there.</param>
    private Arm ReadArm(IOperation at, Func<Flow> read, IEnumerable<Dim> zeros)
    {
        var scope = new Scope(Scope, _graph.LocationOf(at));
        scope.Know(zeros);
        return Within(scope, _store.Values, _ => new Arm(scope, ImmutableDictionary<Slot, Value>.Empty, read()));
    }

    private Arm GoOn(Arm arm, IOperation at, Func<Flow>? rest) => Within(arm.Scope, arm.Values, _ => arm with { Flow = After(arm.Flow, at, rest) });

    /// <summary>Reads into another scope, from other values; the present ones are as before when it is done.</summary>
    private Arm Within(Scope scope, ImmutableDictionary<Slot, Value> values, Func<Scope, Arm> read)
    {
        var (outer, before) = (Scope, _store.Values);
        (_graph.Scope, _store.Values) = (scope, values);
        try
        {
            return read(scope) with { Values = _store.Values };
        }
        finally
        {
            (_graph.Scope, _store.Values) = (outer, before);
        }
    }

    /// <summary>Whether a flow leads to one of some places, as a node.</summary>
    private Node Is(Flow flow, Completion places, IOperation at)
    {
        if (flow.Code is not { } code) return Scope.Constant(IR.Literal.Scalar(DType.Bool, flow.Includes(places) ? 1L : 0L));
        var (inside, outside) = (flow.May & places, flow.May & ~places);
        _graph.Locate(at);
        return IsOne(inside) ? Compare(OpTable.Eq, code, inside)
            : IsOne(outside) ? Compare(OpTable.Ne, code, outside)
            : Compare(OpTable.Ne, Scope.Add(OpTable.And, [code, CodeOf(inside)]), 0);
    }

    private Node Compare(OpDef op, Node code, Completion place) => Scope.Add(op, [code, CodeOf(place)]);

    private Node CodeOf(Completion place) => Scope.Constant(IR.Literal.Scalar(DType.I32, (long)place));

    private static bool IsOne(Completion places) => places != 0 && (places & (places - 1)) == 0;

    /// <summary>A flow of which some places lead to just behind the statement: those of a loop or a switch that ends.</summary>
    private Flow Catch(Flow flow, Completion caught, IOperation at)
    {
        if (!flow.Includes(caught)) return flow;
        var rest = flow.May & ~caught;
        if ((rest & ~Completion.Next) == 0) return Flow.Next;
        _graph.Locate(at);
        return new(rest | Completion.Next, Scope.Add(OpTable.Select, [Is(flow, caught, at), CodeOf(Completion.Next), flow.Code!]));
    }

    /// <summary>Makes the <c>if</c> of two ways and gives the variables its results.</summary>
    private Flow Join(Node condition, IOperation at, Arm first, Arm second)
    {
        var join = new Joining(this, first, second);
        var values = _store.Values;
        foreach (var entry in values)
        {
            // A variable that a branch alone has ends with it.
            if (!first.Values.TryGetValue(entry.Key, out var a) || !second.Values.TryGetValue(entry.Key, out var b)) continue;
            if (join.Join(entry.Key, a, b) is var joined && !joined.Equals(entry.Value)) values = values.SetItem(entry.Key, joined);
        }
        var may = first.Flow.May | second.Flow.May;
        var code = IsOne(may) ? null : join.Code(first.Flow, second.Flow);
        var node = join.IsEmpty ? null : AddIf(condition, at, join);
        foreach (var entry in values)
        {
            var settled = Settle(entry.Value, i => Scope.Get(node!, i));
            if (ReferenceEquals(settled, entry.Value)) continue;
            values = values.SetItem(entry.Key, settled);
            if (settled.AsNode is { } result) Scope.Builder.Name(result, entry.Key.Name);
        }
        _store.Values = values;
        return new(may, code is null ? null : Settle(code, i => Scope.Get(node!, i)).AsNode);
    }

    private Node AddIf(Node condition, IOperation at, Joining join)
    {
        var (then, otherwise) = (join.First.Scope, join.Second.Scope);
        var captures = then.Captures.Concat(otherwise.Captures).Distinct().ToList();
        _graph.Locate(at);
        return Scope.Add(OpTable.If, captures.Prepend(condition).ToList(),
            ("then", new Attr.Body(then.Builder.Build("then", captures.Select(then.Capture).ToList(), join.FirstOutputs))),
            ("else", new Attr.Body(otherwise.Builder.Build("else", captures.Select(otherwise.Capture).ToList(), join.SecondOutputs))));
    }

    /// <summary>Puts the results of a control-flow op in where a joined value waits for them.</summary>
    private static Value Settle(Value value, Func<int, Node> result)
    {
        if (value is Value.Pending pending) return pending.IsTensor ? new Value.Tensor(result(pending.Result)) : new Value.Scalar(result(pending.Result));
        var parts = value.Parts;
        if (parts.IsEmpty) return value;
        var settled = parts.Map(p => Settle(p, result));
        return settled == parts ? value : value.WithParts(settled);
    }

    /// <summary>Reads an expression in each way of a choice; its value is the joined one.</summary>
    private Value BranchValue(Node condition, IOperation at, Func<Value> then, Func<Value> otherwise)
    {
        var isResult = IsReturned(at);
        var slot = new Slot(isResult ? "the result" : "this expression", at.Type is { } type ? _frame.Resolve(type) : null)
        {
            Given = at.Syntax,
            IsResult = isResult,
            HasShape = isResult && _frame.ResultSlot.HasShape,
        };
        _store[slot] = Value.Unassigned.Value;
        Flow Give(Func<Value> read)
        {
            var value = read();
            _store[slot] = value;
            return Flow.Next;
        }
        Branch(condition, at, () => Give(then), () => Give(otherwise));
        var joined = _store[slot]!;
        _store[slot] = null;
        return joined is Value.Conflict conflict ? Report(conflict) : joined;
    }

    /// <summary>Whether what a method returns is the value of an expression, or that of a choice of which it is one way.</summary>
    private static bool IsReturned(IOperation expression) => expression.Parent switch
    {
        IReturnOperation => true,
        IConversionOperation { OperatorMethod: null } conversion => IsReturned(conversion),
        IConditionalOperation choice => expression != choice.Condition && IsReturned(choice),
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => IsReturned(choice),
        _ => false,
    };

    private Value Choose(IConditionalOperation choice) => Condition(choice.Condition) switch
    {
        Value.Constant { Object: bool condition } => Evaluate(condition ? choice.WhenTrue : choice.WhenFalse!),
        Value.Scalar { Node: var node } => Either(node, choice),
        _ => Value.Unknown.Value,
    };

    private Value Either(Node condition, IConditionalOperation choice)
    {
        Introduce(choice);
        return BranchValue(condition, choice, () => Evaluate(choice.WhenTrue), () => Evaluate(choice.WhenFalse!));
    }

    /// <summary><c>a &amp;&amp; b</c> and <c>a || b</c> where a is known only when the program runs.</summary>
    private Value ShortCircuit(bool isAnd, Node left, Func<Value> right, IOperation at)
    {
        Introduce(at);
        var findings = _findings.Mark();
        var probe = ReadArm(at, () =>
        {
            right();
            return Flow.Next;
        }, SizeConditions.Zeros(left, isAnd));
        _findings.Return(findings);
        if (!SameValues(probe.Values, _store.Values) || !probe.Scope.IsCheap)
        {
            Value Known() => new Value.Constant(!isAnd);
            return BranchValue(left, at, isAnd ? right : Known, isAnd ? Known : right);
        }
        // Nobody can tell whether the right side was computed.
        return right() switch
        {
            Value.Constant { Object: bool known } => known == isAnd ? new Value.Scalar(left) : new Value.Constant(known),
            Value.Scalar { Node: var node } => AddScalar(new(isAnd ? OpTable.And : OpTable.Or, at, [new(left, at), new(node, at)], [])),
            _ => Value.Unknown.Value,
        };
    }

    /// <summary>Declares the variables of patterns and <c>out var</c> in an expression: who knows that it held may read them behind it.</summary>
    private void Introduce(IOperation expression)
    {
        var condition = expression is IWhileLoopOperation loop ? loop.Condition! : expression;
        if (condition is ILoopOperation) return;
        foreach (var operation in condition.DescendantsAndSelf())
        {
            ISymbol? variable = operation switch
            {
                IDeclarationPatternOperation pattern => pattern.DeclaredSymbol,
                IRecursivePatternOperation pattern => pattern.DeclaredSymbol,
                IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
                _ => null,
            };
            if (variable is not null && _frame.Find(variable) is null) _frame.Declare(variable, Value.Unassigned.Value);
        }
    }

    private static bool SameValues(ImmutableDictionary<Slot, Value> a, ImmutableDictionary<Slot, Value> b) =>
        ReferenceEquals(a, b) || (a.Count == b.Count && a.All(e => b.TryGetValue(e.Key, out var other) && e.Value.Equals(other)));
}
