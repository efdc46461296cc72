using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// Loops. A few rounds known at build time are run through one after the other; other loops become a <c>scan</c> when the number of
/// rounds follows from sizes, and a <c>while</c> otherwise.
/// </summary>
internal sealed partial class BodyCapture
{
    private Flow ExecuteFor(IForLoopOperation loop)
    {
        foreach (var statement in loop.Before) Execute(statement);
        var count = Count(loop);
        return ExecuteLoop(new(loop, loop.Condition is { } condition ? () => Condition(condition) : null, ConditionFirst: true,
            _ => Execute(loop.Body), () => ExecuteAll(loop.AtLoopBottom, 0))
        {
            IsEndless = loop.Condition is null || IsTrue(loop.Condition),
            Rounds = count?.Rounds,
            Counter = count?.Counter,
            Counted = count?.By,
            Limits = count?.Limits,
        });
    }

    private Flow ExecuteWhile(IWhileLoopOperation loop) =>
        ExecuteLoop(new(loop, () => Condition(loop.Condition!), loop.ConditionIsTop, _ => Execute(loop.Body), () => { }) { IsEndless = IsTrue(loop.Condition!) });

    private static bool IsTrue(IOperation condition) => condition.ConstantValue is { HasValue: true, Value: true };

    private Flow ExecuteForEach(IForEachLoopOperation loop)
    {
        void Bind(Value item)
        {
            if (loop.LoopControlVariable is IVariableDeclaratorOperation variable) _frame.Declare(variable.Symbol, item);
            else Assign(loop.LoopControlVariable, item);
        }

        switch (Evaluate(loop.Collection))
        {
            case Value.Unknown:
                return Abandon(loop);
            case Value.List list:
                return Each(list.Items, loop, Bind);
            case Value.Shape shape:
                return Each(shape.Dims.Map(Value.Of), loop, Bind);
            case Value.Tensor { Node: { Rank: > 0 } tensor }:
                return ForEachRow(tensor, loop, Bind);
            case Value.Rows rows:
                return ForEachRow(rows.Node, loop, Bind);
            case Value.Sequence sequence:
                return Each(sequence.Items, loop, Bind);
            case Value.Growing growing:
                return ForEachElement(growing, loop, Bind);
            case Value.Tensor:
                Mistake(Mistakes.OfOps[OpErrors.Rank], loop.Collection.Syntax, "a tensor of rank 0 has no rows to run through; allowed: rank 1 or more");
                return Abandon(loop);
            case Value.Range { Start: { FromEnd: false, Offset: var start }, End: { FromEnd: false, Offset: var end } }:
                return ForEachNumber(start, end, loop, Bind);
            default:
                Eagerly(Fallbacks.ControlFlow, loop.Collection, "foreach runs through tensors, ranges, and arrays and lists whose length is known at build time; this is none of them");
                return Abandon(loop);
        }
    }

    /// <summary>A round for each of some values known now.</summary>
    private Flow Each(IEnumerable<Value> items, IForEachLoopOperation loop, Action<Value> bind)
    {
        using var next = items.GetEnumerator();
        return Unroll(new(loop, () => new Value.Constant(next.MoveNext()), ConditionFirst: true, _ =>
        {
            bind(next.Current);
            return Execute(loop.Body);
        }, () => { }), MostIterations, must: true) ?? Abandon(loop);
    }

    private Flow ForEachRow(Node rows, IForEachLoopOperation loop, Action<Value> bind)
    {
        var length = rows.Shape[0];
        var counter = NewCounter(new Value.Constant(0));
        return ExecuteLoop(new(loop, () => Binary(BinaryOperatorKind.LessThan, null, new(_store[counter]!, loop), new(Value.Of(length), loop), loop, isChecked: false),
            ConditionFirst: true, row =>
            {
                bind(row is not null ? new Value.Tensor(row)
                    : ToNode(_store[counter]!, DType.I32, loop) is { } index ? AddTensor(new(OpTable.Gather, loop, [new(rows, loop.Collection), new(index, loop)], [new("axis", new Attr.Int(0), loop)]))
                    : Value.Unknown.Value);
                return Execute(loop.Body);
            }, () => Advance(counter, loop))
        {
            Rounds = length,
            Rows = rows,
        });
    }

