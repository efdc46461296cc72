using System;
using System.Globalization;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// C#'s arithmetic on values that are known while a method is read: loop counters of unrolled loops, constants passed to inlined
/// methods. Operands have the same type, as C# makes them. A result of null means "not done here".
/// </summary>
internal static class HostArithmetic
{
    public static object? Binary(BinaryOperatorKind kind, object? left, object? right) => (left, right) switch
    {
        // C# throws.
        (int.MinValue, -1) or (long.MinValue, -1L) when kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder => null,
        (int a, int b) => Integer(kind, a, b) is long r ? unchecked((int)r) : Compare(kind, a, b),
        (long a, long b) => Integer(kind, a, b) ?? Compare(kind, a, b),
        (float a, float b) => Float(kind, a, b) is double r ? (float)r : Compare(kind, a, b),
        (double a, double b) => Float(kind, a, b) ?? Compare(kind, a, b),
        (bool a, bool b) => Logic(kind, a, b),
        (string a, string b) => kind switch
        {
            BinaryOperatorKind.Equals => a == b,
            BinaryOperatorKind.NotEquals => a != b,
            BinaryOperatorKind.Add => a + b,
            _ => null,
        },
        _ => null,
    };

    public static object? Unary(UnaryOperatorKind kind, object? operand) => (kind, operand) switch
    {
        (UnaryOperatorKind.Plus, not null) => operand,
        (UnaryOperatorKind.Minus, int x) => unchecked(-x),
        (UnaryOperatorKind.Minus, long x) => unchecked(-x),
        (UnaryOperatorKind.Minus, float x) => -x,
        (UnaryOperatorKind.Minus, double x) => -x,
        (UnaryOperatorKind.BitwiseNegation, int x) => ~x,
        (UnaryOperatorKind.BitwiseNegation, long x) => ~x,
        (UnaryOperatorKind.Not, bool x) => !x,
        _ => null,
    };

    /// <summary>A number as another C# type, unchecked; null when either is not a number.</summary>
    public static object? Convert(object? value, SpecialType target)
    {
        if (value is bool) return target == SpecialType.System_Boolean ? value : null;
        if (value?.GetType() is { } type && type == TypeOf(target)) return value;
        if (value is char character) value = (ushort)character;
        if (value is not (int or long or float or double or byte or sbyte or short or ushort or uint)) return null;
        // As the runtime does: fractions are limited to int, and to uint; what does not fit otherwise is cut off.
        return unchecked(target switch
        {
            SpecialType.System_Single => value is double d ? (float)d : System.Convert.ToSingle(value, CultureInfo.InvariantCulture),
            SpecialType.System_Double => System.Convert.ToDouble(value, CultureInfo.InvariantCulture),
            SpecialType.System_Int32 => (int)ToInteger(value, DType.I32),
            SpecialType.System_Int64 => ToInteger(value, DType.I64),
            SpecialType.System_Byte => (byte)ToInteger(value, DType.I32),
            SpecialType.System_SByte => (sbyte)ToInteger(value, DType.I32),
            SpecialType.System_Int16 => (short)ToInteger(value, DType.I32),
            SpecialType.System_UInt16 => (ushort)ToInteger(value, DType.I32),
            SpecialType.System_Char => (char)ToInteger(value, DType.I32),
            SpecialType.System_UInt32 => value is float or double ? (uint)Math.Min(Math.Max(ToInteger(value, DType.I64), 0), uint.MaxValue) : (uint)ToInteger(value, DType.I64),
            _ => null,
        });
    }

    private static Type? TypeOf(SpecialType type) => type switch
    {
        SpecialType.System_UInt64 => typeof(ulong),
        SpecialType.System_Decimal => typeof(decimal),
        _ => null,
    };

    /// <summary>A shift as C# defines it, the count taken modulo the number of bits; null for other types and operators.</summary>
    public static object? Shift(BinaryOperatorKind kind, object? value, int count) => unchecked((kind, value) switch
    {
        (BinaryOperatorKind.LeftShift, int x) => x << count,
        (BinaryOperatorKind.LeftShift, long x) => x << count,
        (BinaryOperatorKind.RightShift, int x) => x >> count,
        (BinaryOperatorKind.RightShift, long x) => x >> count,
        (BinaryOperatorKind.UnsignedRightShift, int x) => (int)((uint)x >> count),
        (BinaryOperatorKind.UnsignedRightShift, long x) => (long)((ulong)x >> count),
        _ => (object?)null,
    });

    /// <summary>A rank-0 literal of a dtype; null when the value is not a number or bool.</summary>
    public static Literal? ToLiteral(object? value, DType dtype) => value switch
    {
        bool b => Literal.Scalar(dtype, b ? 1L : 0L),
        float f => Literal.Scalar(dtype, f),
        double d => Literal.Scalar(dtype, d),
        _ => Convert(value, SpecialType.System_Int64) is long l ? Literal.Scalar(dtype, l) : null,
    };

    private static long ToInteger(object value, DType dtype) => value switch
    {
        float f => Rounding.ToInteger(f, dtype),
        double d => Rounding.ToInteger(d, dtype),
        _ => Rounding.Wrap(System.Convert.ToInt64(value, CultureInfo.InvariantCulture), dtype),
    };

    private static object? Integer(BinaryOperatorKind kind, long a, long b) => unchecked(kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide when b != 0 => a / b,
        BinaryOperatorKind.Remainder when b != 0 => a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => (object?)null,
    });

    private static object? Float(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => null,
    };

    private static object? Compare<T>(BinaryOperatorKind kind, T a, T b)
        where T : IComparable<T>, IEquatable<T>
    {
        // A NaN compares as smaller than everything in CompareTo, and as unequal to everything in C#.
        var unordered = a is double x && double.IsNaN(x) || b is double y && double.IsNaN(y)
            || a is float f && float.IsNaN(f) || b is float g && float.IsNaN(g);
        return kind switch
        {
            BinaryOperatorKind.Equals => !unordered && a.CompareTo(b) == 0,
            BinaryOperatorKind.NotEquals => unordered || a.CompareTo(b) != 0,
            BinaryOperatorKind.LessThan => !unordered && a.CompareTo(b) < 0,
            BinaryOperatorKind.LessThanOrEqual => !unordered && a.CompareTo(b) <= 0,
            BinaryOperatorKind.GreaterThan => !unordered && a.CompareTo(b) > 0,
            BinaryOperatorKind.GreaterThanOrEqual => !unordered && a.CompareTo(b) >= 0,
            _ => null,
        };
    }

    private static object? Logic(BinaryOperatorKind kind, bool a, bool b) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => a && b,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => a || b,
        BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => a != b,
        BinaryOperatorKind.Equals => a == b,
        _ => null,
    };
}
