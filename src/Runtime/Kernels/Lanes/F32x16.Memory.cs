// Lanes.targets makes the same file for every register of more than one lane (see F32x16.cs).
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.Unsafe;
using Element = System.Single;
using Register = System.Runtime.Intrinsics.Vector512<System.Single>;

namespace GraphCompiler.Kernels;

public readonly partial struct F32x16
{
    /// <inheritdoc/>
    public static int Count { [MethodImpl(Inline)] get => Register.Count; }

    /// <inheritdoc/>
    public static F32x16 Iota { [MethodImpl(Inline)] get => BitCast<Register, F32x16>(Register.Indices); }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 FirstLanes(int count) => BitCast<Register, F32x16>(Vector512.LessThan(Register.Indices, Vector512.Create((Element)count)));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32x16 Load(ref Element source, nint index) => BitCast<Register, F32x16>(Vector512.LoadUnsafe(ref source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 LoadPartial(ref Element source, nint index, int count)
    {
        PartialRegister.Load(ref Add(ref source, index), count, out Register x);
        return BitCast<Register, F32x16>(x);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 LoadStrided(ref Element source, nint index, nint stride, int count)
    {
        if (stride != -1) return LoadEach(ref Add(ref source, index), stride, count);
        nint last = index - (count - 1);
        F32x16 reversed = count == Count ? Load(ref source, last) : LoadPartial(ref source, last, count);
        // Lanes from count on ask for a place before the first one, where a shuffle finds 0.
        return BitCast<Register, F32x16>(Vector512.Shuffle(reversed._bits, Vector512.Create((System.Int32)(count - 1)) - Vector512<System.Int32>.Indices));
    }

    [MethodImpl(Called)]
    private static F32x16 LoadEach(ref Element first, nint stride, int count)
    {
        Register x = default;
        ref Element lanes = ref As<Register, Element>(ref x);
        for (int lane = 0; lane < count; lane++)
            Add(ref lanes, lane) = Add(ref first, lane * stride);
        return BitCast<Register, F32x16>(x);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static void Store(F32x16 x, ref Element target, nint index) => x._bits.StoreUnsafe(ref target, (nuint)index);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe void StoreNonTemporal(F32x16 x, ref Element target, nint index) =>
        x._bits.StoreAlignedNonTemporal((Element*)Unsafe.AsPointer(ref Unsafe.Add(ref target, index)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePartial(F32x16 x, ref Element target, nint index, int count) =>
        PartialRegister.Store(x._bits, ref Add(ref target, index), count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 LoadMask(ref bool source, nint index)
    {
        BooleanRegister.Load(ref Add(ref source, index), out Register mask);
        return BitCast<Register, F32x16>(mask);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32x16 LoadMaskPartial(ref bool source, nint index, int count)
    {
        Vector128<byte> bytes = BooleanRegister.Gather(ref Add(ref source, index), count);
        return LoadMask(ref As<Vector128<byte>, bool>(ref bytes), 0);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreMask(F32x16 mask, ref bool target, nint index) =>
        BooleanRegister.Store(LaneBits(mask), ref Add(ref target, index), Register.Count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreMaskPartial(F32x16 mask, ref bool target, nint index, int count) =>
        BooleanRegister.StorePartial(LaneBits(mask), ref Add(ref target, index), count);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static uint LaneBits(F32x16 mask) => (uint)Vector512.ExtractMostSignificantBits(mask._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static bool Any(F32x16 mask) => Vector512.ExtractMostSignificantBits(mask._bits) != 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static bool All(F32x16 mask) => Vector512.ExtractMostSignificantBits(~mask._bits) == 0;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Element Sum(F32x16 x) => Horizontal.Fold<Element, Horizontal.Sum>(x._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Element Product(F32x16 x) => Horizontal.Fold<Element, Horizontal.Product>(x._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Element Minimum(F32x16 x) => Horizontal.Fold<Element, Horizontal.Minimum>(x._bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Element Maximum(F32x16 x) => Horizontal.Fold<Element, Horizontal.Maximum>(x._bits);
}
