using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary><c>Math.Clamp</c>, <c>Math.Sign</c> and <c>Math.SinCos</c> of plain numbers, and <c>x.CompareTo(y)</c> of integers.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>The sine and the cosine; null for other methods.</summary>
    private Value? SinCos(IReadOnlyList<Operand> arguments, IInvocationOperation call)
    {
        if (call is not { TargetMethod.Name: "SinCos", Type: INamedTypeSymbol { IsTupleType: true } type }) return null;
        var pair = new Value.Tuple(Seq.Of(Of("Sin", OpTable.Sin), Of("Cos", OpTable.Cos)));
        return pair.Items.Any(i => i is Value.Unknown) ? Value.Unknown.Value : pair;

        Value Of(string name, OpDef op) => Number(arguments[0].Value is Value.Constant { Object: var known } && HostArithmetic.Convert(known, SpecialType.System_Double) is double number
            ? new Value.Constant(MathFunctions.Evaluate(name, [number]))
            : AddScalar(new(op, call, [ToNumberOperand(arguments[0], DTypeOf(type.TupleElements[0].Type) ?? DType.F64)], [])), type.TupleElements[0].Type, call);
    }

    /// <summary>-1, 0 or 1, as integers of 32 and 64 bits compare; null for other calls, whose results have other sizes or orders.</summary>
    private Value? CompareTo(IInvocationOperation call)
    {
        if (call is not { Instance: { Type: { } type } instance, TargetMethod: { Name: "CompareTo", Parameters: [{ Type: var other }] }, Arguments: [var argument] }
            || _frame.Resolve(type).SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64)
            || !SymbolEqualityComparer.Default.Equals(_frame.Resolve(other), _frame.Resolve(type))) return null;
        var left = Evaluate(instance);
        var right = EvaluateBehind(instance, ref left, argument.Value);
        var (x, y) = (new Operand(left, instance), new Operand(right, argument.Value));
        return Difference(AsNumber(BinaryOperatorKind.GreaterThan), AsNumber(BinaryOperatorKind.LessThan));

        Value AsNumber(BinaryOperatorKind kind) => Binary(kind, null, x, y, call, isChecked: false) switch
        {
            Value.Constant { Object: bool known } => new Value.Constant(known ? 1 : 0),
            Value.Scalar { Node: var node } when _graph.Cast(node, DType.I32, call) is { } number => new Value.Scalar(number),
            _ => Value.Unknown.Value,
        };

        Value Difference(Value above, Value below) => Binary(BinaryOperatorKind.Subtract, null, new(above, call), new(below, call), call, isChecked: false);
    }

    /// <summary>null for other methods.</summary>
    private Value? ClampOrSign(IReadOnlyList<Operand> arguments, IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "Clamp" or "Sign" } method || DTypeOf(method.Parameters[0].Type) is not { } dtype) return null;
        if (ToNumberOperand(Promote(arguments[0]), dtype).Node is not { } x) return Value.Unknown.Value;
        if (method.Name == "Sign")
        {
            return dtype.IsFloat()
                ? Eagerly(Fallbacks.Expression, call, "Math.Sign throws for what is not a number, which a graph cannot; write x > 0 ? 1 : x < 0 ? -1 : 0")
                : _graph.Cast(_graph.Apply(OpTable.Sign, call, x), DType.I32, call) is { } sign ? new Value.Scalar(sign) : Value.Unknown.Value;
        }
        if (arguments is not [_, { Value: Value.Constant { Object: var least } }, { Value: Value.Constant { Object: var most } }])
            return Eagerly(Fallbacks.NotConstant, call, "Math.Clamp throws where its lower limit is above its upper one, so they must be known at build time; write Math.Min(Math.Max(x, least), most)");
        if (HostArithmetic.Convert(least, SpecialType.System_Double) is double a && HostArithmetic.Convert(most, SpecialType.System_Double) is double b && a > b)
            return Mistake(Mistakes.Throws, call.Syntax, $"every call throws ArgumentException: Math.Clamp to {least} and more, {most} and less");
        var (low, high) = (ToNumberOperand(Promote(arguments[1]), dtype).Node, ToNumberOperand(Promote(arguments[2]), dtype).Node);
        // What is not a number is neither below nor above.
        var limited = _graph.Apply(OpTable.Select, call, _graph.Apply(OpTable.Gt, call, x, high), high, x);
        return _graph.Apply(OpTable.Select, call, _graph.Apply(OpTable.Lt, call, x, low), low, limited) is { } node ? Number(new Value.Scalar(node), call.Type, call) : Value.Unknown.Value;
    }
}
