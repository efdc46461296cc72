using System;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

internal readonly unsafe struct HalfToSingle : IBlockCast<Half, float>
{
    public static int Count => F32x8.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(Half* from, float* to) => F32x8.Store(F32x8.FromHalf(I32x8.LoadNarrow(ref *from, 0)), ref *to, 0);
}

internal readonly unsafe struct SingleToHalf : IBlockCast<float, Half>
{
    public static int Count => F32x8.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(float* from, Half* to) => I32x8.StoreNarrow(F32x8.ToHalf(F32x8.Load(ref *from, 0)), ref *to, 0);
}

internal readonly unsafe struct BFloat16ToSingle : IBlockCast<BFloat16, float>
{
    public static int Count => F32x8.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(BFloat16* from, float* to) => F32x8.Store(F32x8.FromBFloat16(I32x8.LoadNarrow(ref *from, 0)), ref *to, 0);
}

internal readonly unsafe struct SingleToBFloat16 : IBlockCast<float, BFloat16>
{
    public static int Count => F32x8.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convert(float* from, BFloat16* to) => I32x8.StoreNarrow(F32x8.ToBFloat16(F32x8.Load(ref *from, 0)), ref *to, 0);
}
