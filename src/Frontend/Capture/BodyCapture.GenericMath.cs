using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Static members of type parameters, as in <c>a + T.One</c> with <c>T : INumber&lt;T&gt;</c>: those of the type that the parameter stands for here.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>The operator that runs here. null for C#'s own on numbers, which is what a number's generic operators do, too.</summary>
    private IMethodSymbol? OperatorOf(IMethodSymbol? method, ITypeSymbol? constrained) =>
        method is null || constrained is null ? method
        : Symbols.CarrierDType(_frame.Resolve(constrained)) is not null ? null
        : ImplementationOn(constrained, method) as IMethodSymbol ?? method;

    /// <summary>What a static member of an interface is on a type parameter; null when its type does not say.</summary>
    private ISymbol? ImplementationOn(ITypeSymbol constrained, ISymbol member)
    {
        var declared = _frame.Resolve(member.ContainingType).GetMembers(member.Name).FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition));
        return _frame.Resolve(constrained).FindImplementationForInterfaceMember(declared ?? member);
    }

    /// <summary>The result of an operator or function of a type parameter, which is of that type: a sum of bytes is a byte there.</summary>
    private Value OfOperand(Value result, ITypeSymbol? type, IOperation at, bool isChecked) => isChecked ? CheckedNumber(result, type, at) : Number(result, type, at);

    private static bool IsNumberConversion(IMethodSymbol method) =>
        method is { IsStatic: true, Name: "CreateChecked" or "CreateSaturating" or "CreateTruncating", Parameters.Length: 1, ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "System" } };

    /// <summary><c>T.CreateChecked(2)</c> and its relatives, which differ where the type does not have the number.</summary>
    private Value ConvertNumber(IInvocationOperation call)
    {
        var (source, value) = (call.Arguments[0].Value, Evaluate(call.Arguments[0].Value));
        var target = _frame.Resolve(call.ConstrainedToType ?? call.TargetMethod.ContainingType);
        if (call.TargetMethod.Name == "CreateChecked") return CheckedNumber(value, target, call);
        var fits = LimitsOf(target) is not var (least, most) || value is Value.Unknown || value switch
        {
            Value.Constant { Object: float or double } number => IsWithin(System.Convert.ToDouble(number.Object, CultureInfo.InvariantCulture), least, most),
            Value.Constant when Integer(value) is { } integer => integer >= least && integer <= most,
            _ => LimitsOf(source) is var (low, high) && (call.TargetMethod.Name == "CreateTruncating" || (low >= least && high <= most)),
        };
        return fits ? Number(value, target, call)
            : Eagerly(Fallbacks.Call, call, $"{call.TargetMethod.Name} of a number that {Symbols.InMessage(target)} may not have is not captured; clamp the number and cast it");
    }

    /// <summary><c>T.Zero</c> and the like; null for members that are no constants of a number type.</summary>
    private Value? ReadNumberConstant(IPropertyReferenceOperation property) =>
        property.ConstrainedToType is { } constrained && _frame.Resolve(constrained) is var type && Symbols.CarrierDType(type) is not null
        && MathFunctions.Constant(property.Property.Name, type.SpecialType) is { } constant
            ? Number(new Value.Constant(constant), type, property)
            : null;

    /// <summary>The number type whose static function a call is, as <c>float.Sqrt</c> and <c>T.Max</c> are; null for other calls.</summary>
    private ITypeSymbol? NumberOf(IInvocationOperation call) =>
        call is { Instance: null, TargetMethod: { IsStatic: true, ContainingType: { } declaring } } && _frame.Resolve(call.ConstrainedToType ?? declaring) is var type
        && Symbols.CarrierDType(type) is not null ? type : null;
}
