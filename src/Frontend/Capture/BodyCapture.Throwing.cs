using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Exceptions: one that is reached while the method is read would be thrown by every call, so the build reports it.</summary>
internal sealed partial class BodyCapture
{
    private Value Throw(IThrowOperation thrown)
    {
        if (Scope.Outer is not null)
            return Eagerly(Fallbacks.Statement, thrown, "whether it throws is known only at run time; use Graph.Assert(condition, \"message\")");
        var exception = thrown.Exception;
        while (exception is IConversionOperation conversion) exception = conversion.Operand;
        return exception is IObjectCreationOperation creation
            ? Thrown(creation.Type!, creation.Arguments.Select(a => a.Value).FirstOrDefault(a => a.Type?.SpecialType == SpecialType.System_String), thrown)
            : Eagerly(Fallbacks.Statement, thrown, "throwing an exception made elsewhere is not captured; write throw new …");
    }

    private Value Thrown(ITypeSymbol exception, IOperation? message, IOperation at) =>
        Mistake(Mistakes.Throws, at.Syntax, $"every call throws {exception.Name}{(message is null ? "" : $": {TextOf(message)}")}");

    /// <summary>A text for people: what is known of it, and the source of the rest.</summary>
    private string TextOf(IOperation text) => text switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } => $"{constant}",
        IInterpolatedStringOperation parts => string.Concat(parts.Parts.Select(p => p switch
        {
            IInterpolatedStringTextOperation plain => TextOf(plain.Text),
            IInterpolationOperation hole => TextOf(hole.Expression),
            _ => "…",
        })),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => TextOf(sum.LeftOperand) + TextOf(sum.RightOperand),
        IConversionOperation { OperatorMethod: null } conversion => TextOf(conversion.Operand),
        ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation => Evaluate(text) switch
        {
            Value.Constant known => $"{known.Object}",
            Value.Size size => $"{size.Dim}",
            Value.Shape shape => IR.TensorType.ShapeText(shape.Dims),
            _ => text.Syntax.ToString(),
        },
        _ => text.Syntax.ToString(),
    };

    /// <summary><c>ArgumentNullException.ThrowIfNull</c> and its relatives.</summary>
    private static bool IsGuard(IMethodSymbol method) => method.Name.StartsWith("ThrowIf")
        && method.ContainingType is { Name: "ArgumentNullException" or "ArgumentOutOfRangeException" or "ArgumentException", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private Value Guard(IInvocationOperation call)
    {
        var arguments = call.Arguments.Where(a => a.Parameter!.Name is "argument" or "value" or "other").OrderBy(a => a.Parameter!.Ordinal).Select(a => new Operand(Evaluate(a.Value), a.Value)).ToList();
        if (arguments.Any(a => a.Value is Value.Unknown)) return Value.Unknown.Value;
        var zero = new Operand(new Value.Constant(0), call);
        Operand Other() => arguments.Count > 1 ? arguments[1] : zero;
        Value thrown = call.TargetMethod.Name switch
        {
            "ThrowIfNull" => new Value.Constant(arguments[0].Value is Value.Constant { Object: null }),
            "ThrowIfNegative" or "ThrowIfLessThan" => Compare(BinaryOperatorKind.LessThan),
            "ThrowIfZero" or "ThrowIfEqual" => Compare(BinaryOperatorKind.Equals),
            "ThrowIfNegativeOrZero" or "ThrowIfLessThanOrEqual" => Compare(BinaryOperatorKind.LessThanOrEqual),
            "ThrowIfGreaterThan" => Compare(BinaryOperatorKind.GreaterThan),
            "ThrowIfGreaterThanOrEqual" => Compare(BinaryOperatorKind.GreaterThanOrEqual),
            "ThrowIfNotEqual" => Compare(BinaryOperatorKind.NotEquals),
            _ => Eagerly(Fallbacks.Call, call, $"{Symbols.ShortName(call.TargetMethod)} is not captured"),
        };
        return thrown switch
        {
            Value.Constant { Object: false } => Value.Nothing,
            Value.Constant { Object: true } => Thrown(call.TargetMethod.ContainingType, call.Arguments[0].Value, call),
            Value.Unknown => thrown,
            _ => Eagerly(Fallbacks.Statement, call, "whether it throws is known only at run time; use Graph.Assert(condition, \"message\")"),
        };

        Value Compare(BinaryOperatorKind kind) => Binary(kind, null, arguments[0], Other(), call, isChecked: false);
    }

    /// <summary><c>a ?? b</c>: whether a value is null is known while the method is read.</summary>
    private Value Coalesce(ICoalesceOperation choice) => Evaluate(choice.Value) switch
    {
        Value.Constant { Object: null } => Evaluate(choice.WhenNull),
        var value => value,
    };

    private Value CoalesceAssign(ICoalesceAssignmentOperation assignment)
    {
        var place = Locate(assignment.Target);
        var held = At(place, () => Evaluate(assignment.Target));
        if (held is not Value.Constant { Object: null }) return held;
        var value = Evaluate(assignment.Value);
        return At(place, () => Assign(assignment.Target, value));
    }

    /// <summary><c>x?.F()</c></summary>
    private Value AccessConditionally(IConditionalAccessOperation access)
    {
        var instance = Evaluate(access.Operation);
        if (instance is Value.Unknown or Value.Constant { Object: null }) return instance;
        _accessed.Push(instance);
        var result = Evaluate(access.WhenNotNull);
        _accessed.Pop();
        return result;
    }
}
