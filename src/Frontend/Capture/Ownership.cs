using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// Whether an object can be seen through one variable alone. Objects are read as values, which is right for one that is changed
/// only if nothing else refers to it: then nobody can tell a change from a new object.
/// </summary>
internal static class Ownership
{
    /// <summary>True when the local is only ever given objects made on the spot, and never handed on.</summary>
    /// <param name="at">An expression of the method.</param>
    public static bool IsSole(ILocalSymbol local, IOperation at) => Sharer(local, at) is null;

    /// <summary>What gives the local's object a second name; null when nothing does.</summary>
    public static IOperation? Sharer(ILocalSymbol local, IOperation at)
    {
        var root = RootOf(at);
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Is(declarator.Symbol, local) && declarator.GetVariableInitializer() is { } initializer && !IsNew(initializer.Value):
                // The elements of a tensor are new, those of other collections belong to them.
                case IVariableDeclaratorOperation { Parent: IForEachLoopOperation loop } each when Is(each.Symbol, local) && !Symbols.IsTensor(WithoutConversions(loop.Collection).Type):
                case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol matched } when Is(matched, local):
                case IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol named } when Is(named, local):
                case ILocalReferenceOperation reference when Is(reference.Local, local) && !StaysHere(reference, local):
                    return operation;
            }
        }
        return null;
    }

    /// <summary>Whether what the local holds may be run through by a loop while it is changed, so that later rounds see the change.</summary>
    /// <param name="at">Where it is changed.</param>
    public static bool IsRunThrough(ILocalSymbol local, IOperation at) => RootOf(at).Descendants().OfType<ILocalReferenceOperation>().Any(r =>
    {
        if (!Is(r.Local, local)) return false;
        IOperation value = r;
        while (value.Parent is IConversionOperation or IAssignmentOperation) value = value.Parent;
        // A function that changes it may be called in the loop.
        return value.Parent is IForEachLoopOperation loop && loop.Collection == value
            && (IsWithin(at, loop.Body) || FunctionOf(at) is { } function && !IsWithin(loop, function));
    });

    private static bool IsWithin(IOperation operation, IOperation whole)
    {
        for (var o = operation; o is not null; o = o.Parent)
        {
            if (o == whole) return true;
        }
        return false;
    }

    /// <summary>The body that an operation is a part of.</summary>
    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }

    /// <summary>The lambda or local function that an operation belongs to; null for the method itself.</summary>
    private static IOperation? FunctionOf(IOperation operation)
    {
        var function = operation.Parent;
        while (function is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation)) function = function.Parent;
        return function;
    }

    private static IOperation WithoutConversions(IOperation value) => value is IConversionOperation conversion ? WithoutConversions(conversion.Operand) : value;

    private static bool Is(ILocalSymbol a, ILocalSymbol b) => SymbolEqualityComparer.Default.Equals(a, b);

    private static bool IsNew(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null } conversion => IsNew(conversion.Operand),
        IObjectCreationOperation or IArrayCreationOperation or ICollectionExpressionOperation or IWithOperation => true,
        // What the API gives is new; no op hands an operand on.
        IInvocationOperation call => Symbols.IsApi(call.TargetMethod.ContainingType),
        IPropertyReferenceOperation { Property.IsIndexer: true } part => Symbols.IsTensor(part.Property.ContainingType),
        IBinaryOperation { OperatorMethod: { } method } => Symbols.IsTensor(method.ContainingType),
        IUnaryOperation { OperatorMethod: { } method } => Symbols.IsTensor(method.ContainingType),
        IConversionOperation { OperatorMethod: { } method } => Symbols.IsTensor(method.ContainingType),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsNew(choice.WhenTrue) && IsNew(otherwise),
        _ => false,
    };

    /// <summary>Whether an expression that gives the local's object is used up where it stands.</summary>
    private static bool StaysHere(IOperation reference, ILocalSymbol local) => reference.Parent switch
    {
        IMethodReferenceOperation => false,
        IMemberReferenceOperation or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation => true,
        IInvocationOperation { Instance: { } instance } => instance == reference,
        // The value of an assignment is the object too.
        // What is written to a part is copied.
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation part } write when write.Value == reference => Symbols.IsTensor(part.Property.ContainingType) && write.Parent is IExpressionStatementOperation,
        ISimpleAssignmentOperation assignment => assignment.Target == reference && IsNew(assignment.Value) && IsUsedUp(assignment, local),
        ICompoundAssignmentOperation assignment => Symbols.IsTensor(reference.Type) && (assignment.Target != reference || IsUsedUp(assignment, local)),
        IBinaryOperation or IUnaryOperation => Symbols.IsTensor(reference.Type),
        IArgumentOperation { Parent: IPropertyReferenceOperation part } => Symbols.IsTensor(part.Property.ContainingType),
        ICollectionExpressionOperation or IArrayInitializerOperation => ElementStays(reference.Parent, local),
        IConversionOperation { OperatorMethod: { } method } => Symbols.IsApi(method.ContainingType),
        ITupleOperation tuple => (tuple.Parent is IConversionOperation conversion ? conversion.Parent : tuple.Parent) is IReturnOperation result && Ends(result, local),
        ISpreadOperation or IForEachLoopOperation or IWithOperation => true,
        IReturnOperation result => Ends(result, local),
        IArgumentOperation { Parent: IInvocationOperation call } => Symbols.IsApi(call.TargetMethod.ContainingType) || IsRunThroughAtOnce(call, local),
        IConversionOperation { OperatorMethod: null } conversion => StaysHere(conversion, local),
        _ => false,
    };

    /// <summary>Whether LINQ has done with a collection when the call returns, and calls nothing meanwhile that may change it.</summary>
    private static bool IsRunThroughAtOnce(IInvocationOperation call, ILocalSymbol local) => BodyCapture.IsLinq(call.TargetMethod)
        && call.TargetMethod.Name is "Aggregate" or "Sum" or "Count" or "Any" or "First" or "Last" or "ElementAt" or "ToArray" or "ToList"
        && call.Arguments.Skip(1).SelectMany(a => a.Value.DescendantsAndSelf()).All(o => o is not (IMethodReferenceOperation or IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke })
            && !(o is ILocalReferenceOperation other && (Is(other.Local, local) || other.Type?.TypeKind == TypeKind.Delegate)));

    /// <summary>What has the local's object besides the local, in words; null where that is another variable.</summary>
    public static string? InWords(IOperation sharer)
    {
        var holder = sharer.Parent;
        while (holder is IConversionOperation { OperatorMethod: null } or IArgumentOperation) holder = holder.Parent;
        return holder switch
        {
            ITupleOperation => "a tuple",
            IObjectCreationOperation { Type: { } type } => $"an object of {type.Name}",
            IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.DelegateInvoke } method } => $"an argument of {method.Name}",
            IReturnOperation => "what a function returns",
            IArrayInitializerOperation => "an array",
            ICollectionExpressionOperation => "a collection",
            _ => null,
        };
    }

    private static bool IsUsedUp(IOperation assignment, ILocalSymbol local) => assignment.Parent is IExpressionStatementOperation || StaysHere(assignment, local);

    /// <summary>Whether the elements of a collection are used up where it stands: not when one can be taken out.</summary>
    private static bool ElementStays(IOperation collection, ILocalSymbol local) => collection.Parent switch
    {
        IArrayCreationOperation or ICollectionExpressionOperation or IArrayInitializerOperation or ISpreadOperation or IConversionOperation { OperatorMethod: null } => ElementStays(collection.Parent, local),
        IConversionOperation { OperatorMethod: { } method } => Symbols.IsApi(method.ContainingType),
        IArgumentOperation { Parent: IInvocationOperation call } => Symbols.IsApi(call.TargetMethod.ContainingType),
        IReturnOperation result => Ends(result, local),
        _ => false,
    };

    /// <summary>Whether nothing can happen to the local's object behind a return: the local is of the function that ends, and no other function has it.</summary>
    private static bool Ends(IReturnOperation result, ILocalSymbol local)
    {
        var function = FunctionOf(result);
        if (function is null) return true;
        var symbol = function is IAnonymousFunctionOperation lambda ? lambda.Symbol : ((ILocalFunctionOperation)function).Symbol;
        return SymbolEqualityComparer.Default.Equals(symbol, local.ContainingSymbol)
            && RootOf(result).Descendants().OfType<ILocalReferenceOperation>().All(r => !Is(r.Local, local) || FunctionOf(r) == function);
    }
}
