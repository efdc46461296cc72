// Lanes.targets makes the same file for every floating-point register (see F32x16.cs).
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.Unsafe;
using Element = System.Single;
using Register = System.Runtime.Intrinsics.Vector512<System.Single>;
using Words = System.Runtime.Intrinsics.Vector512<System.Int32>;

namespace GraphCompiler.Kernels;

public readonly partial struct F32x16 : IFloat32Lanes<F32x16, I32x16>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Of(double value) => BitCast<Register, F32x16>(Vector512.Create((System.Single)value));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 operator /(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(a._bits / b._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Sqrt(F32x16 x) => BitCast<Register, F32x16>(Vector512.Sqrt(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Floor(F32x16 x) => BitCast<Register, F32x16>(Vector512.Floor(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Ceiling(F32x16 x) => BitCast<Register, F32x16>(Vector512.Ceiling(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 RoundToEven(F32x16 x) => BitCast<Register, F32x16>(Vector512.Round(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Truncate(F32x16 x) => BitCast<Register, F32x16>(Vector512.Truncate(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 FusedMultiplyAdd(F32x16 a, F32x16 b, F32x16 c) => BitCast<Register, F32x16>(Vector512.FusedMultiplyAdd(a._bits, b._bits, c._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 CopySign(F32x16 magnitude, F32x16 sign) => BitCast<Register, F32x16>(Vector512.CopySign(magnitude._bits, sign._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 IsNaN(F32x16 x) => BitCast<Register, F32x16>(Vector512.IsNaN(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Scale(F32x16 x, F32x16 k) => BitCast<Register, F32x16>(BinaryExponent.Scale(x._bits, k._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 Remainder(F32x16 x, F32x16 y)
    {
        // A quotient of fewer bits than the mantissa has is right up to its last one, and both remainders it may give are exact.
        Register quotient = Vector512.Truncate(x._bits / y._bits);
        Register small = Vector512.LessThan(Vector512.Abs(quotient), Vector512.Create((Element)(1L << (sizeof(Element) == 4 ? 22 : 51))))
            & Vector512.LessThan(Vector512.Abs(y._bits), Vector512.Create(Element.PositiveInfinity));
        if (!Vector512.EqualsAll(small.AsInt32(), Vector512<System.Int32>.AllBitsSet)) return Map2<FloatRemainder>(x, y);
        Register r = Vector512.FusedMultiplyAdd(-quotient, y._bits, x._bits);
        // One too many: the remainder has the other sign than x.
        Register passed = Vector512.LessThan(Vector512.CopySign(Vector512.Create((Element)1), x._bits) * r, Register.Zero);
        r += passed & Vector512.CopySign(y._bits, x._bits);
        return BitCast<Register, F32x16>(Vector512.CopySign(r, x._bits));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 ToInteger(F32x16 x) => BitCast<Words, I32x16>(Vector512.ConvertToInt32(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 ToIntegerFast(F32x16 x) => BitCast<Words, I32x16>(Vector512.ConvertToInt32Native(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 Bits(F32x16 x) => BitCast<Words, I32x16>(x._bits.AsInt32());

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Exp(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Exp(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Exp2(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Exp2(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Expm1(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Expm1(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Log(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Log(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Log1p(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Log1p(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Sigmoid(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Sigmoid(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Tanh(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Tanh(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Erf(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Erf(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Sinh(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Sinh(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Cosh(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Cosh(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Asinh(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Asinh(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Acosh(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Acosh(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Atanh(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Atanh(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Sin(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Sin(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Cos(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Cos(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Tan(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Tan(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Asin(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Asin(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Acos(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Acos(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Atan(F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Atan(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Atan2(F32x16 y, F32x16 x) => BitCast<Register, F32x16>(ElementaryF32x16.Atan2(y._bits, x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Pow(F32x16 x, F32x16 y) => BitCast<Register, F32x16>(ElementaryF32x16.Pow(x._bits, y._bits));
}
