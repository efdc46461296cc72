using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Lambdas and method groups as values, and calls of them.</summary>
internal sealed partial class BodyCapture
{
    private Value ToFunction(IOperation target) => target switch
    {
        IDelegateCreationOperation creation => ToFunction(creation.Target),
        IAnonymousFunctionOperation { Symbol.IsAsync: false } lambda => new Value.Function(lambda.Symbol, lambda.Body, _frame, null, CapturedBy(lambda.Body)),
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } => new Value.Function(local, null, _frame, null, CapturedBy(BodyOf(local.OriginalDefinition))),
        IMethodReferenceOperation { Instance: null, Method: var method } => new Value.Function(method, null, null, null),
        IMethodReferenceOperation { Instance: { } instance, Method: var method } => Evaluate(instance) switch
        {
            Value.Record record when Implementation(method, record, target) is { } implementation => new Value.Function(implementation, null, null, record),
            Value.Unknown or Value.Record => Value.Unknown.Value,
            _ => Eagerly(Fallbacks.Expression, target, $"{method.Name} of this value is not captured"),
        },
        _ => Eagerly(Fallbacks.Expression, target, "this function is not captured"),
    };

    private Value CallFunction(Value.Function function, IReadOnlyList<CallValue> arguments, IOperation at)
    {
        var method = function.Method;
        if (OpBinder.Method(method) is { } op)
            return InvokeOp(op, at, arguments.Select(a => new CallArgument(method.Parameters[a.Parameter.Ordinal].Name, a.Value, a.Source, IsImplicit: false)).ToList(), method);
        var own = arguments.Select(a => a with { Parameter = method.Parameters[a.Parameter.Ordinal] }).ToList();
        if ((function.Body ?? (method.MethodKind == MethodKind.LocalFunction ? BodyOf(method.OriginalDefinition) : null)) is { } body)
            return FrameOf(function, body, at) is { } frame ? Run(method, body, own, at, frame, self: null, after: null) : Value.Unknown.Value;
        if (method.IsAbstract || method.IsVirtual && function.Target is null) return Eagerly(Fallbacks.Call, at, $"which {method.Name} is called depends on a type parameter; call it where the type is known");
        var self = function.Target is { } target ? new Receiver(target) : null;
        var result = Call(method, own, at, self);
        return self is null || self.Value == function.Target ? result : Eagerly(Fallbacks.Write, at, $"{method.Name} changes the object it belongs to; call it on the object itself");
    }

    /// <summary>The variables around a function that are declared anew in each round of a loop.</summary>
    private Seq<Value.Capture> CapturedBy(IOperation? body)
    {
        var (variables, bodies) = (new List<ISymbol>(), new List<IOperation>());
        void Visit(IOperation? within)
        {
            if (within is null || bodies.Contains(within)) return;
            bodies.Add(within);
            foreach (var operation in within.DescendantsAndSelf())
            {
                var called = operation switch
                {
                    IInvocationOperation call => call.TargetMethod,
                    IMethodReferenceOperation reference => reference.Method,
                    _ => null,
                };
                if (called is { MethodKind: MethodKind.LocalFunction }) Visit(BodyOf(called.OriginalDefinition));
                if (operation is ILocalReferenceOperation { Local: var local } && _frame.SlotOf(local) is not null && IsOfRound(local) && !variables.Contains(local, SymbolEqualityComparer.Default))
                    variables.Add(local);
            }
        }
        Visit(body);
        return variables.Select(v => new Value.Capture(v, _frame.Declared(v), _frame.Find(v) ?? Value.Unassigned.Value)).ToSeq();
    }

    private bool IsOfRound(ILocalSymbol local) => Declarations.Of(local, _token).Any(d => d.AncestorsAndSelf()
        .Any(n => n is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax));

    /// <summary>
    /// Where a function finds the variables around it; null, after reporting it, when that is not known. A variable of an earlier round
    /// that nobody changes is what it was when the function was made.
    /// </summary>
    private Frame? FrameOf(Value.Function function, IOperation body, IOperation at)
    {
        var old = function.Captured.Where(c => function.Frame!.Declared(c.Variable) != c.Declared).ToList();
        if (old.Count == 0) return function.Frame;
        var frame = new Frame(_store, function.Method, function.Frame) { Sizes = function.Frame!.Sizes };
        foreach (var captured in old)
        {
            if (captured.Value is not (Value.Constant or Value.Scalar or Value.Size or Value.Tensor or Value.Function) || !Stays(captured.Value) || IsChanged((ILocalSymbol)captured.Variable, Ownership.RootOf(body)))
            {
                Eagerly(Fallbacks.Expression, at, $"the function called here sees {captured.Variable.Name} as an earlier round of a loop left it; let it see only variables that are declared with their value and never change");
                return null;
            }
            frame.Declare(captured.Variable, captured.Value);
        }
        return frame;
    }

    /// <summary>Whether a variable may get another value, or its object another content, than it was declared with.</summary>
    private static bool IsChanged(ILocalSymbol variable, IOperation root) => Targets(root).Any(t => t is ILocalReferenceOperation { Local: var local }
        && SymbolEqualityComparer.Default.Equals(local, variable) && t.Parent is not IDeclarationExpressionOperation && t.Parent is not ITupleOperation { Parent: IDeclarationExpressionOperation });
}
