using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// Assignments in C#'s order: the object that is written to and the indices are evaluated first, and once; then the right side; then
/// the object is written. Its content is read only then, as the right side may have written to it too.
/// </summary>
internal sealed partial class BodyCapture
{
    /// <summary>The target of the assignment that is being carried out; null while none is.</summary>
    private Target? _target;

    /// <summary>What an assignment found out about its target before it evaluated the right side.</summary>
    private sealed class Target
    {
        private readonly Dictionary<IOperation, Value> _indices = [];
        private readonly List<(IOperation Reference, Slot Slot, int Objects)> _owners = [];

        public void Add(IOperation index, Value value) => _indices[index] = value;

        public void Add(IOperation reference, Slot slot) => _owners.Add((reference, slot, slot.Objects));

        /// <summary>The value of an index; null for other expressions.</summary>
        public Value? Find(IOperation expression) => _indices.TryGetValue(expression, out var value) ? value : null;

        /// <summary>Whether a variable now refers to another object than when the target was evaluated.</summary>
        public bool IsMoved(IOperation reference) => _owners.Any(o => o.Reference == reference && o.Slot.Objects != o.Objects);
    }

    /// <summary>Evaluates what a target consists of, in order, but does not read the target.</summary>
    /// <param name="isOwner">Whether a part of the target is written, not the target itself.</param>
    private Target Locate(IOperation target, bool isOwner = false)
    {
        var (place, around) = (new Target(), _target);
        // A call that runs the same assignment again evaluates the target anew.
        _target = null;
        Locate(target, place, isOwner);
        _target = around;
        return place;
    }

    /// <summary>The variable that holds the object an expression gives, where one does: what it names, or what it assigns.</summary>
    private static IOperation HolderOf(IOperation expression) => expression switch
    {
        IConversionOperation { OperatorMethod: null } conversion => HolderOf(conversion.Operand),
        // A span shows the array.
        IConversionOperation { OperatorMethod.ContainingType: { Name: "Span" or "ReadOnlySpan", ContainingNamespace.Name: "System" } } span => HolderOf(span.Operand),
        ISimpleAssignmentOperation { IsRef: false } assignment => HolderOf(assignment.Target),
        ICompoundAssignmentOperation assignment => HolderOf(assignment.Target),
        _ => expression,
    };

    /// <summary>The values that have been evaluated while others of the same expression have not.</summary>
    private readonly List<Held> _held = [];

    /// <summary>A value that has been evaluated while others of the same expression have not: an object shows what those write to it.</summary>
    /// <param name="Holder">The expression that names the variable that holds it.</param>
    /// <param name="Slot">The variable; null for a value that others cannot write to.</param>
    private sealed record Held(IOperation Holder, Value Value, Slot? Slot, Scope Scope)
    {
        /// <summary>What the object held when the variable was given another one; null while it has its own.</summary>
        public Value? Last { get; set; }

        /// <summary>Whether data say if the variable has been given another object.</summary>
        public bool IsLost { get; set; }
    }

    private Held Hold(IOperation expression, Value value)
    {
        var holder = HolderOf(expression);
        var isObject = value is Value.Tensor or Value.List or Value.Growing or Value.Record && holder.Type is { } type && _frame.Resolve(type).IsReferenceType;
        var held = new Held(holder, value, isObject && VariableOf(holder) is { } variable ? _frame.SlotOf(variable) : null, Scope);
        if (held.Slot is not null) _held.Add(held);
        return held;
    }

    /// <summary>The value, now that the others have been evaluated.</summary>
    private Value Now(Held held)
    {
        if (held.Slot is null) return held.Holder is IInstanceReferenceOperation ? Evaluate(held.Holder) : held.Value;
        _held.RemoveAll(h => ReferenceEquals(h, held));
        return held.IsLost
            ? Eagerly(Fallbacks.Write, held.Holder, $"whether {held.Slot.Name} is given another object, while this expression uses it, depends on data; assign {held.Slot.Name} in a statement of its own")
            : held.Last ?? Evaluate(held.Holder);
    }

    /// <summary>The object that a method is called on, now that the arguments have been evaluated. A struct is the variable itself.</summary>
    private Value NowOwner(Held held, IOperation owner, Target place) =>
        owner.Type is { } type && _frame.Resolve(type).IsValueType && IsVariable(owner) ? At(place, () => Evaluate(owner)) : Now(held);

