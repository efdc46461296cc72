using System;
using GraphCompiler.IR;

namespace GraphCompiler;

// The elementwise ops that have an operator. A number on either side is used for every element.
public sealed unsafe partial class Tensor<T>
{
    /// <summary>A tensor of rank 0 with the value.</summary>
    public static implicit operator Tensor<T>(T value) => Tensor.Scalar(value);

    /// <summary>Negation; integers wrap.</summary>
    public static Tensor<T> operator -(Tensor<T> x) => Ops.Neg(x);

    /// <summary>Each element and 1; integers wrap. A new tensor: <c>x++</c> gives the variable another one.</summary>
    /// <exception cref="OpException">The dtype is not accepted: bool.</exception>
    public static Tensor<T> operator ++(Tensor<T> x) => Ops.Add(x, Tensor.Ones<T>([]));

    /// <summary>Each element less 1; integers wrap. A new tensor: <c>x--</c> gives the variable another one.</summary>
    /// <exception cref="OpException">The dtype is not accepted: bool.</exception>
    public static Tensor<T> operator --(Tensor<T> x) => Ops.Sub(x, Tensor.Ones<T>([]));

    /// <summary>Logical not of bool, bitwise complement of integers.</summary>
    public static Tensor<T> operator !(Tensor<T> x) => Ops.Not(x);

    /// <summary>Sum; integers wrap. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<T> operator +(Tensor<T> x, Tensor<T> y) => Ops.Add(x, y);

    /// <inheritdoc cref="operator +(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator +(Tensor<T> x, T y) => Ops.Add(x, y);

    /// <inheritdoc cref="operator +(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator +(T x, Tensor<T> y) => Ops.Add(x, y);

    /// <summary>Difference; integers wrap. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<T> operator -(Tensor<T> x, Tensor<T> y) => Ops.Sub(x, y);

    /// <inheritdoc cref="operator -(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator -(Tensor<T> x, T y) => Ops.Sub(x, y);

    /// <inheritdoc cref="operator -(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator -(T x, Tensor<T> y) => Ops.Sub(x, y);

    /// <summary>Product; integers wrap. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<T> operator *(Tensor<T> x, Tensor<T> y) => Ops.Mul(x, y);

    /// <inheritdoc cref="operator *(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator *(Tensor<T> x, T y) => Ops.Mul(x, y);

    /// <inheritdoc cref="operator *(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator *(T x, Tensor<T> y) => Ops.Mul(x, y);

    /// <summary>Quotient; integers truncate towards zero, and x / 0 is 0. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<T> operator /(Tensor<T> x, Tensor<T> y) => Ops.Div(x, y);

    /// <inheritdoc cref="operator /(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator /(Tensor<T> x, T y) => Ops.Div(x, y);

    /// <inheritdoc cref="operator /(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator /(T x, Tensor<T> y) => Ops.Div(x, y);

    /// <summary>Remainder with the sign of x, as C# has it; x % 0 is 0 for integers. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<T> operator %(Tensor<T> x, Tensor<T> y) => Ops.Rem(x, y);

    /// <inheritdoc cref="operator %(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator %(Tensor<T> x, T y) => Ops.Rem(x, y);

    /// <inheritdoc cref="operator %(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator %(T x, Tensor<T> y) => Ops.Rem(x, y);

    /// <summary>Whether x is less; false for NaN. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<bool> operator <(Tensor<T> x, Tensor<T> y) => Ops.Less(x, y);

    /// <inheritdoc cref="operator &lt;(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> operator <(Tensor<T> x, T y) => Ops.Less(x, y);

    /// <inheritdoc cref="operator &lt;(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> operator <(T x, Tensor<T> y) => Ops.Less(x, y);

    /// <summary>Whether x is less or equal; false for NaN. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<bool> operator <=(Tensor<T> x, Tensor<T> y) => Ops.LessEqual(x, y);

    /// <inheritdoc cref="operator &lt;=(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> operator <=(Tensor<T> x, T y) => Ops.LessEqual(x, y);

    /// <inheritdoc cref="operator &lt;=(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> operator <=(T x, Tensor<T> y) => Ops.LessEqual(x, y);

    /// <summary>Whether x is greater; false for NaN. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<bool> operator >(Tensor<T> x, Tensor<T> y) => Ops.Greater(x, y);

    /// <inheritdoc cref="operator &gt;(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> operator >(Tensor<T> x, T y) => Ops.Greater(x, y);

    /// <inheritdoc cref="operator &gt;(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> operator >(T x, Tensor<T> y) => Ops.Greater(x, y);

    /// <summary>Whether x is greater or equal; false for NaN. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<bool> operator >=(Tensor<T> x, Tensor<T> y) => Ops.GreaterEqual(x, y);

    /// <inheritdoc cref="operator &gt;=(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> operator >=(Tensor<T> x, T y) => Ops.GreaterEqual(x, y);

    /// <inheritdoc cref="operator &gt;=(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> operator >=(T x, Tensor<T> y) => Ops.GreaterEqual(x, y);

    // && and || need & and | whose operands and result are all one type, so these two have no overloads for numbers: those convert.

    /// <summary>Logical and of bool, bitwise and of integers. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<T> operator &(Tensor<T> x, Tensor<T> y) => Ops.And(x, y);

    /// <summary>Logical or of bool, bitwise or of integers. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<T> operator |(Tensor<T> x, Tensor<T> y) => Ops.Or(x, y);

    /// <summary>Exclusive or of bool, bitwise exclusive or of integers. Shapes broadcast.</summary>
    /// <exception cref="OpException">The shapes do not broadcast, or the dtype is not accepted.</exception>
    public static Tensor<T> operator ^(Tensor<T> x, Tensor<T> y) => Ops.Xor(x, y);

    /// <inheritdoc cref="operator ^(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator ^(Tensor<T> x, T y) => Ops.Xor(x, y);

    /// <inheritdoc cref="operator ^(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> operator ^(T x, Tensor<T> y) => Ops.Xor(x, y);

    /// <summary>Whether a condition holds: for <c>if</c>, loops, <c>?:</c> and <c>||</c>, whose second operand is then evaluated only where the first is false.</summary>
    /// <param name="condition">bool, rank 0.</param>
    /// <exception cref="OpException">Another dtype or rank: one element of rank 1 is no condition either.</exception>
    public static bool operator true(Tensor<T> condition) => Holds(condition);

    /// <summary>Whether a condition does not hold: for <c>&amp;&amp;</c>, whose second operand is evaluated only where the first is true.</summary>
    /// <inheritdoc cref="operator true(Tensor{T})"/>
    public static bool operator false(Tensor<T> condition) => !Holds(condition);

    private static bool Holds(Tensor<T> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (condition.DType != DType.Bool)
        {
            throw new OpException(OpErrors.DTypeNotAccepted, "condition",
                $"it is {condition.DType.Name()}{condition.Shape}; allowed: bool[], for instance a comparison: x != 0 is NotEqual(x, 0)");
        }
        if (condition.Rank != 0)
            throw new OpException(OpErrors.Rank, "condition", $"it is bool{condition.Shape}; allowed: bool[], a single truth value; use All(condition) or Any(condition)");
        return condition.Item() is true;
    }
}
