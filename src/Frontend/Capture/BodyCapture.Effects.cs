using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Prints and asserts, each behind the last one.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>A call of <c>Graph.Print</c> or <c>Graph.Assert</c>.</summary>
    private Value InvokeEffect(IInvocationOperation call)
    {
        var isAssert = call.TargetMethod.Name == "Assert";
        if (!isAssert && call.TargetMethod.Name != "Print") return Eagerly(Fallbacks.Call, call, $"{Symbols.ShortName(call.TargetMethod)} is not captured");
        var arguments = Arguments(call);
        var (subject, text) = (arguments.First(a => a.Name is "x" or "condition"), Find(arguments, isAssert ? "message" : "label"));
        if (subject.Value is Value.Unknown || text?.Value is Value.Unknown) return Value.Unknown.Value;
        if (text is not null && text.Value is not Value.Constant { Object: string or null })
            return Eagerly(Fallbacks.NotConstant, text.Source, $"the {text.Name} must be a text known at build time; print or assert what varies as a tensor");
        var dtype = isAssert ? DType.Bool : DTypeOf(call.TargetMethod.TypeArguments[0]) ?? DType.F32;
        Attr message = text?.Value is Value.Constant { Object: string s } ? new Attr.Text(s) : Attr.Absent.Value;
        var attributes = new List<OpAttribute> { new(isAssert ? "message" : "label", message, text?.Source ?? call) };
        if (isAssert) attributes.Add(new("place", _graph.Places.Of(call), call));
        var operands = new List<OpOperand> { new(_graph.Token, call), new(ToNode(subject.Value, dtype, subject.Source), subject.Source) };
        if (Add(new(isAssert ? OpTable.Assert : OpTable.Print, call, operands, attributes)) is not { } token) return Value.Nothing;
        _graph.Token = token;
        if (isAssert) Scope.Know(SizeConditions.Zeros(operands[1].Node!, holds: true));
        return Value.Nothing;
    }

    /// <summary>What C# writes for a value of an enum; null where that is more than the name of one member.</summary>
    private static string? NameOf(INamedTypeSymbol type, long? value) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue && Integer(new Value.Constant(f.ConstantValue)) == value).ToList() is [var only] ? only.Name : null;

    /// <summary>A text whose holes hold what is known now; what other ones would show, a graph cannot put into a text.</summary>
    private Value Interpolate(IInterpolatedStringOperation text)
    {
        var result = new StringBuilder();
        foreach (var part in text.Parts)
        {
            if (part is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string literal } })
            {
                result.Append(literal);
                continue;
            }
            if (part is not IInterpolationOperation hole) return Eagerly(Fallbacks.Expression, part, "this part of a text is not captured; write it as constant text");
            var value = Evaluate(hole.Expression);
            if (value is Value.Unknown) return value;
            if (value is Value.Constant { Object: not null } member && hole.Expression.Type is { } declared && _frame.Resolve(declared) is INamedTypeSymbol { TypeKind: TypeKind.Enum } type)
                value = NameOf(type, Integer(member)) is { } name ? new Value.Constant(name) : Value.Unassigned.Value;
            // Numbers with a fraction and formats depend on the culture of whoever runs the program.
            if (value is not Value.Constant { Object: string or char or bool or int or long or null } constant || hole.Alignment is not null || hole.FormatString is not null)
                return Eagerly(Fallbacks.NotConstant, hole, "a text can hold only texts, integers and bools that are known at build time; to see other values use Graph.Print(value, \"label\")");
            result.Append(System.Convert.ToString(constant.Object, CultureInfo.InvariantCulture));
        }
        return new Value.Constant(result.ToString());
    }
}
