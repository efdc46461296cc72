using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// Plain integers of the sizes that C# has and tensors do not compute with. byte and sbyte are of their own dtype and computed with as i32;
/// short, ushort and char are an i32, uint an i64, that holds their value. And shifts.
/// </summary>
internal sealed partial class BodyCapture
{
    /// <summary>An operand as C# computes with it: small integers are ints, and the graph's uint is a long.</summary>
    private Operand Promote(Operand operand) => operand.Value switch
    {
        Value.Constant { Object: byte or sbyte or short or ushort or char } small => operand with { Value = new Value.Constant(HostArithmetic.Convert(small.Object, SpecialType.System_Int32)) },
        Value.Constant { Object: uint number } => operand with { Value = new Value.Constant((long)number) },
        Value.Scalar { Node: { DType: DType.I8 or DType.U8 } node } => operand with { Value = new Value.Scalar(_graph.Cast(node, DType.I32, operand.Source)!) },
        _ => operand,
    };

    /// <summary>A plain number as an operand, in the dtype that C# computes in.</summary>
    private OpOperand ToNumberOperand(Operand operand, DType dtype) =>
        new(ToNode(operand.Value, Widened(DTypeOf(operand.Source.Type) ?? dtype), operand.Source), operand.Source);

    private static DType Widened(DType dtype) => dtype is DType.I8 or DType.U8 ? DType.I32 : dtype;

    /// <summary>A number known at run time as one of a C# type that tensors do not have, unchecked.</summary>
    private Value Wrap(Value value, ITypeSymbol type, IOperation at)
    {
        if (value is not (Value.Constant or Value.Scalar or Value.Size)) return value;
        if (value is Value.Constant || Symbols.CarrierDType(type) is not { } carrier || ToNode(value, DType.I32, at) is not { } node)
            return Eagerly(Fallbacks.Expression, at, $"numbers of type {Symbols.InMessage(type)} are not captured; use int, uint, long, float or double");
        var isFloat = node.DType.IsFloat();
        var whole = _graph.Cast(node, carrier, at);
        Node? Constant(long number) => Scope.Constant(IR.Literal.Scalar(carrier, number));
        var wrapped = type.SpecialType switch
        {
            // What has a fraction is limited to the type, all else cut off.
            SpecialType.System_UInt32 when isFloat => _graph.Apply(OpTable.Minimum, at, _graph.Apply(OpTable.Maximum, at, whole, Constant(0)), Constant(uint.MaxValue)),
            SpecialType.System_UInt32 => _graph.Apply(OpTable.And, at, whole, Constant(uint.MaxValue)),
            // The highest bit that is left is the sign.
            SpecialType.System_Int16 => _graph.Apply(OpTable.Sub, at, _graph.Apply(OpTable.Xor, at, _graph.Apply(OpTable.And, at, whole, Constant(ushort.MaxValue)), Constant(1 << 15)), Constant(1 << 15)),
            _ => _graph.Apply(OpTable.And, at, whole, Constant(ushort.MaxValue)),
        };
        return wrapped is null ? Value.Unknown.Value : new Value.Scalar(wrapped);
    }

    private static bool IsShift(BinaryOperatorKind kind) => kind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;

