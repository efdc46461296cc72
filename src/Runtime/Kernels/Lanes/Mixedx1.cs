using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>Conversions between registers of one lane: for machines without registers of 256 bits too.</summary>
public readonly struct Mixedx1 : IWidths<F32x1, I32x1, F64x1, I64x1>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64x1 ToDouble(F32x1 x) => Double(x.Register.ToScalar());

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64x1 ToDouble(I32x1 x) => Double(x.Register.ToScalar());

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x1 ToSingle(F64x1 x) => new(Vector128.CreateScalar((float)x.Register.ToScalar()));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x1 ToSingle(I64x1 x) => new(Vector128.CreateScalar((float)x.Register.ToScalar()));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I64x1 ToInt64(I32x1 x) => new(Vector128.CreateScalar((long)x.Register.ToScalar()));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x1 ToInt32(I64x1 x) => new(Vector128.CreateScalar((int)x.Register.ToScalar()));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x1 ToInt32(F64x1 x) => new(Vector128.CreateScalar(ScalarCast.FromDouble<int>(x.Register.ToScalar())));

    [MethodImpl(Inline)] private static F64x1 Double(double x) => new(Vector128.CreateScalar(x));
}
