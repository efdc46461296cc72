using System;
using System.Collections.Generic;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Operators and conversions, on tensors, on sizes, and on plain numbers known now or at run time.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>An operand's value and where it stands.</summary>
    private readonly record struct Operand(Value Value, IOperation Source);

    private Value Binary(IBinaryOperation binary)
    {
        var left = Evaluate(binary.LeftOperand);
        // "known && f(x)": what is never evaluated is never read.
        if (left is Value.Constant { Object: bool known } && binary.OperatorMethod is null
            && (binary.OperatorKind == BinaryOperatorKind.ConditionalAnd && !known || binary.OperatorKind == BinaryOperatorKind.ConditionalOr && known))
        {
            return left;
        }
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr && left is Value.Tensor or Value.Scalar)
        {
            if (AsCondition(left, binary.LeftOperand) is not Value.Scalar { Node: var node }) return Value.Unknown.Value;
            var both = ShortCircuit(binary.OperatorKind == BinaryOperatorKind.ConditionalAnd, node, () => Condition(binary.RightOperand), binary);
            return Symbols.IsTensor(_frame.Resolve(binary.Type!)) && both is not Value.Unknown ? new Value.Tensor(ToNumber(Scope, both, DType.Bool)) : both;
        }
        var right = EvaluateBehind(binary.LeftOperand, ref left, binary.RightOperand);
        var method = OperatorOf(binary.OperatorMethod, binary.ConstrainedToType);
        var result = Binary(binary.OperatorKind, method, new(left, binary.LeftOperand), new(right, binary.RightOperand), binary, IsChecked(binary));
        // Two members of an enum have a difference of its underlying type, which C# does not compute in if that is small.
        var isEnum = binary.Type is { TypeKind: TypeKind.Enum } || (binary.OperatorKind == BinaryOperatorKind.Subtract && binary.LeftOperand.Type is { TypeKind: TypeKind.Enum });
        return method is null && (binary.OperatorMethod is not null || isEnum || binary.Type is { SpecialType: SpecialType.System_UInt32 })
            ? OfOperand(result, binary.Type, binary, IsChecked(binary))
            : result;
    }

    private Value Binary(BinaryOperatorKind kind, IMethodSymbol? method, Operand left, Operand right, IOperation whole, bool isChecked)
    {
        if (left.Value is Value.Unknown || right.Value is Value.Unknown) return Value.Unknown.Value;
        // Which values are null is known while the method is read.
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && (IsNull(left.Value) || IsNull(right.Value)))
            return new Value.Constant((IsNull(left.Value) && IsNull(right.Value)) == (kind == BinaryOperatorKind.Equals));
        if (left.Value is Value.Tensor || right.Value is Value.Tensor)
        {
            return method is not null && IsOwn(method) ? CallOperator(method, whole, left, right)
                : method is not null && Symbols.IsTensor(method.ContainingType) && OpBinder.Operator(kind) is { } op
                ? AddTensor(new(op, whole, TensorOperands(left, right), []))
                : Eagerly(Fallbacks.Expression, whole, kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
                    ? "== and != on tensors compare references; use Equal or NotEqual"
                    : $"{InWords(whole)} on tensors is not captured");
        }
        if (method is not null && IsOwn(method)) return CallOperator(method, whole, left, right);
        if (method is not null && CompareRecords(kind, method, left, right, whole) is { } compared) return compared;
        if (method is not null && !Symbols.IsNumber(method.ContainingType))
            return Eagerly(Fallbacks.Expression, whole, $"{InWords(whole)} of {method.ContainingType.Name} is not captured");
        (left, right) = (Promote(left), Promote(right));
        if (IsShift(kind)) return Shift(kind, left, right, whole);
        if (left.Value is Value.Constant a && right.Value is Value.Constant b)
        {
            if (isChecked && DoesOverflow(kind, a.Object, b.Object)) return _graph.Throws(Violation.Overflow, OverflowText, a, whole);
            return HostArithmetic.Binary(kind, a.Object, b.Object) is { } result
                ? new Value.Constant(result)
                : kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder && Integer(right.Value) is { } divisor
                ? divisor == 0 ? _graph.Throws(Violation.DivideByZero, "divides by zero", left.Value, whole) : _graph.Throws(Violation.Overflow, $"divides {a.Object} by {b.Object}", left.Value, whole)
                : Eagerly(Fallbacks.Expression, whole, $"{InWords(whole)} on these values is not captured");
        }
        if (left.Value.AsDim is { } x && right.Value.AsDim is { } y && OfSizes(kind, x, y, whole, isChecked) is { } ofSizes)
            return ofSizes is Value.Size size && isChecked && whole.Type?.SpecialType == SpecialType.System_Int32 ? CheckedSize(size.Dim, whole) : ofSizes;
        if (Decide(kind, left, right) is { } decided) return new Value.Constant(decided);
        return OfScalars(kind, left, right, whole, isChecked);
    }

    private static bool IsNull(Value value) => value is Value.Constant { Object: null };

    private IReadOnlyList<OpOperand> TensorOperands(Operand left, Operand right)
    {
        var dtype = (left.Value.AsNode ?? right.Value.AsNode)!.DType;
        return [ToOperand(left, dtype), ToOperand(right, dtype)];
    }

    /// <summary>A value as an operand; numbers take the dtype of their C# type, or the given one where they have none.</summary>
    private OpOperand ToOperand(Operand operand, DType dtype) => new(ToNode(operand.Value, DTypeOf(operand.Source.Type) ?? dtype, operand.Source), operand.Source);

    private DType? DTypeOf(ITypeSymbol? type) => type is null ? null : Symbols.CarrierDType(_frame.Resolve(type));

    /// <summary>
    /// Integers made of sizes: exact expressions of the symbols, with C#'s division towards zero. null where they are no sizes any more
    /// but hashes, say, which wrap around.
    /// </summary>
    private Value? OfSizes(BinaryOperatorKind kind, Dim x, Dim y, IOperation whole, bool isChecked)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Add: return SizeOrNull(() => x + y);
            case BinaryOperatorKind.Subtract: return SizeOrNull(() => x - y);
            case BinaryOperatorKind.Multiply: return SizeOrNull(() => x * y);
            case BinaryOperatorKind.Divide when y.Lower > 0: return Value.Of(Quotient(x, y));
            case BinaryOperatorKind.Remainder when y.Lower > 0: return Value.Of(x - y * Quotient(x, y));
        }
        if (Known(kind, x, y) is { } answer) return new Value.Constant(answer);
        if (OpBinder.Operator(kind) is not { } op) return Eagerly(Fallbacks.Expression, whole, $"{InWords(whole)} on {x} and {y}, which are known only at run time, is not captured");
        OpOperand left = new(ToNumber(Scope, Value.Of(x), DType.I32), whole), right = new(ToNumber(Scope, Value.Of(y), DType.I32), whole);
        return kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder && !RequireQuotient(left, Value.Of(x), right, Value.Of(y), whole)
            ? Value.Unknown.Value
            : AddScalar(new(op, whole, [left, right], []));

        Value? SizeOrNull(Func<Dim> result)
        {
            try
            {
                return isChecked || (whole.Type is { } type && _frame.Resolve(type).SpecialType != SpecialType.System_Int32) || IsSize(result()) ? Value.Of(result()) : null;
            }
            catch (OverflowException)
            {
                return null;
            }
        }
    }

    /// <summary>Whether an int that is made of sizes can be one: with larger factors it wraps around, if the sizes are not below 8.</summary>
    private static bool IsSize(Dim dim) => dim.Terms.All(t => Math.Abs(t.Coefficient) <= 1 << 28);

    /// <summary>What a comparison of sizes gives for all sizes that get here; null when it depends on them.</summary>
    private bool? Known(BinaryOperatorKind kind, Dim x, Dim y) =>
        SizeConditions.Always(kind, x, y) ?? (Scope.Facts is { } facts ? SizeConditions.Always(kind, facts.Reduce(x), facts.Reduce(y)) : null);

    private static Dim Quotient(Dim x, Dim y) => x.Lower >= 0
        ? Dim.FloorDiv(x, y)
        : Dim.FloorDiv(Dim.Max(x, 0), y) - Dim.FloorDiv(Dim.Max(-x, 0), y);

    /// <summary>Plain numbers of which at least one is known only at run time: ops on rank-0 nodes.</summary>
    private Value OfScalars(BinaryOperatorKind kind, Operand left, Operand right, IOperation whole, bool isChecked)
    {
        var dtype = (left.Value.AsNode ?? right.Value.AsNode)?.DType ?? DType.I32;
        if (OpBinder.Operator(kind) is not { } op) return Eagerly(Fallbacks.Expression, whole, $"{InWords(whole)} on values known only at run time is not captured; compute it outside and pass the result as a parameter");
        var (x, y) = (ToNumberOperand(left, dtype), ToNumberOperand(right, dtype));
        if (isChecked && CanOverflow(kind) && x.Node is { DType: DType.I32 or DType.I64 } a && y.Node is { } b) return CheckedResult(kind, op, a, b, whole);
        if (dtype.IsInteger() && kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder && !RequireQuotient(x, left.Value, y, right.Value, whole)) return Value.Unknown.Value;
        return AddScalar(new(op, whole, [x, y], []));
    }

    /// <summary>The op gives 0, or wraps, where C# throws: the call has to end there, whether the quotient is used or not.</summary>
    private bool RequireQuotient(OpOperand dividend, Value left, OpOperand divisor, Value right, IOperation whole)
    {
        if (dividend.Node is not { } x || divisor.Node is not { } y) return false;
        var known = Integer(right);
        if (known == 0)
        {
            return _graph.Throws(Violation.DivideByZero, "divides by zero", left, whole) is not Value.Unknown;
        }
        if (known is null && !_graph.Require(_graph.Compare(OpTable.Ne, y, 0, whole), Violation.DivideByZero, "divides an integer by zero", whole)) return false;
        // Sizes and uints are not negative, and no other quotient is out of range.
        var smallest = Smallest(x.DType);
        if ((known ?? -1) != -1 || left is Value.Size || whole.Type?.SpecialType == SpecialType.System_UInt32 || (Integer(left) ?? smallest) != smallest) return true;
        var fits = _graph.Compare(OpTable.Ne, x, smallest, whole);
        if (known is null && fits is not null && _graph.Compare(OpTable.Ne, y, -1, whole) is { } otherwise) fits = Add(new(OpTable.Or, whole, [new(fits, whole), new(otherwise, whole)], []));
        return _graph.Require(fits, Violation.Overflow, $"divides the smallest {x.DType.Name()} by -1", whole);
    }

    private static long? Integer(Value value) => value is Value.Constant { Object: var known } && HostArithmetic.Convert(known, SpecialType.System_Int64) is long integer ? integer : null;

    private static long Smallest(DType dtype) => dtype == DType.I64 ? long.MinValue : int.MinValue;

    private Value Unary(IUnaryOperation unary)
    {
        var operand = Evaluate(unary.Operand);
        var method = OperatorOf(unary.OperatorMethod, unary.ConstrainedToType);
        if (method is null && unary is { IsChecked: true, OperatorKind: UnaryOperatorKind.Minus } && operand is not Value.Tensor && LimitsOf(unary.Type!) is not null)
            return Binary(BinaryOperatorKind.Subtract, null, new(Number(new Value.Constant(0), unary.Type, unary), unary), new(operand, unary.Operand), unary, isChecked: true);
        if (method is { } own && IsOwn(own) && operand is not Value.Unknown) return CallOperator(own, unary, new Operand(operand, unary.Operand));
        if (method is null && (unary.OperatorMethod is not null || unary.Type is { TypeKind: TypeKind.Enum })) operand = Promote(new(operand, unary.Operand)).Value;
        switch (operand)
        {
            case Value.Unknown:
                return operand;
            case Value.Constant when Promote(new(operand, unary.Operand)).Value is Value.Constant constant && HostArithmetic.Unary(unary.OperatorKind, constant.Object) is { } result:
                return method is null ? Number(new Value.Constant(result), unary.Type, unary) : new Value.Constant(result);
            case Value.Constant or Value.Size or Value.Scalar when unary.OperatorKind == UnaryOperatorKind.Hat:
                // Of lists and arrays, ^i is counted back without an Index.
                return unary.Parent is IImplicitIndexerReferenceOperation or IArrayElementReferenceOperation || RequirePlace(operand, unary.Operand) ? new Value.Position(operand, FromEnd: true) : Value.Unknown.Value;
            case Value.Size size when unary.OperatorKind == UnaryOperatorKind.Minus:
                return Value.Of(-size.Dim);
            case Value.Size size when unary.OperatorKind == UnaryOperatorKind.BitwiseNegation:
                return Number(Value.Of(-size.Dim - 1), unary.Type, unary);
            // A condition of C#'s own statements; whether it is a single truth value is for them to say.
            case Value.Tensor when unary.OperatorKind == UnaryOperatorKind.True:
            case Value.Tensor or Value.Scalar when unary.OperatorKind == UnaryOperatorKind.Plus:
                return operand;
            case Value.Tensor or Value.Scalar when OpBinder.Operator(unary.OperatorKind) is { } op:
                var use = new OpUse(op, unary, [new(operand.AsNode, unary.Operand)], []);
                return operand is Value.Tensor ? AddTensor(use) : Number(AddScalar(use), method is null ? unary.Type : null, unary);
            default:
                return Eagerly(Fallbacks.Expression, unary, $"{InWords(unary)} is not captured");
        }
    }

    private Value Convert(IConversionOperation conversion)
    {
        var value = Evaluate(conversion.Operand);
        var target = _frame.Resolve(conversion.Type!);
        if (value is Value.Unknown) return value;
        if (value is Value.Record && conversion.OperatorMethod is null && IsInstance(value, target) != true)
        {
            return IsInstance(value, target) is null ? Eagerly(Fallbacks.Expression, conversion, $"whether it is {Symbols.InMessage(target)} is known only at run time")
                : conversion.IsTryCast ? new Value.Constant(null)
                : Mistake(Mistakes.Throws, conversion.Syntax, $"every call throws InvalidCastException: {Symbols.InMessage(((Value.Record)value).Type)} is no {Symbols.InMessage(target)}");
        }
        if (conversion.OperatorMethod is { } own && IsOwn(own)) return CallOperator(own, conversion, new Operand(value, conversion.Operand));
        if (target.TypeKind == TypeKind.Dynamic)
            return Eagerly(Fallbacks.Expression, conversion, "what is done with a dynamic value is found out only when the program runs; use var or the value's type");
        if (Symbols.IsTensor(target) && value is not Value.Tensor and not Value.Constant { Object: null })
        {
            // A plain number used as a tensor.
            return ToNode(Number(value, ((INamedTypeSymbol)target).TypeArguments[0], conversion), Symbols.TensorDType(target) ?? DType.F32, conversion) is { } node
                ? new Value.Tensor(node)
                : Value.Unknown.Value;
        }
        if (Symbols.IsApi(target as INamedTypeSymbol, KnownNames.TensorIndex)) return value;
        if (value is Value.Tensor && conversion.OperatorMethod is not null && !Symbols.IsTensor(target))
            return Eagerly(Fallbacks.Expression, conversion, $"it reads a tensor's elements, which a graph cannot hand out, as {Symbols.InMessage(target)}");
        if (target is INamedTypeSymbol { Name: "Index", ContainingNamespace.Name: "System" } && AsPosition(value) is { } position)
            return value is Value.Position || RequirePlace(value, conversion.Operand) ? position : Value.Unknown.Value;
        return conversion.OperatorMethod is null && IsChecked(conversion) ? CheckedNumber(value, target, conversion) : Number(value, target, conversion);
    }

    /// <summary>A plain number as another C# type; anything else as it is.</summary>
    private Value Number(Value value, ITypeSymbol? target, IOperation at)
    {
        if (target is null) return value;
        var type = Symbols.Underlying(_frame.Resolve(target));
        if (value is Value.Constant constant && HostArithmetic.Convert(constant.Object, type.SpecialType) is { } converted) return new Value.Constant(converted);
        if (Symbols.ScalarDType(type) is not { } dtype) return Symbols.IsOtherNumber(type) ? Wrap(value, type, at) : value;
        switch (value)
        {
            // C# makes small integers of the int that is nearest.
            case Value.Scalar { Node: var node } when node.DType.IsFloat() && dtype is DType.I8 or DType.U8:
                return Number(new Value.Scalar(_graph.Cast(node, DType.I32, at)!), type, at);
            case Value.Size when dtype is DType.I32 or DType.I64:
                return value;
            case Value.Size when dtype is DType.I8 or DType.U8:
                return Number(new Value.Scalar(ToNode(value, DType.I32, at)!), type, at);
            case Value.Size when dtype.In(DTypes.Number):
                return new Value.Scalar(ToNode(value, dtype, at)!);
            case Value.Scalar scalar when scalar.Node.DType != dtype:
                return AddScalar(new(OpTable.Cast, at, [new(scalar.Node, at)], [new("dtype", new Attr.Type(dtype), at)]));
            default:
                return value;
        }
    }

    /// <summary>An operator as the user wrote it, for messages.</summary>
    private static string InWords(IOperation operation) => operation.Syntax switch
    {
        BinaryExpressionSyntax binary => $"the operator {binary.OperatorToken.Text}",
        AssignmentExpressionSyntax assignment => $"the operator {assignment.OperatorToken.Text}",
        PrefixUnaryExpressionSyntax prefix => $"the operator {prefix.OperatorToken.Text}",
        PostfixUnaryExpressionSyntax postfix => $"the operator {postfix.OperatorToken.Text}",
        _ => "this operator",
    };
}
