using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphCompiler.Kernels;

/// <summary>Widens elements of 1 or 2 bytes in memory to registers of int, signed ones with their sign, and narrows registers to their lowest bytes.</summary>
internal static class NarrowRegister
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static void Load<T>(ref T source, out Vector512<int> x) where T : unmanaged
    {
        if (Avx512F.IsSupported)
        {
            if (Unsafe.SizeOf<T>() == 2)
                x = Avx512F.ConvertToVector512Int32(Unsafe.ReadUnaligned<Vector256<ushort>>(ref Unsafe.As<T, byte>(ref source)));
            else if (typeof(T) == typeof(sbyte))
                x = Avx512F.ConvertToVector512Int32(Unsafe.ReadUnaligned<Vector128<sbyte>>(ref Unsafe.As<T, byte>(ref source)));
            else
                x = Avx512F.ConvertToVector512Int32(Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.As<T, byte>(ref source)));
            return;
        }
        Load(ref source, out Vector256<int> lower);
        Load(ref Unsafe.Add(ref source, 8), out Vector256<int> upper);
        x = Vector512.Create(lower, upper);
    }

    [MethodImpl(Inline)]
    public static void Load<T>(ref T source, out Vector256<int> x) where T : unmanaged
    {
        if (Avx2.IsSupported)
        {
            if (Unsafe.SizeOf<T>() == 2)
                x = Avx2.ConvertToVector256Int32(Unsafe.ReadUnaligned<Vector128<ushort>>(ref Unsafe.As<T, byte>(ref source)));
            else if (typeof(T) == typeof(sbyte))
                x = Avx2.ConvertToVector256Int32(Bytes<ulong, T>(ref source).AsSByte());
            else
                x = Avx2.ConvertToVector256Int32(Bytes<ulong, T>(ref source));
            return;
        }
        Load(ref source, out Vector128<int> lower);
        Load(ref Unsafe.Add(ref source, 4), out Vector128<int> upper);
        x = Vector256.Create(lower, upper);
    }

    [MethodImpl(Inline)]
    public static void Load<T>(ref T source, out Vector128<int> x) where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == 2)
            x = Vector128.WidenLower(Bytes<ulong, T>(ref source).AsUInt16()).AsInt32();
        else if (typeof(T) == typeof(sbyte))
            x = Vector128.WidenLower(Vector128.WidenLower(Bytes<uint, T>(ref source).AsSByte()));
        else
            x = Vector128.WidenLower(Vector128.WidenLower(Bytes<uint, T>(ref source))).AsInt32();
    }

    [MethodImpl(Inline)]
    public static void Store<T>(Vector512<int> x, ref T target) where T : unmanaged
    {
        if (Avx512F.IsSupported)
        {
            if (Unsafe.SizeOf<T>() == 2)
                Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref target), Avx512F.ConvertToVector256UInt16(x.AsUInt32()));
            else
                Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref target), Avx512F.ConvertToVector128Byte(x.AsUInt32()));
            return;
        }
        Store(x.GetLower(), ref target);
        Store(x.GetUpper(), ref Unsafe.Add(ref target, 8));
    }

    [MethodImpl(Inline)]
    public static void Store<T>(Vector256<int> x, ref T target) where T : unmanaged
    {
        Vector128<ushort> words = Avx512F.VL.IsSupported
            ? Avx512F.VL.ConvertToVector128UInt16(x.AsUInt32())
            : Vector128.Narrow(x.GetLower().AsUInt32(), x.GetUpper().AsUInt32());
        if (Unsafe.SizeOf<T>() == 2)
            Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref target), words);
        else
            Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref target), Vector128.Narrow(words, words).AsUInt64().ToScalar());
    }

    [MethodImpl(Inline)]
    public static void Store<T>(Vector128<int> x, ref T target) where T : unmanaged
    {
        Vector128<ushort> words = Vector128.Narrow(x.AsUInt32(), x.AsUInt32());
        if (Unsafe.SizeOf<T>() == 2)
            Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref target), words.AsUInt64().ToScalar());
        else
            Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref target), Vector128.Narrow(words, words).AsUInt32().ToScalar());
    }

    /// <summary>As many bytes as a word has, in the lowest ones of a register.</summary>
    [MethodImpl(Inline)]
    private static Vector128<byte> Bytes<TWord, T>(ref T source) where TWord : unmanaged =>
        Vector128.CreateScalar(Unsafe.ReadUnaligned<TWord>(ref Unsafe.As<T, byte>(ref source))).AsByte();
}
