// One lane is the lowest lane of a 128-bit register: all arithmetic is that of the wide types, the upper lanes idle.
// Lanes.targets makes the same file for the other one-lane registers (see F32x16.cs).
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Element = System.Single;

namespace GraphCompiler.Kernels;

public readonly partial struct F32x1
{
    /// <inheritdoc/>
    public static int Count { [MethodImpl(Inline)] get => 1; }

    /// <inheritdoc/>
    public static F32x1 Iota { [MethodImpl(Inline)] get => default; }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x1 FirstLanes(int count) => count > 0 ? ~default(F32x1) : default;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x1 Load(ref Element source, nint index) => new(Vector128.CreateScalar(Unsafe.Add(ref source, index)));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x1 LoadPartial(ref Element source, nint index, int count) => count > 0 ? Load(ref source, index) : default;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x1 LoadStrided(ref Element source, nint index, nint stride, int count) => LoadPartial(ref source, index, count);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static void Store(F32x1 x, ref Element target, nint index) => Unsafe.Add(ref target, index) = x._bits.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static void StoreNonTemporal(F32x1 x, ref Element target, nint index) => Store(x, ref target, index);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePartial(F32x1 x, ref Element target, nint index, int count)
    {
        if (count > 0)
            Store(x, ref target, index);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x1 LoadMask(ref bool source, nint index) => Unsafe.Add(ref source, index) ? ~default(F32x1) : default;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x1 LoadMaskPartial(ref bool source, nint index, int count) => count > 0 ? LoadMask(ref source, index) : default;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static void StoreMask(F32x1 mask, ref bool target, nint index) => Unsafe.Add(ref target, index) = Any(mask);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreMaskPartial(F32x1 mask, ref bool target, nint index, int count)
    {
        if (count > 0)
            StoreMask(mask, ref target, index);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static uint LaneBits(F32x1 mask) => Vector128.ExtractMostSignificantBits(mask._bits) & 1;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static bool Any(F32x1 mask) => LaneBits(mask) != 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static bool All(F32x1 mask) => Any(mask);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Element Sum(F32x1 x) => x._bits.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Element Product(F32x1 x) => x._bits.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Element Minimum(F32x1 x) => x._bits.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Element Maximum(F32x1 x) => x._bits.ToScalar();
}
