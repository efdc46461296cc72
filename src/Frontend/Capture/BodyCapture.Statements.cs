using System;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

internal sealed partial class BodyCapture
{
    /// <param name="rest">What stands behind the statement in its block; null for nothing.</param>
    private Flow Execute(IOperation? statement, Func<Flow>? rest = null)
    {
        _token.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return statement switch
        {
            IConditionalOperation conditional => ExecuteIf(conditional, rest),
            ISwitchOperation choice => After(Catch(ExecuteSwitch(choice), Completion.Break, choice), choice, rest),
            // A label by itself does nothing; whoever jumps to it is reported.
            ILabeledOperation label => Execute(label.Operation, rest),
            null => rest is null ? Flow.Next : rest(),
            _ => After(ExecuteOne(statement), statement, rest),
        };
    }

    private Flow ExecuteOne(IOperation statement)
    {
        switch (statement)
        {
            case IEmptyOperation or ILocalFunctionOperation:
                return Flow.Next;
            case IBlockOperation block:
                return ExecuteAll(block.Operations, 0);
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations) Declare(declaration);
                return Flow.Next;
            case IExpressionStatementOperation { Operation: var expression }:
                Evaluate(expression);
                return Flow.Next;
            case IReturnOperation { Kind: OperationKind.Return } result:
                var returned = result.ReturnedValue is { } value ? Evaluate(value) : Value.Nothing;
                _frame.Result = returned;
                _frame.ResultSlot.Given = (result.ReturnedValue ?? result).Syntax;
                return Flow.Return;
            case IForLoopOperation loop:
                return ExecuteFor(loop);
            case IWhileLoopOperation { Condition: not null, ConditionIsUntil: false } loop:
                return ExecuteWhile(loop);
            case IForEachLoopOperation loop:
                return ExecuteForEach(loop);
            case IBranchOperation { BranchKind: BranchKind.Break }:
                return Flow.Break;
            case IBranchOperation { BranchKind: BranchKind.Continue }:
                return Flow.Continue;
            case IThrowOperation thrown:
                _frame.Result = Throw(thrown);
                return Flow.Return;
            case IInvalidOperation:
                Broken();
                return Abandon(statement);
            default:
                Eagerly(Fallbacks.Statement, statement, $"{Describe(statement)} is not captured; {Instead(statement)}");
                return Abandon(statement);
        }
    }

    private static string Instead(IOperation statement) => statement switch
    {
        IBranchOperation => "use loops, break and continue",
        IReturnOperation => "return an array or a list",
        _ => "move it to the caller",
    };

    private Flow ExecuteAll(ImmutableArray<IOperation> statements, int first)
    {
        for (var i = first; i < statements.Length; i++)
        {
            // What stands behind a choice may belong to one of its ways.
            if (statements[i] is IConditionalOperation or ISwitchOperation or ILabeledOperation)
                return Execute(statements[i], Rest());
            var flow = Execute(statements[i]);
            if (!flow.IsKnown) return After(flow, statements[i], Rest());
            if (flow.Leaves) return flow;

            Func<Flow>? Rest() => i + 1 == statements.Length ? null : () => ExecuteAll(statements, i + 1);
        }
        return Flow.Next;
    }

    private void Declare(IVariableDeclarationOperation declaration)
    {
        foreach (var declarator in declaration.Declarators)
        {
            var initializer = declarator.Initializer ?? declaration.Initializer;
            if (declarator.Symbol.IsRef)
            {
                Eagerly(Fallbacks.Statement, declarator, $"{declarator.Symbol.Name} is a reference to another variable; use that variable");
                _frame.Declare(declarator.Symbol, Value.Unknown.Value);
                continue;
            }
            _frame.Declare(declarator.Symbol, initializer is null ? Value.Unassigned.Value : Evaluate(initializer.Value));
        }
    }

    private Flow ExecuteIf(IConditionalOperation conditional, Func<Flow>? rest) => Condition(conditional.Condition) switch
    {
        Value.Constant { Object: bool condition } => After(Execute(condition ? conditional.WhenTrue : conditional.WhenFalse), conditional, rest),
        Value.Scalar { Node: var node } => Branch(node, conditional, () => Execute(conditional.WhenTrue), () => Execute(conditional.WhenFalse), rest),
        _ => After(Abandon(conditional), conditional, rest),
    };

    /// <summary>After a statement that was not captured, nothing is known of what it assigns or whether it returns.</summary>
    private Flow Abandon(IOperation statement)
    {
        foreach (var variable in Targets(statement).Select(VariableOf).OfType<ISymbol>()) _frame.Assign(variable, Value.Unknown.Value);
        // A list may have got more elements, an object another content.
        foreach (var variable in statement.DescendantsAndSelf().OfType<IInvocationOperation>().Select(c => c.Instance is { } instance ? VariableOf(instance) : null).OfType<ISymbol>())
            _frame.Assign(variable, Value.Unknown.Value);
        foreach (var declarator in statement.DescendantsAndSelf().OfType<IVariableDeclaratorOperation>()) _frame.Declare(declarator.Symbol, Value.Unknown.Value);
        if (!statement.DescendantsAndSelf().Any(o => o is IReturnOperation)) return Flow.Next;
        _frame.Result = Value.Unknown.Value;
        return Flow.Return;
    }
}
