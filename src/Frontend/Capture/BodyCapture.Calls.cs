using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Calls: of ops, of tensor factories, of mathematics on plain numbers, and of the user's own methods, which are followed.</summary>
internal sealed partial class BodyCapture
{
    private Value Invoke(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (OpBinder.Method(method) is { } op) return InvokeOp(op, call);
        if (Symbols.IsApi(method.ContainingType, KnownNames.Graph)) return InvokeEffect(call);
        if (Symbols.IsApi(method.ContainingType)) return InvokeFactory(call);
        if (MathFunctions.IsMath(method.ContainingType)) return InvokeMath(call);
        if (IsNumberConversion(call)) return Number(Evaluate(call.Arguments[0].Value), method.ContainingType is { } t ? _frame.Resolve(call.ConstrainedToType ?? t) : null, call);
        if (call.Instance is not null && method.MethodKind != MethodKind.LocalFunction)
        {
            return Eagerly(Fallbacks.Call, call, method.MethodKind == MethodKind.DelegateInvoke
                ? "a delegate may call anything; call the method itself"
                : $"{Symbols.ShortName(method)} is an instance method; only static methods are followed");
        }
        if (method.IsAbstract || method.IsVirtual) return Eagerly(Fallbacks.Call, call, $"which {method.Name} is called depends on a type parameter");
        if (call.Arguments.FirstOrDefault(a => a.Parameter?.RefKind is not (RefKind.None or RefKind.In)) is { } byReference)
            return Eagerly(Fallbacks.Write, byReference, $"{method.Name} takes {byReference.Parameter?.Name} by reference");
        var arguments = call.Arguments.Select(a => new CallValue(a.Parameter!, Evaluate(a.Value), a)).ToList();
        return Call(method, arguments, call);
    }

    private readonly record struct CallValue(IParameterSymbol Parameter, Value Value, IOperation Source);

    private Value InvokeOp(OpDef op, IInvocationOperation call)
    {
        var arguments = Arguments(call);
        if (call.Instance is not null) arguments.Insert(0, new(op.Operands[0], Evaluate(call.Instance), call.Instance, IsImplicit: false));
        if (arguments.Any(a => IsUnknown(a.Value))) return Value.Unknown.Value;
        try
        {
            var dtype = Symbols.TensorDType(_frame.Resolve(call.TargetMethod.ReturnType));
            return AddTensor(OpBinder.Bind(op, call, arguments, (value, at) => ToOperand(new(value, at), dtype ?? DType.F32).Node, dtype));
        }
        catch (BindingException e)
        {
            return Eagerly(Fallbacks.NotConstant, e.Argument, e.Message);
        }
    }

    private static bool IsUnknown(Value value) => value is Value.Unknown || (value is Value.List list && list.Items.Any(IsUnknown));

    private List<CallArgument> Arguments(IInvocationOperation call) => call.Arguments
        // A default that is no constant, such as default(ReadOnlySpan<int>), means "left out".
        .Where(a => a.ArgumentKind != ArgumentKind.DefaultValue || a.Value.ConstantValue.HasValue)
        .Select(a => new CallArgument(a.Parameter!.Name, Evaluate(a.Value), a.Value, a.ArgumentKind != ArgumentKind.Explicit))
        .ToList();

    /// <summary><c>T.CreateChecked(2)</c> and its relatives in generic methods.</summary>
    private bool IsNumberConversion(IInvocationOperation call) =>
        call.TargetMethod is { IsStatic: true, Name: "CreateChecked" or "CreateSaturating" or "CreateTruncating", Parameters.Length: 1 }
        && call.TargetMethod.ContainingNamespace is { Name: "Numerics", ContainingNamespace.Name: "System" };

    /// <summary>Follows a call into a method whose body is in this compilation.</summary>
    private Value Call(IMethodSymbol method, IReadOnlyList<CallValue> arguments, IOperation at)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.IsAsync || definition.IsExtern || BodyOf(definition) is not { } body)
        {
            return Eagerly(Fallbacks.Call, at, definition.IsAsync
                ? $"{method.Name} is async"
                : $"{Symbols.ShortName(method)} is not an op and has no body in this project, so it cannot be followed");
        }
        if (_inlined.Select(i => i.Method).Append(_root).Any(m => SymbolEqualityComparer.Default.Equals(m, definition)))
            return Eagerly(Fallbacks.Recursion, at, $"{method.Name} calls itself");
        if (_inlined.Count >= DeepestCalls) return Eagerly(Fallbacks.TooLarge, at, $"calls are nested more than {DeepestCalls} deep");
        if (!new ShapeCheck(_scope.Builder, _token).Agrees(method, arguments.Select(a => (a.Parameter, a.Value)).ToList(), out var wrong, out var problem))
            return Mistake(Mistakes.ArgumentShape, arguments[wrong].Source.Syntax, problem);

        var frame = new Frame(_store, definition, method.MethodKind == MethodKind.LocalFunction ? _frame : null);
        BindTypes(frame, method);
        foreach (var argument in arguments) frame.Declare(definition.Parameters[argument.Parameter.Ordinal], argument.Value);
        var caller = _frame;
        _inlined.Push(new(definition, at.Syntax));
        _frame = frame;
        Execute(body);
        _frame = caller;
        _inlined.Pop();
        return frame.Result ?? Value.Nothing;
    }

    private void BindTypes(Frame frame, IMethodSymbol method)
    {
        for (var i = 0; i < method.TypeParameters.Length; i++)
            frame.Bind(method.OriginalDefinition.TypeParameters[i], _frame.Resolve(method.TypeArguments[i]));
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            for (var i = 0; i < type.TypeParameters.Length; i++)
                frame.Bind(type.OriginalDefinition.TypeParameters[i], _frame.Resolve(type.TypeArguments[i]));
        }
    }

    private Value InvokeMath(IInvocationOperation call)
    {
        var arguments = call.Arguments.Select(a => new Operand(Evaluate(a.Value), a.Value)).ToList();
        if (arguments.Any(a => a.Value is Value.Unknown)) return Value.Unknown.Value;
        var name = call.TargetMethod.Name;
        if (arguments.All(a => a.Value is Value.Constant))
        {
            var numbers = arguments.Select(a => HostArithmetic.Convert(((Value.Constant)a.Value).Object, SpecialType.System_Double)).OfType<double>().ToArray();
            return MathFunctions.Evaluate(name, numbers) is { } result
                ? Number(new Value.Constant(result), call.Type, call)
                : Eagerly(Fallbacks.Call, call, $"{Symbols.ShortName(call.TargetMethod)} is not captured");
        }
        if (arguments.All(a => a.Value.AsDim is not null) && arguments.Count == 2)
        {
            var (x, y) = (arguments[0].Value.AsDim!, arguments[1].Value.AsDim!);
            if (MathFunctions.OfSizes(name, x, y) is { } dim) return Value.Of(dim);
        }
        var dtype = Symbols.ScalarDType(call.Type) ?? DType.F64;
        return MathFunctions.Op(name) is { } op && op.Operands.Count == arguments.Count
            ? AddScalar(new(op, call, arguments.Select(a => ToOperand(a, dtype)).ToList(), []))
            : Eagerly(Fallbacks.Call, call, $"{Symbols.ShortName(call.TargetMethod)} on values known only at run time is not captured");
    }
}
