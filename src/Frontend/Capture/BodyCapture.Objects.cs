using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Objects: their members, how they are made, copied and written. They are values here, so only objects that no one else can see are written.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>The objects whose initializers are being read, innermost last.</summary>
    private readonly Stack<Slot> _created = new();

    /// <summary>The objects that the <c>?.</c> around an expression found not to be null.</summary>
    private readonly Stack<Value> _accessed = new();

    private Value ReadInstance(IInstanceReferenceOperation instance) => instance.ReferenceKind switch
    {
        InstanceReferenceKind.ImplicitReceiver when _created.Count > 0 => _store[_created.Peek()]!,
        // An object that is still being changed has one name; "return this" would give it two.
        InstanceReferenceKind.ContainingTypeInstance when _frame.This is Value.Record { Origin: null, Type.IsReferenceType: true } made && instance.Parent is not (IMemberReferenceOperation or IInvocationOperation)
            && DataMember.Of(made.Type).Any(m => !m.IsReadOnly) => Eagerly(Fallbacks.Write, instance, $"it hands on an object of {made.Type.Name} from inside, which may change later; make its members read-only"),
        InstanceReferenceKind.ContainingTypeInstance when _frame.This is { } self => Settle(self),
        _ => Eagerly(Fallbacks.Read, instance, "it hands on the object it is called on; read its members instead"),
    };

    private Value ReadMember(Value.Record record, ISymbol member, IOperation at)
    {
        if (record.Find(member) is { } value) return Settle(value);
        if (member is IPropertySymbol { GetMethod: { } getter })
        {
            // "base.P" is the property of that class, whatever overrides it.
            var isBase = (at as IMemberReferenceOperation)?.Instance?.Syntax is BaseExpressionSyntax;
            if ((isBase ? getter : Implementation(getter, record, at)) is not { } implementation) return Value.Unknown.Value;
            if (record.Find(implementation.AssociatedSymbol ?? implementation) is { } held) return Settle(held);
            if (BodyOf(implementation.OriginalDefinition) is not null) return Call(implementation, [], at, new Receiver(record));
        }
        if (DataMember.Find(record.Type, member) is not { } data)
            return Eagerly(Fallbacks.Read, at, $"{member.Name} of {Symbols.InMessage(record.Type)} is known only when the method runs; read it outside and pass it as a parameter");
        if (FixedMember.Value(data, _compilation, _token) is { HasValue: true, Value: var constant }) return new Value.Constant(constant);
        if (data.Symbol is not IParameterSymbol && !_compilation.IsSymbolAccessibleWithin(data.Symbol, _root.ContainingType, record.Type))
            return Eagerly(Fallbacks.Read, at, $"{record.Origin}.{member.Name} cannot be read from {_root.ContainingType.Name}; make it internal{(data.Symbol.DeclaredAccessibility == Accessibility.Private ? " or protected" : "")}");
        return data.Shape is null && (Symbols.IsTensor(data.Type) || data.Type is IArrayTypeSymbol)
            ? Eagerly(Fallbacks.NoShape, at, $"the {(Symbols.IsTensor(data.Type) ? "rank" : "length")} of {record.Origin}.{member.Name} is not known; add [Shape(…{(Symbols.IsTensor(data.Type) ? "" : ", Length = n")})] to the member {member.Name} of {record.Type.Name}")
            : Eagerly(Fallbacks.Read, at, $"{record.Origin}.{member.Name} is {Symbols.InMessage(data.Type)}, which cannot be an input of a graph; read it outside and pass what is needed of it as parameters");
    }

    /// <summary>The method that a call on an object runs; null, after reporting it, when that depends on an object from outside.</summary>
    private IMethodSymbol? Implementation(IMethodSymbol method, Value.Record record, IOperation at)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
            return record.Type.FindImplementationForInterfaceMember(method) as IMethodSymbol;
        if (!method.IsVirtual && !method.IsAbstract && !method.IsOverride) return method;
        // An object made here is of the very type it was made as; one from outside may be of a type derived from its own.
        if (record.Origin is not null && !record.Type.IsSealed && !record.Type.IsValueType && !method.IsSealed)
        {
            Eagerly(Fallbacks.Call, at, $"which {method.AssociatedSymbol?.Name ?? method.Name} is called depends on the object; make {record.Type.Name} sealed, or {method.AssociatedSymbol?.Name ?? method.Name} not virtual");
            return null;
        }
        for (var type = record.Type; type is not null; type = type.BaseType)
        {
            foreach (var candidate in type.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (var overridden = candidate; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition)) return candidate;
                }
            }
        }
        return method;
    }

    private Value Create(IObjectCreationOperation creation)
    {
        var type = (INamedTypeSymbol)_frame.Resolve(creation.Type!);
        if (IsList(type))
        {
            if (creation.Arguments is [var source] && Evaluate(source.Value) is Value.List copied) return Initialize(copied, creation.Initializer);
            return creation.Arguments.All(a => a.Parameter?.Name == "capacity")
                ? Initialize(new Value.List(default), creation.Initializer)
                : Eagerly(Fallbacks.Expression, creation, "this list is filled from something that is known only at run time");
        }
        if (creation.Constructor is not { } constructor || Symbols.IsApi(type) || type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
            return Eagerly(Fallbacks.Expression, creation, $"{Describe(creation)} is not captured");
        var arguments = EvaluateArguments(creation.Arguments);
        return Construct(type, constructor, arguments, creation) is Value.Record made ? Initialize(made, creation.Initializer) : Value.Unknown.Value;
    }

    /// <summary>Runs a constructor: initializers, the constructor that it calls first, its body.</summary>
    private Value Construct(INamedTypeSymbol type, IMethodSymbol constructor, IReadOnlyList<CallValue> arguments, IOperation at)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty || !_compilation.ContainsSyntaxTree(type.DeclaringSyntaxReferences[0].SyntaxTree)) return ConstructForeign(type, constructor, arguments, at);
        var self = new Receiver(new Value.Record(type, default, default));
        foreach (var member in DataMember.Of(type).Where(m => m.Symbol is not IParameterSymbol)) self.Value = self.Value.With(member.Symbol, Default(member.Type));
        return RunConstructor(constructor, arguments, self, at) ? self.Value : Value.Unknown.Value;
    }

    private bool RunConstructor(IMethodSymbol constructor, IReadOnlyList<CallValue> arguments, Receiver self, IOperation at)
    {
        var type = constructor.ContainingType;
        // struct S has a constructor without parameters that does nothing; so has object.
        if (type.SpecialType != SpecialType.None || (constructor.IsImplicitlyDeclared && type.IsValueType && constructor.Parameters.IsEmpty)) return true;
        var operation = Declarations.Of(constructor, _token).Select(Bind).OfType<IConstructorBodyOperation>().FirstOrDefault();
        if (Enter(constructor, arguments, at, self) is not { } frame) return false;
        var caller = _frame;
        _frame = frame;
        var chained = (operation?.Initializer as IExpressionStatementOperation)?.Operation as IInvocationOperation ?? operation?.Initializer as IInvocationOperation;
        var delegates = chained is not null && SymbolEqualityComparer.Default.Equals(chained.TargetMethod.ContainingType.OriginalDefinition, type.OriginalDefinition);
        if (!delegates) RunInitializers(type, constructor);
        var run = true;
        if (chained is not null)
        {
            var inner = new Receiver((Value.Record)_frame.This!);
            run = RunConstructor(chained.TargetMethod, EvaluateArguments(chained.Arguments), inner, at);
            _frame.This = inner.Value;
        }
        if ((operation?.BlockBody ?? operation?.ExpressionBody) is { } body) Execute(body);
        var made = _frame.This;
        _frame = caller;
        Leave();
        if (made is not Value.Record record) return false;
        self.Value = record;
        return run;
    }

    /// <summary>What members are given where they are declared, and by a primary constructor.</summary>
    private void RunInitializers(INamedTypeSymbol type, IMethodSymbol constructor)
    {
        foreach (var member in DataMember.Of(type).Where(m => SymbolEqualityComparer.Default.Equals(m.Symbol.ContainingType, type.OriginalDefinition)))
        {
            var parameter = member.Symbol as IParameterSymbol ?? DataMember.PositionalParameter(member.Symbol);
            Value? value = parameter is { } p && DataMember.IsPrimary(constructor) ? _frame.Find(p.OriginalDefinition)
                : InitializerOf(member.Symbol) is { } initializer ? Evaluate(initializer)
                : null;
            if (value is not null) _frame.This = ((Value.Record)_frame.This!).With(member.Symbol, value);
        }
    }

    /// <summary>Whether a constructor puts its arguments into the members that are called like its parameters; what is wrong when not.</summary>
    public string? Makes(Construction construction, Value.Record record)
    {
        var (type, constructor) = (record.Type, construction.Constructor);
        // The compiler's own do.
        if (type.IsRecord && (DataMember.IsPrimary(constructor) || constructor.DeclaringSyntaxReferences.IsEmpty)) return null;
        var at = BodyOf(_root)!;
        var arguments = construction.Arguments.Select((m, i) => new CallValue(constructor.Parameters[i], record.Find(m.Symbol) ?? Value.Unknown.Value, at)).ToList();
        if (Construct(type, constructor, arguments, at) is not Value.Record made) return null;
        var other = construction.Arguments.FirstOrDefault(m => made.Find(m.Symbol) is { } value && value != record.Find(m.Symbol));
        return other is null ? null : $"the constructor of {type.Name} gives {other.Name} another value than its parameter's";
    }

    /// <summary>Of another assembly only records are known to do with their parameters what their members say.</summary>
    private Value ConstructForeign(INamedTypeSymbol type, IMethodSymbol constructor, IReadOnlyList<CallValue> arguments, IOperation at)
    {
        if (type is { IsRecord: false, IsValueType: false, SpecialType: SpecialType.None } && type.ContainingNamespace.ToDisplayString() is "System" or "System.Text" or "System.Collections.Generic" or "System.Collections.Concurrent")
            return Eagerly(Fallbacks.Expression, at, $"{type.Name} is not captured; use a record, a tuple, an array or a List<T>");
        var members = DataMember.Of(type);
        var record = new Value.Record(type, default, default);
        foreach (var member in members) record = record.With(member.Symbol, Default(member.Type));
        foreach (var argument in arguments)
        {
            var member = type.IsRecord ? members.FirstOrDefault(m => m.Name == argument.Parameter.Name && SymbolEqualityComparer.Default.Equals(m.Type, argument.Parameter.Type)) : null;
            if (member is null) return Eagerly(Fallbacks.Call, at, $"{Symbols.InMessage(type)} is made by code outside this project, which cannot be followed; make it outside and pass what is needed of it as parameters");
            record = record.With(member.Symbol, argument.Value);
        }
        return record;
    }

    private Value Default(ITypeSymbol type) => type switch
    {
        { IsReferenceType: true } => new Value.Constant(null),
        { SpecialType: SpecialType.System_Boolean } => new Value.Constant(false),
        _ when HostArithmetic.Convert(0, type.SpecialType) is { } zero => new Value.Constant(zero),
        INamedTypeSymbol { IsTupleType: true } tuple => new Value.Tuple(tuple.TupleElements.Select(e => Default(e.Type)).ToSeq()),
        INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } named when DataMember.Of(named) is { Count: > 0 } members =>
            new Value.Record(named, members.Select(m => m.Symbol).ToSeq(), members.Select(m => Default(m.Type)).ToSeq()),
        _ => Value.Unassigned.Value,
    };

    /// <summary>Runs an object or collection initializer on a new value.</summary>
    private Value Initialize(Value made, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null) return made;
        var slot = new Slot("new", null);
        _store[slot] = made;
        _created.Push(slot);
        foreach (var part in initializer.Initializers)
        {
            if (part is IMemberInitializerOperation nested)
            {
                var inner = Initialize(Evaluate(nested.InitializedMember), nested.Initializer);
                Assign(nested.InitializedMember, inner);
            }
            else
            {
                Evaluate(part);
            }
        }
        _created.Pop();
        var result = _store[slot]!;
        _store[slot] = null;
        return result;
    }

    private Value CopyWith(IWithOperation with)
    {
        switch (Evaluate(with.Operand))
        {
            case Value.Unknown unknown:
                return unknown;
            case Value.Record record when !record.Type.InstanceConstructors.Any(c => IsCopy(c, record.Type) && !DataMember.IsGenerated(c)):
                return Initialize(record with { Origin = null }, with.Initializer);
            default:
                return Eagerly(Fallbacks.Expression, with, "with on this value is not captured");
        }
    }

    private static bool IsCopy(IMethodSymbol constructor, ITypeSymbol type) =>
        constructor.Parameters is [var source] && SymbolEqualityComparer.Default.Equals(source.Type, type);

    private Value CreateAnonymous(IAnonymousObjectCreationOperation creation) =>
        creation.Initializers.All(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation })
            ? new Value.Record((INamedTypeSymbol)creation.Type!,
                creation.Initializers.Select(i => (ISymbol)((IPropertyReferenceOperation)((ISimpleAssignmentOperation)i).Target).Property.OriginalDefinition).ToSeq(),
                creation.Initializers.Select(i => Evaluate(((ISimpleAssignmentOperation)i).Value)).ToSeq())
            : Eagerly(Fallbacks.Expression, creation, "this object is not captured");

    /// <summary>Whether a value is of a type; null when that depends on an object from outside.</summary>
    private bool? IsInstance(Value value, ITypeSymbol type)
    {
        if (IsNull(value)) return false;
        if (value is not Value.Record record) return value is Value.Tensor or Value.List ? Symbols.IsTensor(type) == value is Value.Tensor : null;
        for (ITypeSymbol? t = record.Type; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, type)) return true;
        }
        if (record.Type.AllInterfaces.Contains(type, SymbolEqualityComparer.Default)) return true;
        return record.Origin is null || record.Type.IsSealed || record.Type.IsValueType ? false : null;
    }

    private Value IsType(IIsTypeOperation test) => Evaluate(test.ValueOperand) is var value && value is Value.Unknown ? value
        : IsInstance(value, _frame.Resolve(test.TypeOperand)) is { } known ? new Value.Constant(known != test.IsNegated)
        : Eagerly(Fallbacks.Expression, test, $"whether it is {Symbols.InMessage(test.TypeOperand)} is known only at run time");

    /// <summary>Writes a member of an object that only the code that is read can see.</summary>
    private Value WriteMember(ISymbol member, IOperation? instance, Value value, IOperation target)
    {
        if (instance is not null && IsGone(instance, target)) return Value.Unknown.Value;
        if (instance is null || Evaluate(instance) is not Value.Record record)
            return instance is not null && Evaluate(instance) is Value.Unknown ? Value.Unknown.Value : RefuseWrite(target);
        if (record.Origin is { } origin && (record.Type.IsReferenceType || instance is IInstanceReferenceOperation && _reports.Depth == 0))
            return Eagerly(Fallbacks.Write, target, $"it writes {origin}.{member.Name}; return the new value and let the caller store it");
        if (member is IPropertySymbol { SetMethod: { } setter } && !record.Members.Contains(member.OriginalDefinition, SymbolEqualityComparer.Default))
        {
            if (BodyOf(setter.OriginalDefinition) is null) return RefuseWrite(target);
            var self = new Receiver(record);
            Call(setter, [new(setter.Parameters.Last(), value, target)], target, self);
            return Replace(instance, self.Value, target) is Value.Unknown ? Value.Unknown.Value : value;
        }
        return Replace(instance, record.With(member, value) with { Origin = null }, target) is Value.Unknown ? Value.Unknown.Value : value;
    }

    /// <summary>Gives the variable or member that an expression names its changed content.</summary>
    private Value Replace(IOperation instance, Value changed, IOperation at)
    {
        switch (instance)
        {
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } when _created.Count > 0:
                return _store[_created.Peek()] = changed;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when _reports.Depth > 0 && _frame.This is not null:
                return _frame.This = changed;
            case ILocalReferenceOperation { Local: var local } when instance.Type is { IsValueType: true } || Ownership.IsSole(local, instance):
                return Ownership.IsRunThrough(local, instance)
                    ? Eagerly(Fallbacks.Write, at, $"a loop runs through {local.Name} and would see the change; run through a copy of it")
                    : Give(local, changed, at);
            case IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation when instance.Type is { IsValueType: true }:
                return Assign(instance, changed);
            default:
                return Eagerly(Fallbacks.Write, at, $"it changes {Describe(instance)}, which other code may see too; make a new object instead");
        }
    }

    private Value RefuseWrite(IOperation target)
    {
        // What is wrong with the variable has been said where it was declared.
        return target.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(l => _frame.Find(l.Local) is Value.Unknown)
            ? Value.Unknown.Value
            : Eagerly(Fallbacks.Write, target, $"it writes {Describe(target)}; return the value and let the caller store it");
    }

    /// <summary>The parts of a value that is deconstructed into so many variables; null when it cannot be.</summary>
    private Seq<Value>? Deconstruct(Value value, int count, IOperation at)
    {
        if (value is Value.Tuple tuple && tuple.Items.Count == count) return tuple.Items;
        if (value is not Value.Record record) return null;
        for (var type = record.Type; type is not null; type = type.BaseType)
        {
            foreach (var method in type.GetMembers("Deconstruct").OfType<IMethodSymbol>())
            {
                if (method.IsStatic || method.Parameters.Length != count || method.Parameters.Any(p => p.RefKind != RefKind.Out)) continue;
                if (method.IsImplicitlyDeclared || BodyOf(method.OriginalDefinition) is null)
                    return method.Parameters.Select(p => type.GetMembers(p.Name).FirstOrDefault() is { } member ? ReadMember(record, member, at) : Value.Unknown.Value).ToSeq();
                var outs = new Seq<Value>?();
                Call(method, [], at, new Receiver(record), frame => outs = method.OriginalDefinition.Parameters.Select(p => frame.Find(p) ?? Value.Unknown.Value).ToSeq());
                return outs;
            }
        }
        return null;
    }
}
