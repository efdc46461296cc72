using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Lambdas and method groups as values, and calls of them.</summary>
internal sealed partial class BodyCapture
{
    private Value ToFunction(IOperation target) => target switch
    {
        IDelegateCreationOperation creation => ToFunction(creation.Target),
        IAnonymousFunctionOperation { Symbol.IsAsync: false } lambda => new Value.Function(lambda.Symbol, lambda.Body, _frame, null),
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } => new Value.Function(local, null, _frame, null),
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
        if (function.Body is { } body) return Run(method, body, own, at, function.Frame, self: null, after: null);
        if (method.IsAbstract || method.IsVirtual && function.Target is null) return Eagerly(Fallbacks.Call, at, $"which {method.Name} is called depends on a type parameter");
        var self = function.Target is { } target ? new Receiver(target) : null;
        if (method.MethodKind == MethodKind.LocalFunction && BodyOf(method.OriginalDefinition) is { } local) return Run(method, local, own, at, function.Frame, self: null, after: null);
        var result = Call(method, own, at, self);
        return self is null || self.Value == function.Target ? result : Eagerly(Fallbacks.Write, at, $"{method.Name} changes the object it belongs to");
    }
}
