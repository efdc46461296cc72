// Lanes.targets makes the same file for four lanes.
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>Conversions between registers of as many lanes as the name says.</summary>
public readonly struct Mixedx8 : IWidths<F32x8, I32x8, F64x8, I64x8>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64x8 ToDouble(F32x8 x) => new(WidthRegister.ToDouble(x.Register));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64x8 ToDouble(I32x8 x) => new(WidthRegister.ToDouble(x.Register));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x8 ToSingle(F64x8 x) => new(WidthRegister.ToSingle(x.Register));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x8 ToSingle(I64x8 x) => new(WidthRegister.ToSingle(x.Register));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I64x8 ToInt64(I32x8 x) => new(WidthRegister.ToInt64(x.Register));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x8 ToInt32(I64x8 x) => new(WidthRegister.ToInt32(x.Register));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static I32x8 ToInt32(F64x8 x) => new(WidthRegister.ToInt32(x.Register));
}
