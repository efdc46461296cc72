using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphCompiler.Kernels;

/// <summary>
/// Loads and stores of the first few lanes of a register, of 4- or 8-byte elements. Memory past them is never touched:
/// AVX masks where there are, a copy through the stack elsewhere.
/// </summary>
internal static unsafe class PartialRegister
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static void Load<T>(ref T source, int count, out Vector512<T> x) where T : unmanaged
    {
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported)
        {
            fixed (T* p = &source)
            {
                x = sizeof(T) == 4
                    ? Avx512F.MaskLoad((int*)p, FirstInt32Of512(count), Vector512<int>.Zero).As<int, T>()
                    : Avx512F.MaskLoad((long*)p, FirstInt64Of512(count), Vector512<long>.Zero).As<long, T>();
            }
            return;
        }
#endif
        x = default;
        Copy(ref source, ref Unsafe.As<Vector512<T>, T>(ref x), count);
    }

    [MethodImpl(Inline)]
    public static void Load<T>(ref T source, int count, out Vector256<T> x) where T : unmanaged
    {
        if (Avx2.IsSupported)
        {
            fixed (T* p = &source)
            {
                x = sizeof(T) == 4
                    ? Avx2.MaskLoad((int*)p, FirstInt32Of256(count)).As<int, T>()
                    : Avx2.MaskLoad((long*)p, FirstInt64Of256(count)).As<long, T>();
            }
            return;
        }
        x = default;
        Copy(ref source, ref Unsafe.As<Vector256<T>, T>(ref x), count);
    }

    [MethodImpl(Inline)]
    public static void Load<T>(ref T source, int count, out Vector128<T> x) where T : unmanaged
    {
        if (Avx2.IsSupported)
        {
            fixed (T* p = &source)
            {
                x = sizeof(T) == 4
                    ? Avx2.MaskLoad((int*)p, FirstInt32Of256(count).GetLower()).As<int, T>()
                    : Avx2.MaskLoad((long*)p, FirstInt64Of256(count).GetLower()).As<long, T>();
            }
            return;
        }
        x = default;
        Copy(ref source, ref Unsafe.As<Vector128<T>, T>(ref x), count);
    }

    [MethodImpl(Inline)]
    public static void Store<T>(Vector512<T> x, ref T target, int count) where T : unmanaged
    {
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported)
        {
            fixed (T* p = &target)
            {
                if (sizeof(T) == 4)
                    Avx512F.MaskStore((int*)p, FirstInt32Of512(count), x.AsInt32());
                else
                    Avx512F.MaskStore((long*)p, FirstInt64Of512(count), x.AsInt64());
            }
            return;
        }
#endif
        Copy(ref Unsafe.As<Vector512<T>, T>(ref x), ref target, count);
    }

    [MethodImpl(Inline)]
    public static void Store<T>(Vector256<T> x, ref T target, int count) where T : unmanaged
    {
        if (Avx2.IsSupported)
        {
            fixed (T* p = &target)
            {
                if (sizeof(T) == 4)
                    Avx2.MaskStore((int*)p, FirstInt32Of256(count), x.AsInt32());
                else
                    Avx2.MaskStore((long*)p, FirstInt64Of256(count), x.AsInt64());
            }
            return;
        }
        Copy(ref Unsafe.As<Vector256<T>, T>(ref x), ref target, count);
    }

    [MethodImpl(Inline)]
    public static void Store<T>(Vector128<T> x, ref T target, int count) where T : unmanaged
    {
        if (Avx2.IsSupported)
        {
            fixed (T* p = &target)
            {
                if (sizeof(T) == 4)
                    Avx2.MaskStore((int*)p, FirstInt32Of256(count).GetLower(), x.AsInt32());
                else
                    Avx2.MaskStore((long*)p, FirstInt64Of256(count).GetLower(), x.AsInt64());
            }
            return;
        }
        Copy(ref Unsafe.As<Vector128<T>, T>(ref x), ref target, count);
    }

    [MethodImpl(Inline)] private static Vector512<int> FirstInt32Of512(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count));

    [MethodImpl(Inline)] private static Vector512<long> FirstInt64Of512(int count) => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count));

    [MethodImpl(Inline)] private static Vector256<int> FirstInt32Of256(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count));

    [MethodImpl(Inline)] private static Vector256<long> FirstInt64Of256(int count) => Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Copy<T>(ref T source, ref T target, int count) where T : unmanaged =>
        Unsafe.CopyBlockUnaligned(ref Unsafe.As<T, byte>(ref target), ref Unsafe.As<T, byte>(ref source), (uint)(count * sizeof(T)));
}
