// Lanes.targets makes every other register type's file from this one by replacing the type, its element and the
// vector width, so what stands here must hold for integers and for 128, 256 and 512 bits alike.
//
// BitCast where a constructor call would read better: the JIT inlines what a kernel calls directly whatever that costs,
// but calls inside those only up to a budget, past which a constructor would stay a call.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.Unsafe;
using Element = System.Single;
using Register = System.Runtime.Intrinsics.Vector512<System.Single>;

namespace GraphCompiler.Kernels;

/// <summary>A register that holds as many values as its name says: F32, F64, I32 or I64 × lanes.</summary>
public readonly partial struct F32x16
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Whole at the first call, like the kernels that call it.
    private const MethodImplOptions Called = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    private readonly Register _bits;

    /// <summary>Wraps a hardware register.</summary>
    [MethodImpl(Inline)]
    public F32x16(Register bits) => _bits = bits;

    /// <summary>The hardware register.</summary>
    public Register Register { [MethodImpl(Inline)] get => _bits; }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Splat(Element value) => BitCast<Register, F32x16>(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 operator +(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(a._bits + b._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 operator -(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(a._bits - b._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 operator *(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(a._bits * b._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 operator -(F32x16 a) => BitCast<Register, F32x16>(-a._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 operator &(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(a._bits & b._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 operator |(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(a._bits | b._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 operator ^(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(a._bits ^ b._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 operator ~(F32x16 a) => BitCast<Register, F32x16>(~a._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 AndNot(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(Vector512.AndNot(a._bits, b._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Equal(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(Vector512.Equals(a._bits, b._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 NotEqual(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(~Vector512.Equals(a._bits, b._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 LessThan(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(Vector512.LessThan(a._bits, b._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 LessOrEqual(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(Vector512.LessThanOrEqual(a._bits, b._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 GreaterThan(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(Vector512.GreaterThan(a._bits, b._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 GreaterOrEqual(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(Vector512.GreaterThanOrEqual(a._bits, b._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 Select(F32x16 mask, F32x16 whenTrue, F32x16 whenFalse) =>
        BitCast<Register, F32x16>(Vector512.ConditionalSelect(mask._bits, whenTrue._bits, whenFalse._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Abs(F32x16 x) => BitCast<Register, F32x16>(Vector512.Abs(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Min(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(Vector512.Min(a._bits, b._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Max(F32x16 a, F32x16 b) => BitCast<Register, F32x16>(Vector512.Max(a._bits, b._bits));

    // x86's minps and maxps answer with the second operand when one is NaN, Arm's with the NaN.

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 AtLeast(F32x16 x, F32x16 bound) => BitCast<Register, F32x16>(Vector512.MaxNative(bound._bits, x._bits));

    // Of two zeros they answer with the second operand too, so a -0 comes through; adding 0 takes its sign.

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Rectify(F32x16 x) => BitCast<Register, F32x16>(Vector512.MaxNative(Register.Zero, x._bits) + Register.Zero);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 AtMost(F32x16 x, F32x16 bound) => BitCast<Register, F32x16>(Vector512.MinNative(bound._bits, x._bits));

    /// <inheritdoc/>
    [MethodImpl(Called)]
    public static F32x16 Map<TFunction>(F32x16 x) where TFunction : struct, IScalarFunction<Element>
    {
        // Through memory once, not for every lane.
        ref Element lanes = ref As<F32x16, Element>(ref x);
        for (int lane = 0; lane < Count; lane++)
            Add(ref lanes, lane) = TFunction.Invoke(Add(ref lanes, lane));
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(Called)]
    public static F32x16 Map2<TFunction>(F32x16 a, F32x16 b) where TFunction : struct, IScalarFunction2<Element>
    {
        ref Element left = ref As<F32x16, Element>(ref a), right = ref As<F32x16, Element>(ref b);
        for (int lane = 0; lane < Count; lane++)
            Add(ref left, lane) = TFunction.Invoke(Add(ref left, lane), Add(ref right, lane));
        return a;
    }
}
