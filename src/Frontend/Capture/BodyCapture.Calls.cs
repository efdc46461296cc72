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
        if (Symbols.IsApi(method.ContainingType, KnownNames.Ops) && method.Name == "Split") return InvokeSplit(call);
        // Values have no identity: a copy is the same.
        if (call is { Instance: { } copied, TargetMethod.Name: "Clone" } && Symbols.IsTensor(method.ContainingType)) return Evaluate(copied);
        if (Symbols.IsApi(method.ContainingType)) return InvokeFactory(call);
        var number = NumberOf(call);
        if (MathFunctions.IsMath(method.ContainingType) || (number is not null && MathFunctions.IsFunction(method))) return InvokeMath(call);
        if (MathFunctions.IsFloatTest(method, number)) return TestFloat(method.Name, Evaluate(call.Arguments[0].Value), call);
        if (IsLinq(method)) return InvokeLinq(call);
        if (IsNumberConversion(method)) return ConvertNumber(call);
        if (IsGuard(method)) return Guard(call);
        if (CompareTo(call) is { } order) return order;
        if (call.Instance is not null && method.MethodKind != MethodKind.LocalFunction) return InvokeOn(call.Instance, call);
        if (method.IsAbstract || method.IsVirtual)
        {
            // A static member of an interface, on a type parameter that is known here.
            if (call.ConstrainedToType is not { } constrained || ImplementationOn(constrained, method) is not IMethodSymbol implementation)
                return Eagerly(Fallbacks.Call, call, $"which {method.Name} is called depends on a type parameter; call it where the type is known");
            return Call(Concrete(implementation, method), EvaluateArguments(call.Arguments), call);
        }
        return Call(method, EvaluateArguments(call.Arguments), call);
    }

    private static IMethodSymbol Concrete(IMethodSymbol implementation, IMethodSymbol called) =>
        implementation.IsGenericMethod ? implementation.ConstructedFrom.Construct([.. called.TypeArguments]) : implementation;

    private Value InvokeOn(IOperation instance, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var place = Locate(instance, isOwner: true);
        switch (At(place, () => Evaluate(instance)))
        {
            case Value.Unknown unknown:
                return unknown;
            case Value.Function function when method.MethodKind == MethodKind.DelegateInvoke:
                return CallFunction(function, EvaluateArguments(call.Arguments), call);
            case Value.List list:
                return InvokeList(list, call, place);
            case Value.Growing:
                return AddToGrowing(call);
            case Value.Rows rows:
                return InvokeRows(rows, call, place);
            case Value.Record record when (call.IsVirtual ? Implementation(method, record, call) : method) is var implementation:
                if (implementation is null) return Value.Unknown.Value;
                var held = Hold(instance, record);
                var arguments = EvaluateArguments(call.Arguments);
                if (NowOwner(held, instance, place) is not Value.Record current) return Value.Unknown.Value;
                var self = new Receiver(current);
                var result = Call(Concrete(implementation, method), arguments, call, self);
                if (self.Value == current) return result;
                return At(place, () => IsGone(instance, call) ? Value.Unknown.Value : Replace(instance, self.Value, call)) is Value.Unknown unwritten ? unwritten : result;
            default:
                return Eagerly(Fallbacks.Call, call, method.MethodKind == MethodKind.DelegateInvoke
                    ? "a delegate may call anything; call the method itself"
                    : $"{Symbols.ShortName(method)} is called on something that is not made of tensors; call it outside and pass the result as a parameter");
        }
    }

    /// <summary>Whether an operator is of a type of the project, so that it can be followed.</summary>
    private bool IsOwn(IMethodSymbol method) => !method.IsImplicitlyDeclared && BodyOf(method.OriginalDefinition) is not null;

    private Value CallOperator(IMethodSymbol method, IOperation at, params Operand[] operands) =>
        Call(method, operands.Select((o, i) => new CallValue(method.Parameters[i], o.Value, o.Source)).ToList(), at);

    /// <summary>The object that a method runs on, and what has become of it.</summary>
    private sealed class Receiver(Value.Record value)
    {
        public Value.Record Value { get; set; } = value;
    }

    /// <summary>In the order in which they are written, which is that of evaluation; variables passed by reference are read last, by the method.</summary>
    private List<CallValue> EvaluateArguments(IEnumerable<IArgumentOperation> arguments)
    {
        var values = arguments.Select(a => a.Parameter!.RefKind switch
        {
            RefKind.Out or RefKind.Ref => new CallValue(a.Parameter, Value.Unassigned.Value, a, a.Value),
            _ => new CallValue(a.Parameter, Evaluate(a.Value), a),
        }).ToList();
        return values.ConvertAll(v => v.Parameter.RefKind == RefKind.Ref ? v with { Value = Evaluate(v.Target!) } : v);
    }

    private Value InvokeOp(OpDef op, IInvocationOperation call)
    {
        if (call.Instance is null) return InvokeOp(op, call, Arguments(call), call.TargetMethod);
        var self = Hold(call.Instance, Evaluate(call.Instance));
        var arguments = Arguments(call);
        arguments.Insert(0, new(op.Operands[0], Now(self), call.Instance, IsImplicit: false));
        return InvokeOp(op, call, arguments, call.TargetMethod);
    }

    private Value InvokeOp(OpDef op, IOperation call, List<CallArgument> arguments, IMethodSymbol method)
    {
        if (arguments.Any(a => IsUnknown(a.Value))) return Value.Unknown.Value;
        if (JoinRows(op, arguments, call) is { } joined) return joined;
        try
        {
            var dtype = Symbols.TensorDType(_frame.Resolve(method.ReturnType));
            var use = OpBinder.Bind(op, call, arguments, (value, at) => ToOperand(new(value, at), dtype ?? DType.F32).Node, dtype);
            return op.Kind == OpKind.Gather ? TakeInOrder(use) : AddTensor(use);
        }
        catch (BindingException e)
        {
            return Eagerly(Fallbacks.NotConstant, e.Argument, e.Message);
        }
    }

    private static bool IsUnknown(Value value) => value is Value.Unknown || (value is Value.List list && list.Items.Any(IsUnknown));

    private List<CallArgument> Arguments(IInvocationOperation call)
    {
        // A default that is no constant, such as default(ReadOnlySpan<int>), means "left out".
        var given = call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue || a.Value.ConstantValue.HasValue).ToList();
        return given.Zip(EvaluateAll(given.Select(a => a.Value)), (a, value) => new CallArgument(a.Parameter!.Name, value, a.Value, a.ArgumentKind != ArgumentKind.Explicit)).ToList();
    }

    /// <summary>Follows a call into a method whose body is in this compilation.</summary>
    /// <param name="self">The object of an instance method; changed when the method changes it.</param>
    /// <param name="after">Looks at the parameters when the method has run.</param>
    private Value Call(IMethodSymbol method, IReadOnlyList<CallValue> arguments, IOperation at, Receiver? self = null, System.Action<Frame>? after = null)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.IsAsync || definition.IsExtern || BodyOf(definition) is not { } body)
        {
            if (Symbols.IsGraphFunction(definition) && !SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, _compilation.Assembly))
                return new ReferencedCalls(_graph, _reports, _compilation, _token).Call(method, arguments, at, self?.Value);
            return Eagerly(Fallbacks.Call, at, definition.IsAsync
                ? $"{method.Name} is async; wait for it outside and pass what it gives as a parameter"
                : $"{Symbols.ShortName(method)} is not an op and has no body in this project, so it cannot be followed; call it outside");
        }
        return Run(method, body, arguments, at, method.MethodKind == MethodKind.LocalFunction ? _frame : null, self, after);
    }

    private Value Run(IMethodSymbol method, IOperation body, IReadOnlyList<CallValue> arguments, IOperation at, Frame? outer, Receiver? self, System.Action<Frame>? after)
    {
        if (arguments.Select(a => a.Target is { } target ? VariableOf(target) : null).OfType<ISymbol>().GroupBy(v => v, SymbolEqualityComparer.Default).Any(g => g.Count() > 1))
            return Eagerly(Fallbacks.Write, at, $"{method.Name} gets one variable by reference twice; give it two variables");
        if (outer is not null && arguments.Select(a => a.Target is { } target ? VariableOf(target) : null).OfType<ISymbol>().FirstOrDefault(v => Reaches(body, v)) is { } twice)
            return Eagerly(Fallbacks.Write, at, $"{method.Name} gets {twice.Name} by reference and may see it by its name too; pass it by value");
        if (Enter(method, arguments, at, self, outer) is not { } frame) return Value.Unknown.Value;
        var caller = _frame;
        _frame = frame;
        Execute(body);
        var result = AsDeclared(ResultOf(frame), frame, at);
        _frame = caller;
        Leave();
        if (self is not null && frame.This is Value.Record changed) self.Value = changed;
        foreach (var argument in arguments.Where(a => a.Target is not null))
            Assign(argument.Target!, frame.Find(frame.Method.Parameters[argument.Parameter.Ordinal]) ?? Value.Unknown.Value);
        after?.Invoke(frame);
        return result;
    }

    /// <summary>A result under the shape that is declared for it. What that takes is required; where it cannot be is a mistake.</summary>
    private Value AsDeclared(Value result, Frame frame, IOperation at)
    {
        if (result is not Value.Tensor { Node: var node } || frame.Sizes?.Declared(frame.Method, node.Shape, out var problem) is not { } declared) return result;
        return problem is null ? new Value.Tensor(Scope.Fit(node, declared, $"the result of {Symbols.InProse(frame.Method)}"))
            : Mistake(Mistakes.ResultShape, frame.ResultSlot.Given ?? at.Syntax, problem);
    }

    /// <summary>Whether a local function names a variable around it, or calls what may.</summary>
    private static bool Reaches(IOperation body, ISymbol variable) => body.DescendantsAndSelf().Any(o => SymbolEqualityComparer.Default.Equals(VariableOf(o), variable)
        || o is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke });

    /// <summary>The frame of a call that is followed; null, after reporting it, when it cannot be. <see cref="Leave"/> ends it.</summary>
    private Frame? Enter(IMethodSymbol method, IReadOnlyList<CallValue> arguments, IOperation at, Receiver? self, Frame? outer = null)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (_calls > MostCalls) return null;
        var depth = _reports.DepthOf(definition);
        if (depth > DeepestRecursion || ++_calls > MostCalls)
        {
            // Each branch that depends on data goes on by itself; one report is enough.
            _calls = MostCalls + 1;
            Eagerly(depth > 1 ? Fallbacks.Recursion : Fallbacks.TooLarge, at, depth > 1
                ? $"{method.Name} calls itself more than {DeepestRecursion} times in a row: what ends it must be known at build time; where it depends on data write a loop"
                : $"it makes more than {MostCalls} calls, too many to follow; move a part to a graph function that is called from outside");
            return null;
        }
        if (_reports.Depth >= DeepestCalls)
        {
            Eagerly(Fallbacks.TooLarge, at, $"calls are nested more than {DeepestCalls} deep; write a loop instead");
            return null;
        }
        var sizes = new ShapeCheck(Scope.Builder, _token, outer?.Sizes);
        if (!sizes.Agrees(method, arguments.Select(a => (a.Parameter, a.Value)).ToList(), out var wrong, out var problem))
        {
            Mistake(Mistakes.ArgumentShape, arguments[wrong].Source.Syntax, problem);
            return null;
        }
        var frame = new Frame(_store, definition, outer) { Sizes = sizes };
        BindTypes(frame, method);
        if (self is not null) frame.This = self.Value;
        foreach (var argument in arguments) frame.Declare(definition.Parameters[argument.Parameter.Ordinal], argument.Value);
        _reports.Enter(definition, at.Syntax);
        return frame;
    }

    private void Leave() => _reports.Leave();

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
        if (SinCos(arguments, call) is { } pair) return pair;
        var name = call.TargetMethod.Name;
        if (arguments.All(a => a.Value is Value.Constant))
        {
            var values = arguments.Select(a => ((Value.Constant)a.Value).Object).ToArray();
            if (MathFunctions.Evaluate(name, values) is { } integer) return Number(new Value.Constant(integer), call.Type, call);
            if (name == "Abs" && SmallestOf(call) is { } least && Integer(arguments[0].Value) == least)
                return _graph.Throws(Violation.Overflow, $"takes the absolute value of {least}", new Value.Constant(values[0]), call);
            var numbers = arguments.Select(a => HostArithmetic.Convert(((Value.Constant)a.Value).Object, SpecialType.System_Double)).OfType<double>().ToArray();
            return MathFunctions.Evaluate(name, numbers) is { } result
                ? Number(new Value.Constant(result), call.Type, call)
                : Eagerly(Fallbacks.Call, call, $"{Symbols.ShortName(call.TargetMethod)} is not captured; compute it outside and pass the result as a parameter");
        }
        if (arguments.All(a => a.Value.AsDim is not null) && arguments.Count == 2)
        {
            var (x, y) = (arguments[0].Value.AsDim!, arguments[1].Value.AsDim!);
            if (MathFunctions.OfSizes(name, x, y) is { } dim) return Value.Of(dim);
        }
        if (ClampOrSign(arguments, call) is { } value) return value;
        var dtype = DTypeOf(call.Type) ?? DType.F64;
        if (MathFunctions.Op(name) is { } op && op.Operands.Count == arguments.Count)
        {
            var operands = arguments.Select(a => ToNumberOperand(Promote(a), dtype)).ToList();
            if (name == "Abs" && SmallestOf(call) is { } smallest
                && !_graph.Require(operands[0].Node is { } x ? _graph.Compare(OpTable.Ne, x, smallest, call) : null, Violation.Overflow, $"takes the absolute value of {smallest}", call)) return Value.Unknown.Value;
            return Number(AddScalar(new(op, call, operands, [])), call.Type, call);
        }
        return Eagerly(Fallbacks.Call, call, $"{Symbols.ShortName(call.TargetMethod)} on values known only at run time is not captured; compute it outside and pass the result as a parameter");
    }

    /// <summary><c>float.IsNaN</c> and its relatives.</summary>
    private Value TestFloat(string name, Value value, IOperation at) => value switch
    {
        Value.Constant { Object: var known } when HostArithmetic.Convert(known, SpecialType.System_Double) is double number => new Value.Constant(MathFunctions.TestFloat(name, number)),
        Value.Constant => new Value.Constant(false),
        Value.Scalar { Node: var node } when !node.DType.IsFloat() => new Value.Constant(name == nameof(MathFunctions.IsFinite)),
        Value.Scalar { Node: var node } => MathFunctions.TestOf(name) is { } test
            ? AddScalar(new(test, at, [new(node, at)], []))
            : Not(Either([() => TestFloat(nameof(double.IsNaN), value, at), () => TestFloat(nameof(double.IsInfinity), value, at)], at), at),
        Value.Unknown => value,
        _ => Eagerly(Fallbacks.Call, at, $"{name} of this value is not captured; allowed: a number"),
    };

    /// <summary>The integer whose magnitude the type of a call's argument does not have; null for other types.</summary>
    private long? SmallestOf(IInvocationOperation call) => _frame.Resolve(call.TargetMethod.Parameters[0].Type).SpecialType switch
    {
        SpecialType.System_SByte => sbyte.MinValue,
        SpecialType.System_Int16 => short.MinValue,
        SpecialType.System_Int32 => int.MinValue,
        SpecialType.System_Int64 => long.MinValue,
        _ => null,
    };
}
