using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphCompiler.Kernels;

/// <summary>Widens bytes (one <see cref="bool"/> each) to lane masks of 4- or 8-byte elements, and narrows masks to bytes.</summary>
internal static class BooleanRegister
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static void Load<T>(ref bool source, out Vector512<T> mask)
    {
        if (Vector512<T>.Count == 16)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref Unsafe.As<bool, byte>(ref source));
            Vector512<int> wide = Avx512F.IsSupported
                ? Avx512F.ConvertToVector512Int32(bytes)
                : Vector512.Create(Widen4(Vector128.WidenLower(bytes)), Widen4(Vector128.WidenUpper(bytes)));
            mask = Vector512.GreaterThan(wide, Vector512<int>.Zero).As<int, T>();
        }
        else
        {
            Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.As<bool, ulong>(ref source)).AsByte();
            Vector512<long> wide = Avx512F.IsSupported
                ? Avx512F.ConvertToVector512Int64(bytes)
                : Widen8(Vector128.WidenLower(bytes));
            mask = Vector512.GreaterThan(wide, Vector512<long>.Zero).As<long, T>();
        }
    }

    [MethodImpl(Inline)]
    public static void Load<T>(ref bool source, out Vector256<T> mask)
    {
        if (Vector256<T>.Count == 8)
        {
            Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.As<bool, ulong>(ref source)).AsByte();
            Vector256<int> wide = Avx2.IsSupported ? Avx2.ConvertToVector256Int32(bytes) : Widen4(Vector128.WidenLower(bytes));
            mask = Vector256.GreaterThan(wide, Vector256<int>.Zero).As<int, T>();
        }
        else
        {
            Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.As<bool, uint>(ref source)).AsByte();
            Vector256<long> wide = Avx2.IsSupported ? Avx2.ConvertToVector256Int64(bytes) : Widen8(Vector128.WidenLower(bytes)).GetLower();
            mask = Vector256.GreaterThan(wide, Vector256<long>.Zero).As<long, T>();
        }
    }

    [MethodImpl(Inline)]
    public static void Load<T>(ref bool source, out Vector128<T> mask)
    {
        if (Vector128<T>.Count == 4)
        {
            Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.As<bool, uint>(ref source)).AsByte();
            mask = Vector128.GreaterThan(Widen4(Vector128.WidenLower(bytes)).GetLower(), Vector128<int>.Zero).As<int, T>();
        }
        else
        {
            Vector128<byte> bytes = Vector128.CreateScalar((uint)Unsafe.As<bool, ushort>(ref source)).AsByte();
            mask = Vector128.GreaterThan(Widen8(Vector128.WidenLower(bytes)).GetLower().GetLower(), Vector128<long>.Zero).As<long, T>();
        }
    }

    /// <summary>The first <paramref name="count"/> booleans, followed by false.</summary>
    public static Vector128<byte> Gather(ref bool source, int count)
    {
        Vector128<byte> bytes = default;
        for (int lane = 0; lane < count; lane++)
            bytes = bytes.WithElement(lane, Unsafe.Add(ref Unsafe.As<bool, byte>(ref source), lane));
        return bytes;
    }

    /// <summary>Writes the lowest 2, 4, 8 or 16 bits as booleans.</summary>
    [MethodImpl(Inline)]
    public static void Store(uint bits, ref bool target, int count)
    {
        ref byte bytes = ref Unsafe.As<bool, byte>(ref target);
        if (count == 2)
            Unsafe.WriteUnaligned(ref bytes, (ushort)Spread(bits));
        else if (count == 4)
            Unsafe.WriteUnaligned(ref bytes, (uint)Spread(bits));
        else
            Unsafe.WriteUnaligned(ref bytes, Spread(bits & 0xFF));
        if (count == 16)
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref bytes, 8), Spread(bits >> 8));
    }

    /// <summary>Writes the lowest <paramref name="count"/> bits as booleans.</summary>
    public static void StorePartial(uint bits, ref bool target, int count)
    {
        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref target, lane) = (bits >> lane & 1) != 0;
    }

    /// <summary>Eight bits to the lowest bits of eight bytes.</summary>
    [MethodImpl(Inline)]
    private static ulong Spread(uint bits)
    {
        if (Bmi2.X64.IsSupported)
            return Bmi2.X64.ParallelBitDeposit(bits, 0x0101010101010101);
        // Bit i of every byte copy is kept in byte i only, then carried to that byte's top bit.
        ulong kept = bits * 0x0101010101010101UL & 0x8040201008040201UL;
        return (kept + 0x7F7F7F7F7F7F7F7FUL | kept) >> 7 & 0x0101010101010101UL;
    }

    [MethodImpl(Inline)]
    private static Vector256<int> Widen4(Vector128<ushort> x) => Vector256.Create(Vector128.WidenLower(x), Vector128.WidenUpper(x)).AsInt32();

    [MethodImpl(Inline)]
    private static Vector512<long> Widen8(Vector128<ushort> x)
    {
        Vector256<int> wide = Widen4(x);
        return Vector512.Create(Vector256.WidenLower(wide), Vector256.WidenUpper(wide));
    }
}
