using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

internal sealed partial class BodyCapture
{
    /// <summary>Where execution goes after a statement.</summary>
    private enum Completion { Next, Break, Continue, Return }

    private Completion Execute(IOperation? statement)
    {
        _token.ThrowIfCancellationRequested();
        switch (statement)
        {
            case null or IEmptyOperation or ILocalFunctionOperation:
                return Completion.Next;
            case IBlockOperation block:
                return ExecuteAll(block.Operations);
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations) Declare(declaration);
                return Completion.Next;
            case IExpressionStatementOperation { Operation: var expression }:
                Evaluate(expression);
                return Completion.Next;
            case IReturnOperation { Kind: OperationKind.Return } result:
                _frame.Result = result.ReturnedValue is { } value ? Evaluate(value) : Value.Nothing;
                return Completion.Return;
            case IConditionalOperation conditional:
                return ExecuteIf(conditional);
            case IForLoopOperation loop:
                ExecuteAll(loop.Before);
                return ExecuteLoop(loop, loop.Condition, conditionFirst: true, loop.AtLoopBottom);
            case IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false } loop:
                return ExecuteLoop(loop, condition, loop.ConditionIsTop, []);
            case IForEachLoopOperation loop:
                return ExecuteForEach(loop);
            case IBranchOperation { BranchKind: BranchKind.Break }:
                return Completion.Break;
            case IBranchOperation { BranchKind: BranchKind.Continue }:
                return Completion.Continue;
            case IInvalidOperation:
                Broken();
                return Abandon(statement);
            default:
                Eagerly(Fallbacks.Statement, statement, $"{Describe(statement)} is not captured");
                return Abandon(statement);
        }
    }

    private Completion ExecuteAll(IEnumerable<IOperation> statements)
    {
        foreach (var statement in statements)
        {
            if (Execute(statement) is not Completion.Next and var completion) return completion;
        }
        return Completion.Next;
    }

    private void Declare(IVariableDeclarationOperation declaration)
    {
        foreach (var declarator in declaration.Declarators)
        {
            var initializer = declarator.Initializer ?? declaration.Initializer;
            if (declarator.Symbol.IsRef)
            {
                Eagerly(Fallbacks.Statement, declarator, $"{declarator.Symbol.Name} is a reference to another variable");
                _frame.Declare(declarator.Symbol, Value.Unknown.Value);
                continue;
            }
            _frame.Declare(declarator.Symbol, initializer is null ? Value.Unassigned.Value : Evaluate(initializer.Value));
        }
    }

    private Completion ExecuteIf(IConditionalOperation conditional)
    {
        switch (Evaluate(conditional.Condition))
        {
            case Value.Constant { Object: bool condition }:
                return Execute(condition ? conditional.WhenTrue : conditional.WhenFalse);
            case not Value.Unknown:
                Eagerly(Fallbacks.ControlFlow, conditional.Condition,
                    "this condition is known only at run time; use Where(condition, a, b) to choose between tensors");
                break;
        }
        return Abandon(conditional);
    }

    private Completion ExecuteLoop(ILoopOperation loop, IOperation? condition, bool conditionFirst, IEnumerable<IOperation> atBottom)
    {
        for (var first = true; ; first = false)
        {
            if (condition is not null && (conditionFirst || !first) && CheckLoop(loop, condition) is { } done) return done;
            if (!CountIteration(loop)) return Abandon(loop);
            switch (Execute(loop.Body))
            {
                case Completion.Return: return Completion.Return;
                case Completion.Break: return Completion.Next;
            }
            ExecuteAll(atBottom);
        }
    }

    /// <summary>null to go around once more.</summary>
    private Completion? CheckLoop(ILoopOperation loop, IOperation condition)
    {
        switch (Evaluate(condition))
        {
            case Value.Constant { Object: bool more }:
                return more ? null : Completion.Next;
            case not Value.Unknown:
                Eagerly(Fallbacks.ControlFlow, condition, "the number of iterations is known only at run time; only loops with bounds known at build time are captured");
                break;
        }
        return Abandon(loop);
    }

    private Completion ExecuteForEach(IForEachLoopOperation loop)
    {
        var collection = Evaluate(loop.Collection);
        if (collection is not Value.List list)
        {
            if (collection is not Value.Unknown) Eagerly(Fallbacks.ControlFlow, loop.Collection, "only arrays and collection expressions written in the method can be iterated over");
            return Abandon(loop);
        }
        foreach (var item in list.Items)
        {
            if (!CountIteration(loop)) return Abandon(loop);
            if (loop.LoopControlVariable is IVariableDeclaratorOperation variable) _frame.Declare(variable.Symbol, item);
            else Assign(loop.LoopControlVariable, item);
            switch (Execute(loop.Body))
            {
                case Completion.Return: return Completion.Return;
                case Completion.Break: return Completion.Next;
            }
        }
        return Completion.Next;
    }

    private bool CountIteration(ILoopOperation loop)
    {
        if (++_iterations <= MostIterations) return true;
        Eagerly(Fallbacks.TooLarge, loop, $"its loops run more than {MostIterations} times in total, too often to unroll");
        return false;
    }

    /// <summary>After a statement that was not captured, nothing is known of what it assigns or whether it returns.</summary>
    private Completion Abandon(IOperation statement)
    {
        foreach (var operation in statement.DescendantsAndSelf())
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation assignment: Forget(assignment.Target); break;
                case ICompoundAssignmentOperation assignment: Forget(assignment.Target); break;
                case IIncrementOrDecrementOperation step: Forget(step.Target); break;
                case IDeconstructionAssignmentOperation assignment: Forget(assignment.Target); break;
                case IVariableDeclaratorOperation declarator: _frame.Declare(declarator.Symbol, Value.Unknown.Value); break;
                case IArgumentOperation { Parameter.RefKind: not RefKind.None } argument: Forget(argument.Value); break;
            }
        }
        if (!statement.DescendantsAndSelf().Any(o => o is IReturnOperation)) return Completion.Next;
        _frame.Result = Value.Unknown.Value;
        return Completion.Return;
    }

    private void Forget(IOperation target)
    {
        foreach (var operation in target.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation local) _frame.Assign(local.Local, Value.Unknown.Value);
            if (operation is IParameterReferenceOperation parameter) _frame.Assign(parameter.Parameter, Value.Unknown.Value);
        }
    }
}
