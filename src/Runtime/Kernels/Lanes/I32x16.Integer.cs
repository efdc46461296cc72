// Lanes.targets makes the same file for every integer register (see F32x16.cs).
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.Unsafe;
using Register = System.Runtime.Intrinsics.Vector512<System.Int32>;
using Floats = System.Runtime.Intrinsics.Vector512<System.Single>;

namespace GraphCompiler.Kernels;

public readonly partial struct I32x16 : IInt32Lanes<I32x16, F32x16>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 operator /(I32x16 a, I32x16 b) => BitCast<Register, I32x16>(IntegerDivision.Quotient(a._bits, b._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 Remainder(I32x16 a, I32x16 b) => BitCast<Register, I32x16>(IntegerDivision.Remainder(a._bits, b._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 operator <<(I32x16 x, int count) => BitCast<Register, I32x16>(x._bits << count);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 operator >>(I32x16 x, int count) => BitCast<Register, I32x16>(x._bits >> count);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 operator >>>(I32x16 x, int count) => BitCast<Register, I32x16>(x._bits >>> count);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 ToFloat(I32x16 x) => BitCast<Floats, F32x16>(Vector512.ConvertToSingle(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 AsFloat(I32x16 bits) => BitCast<Floats, F32x16>(bits._bits.AsSingle());
}