    /// <summary>Whether an expression is a variable, or a part of one, that can be read again without doing anything twice.</summary>
    private static bool IsVariable(IOperation expression) => expression switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation => true,
        IFieldReferenceOperation { Instance: { } instance } => IsVariable(instance),
        IArrayElementReferenceOperation element => IsVariable(element.ArrayReference),
        _ => false,
    };

    /// <summary>Evaluates an expression after another, whose value may be an object that this one writes to: then that is what the other sees.</summary>
    private Value EvaluateBehind(IOperation earlier, ref Value value, IOperation expression)
    {
        var held = Hold(earlier, value);
        var later = Evaluate(expression);
        value = Now(held);
        return later;
    }

    /// <summary>Evaluates expressions from left to right; an object among them shows what those behind it write to it.</summary>
    private List<Value> EvaluateAll(IEnumerable<IOperation> expressions) => expressions.Select(e => Hold(e, Evaluate(e))).ToList().ConvertAll(Now);

    private void Locate(IOperation target, Target place, bool isOwner)
    {
        switch (target)
        {
            // A struct is written where the variable is, whatever the variable was given meanwhile.
            case ILocalReferenceOperation or IParameterReferenceOperation when isOwner && target.Type is not { IsValueType: true }:
                if (VariableOf(target) is { } variable && _frame.SlotOf(variable) is { } slot) place.Add(target, slot);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements) Locate(element, place, isOwner);
                break;
            case IConversionOperation conversion:
                Locate(conversion.Operand, place, isOwner);
                break;
            case IArrayElementReferenceOperation element:
                Locate(element.ArrayReference, place, isOwner: true);
                foreach (var index in element.Indices) place.Add(index, Evaluate(index));
                break;
            case IImplicitIndexerReferenceOperation element:
                Locate(element.Instance, place, isOwner: true);
                place.Add(element.Argument, Evaluate(element.Argument));
                break;
            case IMemberReferenceOperation { Instance: { } instance }:
                Locate(instance, place, isOwner: true);
                if (target is not IPropertyReferenceOperation property) break;
                foreach (var argument in property.Arguments) place.Add(argument.Value, Evaluate(argument.Value));
                break;
        }
    }

    /// <summary>Reads or writes a target that has been evaluated.</summary>
    private Value At(Target place, Func<Value> act)
    {
        var around = _target;
        _target = place;
        var result = act();
        _target = around;
        return result;
    }

    /// <summary>Reports, and says, that the object to be written is no longer the one that its variable refers to.</summary>
    private bool IsGone(IOperation owner, IOperation at)
    {
        var root = owner;
        while (true)
        {
            if (root is IArrayElementReferenceOperation element) root = element.ArrayReference;
            else if (root is IImplicitIndexerReferenceOperation { Instance: var indexed }) root = indexed;
            else if (root is IMemberReferenceOperation { Instance: { } instance }) root = instance;
            else break;
        }
        if (_target?.IsMoved(root) != true) return false;
        var name = VariableOf(root)?.Name;
        Eagerly(Fallbacks.Write, at, $"{name} is given another object before this write to its old one is done; assign {name} in a statement of its own");
        return true;
    }

    private Value AssignInOrder(IAssignmentOperation assignment)
    {
        var place = Locate(assignment.Target);
        var value = Evaluate(assignment.Value);
        return At(place, () => Assign(assignment.Target, value));
    }

    /// <summary>Makes a variable refer to an object, or gives it a number or struct.</summary>
    private Value Rename(ISymbol variable, Value value, IOperation target)
    {
        var slot = _frame.SlotOf(variable);
        foreach (var held in _held.Where(h => h.Slot == slot && h.Last is null))
        {
            if (held.Scope == Scope) held.Last = _store[slot!];
            else held.IsLost = true;
        }
        Give(variable, value, target);
        if (_frame.SlotOf(variable) is { } given) given.Objects++;
        return value;
    }

    /// <summary>Gives a variable its new value, also where it refers to the same object, whose content has changed.</summary>
    private Value Give(ISymbol variable, Value value, IOperation target)
    {
        _frame.Assign(variable, value);
        if (_frame.SlotOf(variable) is { } slot) slot.Given = target.Parent is IAssignmentOperation or IIncrementOrDecrementOperation ? target.Parent.Syntax : target.Syntax;
        return value;
    }

    /// <summary>Static state, of which the write is the trouble rather than the read that comes with it.</summary>
    private static bool IsStatic(IOperation target) => target is IMemberReferenceOperation { Instance: null, Member.IsStatic: true };

    private Value CompoundAssign(ICompoundAssignmentOperation assignment)
    {
        if (IsStatic(assignment.Target)) return RefuseWrite(assignment.Target);
        var place = Locate(assignment.Target);
        var left = At(place, () => Evaluate(assignment.Target));
        var right = EvaluateBehind(assignment.Target, ref left, assignment.Value);
        // In "x += 1.5" on an int the operands have the operator's type, and the result is converted back.
        var method = OperatorOf(assignment.OperatorMethod, assignment.ConstrainedToType);
        if (method is null && !IsShift(assignment.OperatorKind)) left = Number(left, assignment.Value.Type, assignment);
        var result = Binary(assignment.OperatorKind, method, new(left, assignment.Target), new(right, assignment.Value), assignment, IsChecked(assignment));
        if (method is null && result is not Value.Tensor) result = OfOperand(result, assignment.Target.Type, assignment, IsChecked(assignment));
        return At(place, () => Assign(assignment.Target, result));
    }

    private Value Step(IIncrementOrDecrementOperation step)
    {
        if (IsStatic(step.Target)) return RefuseWrite(step.Target);
        var place = Locate(step.Target);
        var before = At(place, () => Evaluate(step.Target));
        var kind = step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var one = Number(new Value.Constant(1), step.Target.Type, step);
        var after = before is Value.Tensor { Node: var node } && Symbols.IsTensor(step.OperatorMethod?.ContainingType)
            ? AddTensor(new(OpBinder.Operator(kind)!, step, [new(node, step.Target), new(Scope.Constant(HostArithmetic.ToLiteral(1L, node.DType)!), step)], []))
            : OperatorOf(step.OperatorMethod, step.ConstrainedToType) is null
            ? OfOperand(Binary(kind, null, new(before, step.Target), new(one, step.Target), step, IsChecked(step)), step.Target.Type, step, IsChecked(step))
            : Eagerly(Fallbacks.Expression, step, "++ and -- on this type are not captured");
        At(place, () => Assign(step.Target, after));
        return step.IsPostfix ? before : after;
    }
}
