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
    public static bool IsSole(ILocalSymbol local, IOperation at)
    {
        var root = at;
        while (root.Parent is { } parent) root = parent;
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Is(declarator.Symbol, local) && declarator.GetVariableInitializer() is { } initializer && !IsNew(initializer.Value):
                    return false;
                case ILocalReferenceOperation reference when Is(reference.Local, local) && !StaysHere(reference):
                    return false;
            }
        }
        return true;
    }

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

    private static bool StaysHere(IOperation reference) => reference.Parent switch
    {
        IMemberReferenceOperation or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation => true,
        IInvocationOperation { Instance: { } instance } => instance == reference,
        ISimpleAssignmentOperation assignment => assignment.Target == reference && IsNew(assignment.Value),
        IBinaryOperation or IUnaryOperation or ICompoundAssignmentOperation => Symbols.IsTensor(reference.Type),
        IArgumentOperation { Parent: IPropertyReferenceOperation part } => Symbols.IsTensor(part.Property.ContainingType),
        ICollectionExpressionOperation or IArrayInitializerOperation or IArrayCreationOperation => StaysHere(reference.Parent),
        IConversionOperation { OperatorMethod: { } method } => Symbols.IsApi(method.ContainingType),
        ITupleOperation tuple => tuple.Parent is IReturnOperation or IConversionOperation { Parent: IReturnOperation },
        ISpreadOperation or IForEachLoopOperation or IReturnOperation or IWithOperation => true,
        IArgumentOperation { Parent: IInvocationOperation call } => Symbols.IsApi(call.TargetMethod.ContainingType),
        IConversionOperation { OperatorMethod: null } conversion => StaysHere(conversion),
        _ => false,
    };
}
