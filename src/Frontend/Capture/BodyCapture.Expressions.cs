using System.Linq;
using System.Runtime.CompilerServices;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

internal sealed partial class BodyCapture
{
    private Value Evaluate(IOperation expression)
    {
        _token.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_target?.Find(expression) is { } known) return known;
        if (expression.ConstantValue is { HasValue: true, Value: var constant }) return new Value.Constant(constant);
        if (MemberOf(expression) is { } member && OutsideWorld.Reason(member) is { } reason)
        {
            // Where the object itself was reported, its members need no word.
            return InstanceOf(expression) is ILocalReferenceOperation local && Evaluate(local) is Value.Unknown
                ? Value.Unknown.Value
                : Eagerly(Fallbacks.Outside, expression, reason);
        }
        return expression switch
        {
            ILocalReferenceOperation local => Read(local.Local, local),
            IParameterReferenceOperation parameter => Read(parameter.Parameter, parameter),
            IConversionOperation conversion => Convert(conversion),
            IBinaryOperation binary => Binary(binary),
            ITupleBinaryOperation comparison => CompareTuples(comparison),
            IUnaryOperation unary => Unary(unary),
            IInvocationOperation call => Invoke(call),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment when IsTensorPart(target) => WritePart(target, null, assignment),
            ICompoundAssignmentOperation { Target: IPropertyReferenceOperation target } assignment when IsTensorPart(target) => WritePart(target, assignment, assignment),
            ISimpleAssignmentOperation { IsRef: false } assignment => AssignInOrder(assignment),
            ICompoundAssignmentOperation assignment => CompoundAssign(assignment),
            IIncrementOrDecrementOperation step => Step(step),
            IDeconstructionAssignmentOperation assignment => AssignInOrder(assignment),
            ITupleOperation tuple => new Value.Tuple(EvaluateAll(tuple.Elements).ToSeq()),
            IConditionalOperation choice => Choose(choice),
            ISwitchExpressionOperation choice => Switch(choice),
            IIsPatternOperation test => Is(test),
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput } => _matched.Peek(),
            IFieldReferenceOperation field => ReadField(field),
            IPropertyReferenceOperation property => ReadProperty(property),
            IArrayElementReferenceOperation element => ReadElement(element),
            IImplicitIndexerReferenceOperation element => ReadElement(element),
            IArrayCreationOperation array => CreateArray(array),
            IObjectCreationOperation creation => Create(creation),
            IAnonymousObjectCreationOperation creation => CreateAnonymous(creation),
            IWithOperation with => CopyWith(with),
            ICollectionExpressionOperation collection => Collect(collection),
            IRangeOperation range => Range(range),
            IInterpolatedStringOperation text => Interpolate(text),
            IDefaultValueOperation { Type: { } type } => Default(_frame.Resolve(type)) is not Value.Unassigned and var made
                ? made
                : Eagerly(Fallbacks.Expression, expression, $"default({Symbols.InMessage(type)}) is not captured"),
            IIsTypeOperation test => IsType(test),
            IThrowOperation thrown => Throw(thrown),
            ICoalesceOperation choice => Coalesce(choice),
            ICoalesceAssignmentOperation assignment => CoalesceAssign(assignment),
            IConditionalAccessOperation access => AccessConditionally(access),
            IConditionalAccessInstanceOperation when _accessed.Count > 0 => _accessed.Peek(),
            IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation => ToFunction(expression),
            IInvalidOperation => Broken(),
            IInstanceReferenceOperation instance => ReadInstance(instance),
            _ => Eagerly(Fallbacks.Expression, expression, $"{Describe(expression)} is not captured"),
        };
    }

    private static ISymbol? MemberOf(IOperation expression) => expression switch
    {
        IInvocationOperation call => call.TargetMethod,
        IPropertyReferenceOperation property => property.Property,
        IObjectCreationOperation creation => creation.Constructor,
        _ => null,
    };

    private static IOperation? InstanceOf(IOperation expression) => expression switch
    {
        IInvocationOperation call => call.Instance,
        IPropertyReferenceOperation property => property.Instance,
        _ => null,
    };

    private Value Broken()
    {
        _findings.Broken = true;
        return Value.Unknown.Value;
    }

    private Value Read(ISymbol variable, IOperation at) => _frame.Find(variable) is { } value ? Settle(value)
        // A parameter of a primary constructor is a member to the methods of its class.
        : variable is IParameterSymbol && _frame.This is Value.Record self && DataMember.Find(self.Type, variable) is not null ? ReadMember(self, variable, at)
        : Eagerly(Fallbacks.Read, at, $"{variable.Name} belongs to an enclosing method; pass it as a parameter");

    /// <summary>What a variable or member holds, now that it is read.</summary>
    private Value Settle(Value held) => held switch
    {
        // In code that does not compile.
        Value.Unassigned => Broken(),
        Value.Conflict conflict => Report(conflict),
        var value => value,
    };

    private Value Report(Value.Conflict conflict) => conflict.Descriptor.DefaultSeverity == DiagnosticSeverity.Error
        ? Mistake(conflict.Descriptor, conflict.At, conflict.Problem)
        : Eagerly(conflict.Descriptor, conflict.At, conflict.Problem);

    private Value Assign(IOperation target, Value value)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: { IsRef: false } local }:
                return Rename(local, value, target);
            case IParameterReferenceOperation { Parameter: { RefKind: RefKind.None or RefKind.Ref or RefKind.Out } parameter }:
                return Rename(parameter, value, target);
            case IDiscardOperation:
                return value;
            case IDeclarationExpressionOperation declaration:
                foreach (var variable in declaration.Descendants().OfType<ILocalReferenceOperation>()) _frame.Renew(variable.Local);
                return Assign(declaration.Expression, value);
            case IConversionOperation conversion:
                return Assign(conversion.Operand, value);
            case ITupleOperation tuple when value is Value.Tuple items && items.Items.Count == tuple.Elements.Length:
                for (var i = 0; i < tuple.Elements.Length; i++) Assign(tuple.Elements[i], items.Items[i]);
                return value;
            case ITupleOperation tuple when value is Value.Unknown:
                foreach (var element in tuple.Elements) Assign(element, value);
                return value;
            case ITupleOperation:
                if (Deconstruct(value, ((ITupleOperation)target).Elements.Length, target) is not { } parts)
                    return Eagerly(Fallbacks.Expression, target, "only tuples, and objects with a Deconstruct method in this project, are deconstructed");
                for (var i = 0; i < parts.Count; i++) Assign(((ITupleOperation)target).Elements[i], parts[i]);
                return value;
            case IFieldReferenceOperation { Field: { IsStatic: false, ContainingType.IsTupleType: true } element, Instance: { } tuple } when Evaluate(tuple) is Value.Tuple held:
                return Assign(tuple, new Value.Tuple(held.Items.With(TupleIndex(element), value))) is Value.Unknown unwritten ? unwritten : value;
            case IFieldReferenceOperation { Field.IsStatic: false } field:
                return WriteMember(field.Field, field.Instance, value, target);
            // One of several in a deconstruction, which has read all values before.
            case IPropertyReferenceOperation part when IsTensorPart(part):
                return value is Value.Unknown ? value : WriteNow(part, value is Value.Tensor ? value : Number(value, ((INamedTypeSymbol)part.Property.ContainingType).TypeArguments[0], target), target, target);
            case IPropertyReferenceOperation { Property: { IsStatic: false, IsIndexer: false } } property:
                return WriteMember(property.Property, property.Instance, value, target);
            case IPropertyReferenceOperation { Property: { IsStatic: false, IsIndexer: true }, Instance: { } list, Arguments: [var index] } when IsList(list.Type!):
                return WriteElement(list, index.Value, value, target);
            case IArrayElementReferenceOperation { Indices: [var index] } element:
                return WriteElement(element.ArrayReference, index, value, target);
            case IImplicitIndexerReferenceOperation element:
                return WriteElement(element.Instance, element.Argument, value, target);
            default:
                return RefuseWrite(target);
        }
    }

    private Value Collect(ICollectionExpressionOperation collection)
    {
        var elements = collection.Elements.Select(e => e is ISpreadOperation spread ? spread.Operand : e).Select(e => Hold(e, Evaluate(e))).ToList();
        var values = elements.ConvertAll(Now);
        var items = new System.Collections.Generic.List<Value>();
        for (var i = 0; i < elements.Count; i++)
        {
            var value = values[i];
            if (collection.Elements[i] is not ISpreadOperation spread)
            {
                items.Add(value);
                continue;
            }
            // When the elements are copied depends on the types.
            if (!value.Equals(elements[i].Value)) return Eagerly(Fallbacks.Write, spread, "what stands behind it changes the list that is spread; change it in a statement of its own");
            switch (value)
            {
                case Value.List list: items.AddRange(list.Items); break;
                case Value.Rows rows when collection.Elements.Length == 1: return rows;
                case Value.Shape shape: items.AddRange(shape.Dims.Select(Value.Of)); break;
                case Value.Sequence sequence: items.AddRange(sequence.Items); break;
                case Value.Unknown: return Value.Unknown.Value;
                default: return Eagerly(Fallbacks.Expression, spread, "what is spread must be a shape, or an array or list whose length is known at build time");
            }
        }
        return new Value.List(items.ToSeq());
    }

    private Value ReadField(IFieldReferenceOperation field)
    {
        if (field.Instance is not null)
        {
            return Evaluate(field.Instance) switch
            {
                Value.Tuple tuple when field.Field is { ContainingType.IsTupleType: true } element => Settle(tuple.Items[TupleIndex(element)]),
                Value.Record record => ReadMember(record, field.Field, field),
                Value.Unknown => Value.Unknown.Value,
                _ => Eagerly(Fallbacks.Read, field, $"the field {field.Field.Name} may change between calls; pass it as a parameter"),
            };
        }
        return field.Field.IsReadOnly
            ? ReadStatic(field.Field, field)
            : Eagerly(Fallbacks.Read, field, $"the static field {field.Field.Name} may change between calls; make it const or readonly, or pass it as a parameter");
    }

    private static int TupleIndex(IFieldSymbol element) => int.Parse((element.CorrespondingTupleField ?? element).Name.Substring("Item".Length)) - 1;

    private Value ReadProperty(IPropertyReferenceOperation property)
    {
        if (property.Instance is null)
        {
            return ReadNumberConstant(property) is { } number ? number
                : property is { Property.GetMethod: { IsAbstract: true } or { IsVirtual: true }, ConstrainedToType: { } constrained }
                && ImplementationOn(constrained, property.Property) is IPropertySymbol implementation
                ? ReadStatic(implementation, property)
                : ReadStatic(property.Property, property);
        }
        var instance = Evaluate(property.Instance);
        if (instance is Value.Unknown) return instance;
        if (property.Property.IsIndexer) return Index(instance, property);
        if (instance is Value.Record record) return ReadMember(record, property.Property, property);
        return (instance, property.Property.Name) switch
        {
            (Value.Tensor x, "Shape") => new Value.Shape(x.Node.Shape),
            (Value.Tensor x, "Rank") => Value.Of(x.Node.Rank),
            (Value.Tensor x, "Count" or "Length") => Value.Of(x.Node.Type.Count),
            (Value.Shape shape, "Rank") => Value.Of(shape.Dims.Count),
            (Value.Shape shape, "Count" or "Length") => Value.Of(Dim.Product(shape.Dims)),
            (Value.List list, "Length" or "Count") => Value.Of(list.Items.Count),
            (Value.Rows or Value.Growing, "Length" or "Count") => CountOf(instance, property),
            _ => Eagerly(Fallbacks.Read, property, $"{property.Property.Name} of {Symbols.InMessage(property.Instance.Type!)} is known only when the method runs; read it outside and pass it as a parameter"),
        };
    }

    /// <summary>A static readonly field or property of this compilation, from its initializer or getter.</summary>
    private Value ReadStatic(ISymbol member, IOperation at)
    {
        if (member is IPropertySymbol { SetMethod: null, GetMethod: { } getter } && BodyOf(getter) is not null)
            return Call(getter, [], at);
        var type = member is IFieldSymbol f ? f.Type : ((IPropertySymbol)member).Type;
        var readOnly = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
        if (!readOnly) return Eagerly(Fallbacks.Read, at, $"{member.Name} may change between calls; pass it as a parameter");
        if (InitializerOf(member) is not { } initializer)
            return Eagerly(Fallbacks.Read, at, $"the value of {member.Name} is not written in this project; make it const, or pass it as a parameter");
        // The initializer runs once, the graph at every call: what it does there besides making a value is said where the member is used.
        var (token, findings) = (_graph.Token, _findings.Mark());
        var value = Evaluate(initializer);
        if (!_findings.Since(findings) && ReferenceEquals(token, _graph.Token)) return value;
        _findings.Return(findings);
        _graph.Token = token;
        return Eagerly(Fallbacks.Read, at, $"what {member.Name} is made from is known only when the program runs; pass it as a parameter");
    }

    private Value Range(IRangeOperation range)
    {
        var start = range.LeftOperand is null ? new Value.Position(new Value.Constant(0), FromEnd: false) : AsPosition(Evaluate(range.LeftOperand));
        var end = range.RightOperand is null ? new Value.Position(new Value.Constant(0), FromEnd: true) : AsPosition(Evaluate(range.RightOperand));
        return start is null || end is null ? Value.Unknown.Value : new Value.Range(start, end);
    }

    private static Value.Position? AsPosition(Value value) => value switch
    {
        Value.Position position => position,
        Value.Unknown => null,
        _ => new Value.Position(value, FromEnd: false),
    };

    private static string Describe(IOperation expression) => expression switch
    {
        IAwaitOperation => "await",
        IInterpolatedStringOperation => "a string made at run time",
        ISwitchExpressionOperation => "a switch expression",
        IIsPatternOperation or IIsTypeOperation => "is",
        IObjectCreationOperation creation => $"new {creation.Type?.Name}",
        IThrowOperation => "throw",
        ICoalesceOperation or ICoalesceAssignmentOperation => "??",
        IConditionalAccessOperation => "?.",
        IArrayCreationOperation => "an array filled at run time",
        IArrayElementReferenceOperation => "an array element",
        IPropertyReferenceOperation { Property: var p } => p.IsIndexer ? "an element" : p.Name,
        IFieldReferenceOperation { Field: var f } => f.Name,
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation => "dynamic",
        ITryOperation => "try",
        IUsingOperation or IUsingDeclarationOperation => "using",
        ILockOperation => "lock",
        IEventReferenceOperation { Event: var e } => $"the event {e.Name}",
        ISwitchOperation => "switch",
        IBranchOperation => "goto",
        IReturnOperation => "yield",
        _ => expression.Syntax switch
        {
            StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => "stackalloc",
            FixedStatementSyntax => "fixed",
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression or (int)SyntaxKind.PointerIndirectionExpression } => "a pointer",
            _ => "this expression",
        },
    };
}
