// Lanes.targets makes the same file for every integer register (see F32x16.cs).
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

public readonly partial struct I32x16 : IInt32Lanes<I32x16, F32x16>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 operator /(I32x16 a, I32x16 b) => Map2<IntegerQuotient>(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 Remainder(I32x16 a, I32x16 b) => Map2<IntegerRemainder>(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 operator <<(I32x16 x, int count) => new(x._bits << count);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 operator >>(I32x16 x, int count) => new(x._bits >> count);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x16 operator >>>(I32x16 x, int count) => new(x._bits >>> count);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 ToFloat(I32x16 x) => new(Vector512.ConvertToSingle(x._bits));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 AsFloat(I32x16 bits) => new(bits._bits.AsSingle());
}
