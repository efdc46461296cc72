using System;
using System.Globalization;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// Integer arithmetic and conversions where C# checks for overflow, in <c>checked</c> or by the project's option: each that may overflow
/// has an assert that throws what C# throws.
/// </summary>
internal sealed partial class BodyCapture
{
    private const string OverflowText = "overflows in checked arithmetic";

    /// <summary>Whether C# checks an operation. Of enums the tree does not say so.</summary>
    private bool IsChecked(IOperation operation) => operation switch
    {
        IBinaryOperation binary => binary.IsChecked || (IsEnum(binary.LeftOperand) || IsEnum(binary.RightOperand)) && IsInChecked(binary.Syntax),
        IConversionOperation conversion => conversion.IsChecked || (IsEnum(conversion) || IsEnum(conversion.Operand)) && IsInChecked(conversion.Syntax),
        ICompoundAssignmentOperation assignment => assignment.IsChecked || IsEnum(assignment.Target) && IsInChecked(assignment.Syntax),
        IIncrementOrDecrementOperation step => step.IsChecked || IsEnum(step.Target) && IsInChecked(step.Syntax),
        _ => false,
    };

    private static bool IsEnum(IOperation operation) => operation.Type is { TypeKind: TypeKind.Enum };

    private bool IsInChecked(SyntaxNode place)
    {
        foreach (var around in place.AncestorsAndSelf())
        {
            if (around.Kind() is SyntaxKind.CheckedExpression or SyntaxKind.CheckedStatement) return true;
            if (around.Kind() is SyntaxKind.UncheckedExpression or SyntaxKind.UncheckedStatement) return false;
        }
        return _compilation.Options.CheckOverflow;
    }