    /// <summary>
    /// Shifts of integers, whose count C# takes modulo their bits: x &lt;&lt; k is x · 2^k, x &gt;&gt; k is the floor of x / 2^k. Those of 32 bits are
    /// computed in 64, where no intermediate result is cut off.
    /// </summary>
    private Value Shift(BinaryOperatorKind kind, Operand left, Operand right, IOperation whole)
    {
        var type = left.Source.Type is { } declared ? _frame.Resolve(declared) : null;
        var isUnsigned = type?.SpecialType == SpecialType.System_UInt32;
        if (whole is IBinaryOperation { OperatorMethod: not null } or ICompoundAssignmentOperation { OperatorMethod: not null } && LimitsOf(type!) is (_, < int.MaxValue))
            return Eagerly(Fallbacks.Expression, whole, $"{InWords(whole)} of a type parameter that stands for {Symbols.InMessage(type!)} takes its count modulo other numbers of bits in other versions of .NET; convert to int before");
        var dtype = left.Value.AsNode?.DType ?? TypeOfNumber(left.Value);
        if (dtype is not (DType.I32 or DType.I64) || DTypeOf(left.Source.Type) is null)
            return Eagerly(Fallbacks.Expression, whole, $"{InWords(whole)} on numbers of type {(type is null ? "unknown" : Symbols.InMessage(type))} is not captured; use int, uint or long");
        var bits = dtype == DType.I64 && !isUnsigned ? 64 : 32;
        int? known = right.Value is Value.Constant { Object: int given } ? given & (bits - 1) : null;
        if (known is { } by)
        {
            if (left.Value is Value.Constant { Object: var number } && HostArithmetic.Shift(kind, number, by) is { } result) return new Value.Constant(result);
            if (left.Value is Value.Size size && by < 28 && kind == BinaryOperatorKind.LeftShift && size.Dim * (1L << by) is var larger && IsSize(larger)) return Value.Of(larger);
            if (left.Value is Value.Size of && (kind == BinaryOperatorKind.RightShift || (kind == BinaryOperatorKind.UnsignedRightShift && of.Dim.Lower >= 0))) return Value.Of(Dim.FloorDiv(of.Dim, 1L << by));
        }
        if (ToNode(left.Value, dtype.Value, left.Source) is not { } x || ToNode(right.Value, DType.I32, right.Source) is not { } count) return Value.Unknown.Value;
        count = known is { } k ? Scope.Constant(IR.Literal.Scalar(DType.I32, (long)k)) : _graph.Apply(OpTable.And, whole, count, Scope.Constant(IR.Literal.Scalar(DType.I32, bits - 1L)))!;
        var wide = _graph.Cast(x, DType.I64, whole)!;
        var shifted = kind switch
        {
            BinaryOperatorKind.LeftShift => _graph.Apply(OpTable.Mul, whole, wide, OfTable(i => 1L << i)),
            BinaryOperatorKind.RightShift when bits == 32 => Floored(wide, OfTable(i => 1L << i)),
            BinaryOperatorKind.UnsignedRightShift when bits == 32 =>
                _graph.Apply(OpTable.Div, whole, _graph.Apply(OpTable.And, whole, wide, Scope.Constant(IR.Literal.Scalar(DType.I64, (long)uint.MaxValue))), OfTable(i => 1L << i)),
            // 2^63 is no long, so half way first.
            _ when Floored(Floored(wide, OfTable(i => 1L << (i / 2))), OfTable(i => 1L << (i - i / 2))) is var floor =>
                kind == BinaryOperatorKind.RightShift ? floor : _graph.Apply(OpTable.And, whole, floor, OfTable(i => (long)(ulong.MaxValue >> i))),
            _ => null,
        };
        if (_graph.Cast(shifted, dtype.Value, whole) is not { } node) return Value.Unknown.Value;
        return isUnsigned ? Wrap(new Value.Scalar(node), type!, whole) : new Value.Scalar(node);

        // x less its lower bits is divided without a rest.
        Node? Floored(Node? value, Node? power) => _graph.Apply(OpTable.Div, whole,
            _graph.Apply(OpTable.Sub, whole, value, _graph.Apply(OpTable.And, whole, value, _graph.Apply(OpTable.Sub, whole, power, Scope.Constant(IR.Literal.Scalar(DType.I64, 1L))))), power);

        Node? OfTable(System.Func<int, long> entry) => known is { } i
            ? Scope.Constant(IR.Literal.Scalar(DType.I64, entry(i)))
            : Add(new(OpTable.Gather, whole, [new(Scope.Constant(IR.Literal.Of(DType.I64, Seq.Of((long)bits), Enumerable.Range(0, bits).Select(entry))), whole), new(count, right.Source)], [new("axis", new Attr.Int(0), whole)]));
    }

    /// <summary>What a comparison with a constant gives whatever the number is: no byte is above 255. null when it depends on the number.</summary>
    private bool? Decide(BinaryOperatorKind kind, Operand left, Operand right)
    {
        if (left.Value is Value.Constant) return Mirrored(kind) is { } mirrored ? Decide(mirrored, right, left) : null;
        return right.Value is Value.Constant { Object: int or long or uint } && Integer(right.Value) is { } limit ? Decide(kind, left.Source, limit) : null;
    }

    private bool? Decide(BinaryOperatorKind kind, IOperation source, long limit)
    {
        if (LimitsOf(source) is not var (least, most)) return null;
        return kind switch
        {
            BinaryOperatorKind.LessThan => most < limit ? true : least >= limit ? false : null,
            BinaryOperatorKind.LessThanOrEqual => most <= limit ? true : least > limit ? false : null,
            BinaryOperatorKind.GreaterThan => least > limit ? true : most <= limit ? false : null,
            BinaryOperatorKind.GreaterThanOrEqual => least >= limit ? true : most < limit ? false : null,
            _ => null,
        };
    }

    private static BinaryOperatorKind? Mirrored(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => null,
    };

    /// <summary>The smallest and the largest integer of an expression's type, before C# has widened it; null for other types.</summary>
    private (long Least, long Most)? LimitsOf(IOperation source)
    {
        while (source is IConversionOperation { IsImplicit: true, OperatorMethod: null } widened) source = widened.Operand;
        return source.Type is { } type ? LimitsOf(_frame.Resolve(type)) : null;
    }

    private static (long Least, long Most)? LimitsOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
        SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 or SpecialType.System_Char => (ushort.MinValue, ushort.MaxValue),
        SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
        SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
        SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
        _ => null,
    };
}
