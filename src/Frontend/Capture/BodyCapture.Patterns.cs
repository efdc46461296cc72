using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary><c>switch</c> and patterns on plain values and tuples of them: each is a chain of choices.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>The values that patterns around are matched with, innermost last.</summary>
    private readonly Stack<Value> _matched = new();

    private Flow ExecuteSwitch(ISwitchOperation choice)
    {
        var value = Evaluate(choice.Value);
        if (value is Value.Unknown) return Abandon(choice);
        // default comes last wherever it stands.
        var sections = choice.Cases.Where(c => !c.Clauses.Any(IsDefault)).Concat(choice.Cases.Where(c => c.Clauses.Any(IsDefault))).ToList();
        return ExecuteSections(sections, 0, value, choice);
    }

    private static bool IsDefault(ICaseClauseOperation clause) => clause is IDefaultCaseClauseOperation;

    private Flow ExecuteSections(List<ISwitchCaseOperation> sections, int first, Value value, ISwitchOperation whole)
    {
        if (first == sections.Count) return Flow.Next;
        var section = sections[first];
        var condition = section.Clauses.Any(IsDefault) ? new Value.Constant(true) : Either(section.Clauses.Select(c => (Func<Value>)(() => Matches(c, value))).ToList(), section);
        return condition switch
        {
            Value.Constant { Object: bool holds } => holds ? ExecuteAll(section.Body, 0) : ExecuteSections(sections, first + 1, value, whole),
            Value.Scalar { Node: var node } => Branch(node, section, () => ExecuteAll(section.Body, 0), () => ExecuteSections(sections, first + 1, value, whole)),
            _ => Abandon(whole),
        };
    }

    private Value Matches(ICaseClauseOperation clause, Value value) => clause switch
    {
        ISingleValueCaseClauseOperation single => Equals(value, single.Value),
        IPatternCaseClauseOperation pattern => Both(Matches(pattern.Pattern, value), pattern.Guard is { } guard ? () => Condition(guard) : null, clause),
        _ => Eagerly(Fallbacks.Statement, clause, "this kind of case is not captured; write if and else"),
    };

    private Value Switch(ISwitchExpressionOperation choice)
    {
        var value = Evaluate(choice.Value);
        return value is Value.Unknown ? value : SwitchArms(choice, 0, value);
    }

    private Value SwitchArms(ISwitchExpressionOperation choice, int first, Value value)
    {
        // The compiler adds an arm that throws where the user's do not cover all values.
        if (first == choice.Arms.Length)
            return Eagerly(Fallbacks.ControlFlow, choice, "a switch expression throws where no arm matches, which a graph cannot; add an arm for all other values: _ => …");
        var arm = choice.Arms[first];
        return Both(Matches(arm.Pattern, value), arm.Guard is { } guard ? () => Condition(guard) : null, arm) switch
        {
            Value.Constant { Object: bool holds } => holds ? Evaluate(arm.Value) : SwitchArms(choice, first + 1, value),
            Value.Scalar { Node: var node } => BranchValue(node, choice, () => Evaluate(arm.Value), () => SwitchArms(choice, first + 1, value)),
            _ => Value.Unknown.Value,
        };
    }

    private Value Is(IIsPatternOperation test)
    {
        var value = Evaluate(test.Value);
        return value is Value.Unknown ? value : Matches(test.Pattern, value);
    }

    /// <summary>Whether a value matches, as a condition.</summary>
    private Value Matches(IPatternOperation pattern, Value value)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return new Value.Constant(true);
            case IConstantPatternOperation constant:
                return Equals(value, constant.Value);
            case IRelationalPatternOperation relation:
                return Compare(relation.OperatorKind, value, relation.Value);
            case INegatedPatternOperation not:
                return Not(Matches(not.Pattern, value), not);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } and:
                return Both(Matches(and.LeftPattern, value), () => Matches(and.RightPattern, value), and);
            case IBinaryPatternOperation or:
                return Either([() => Matches(or.LeftPattern, value), () => Matches(or.RightPattern, value)], or);
            case IDeclarationPatternOperation declaration when (declaration.MatchesNull ? true : IsOfType(value, declaration.InputType, declaration.MatchedType)) is { } matches:
                if (matches && declaration.DeclaredSymbol is { } variable) _frame.Declare(variable, value);
                return new Value.Constant(matches);
            case ITypePatternOperation type when IsOfType(value, type.InputType, type.MatchedType) is { } matches:
                return new Value.Constant(matches);
            case IRecursivePatternOperation recursive:
                return MatchesParts(recursive, value);
            default:
                return Eagerly(Fallbacks.Expression, pattern, "this pattern is not captured; write a condition");
        }
    }

    /// <summary>A value type is what it is; of an object it is known by <see cref="IsInstance"/>. null when only the program knows.</summary>
    private bool? IsOfType(Value value, ITypeSymbol input, ITypeSymbol? matched) => matched is null ? null
        : input.IsValueType && SymbolEqualityComparer.Default.Equals(_frame.Resolve(input), _frame.Resolve(matched)) ? true
        : IsInstance(value, _frame.Resolve(matched));

    private Value MatchesParts(IRecursivePatternOperation pattern, Value value)
    {
        if (value is not Value.Tuple && IsOfType(value, pattern.InputType, pattern.MatchedType) is var matches && matches != true)
            return matches is null && !pattern.InputType.IsValueType ? Eagerly(Fallbacks.Expression, pattern, "this pattern is not captured; write a condition") : new Value.Constant(matches is null);
        var count = pattern.DeconstructionSubpatterns.Length;
        if ((count == 0 ? default(Seq<Value>) : Deconstruct(value, count, pattern)) is not { } items)
            return Eagerly(Fallbacks.Expression, pattern, "only tuples, and objects with a Deconstruct method in this project, are matched by position");
        var parts = pattern.DeconstructionSubpatterns.Select((p, i) => (Func<Value>)(() => Matches(p, items[i])));
        var members = pattern.PropertySubpatterns.Select(p => (Func<Value>)(() =>
        {
            _matched.Push(value);
            var member = Evaluate(p.Member);
            _matched.Pop();
            return member is Value.Unknown ? member : Matches(p.Pattern, member);
        }));
        Value all = new Value.Constant(true);
        foreach (var part in parts.Concat(members)) all = Both(all, part, pattern);
        if (pattern.DeclaredSymbol is { } variable) _frame.Declare(variable, value);
        return all;
    }

    /// <summary>Other than ==, a constant pattern matches as Equals does: NaN is NaN.</summary>
    private Value Equals(Value value, IOperation constant) => value is not Value.Tensor && constant.ConstantValue is { HasValue: true, Value: float.NaN or double.NaN }
        ? TestFloat(nameof(double.IsNaN), value, constant)
        : Compare(BinaryOperatorKind.Equals, value, constant);

    private Value Compare(BinaryOperatorKind kind, Value value, IOperation constant) => value is Value.Tensor && constant.ConstantValue is not { HasValue: true, Value: null }
        ? Eagerly(Fallbacks.Expression, constant, "tensors are not matched with patterns; compare them: x > 0")
        : Binary(kind, null, new(value, constant), new(Evaluate(constant), constant), constant, isChecked: false);

    private Value Not(Value condition, IOperation at) => condition switch
    {
        Value.Constant { Object: bool known } => new Value.Constant(!known),
        Value.Scalar { Node: var node } => AddScalar(new(OpTable.Not, at, [new(node, at)], [])),
        _ => Value.Unknown.Value,
    };

    private Value Both(Value first, Func<Value>? second, IOperation at) => second is null ? first : first switch
    {
        Value.Constant { Object: bool known } => known ? second() : first,
        Value.Scalar { Node: var node } => ShortCircuit(isAnd: true, node, second, at),
        _ => Value.Unknown.Value,
    };

    private Value Either(IReadOnlyList<Func<Value>> conditions, IOperation at)
    {
        var any = conditions[0]();
        foreach (var condition in conditions.Skip(1))
        {
            any = any switch
            {
                Value.Constant { Object: bool known } => known ? any : condition(),
                Value.Scalar { Node: var node } => ShortCircuit(isAnd: false, node, condition, at),
                _ => Value.Unknown.Value,
            };
        }
        return any;
    }
}