    private static bool CanOverflow(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply;

    /// <summary>Whether an operation on known ints or longs overflows.</summary>
    private static bool DoesOverflow(BinaryOperatorKind kind, object? left, object? right)
    {
        try
        {
            _ = (left, right) switch
            {
                (int a, int b) => checked((int)Exact(a, b)),
                (long a, long b) => Exact(a, b),
                _ => 0,
            };
            return false;
        }
        catch (OverflowException)
        {
            return true;
        }

        long Exact(long a, long b) => checked(kind switch
        {
            BinaryOperatorKind.Add => a + b,
            BinaryOperatorKind.Subtract => a - b,
            BinaryOperatorKind.Multiply => a * b,
            _ => 0,
        });
    }

    /// <summary>An int made of sizes, each of which is one, as long as it is one itself.</summary>
    private Value CheckedSize(Dim size, IOperation at)
    {
        var terms = size.Terms.Select(t => t.Atoms.All(a => a is DimAtom.Symbol) ? t.Coefficient * Math.Pow(int.MaxValue, t.Atoms.Count) : double.NaN).ToList();
        if (terms.Where(t => !(t < 0)).Sum() <= int.MaxValue && terms.Where(t => !(t > 0)).Sum() >= int.MinValue) return Value.Of(size);
        return ToNode(Value.Of(size), DType.I64, at) is { } node && _graph.Require(IsWithin(node, int.MinValue, int.MaxValue, at), Violation.Overflow, OverflowText, at) ? Value.Of(size) : Value.Unknown.Value;
    }

    /// <summary>The result of an operation on two numbers of i32 or i64, with an assert that it is the true one.</summary>
    private Value CheckedResult(BinaryOperatorKind kind, OpDef op, Node x, Node y, IOperation at)
    {
        if (x.DType == DType.I32)
        {
            var wide = _graph.Apply(op, at, _graph.Cast(x, DType.I64, at), _graph.Cast(y, DType.I64, at));
            return wide is not null && _graph.Require(IsWithin(wide, int.MinValue, int.MaxValue, at), Violation.Overflow, OverflowText, at) && _graph.Cast(wide, DType.I32, at) is { } cut ? new Value.Scalar(cut) : Value.Unknown.Value;
        }
        if (_graph.Apply(op, at, x, y) is not { } result) return Value.Unknown.Value;
        var fits = kind switch
        {
            // The sign is wrong where it is neither operand's, or where operands of two signs give the second's.
            BinaryOperatorKind.Add => IsPositive(_graph.Apply(OpTable.And, at, _graph.Apply(OpTable.Xor, at, x, result), _graph.Apply(OpTable.Xor, at, y, result))),
            BinaryOperatorKind.Subtract => IsPositive(_graph.Apply(OpTable.And, at, _graph.Apply(OpTable.Xor, at, x, y), _graph.Apply(OpTable.Xor, at, x, result))),
            // x * y / x is y again; the smallest number is its own opposite.
            _ => _graph.Apply(OpTable.Or, at, _graph.Compare(OpTable.Eq, x, 0, at), _graph.Apply(OpTable.And, at,
                _graph.Apply(OpTable.Eq, at, _graph.Apply(OpTable.Div, at, result, x), y),
                _graph.Apply(OpTable.Or, at, _graph.Compare(OpTable.Ne, x, -1, at), _graph.Compare(OpTable.Ne, y, long.MinValue, at)))),
        };
        return _graph.Require(fits, Violation.Overflow, OverflowText, at) ? new Value.Scalar(result) : Value.Unknown.Value;

        Node? IsPositive(Node? bits) => bits is null ? null : _graph.Compare(OpTable.Ge, bits, 0, at);
    }

    /// <summary>A number as another integer type, as long as that has it.</summary>
    private Value CheckedNumber(Value value, ITypeSymbol? target, IOperation at)
    {
        if (target is null || LimitsOf(Symbols.Underlying(_frame.Resolve(target))) is not var (least, most)) return Number(value, target, at);
        switch (value)
        {
            case Value.Constant { Object: float or double } number when !IsWithin(System.Convert.ToDouble(number.Object, CultureInfo.InvariantCulture), least, most):
            case Value.Constant when Integer(value) is { } integer && (integer < least || integer > most):
                return _graph.Throws(Violation.Overflow, OverflowText, HostArithmetic.Convert(0, Symbols.Underlying(_frame.Resolve(target)).SpecialType) is { } zero ? new Value.Constant(zero) : value, at);
            case Value.Size when least <= int.MinValue && most >= int.MaxValue:
            case Value.Scalar { Node.DType: DType.I32 } when least <= int.MinValue && most >= int.MaxValue:
            case Value.Scalar { Node.DType: DType.I64 } when least == long.MinValue:
            case not (Value.Size or Value.Scalar):
                return Number(value, target, at);
        }
        if (ToNode(value, DType.I64, at) is not { } node) return Value.Unknown.Value;
        var fits = IsWithin(_graph.Cast(node, node.DType.IsFloat() ? DType.F64 : DType.I64, at), least, most, at);
        return _graph.Require(fits, Violation.Overflow, OverflowText, at) ? Number(value, target, at) : Value.Unknown.Value;
    }

    private static bool IsWithin(double number, long least, long most) => (number > least - 1.0 || number == least) && number < most + 1.0;

    /// <summary>Whether a number of f64, cut off, or of i64 is one of a range. A NaN is not.</summary>
    private Node? IsWithin(Node? node, long least, long most, IOperation at)
    {
        if (node is null) return null;
        if (!node.DType.IsFloat()) return _graph.Apply(OpTable.And, at, _graph.Compare(OpTable.Ge, node, least, at), _graph.Compare(OpTable.Le, node, most, at));
        // There is no number between -2^63 - 1 and -2^63.
        var above = least == long.MinValue ? OpTable.Ge : OpTable.Gt;
        return _graph.Apply(OpTable.And, at, _graph.Apply(above, at, node, Limit(least == long.MinValue ? least : least - 1.0)), _graph.Apply(OpTable.Lt, at, node, Limit(most + 1.0)));

        Node Limit(double limit) => Scope.Constant(IR.Literal.Scalar(DType.F64, limit));
    }
}