    private Flow ForEachNumber(Value start, Value end, IForEachLoopOperation loop, Action<Value> bind)
    {
        var counter = NewCounter(start);
        return ExecuteLoop(new(loop, () => Binary(BinaryOperatorKind.LessThan, null, new(_store[counter]!, loop), new(end, loop), loop, isChecked: false),
            ConditionFirst: true, _ =>
            {
                bind(_store[counter]!);
                return Execute(loop.Body);
            }, () => Advance(counter, loop))
        {
            Counter = start is Value.Constant { Object: 0 } ? counter : null,
            Limits = start.AsDim is { } first && end.AsDim is { } behind ? (counter, first, behind - 1, behind) : null,
            Rounds = start.AsDim is { } a && end.AsDim is { } b ? Dim.Max(b - a, 0) : null,
        });
    }

    private Slot NewCounter(Value start)
    {
        var slot = new Slot("index", null);
        _store[slot] = start;
        return slot;
    }

    private void Advance(Slot counter, IOperation at) =>
        _store[counter] = Binary(BinaryOperatorKind.Add, null, new(_store[counter]!, at), new(new Value.Constant(1), at), at, isChecked: false);

    /// <summary>
    /// How often <c>for (int i = a; i &lt; b; i += c)</c> goes round, where a, b and c follow from constants and sizes; i, where it counts the
    /// rounds from 0; what every round has to leave alone, be it itself or a function that it calls: i and b; and how far i goes.
    /// </summary>
    private (Dim Rounds, Slot? Counter, Func<Seq<Value>> By, (Slot, Dim, Dim, Dim)? Limits)? Count(IForLoopOperation loop)
    {
        // "i + 2 < n" counts as far as "i < n - 2".
        if (loop.Condition is not IBinaryOperation { OperatorMethod: null } condition) return null;
        var (compared, ahead) = condition.LeftOperand is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, RightOperand.ConstantValue: { HasValue: true, Value: int further } } sum
            ? (sum.LeftOperand, further)
            : (condition.LeftOperand, 0);
        if (compared is not ILocalReferenceOperation { Local: var counter }
            || loop.AtLoopBottom is not [IExpressionStatementOperation { Operation: var step }] || StepOf(step, counter) is not { } by
            || !loop.Locals.Contains(counter, SymbolEqualityComparer.Default) || _frame.Find(counter)?.AsDim is not { } start) return null;
        var changed = Targets(loop).Where(t => !step.DescendantsAndSelf().Contains(t)).Select(VariableOf).ToList();
        if (changed.Contains(counter, SymbolEqualityComparer.Default)
            || condition.RightOperand.DescendantsAndSelf().Any(o => o is IInvocationOperation || (VariableOf(o) is { } used && changed.Contains(used, SymbolEqualityComparer.Default) && !IsLength(o)))) return null;
        if (Evaluate(condition.RightOperand).AsDim is not { } limit) return null;
        // No int is above the largest: the loop never ends.
        if (limit.AsConstant is { } most && Decide(condition.OperatorKind, condition.LeftOperand, most) is not null) return null;
        var end = limit - ahead;
        var distance = (condition.OperatorKind, by > 0) switch
        {
            (BinaryOperatorKind.LessThan, true) => end - start,
            (BinaryOperatorKind.LessThanOrEqual, true) => end - start + 1,
            (BinaryOperatorKind.GreaterThan, false) => start - end,
            (BinaryOperatorKind.GreaterThanOrEqual, false) => start - end + 1,
            _ => null,
        };
        if (distance is null) return null;
        // As the condition has it at the beginning of a round.
        var last = condition.OperatorKind is BinaryOperatorKind.LessThan ? end - 1 : condition.OperatorKind is BinaryOperatorKind.GreaterThan ? end + 1 : end;
        var slot = _frame.SlotOf(counter);
        return (Dim.CeilDiv(Dim.Max(distance, 0), Math.Abs(by)), start.Is(0) && by == 1 ? slot : null,
            () => Seq.Of(_frame.Find(counter)!, Evaluate(condition.RightOperand)), slot is null ? null : by > 0 ? (slot, start, last, limit) : (slot, last, start, limit));
    }

    /// <summary>By how much a statement changes a counter; null when it does something else.</summary>
    private static long? StepOf(IOperation step, ILocalSymbol counter) => step switch
    {
        IIncrementOrDecrementOperation { OperatorMethod: null, Target: ILocalReferenceOperation { Local: var target } } when Same(target, counter) =>
            step.Kind == OperationKind.Increment ? 1 : -1,
        ICompoundAssignmentOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Target: ILocalReferenceOperation { Local: var target } } add
            when Same(target, counter) && add.Value.ConstantValue is { HasValue: true, Value: int by and not 0 } => add.OperatorKind == BinaryOperatorKind.Add ? by : -(long)by,
        _ => null,
    };

    /// <summary>
    /// Whether an expression names an array to read its length, which writes to its elements leave as it is, or a tensor to read its shape,
    /// which another tensor in its place may have too. Whether a round changes the number is seen when it has been read.
    /// </summary>
    private static bool IsLength(IOperation whole) => whole is { Type: IArrayTypeSymbol, Parent: IPropertyReferenceOperation { Property.Name: "Length" } }
        || (Symbols.IsTensor(whole.Type) && whole.Parent is IPropertyReferenceOperation { Property.Name: "Shape" });

    private static bool Same(ISymbol a, ISymbol b) => SymbolEqualityComparer.Default.Equals(a, b);

    private Flow ExecuteLoop(Loop loop)
    {
        var (values, findings, nodes, iterations, calls, facts) = (_store.Values, _findings.Mark(), _graph.Nodes, _iterations, _calls, Scope.FactCount);
        void Back()
        {
            Scope.Forget(facts);
            (_store.Values, _graph.Nodes, _iterations, _calls) = (values, nodes, iterations, calls);
            _findings.Return(findings);
        }

        var rounds = loop.Rounds?.AsConstant;
        if (loop.Rows is null && (loop.Rounds is null || rounds <= MostUnrolled))
        {
            if (Unroll(loop, MostUnrolled, must: false) is { } done) return done;
            Back();
        }
        var flow = ReadLoop(loop);
        if (!_findings.Since(findings) || (rounds is null && loop.Rounds is not null)) return flow;
        // Something in it has to be known at build time; run through one by one it may be.
        var problems = _findings.Take(findings);
        Back();
        if (Unroll(loop, MostIterations, must: rounds is not null) is { } unrolled) return unrolled;
        Back();
        _findings.Put(problems);
        return Abandon(loop.Source);
    }

    /// <summary>Runs through a loop as long as its condition is known; null when it is not, or when there are too many rounds.</summary>
    /// <param name="must">The loop cannot stay one: report what is in the way.</param>
    private Flow? Unroll(Loop loop, int most, bool must)
    {
        for (var round = 0; ; round++)
        {
            if (loop.Condition is { } condition && (loop.ConditionFirst || round > 0))
            {
                switch (condition())
                {
                    case Value.Constant { Object: bool more }:
                        if (!more) return Flow.Next;
                        break;
                    case Value.Unknown:
                        return Abandon(loop.Source);
                    default:
                        return null;
                }
            }
            if (round == most || ++_iterations > MostIterations)
            {
                if (!must) return null;
                Eagerly(Fallbacks.TooLarge, loop.Source, $"its loops run more than {MostIterations} times in total: something in them must be known at build time, so each round would be code of its own; make them shorter, or call a graph function from a loop outside");
                return Abandon(loop.Source);
            }
            var before = _findings.Mark();
            var flow = loop.Body(null);
            // One round says what is wrong.
            if (_findings.Since(before)) return Abandon(loop.Source);
            if (!flow.IsKnown && flow.Includes(Completion.Break | Completion.Return))
            {
                if (!must) return null;
                var rest = loop with { ConditionFirst = true };
                return Catch(Branch(Is(flow, Completion.Next | Completion.Continue, loop.Source), loop.Source, () =>
                {
                    loop.Bottom();
                    return Unroll(rest, most, must) ?? Abandon(loop.Source);
                }, () => flow.Without(Completion.Next | Completion.Continue)), Completion.Break, loop.Source);
            }
            if (flow is { IsKnown: true, May: Completion.Return }) return Flow.Return;
            if (flow is { IsKnown: true, May: Completion.Break }) return Flow.Next;
            loop.Bottom();
        }
    }

    /// <summary>What a statement assigns.</summary>
    private static IEnumerable<IOperation> Targets(IOperation statement) => statement.DescendantsAndSelf().Select(operation => operation switch
    {
        IAssignmentOperation assignment => assignment.Target,
        IIncrementOrDecrementOperation step => step.Target,
        IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) } argument => argument.Value,
        _ => null,
    }).OfType<IOperation>().SelectMany(PartsOf);

    /// <summary>A target and the objects that are written with it, but not its indices.</summary>
    private static IEnumerable<IOperation> PartsOf(IOperation target)
    {
        IEnumerable<IOperation?> within = target switch
        {
            ITupleOperation tuple => tuple.Elements,
            IConversionOperation conversion => [conversion.Operand],
            IDeclarationExpressionOperation declaration => [declaration.Expression],
            IArrayElementReferenceOperation element => [element.ArrayReference],
            IImplicitIndexerReferenceOperation element => [element.Instance],
            IMemberReferenceOperation member => [member.Instance],
            ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation => [],
            _ => target.ChildOperations,
        };
        return within.OfType<IOperation>().SelectMany(PartsOf).Prepend(target);
    }

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
