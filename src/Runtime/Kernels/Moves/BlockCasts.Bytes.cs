using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>byte, sbyte or bool to int.</summary>
internal readonly unsafe struct ByteToInt32<TFrom> : IBlockCast<TFrom, int>
    where TFrom : unmanaged
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(TFrom* from, int* to) => Widen(from).Store(to);

    /// <summary>Eight elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Widen(TFrom* from)
    {
        NarrowRegister.Load(ref *from, out Vector256<int> x);
        // Code that makes booleans by other means may have left another bit than the lowest.
        return typeof(TFrom) == typeof(bool) ? Vector256.Min(x, Vector256<int>.One) : x;
    }
}

/// <summary>byte, sbyte or bool to float.</summary>
internal readonly unsafe struct ByteToSingle<TFrom> : IBlockCast<TFrom, float>
    where TFrom : unmanaged
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(TFrom* from, float* to) => Vector256.ConvertToSingle(ByteToInt32<TFrom>.Widen(from)).Store(to);
}

/// <summary>float to byte, sbyte or bool.</summary>
internal readonly unsafe struct SingleToByte<TTo> : IBlockCast<float, TTo>
    where TTo : unmanaged
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(float* from, TTo* to) => ByteLanes.Narrow(Integers(from), Integers(from + 8)).Store((byte*)to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Integers(float* from)
    {
        Vector256<float> x = Vector256.Load(from);
        if (typeof(TTo) == typeof(bool))
            return ~Vector256.Equals(x, Vector256<float>.Zero).AsInt32() & Vector256<int>.One;
        int least = typeof(TTo) == typeof(sbyte) ? sbyte.MinValue : byte.MinValue;
        int most = typeof(TTo) == typeof(sbyte) ? sbyte.MaxValue : byte.MaxValue;
        return Vector256.Min(Vector256.Max(Vector256.ConvertToInt32(x), Vector256.Create(least)), Vector256.Create(most));
    }
}

internal readonly unsafe struct Int32ToBoolean : IBlockCast<int, bool>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(int* from, bool* to) => ByteLanes.Narrow(Bits(from), Bits(from + 8)).Store((byte*)to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Bits(int* from) => ~Vector256.Equals(Vector256.Load(from), Vector256<int>.Zero) & Vector256<int>.One;
}

internal static class ByteLanes
{
    /// <summary>The lowest byte of each of sixteen integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Narrow(Vector256<int> lower, Vector256<int> upper)
    {
        Vector256<ushort> words = Vector256.Narrow(lower.AsUInt32(), upper.AsUInt32());
        return Vector128.Narrow(words.GetLower(), words.GetUpper());
    }
}
