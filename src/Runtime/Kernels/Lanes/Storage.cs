using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>
/// Elements of the dtypes that are for storage alone, in registers of 4-byte lanes: f16 and bf16 as the float, i8 and u8 as the int of the
/// same value. Like <see cref="Edge"/>, memory past <c>count</c> elements is not touched, and further lanes are zero.
/// </summary>
public static class Storage
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Reads <paramref name="count"/> elements.</summary>
    [MethodImpl(Inline)]
    public static F Load<F, I>(ref Half source, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        F.FromHalf(Read<F, I, Half>(ref source, index, count));

    /// <inheritdoc cref="Load{F, I}(ref Half, nint, int)"/>
    [MethodImpl(Inline)]
    public static F Load<F, I>(ref BFloat16 source, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        F.FromBFloat16(Read<F, I, BFloat16>(ref source, index, count));

    /// <inheritdoc cref="Load{F, I}(ref Half, nint, int)"/>
    [MethodImpl(Inline)]
    public static I Load<F, I>(ref sbyte source, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        Read<F, I, sbyte>(ref source, index, count);

    /// <inheritdoc cref="Load{F, I}(ref Half, nint, int)"/>
    [MethodImpl(Inline)]
    public static I Load<F, I>(ref byte source, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        Read<F, I, byte>(ref source, index, count);

    /// <summary>Reads <paramref name="count"/> elements that lie <paramref name="stride"/> elements apart.</summary>
    [MethodImpl(Inline)]
    public static F LoadStrided<F, I>(ref Half source, nint index, nint stride, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        F.FromHalf(ReadEach<F, I, Half>(ref source, index, stride, count));

    /// <inheritdoc cref="LoadStrided{F, I}(ref Half, nint, nint, int)"/>
    [MethodImpl(Inline)]
    public static F LoadStrided<F, I>(ref BFloat16 source, nint index, nint stride, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        F.FromBFloat16(ReadEach<F, I, BFloat16>(ref source, index, stride, count));

    /// <inheritdoc cref="LoadStrided{F, I}(ref Half, nint, nint, int)"/>
    [MethodImpl(Inline)]
    public static I LoadStrided<F, I>(ref sbyte source, nint index, nint stride, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        ReadEach<F, I, sbyte>(ref source, index, stride, count);

    /// <inheritdoc cref="LoadStrided{F, I}(ref Half, nint, nint, int)"/>
    [MethodImpl(Inline)]
    public static I LoadStrided<F, I>(ref byte source, nint index, nint stride, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        ReadEach<F, I, byte>(ref source, index, stride, count);

    /// <summary>Writes the first <paramref name="count"/> lanes, floats rounded to the nearest element, ties to even; integers wrap.</summary>
    [MethodImpl(Inline)]
    public static void Store<F, I>(F x, ref Half target, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        Write<F, I, Half>(F.ToHalf(x), ref target, index, count);

    /// <inheritdoc cref="Store{F, I}(F, ref Half, nint, int)"/>
    [MethodImpl(Inline)]
    public static void Store<F, I>(F x, ref BFloat16 target, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        Write<F, I, BFloat16>(F.ToBFloat16(x), ref target, index, count);

    /// <inheritdoc cref="Store{F, I}(F, ref Half, nint, int)"/>
    [MethodImpl(Inline)]
    public static void Store<F, I>(I x, ref sbyte target, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        Write<F, I, sbyte>(x, ref target, index, count);

    /// <inheritdoc cref="Store{F, I}(F, ref Half, nint, int)"/>
    [MethodImpl(Inline)]
    public static void Store<F, I>(I x, ref byte target, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F> =>
        Write<F, I, byte>(x, ref target, index, count);

    /// <summary>
    /// Integers whose floats are exact and on the same side of every tie between two <see cref="BFloat16"/>: those of more bits than a
    /// float has lose the last ones, and keep that there were some (Boldo and Melquiond, 2008).
    /// </summary>
    [MethodImpl(Inline)]
    public static I RoundToOdd<F, I>(I x)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
    {
        I lost = I.Splat(255);
        I odd = I.AndNot(x, lost) | (I.NotEqual(x & lost, default) & I.Splat(128));
        return I.Select(I.GreaterThan(I.Abs(x), I.Splat(1 << 24)), odd, x);
    }

    /// <summary>
    /// Doubles that a float holds, on the same side of every tie between two <see cref="Half"/> or <see cref="BFloat16"/>: of the
    /// fraction 13 bits are kept, the last of which says whether there were more.
    /// </summary>
    [MethodImpl(Inline)]
    public static D RoundToOdd<D, L>(D x)
        where D : struct, IFloat64Lanes<D, L>
        where L : struct, IInt64Lanes<L, D>
    {
        L bits = D.Bits(x), lost = L.Splat((1L << 39) - 1);
        return L.AsFloat(L.AndNot(bits, lost) | (L.NotEqual(bits & lost, default) & L.Splat(1L << 39)));
    }

    [MethodImpl(Inline)]
    private static I Read<F, I, T>(ref T source, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
        where T : unmanaged =>
        count == I.Count ? I.LoadNarrow(ref source, index) : ReadEach<F, I, T>(ref source, index, 1, count);

    // Rows' ends and rare layouts: through memory.

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static I ReadEach<F, I, T>(ref T source, nint index, nint stride, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
        where T : unmanaged
    {
        Vector256<byte> place = default;
        ref T elements = ref Unsafe.As<Vector256<byte>, T>(ref place);
        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref elements, lane) = Unsafe.Add(ref source, index + lane * stride);
        return I.LoadNarrow(ref elements, 0);
    }

    [MethodImpl(Inline)]
    private static void Write<F, I, T>(I x, ref T target, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
        where T : unmanaged
    {
        if (count == I.Count)
            I.StoreNarrow(x, ref target, index);
        else
            WritePart<F, I, T>(x, ref target, index, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WritePart<F, I, T>(I x, ref T target, nint index, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
        where T : unmanaged
    {
        Vector256<byte> place = default;
        ref T elements = ref Unsafe.As<Vector256<byte>, T>(ref place);
        I.StoreNarrow(x, ref elements, 0);
        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref target, index + lane) = Unsafe.Add(ref elements, lane);
    }
}
