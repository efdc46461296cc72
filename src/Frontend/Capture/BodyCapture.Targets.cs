using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
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
    private Target Locate(IOperation target)
    {
        var (place, around) = (new Target(), _target);
        // A call that runs the same assignment again evaluates the target anew.
        _target = null;
        Locate(target, place, isOwner: false);
        _target = around;
        return place;
    }

    /// <summary>Notes which object a variable refers to before the arguments of a call on it are evaluated.</summary>
    private Target LocateOwner(IOperation owner)
    {
        var place = new Target();
        if (VariableOf(owner) is not null) Locate(owner, place, isOwner: true);
        return place;
    }

    /// <summary>What the object that a method is called on holds once the arguments are evaluated, which may have written to it.</summary>
    private Value Now(IOperation owner, Value before, Target place) =>
        (VariableOf(owner) is not null && !place.IsMoved(owner)) || owner is IInstanceReferenceOperation ? Evaluate(owner) : before;

    /// <summary>Evaluates an expression after another, whose value may be a tensor that this one writes to: then that is what the other sees.</summary>
    private Value EvaluateBehind(IOperation earlier, ref Value held, IOperation expression)
    {
        if (held is not Value.Tensor) return Evaluate(expression);
        var place = LocateOwner(earlier);
        var value = Evaluate(expression);
        held = Now(earlier, held, place);
        return value;
    }

    /// <summary>Evaluates expressions from left to right; a tensor among them shows what those behind it write to it.</summary>
    private List<Value> EvaluateAll(IEnumerable<IOperation> expressions)
    {
        var held = new List<(IOperation Expression, Target Place, Value Value)>();
        foreach (var expression in expressions) held.Add((expression, LocateOwner(expression), Evaluate(expression)));
        return held.ConvertAll(h => h.Value is Value.Tensor ? Now(h.Expression, h.Value, h.Place) : h.Value);
    }

    /// <param name="isOwner">Whether a part of the target is written, not the target itself.</param>
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
        Give(variable, value, target);
        if (_frame.SlotOf(variable) is { } slot) slot.Objects++;
        return value;
    }

    /// <summary>Gives a variable its new value, also where it refers to the same object, whose content has changed.</summary>
    private Value Give(ISymbol variable, Value value, IOperation target)
    {
        _frame.Assign(variable, value);
        if (_frame.SlotOf(variable) is { } slot) slot.Given = target.Parent is IAssignmentOperation or IIncrementOrDecrementOperation ? target.Parent.Syntax : target.Syntax;
        return value;
    }

    private Value CompoundAssign(ICompoundAssignmentOperation assignment)
    {
        var place = Locate(assignment.Target);
        var left = At(place, () => Evaluate(assignment.Target));
        var right = EvaluateBehind(assignment.Target, ref left, assignment.Value);
        // In "x += 1.5" on an int the operands have the operator's type, and the result is converted back.
        var shift = assignment.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift;
        if (assignment.OperatorMethod is null && !shift) left = Number(left, assignment.Value.Type, assignment);
        var result = Binary(assignment.OperatorKind, assignment.OperatorMethod, new(left, assignment.Target), new(right, assignment.Value), assignment, assignment.IsChecked);
        if (assignment.OperatorMethod is null && result is not Value.Tensor) result = Number(result, assignment.Target.Type, assignment);
        return At(place, () => Assign(assignment.Target, result));
    }

    private Value Step(IIncrementOrDecrementOperation step)
    {
        var place = Locate(step.Target);
        var before = At(place, () => Evaluate(step.Target));
        var kind = step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var one = Number(new Value.Constant(1), step.Target.Type, step);
        var after = before is Value.Tensor { Node: var node } && Symbols.IsTensor(step.OperatorMethod?.ContainingType)
            ? AddTensor(new(OpBinder.Operator(kind)!, step, [new(node, step.Target), new(_scope.Constant(HostArithmetic.ToLiteral(1L, node.DType)!), step)], []))
            : step.OperatorMethod is null
            ? Binary(kind, null, new(before, step.Target), new(one, step), step, step.IsChecked)
            : Eagerly(Fallbacks.Expression, step, "++ and -- on this type are not captured");
        At(place, () => Assign(step.Target, after));
        return step.IsPostfix ? before : after;
    }
}
