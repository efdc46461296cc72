using System;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// Makes random words into numbers, four or two of each block. All are computed in double precision and rounded to the element type at
/// the end.
/// </summary>
internal interface IDistribution
{
    /// <summary>How many numbers a block gives: with two, the last two results are not used.</summary>
    static abstract int PerBlock { get; }

    static abstract void Draw<L, D>(L w0, L w1, L w2, L w3, out D y0, out D y1, out D y2, out D y3)
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>;
}

/// <summary>Multiples of 2⁻²⁴ in [0, 1): every one is a float.</summary>
internal readonly struct UniformSingle : IDistribution
{
    public static int PerBlock => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Draw<L, D>(L w0, L w1, L w2, L w3, out D y0, out D y1, out D y2, out D y3)
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>
    {
        var unit = D.Splat(1.0 / (1 << 24));
        (y0, y1) = (L.ToFloat(w0 >>> 8) * unit, L.ToFloat(w1 >>> 8) * unit);
        (y2, y3) = (L.ToFloat(w2 >>> 8) * unit, L.ToFloat(w3 >>> 8) * unit);
    }
}

/// <summary>Multiples of 2⁻⁵³ in [0, 1).</summary>
internal readonly struct UniformDouble : IDistribution
{
    public static int PerBlock => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Draw<L, D>(L w0, L w1, L w2, L w3, out D y0, out D y1, out D y2, out D y3)
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>
    {
        var unit = D.Splat(1.0 / (1L << 53));
        (y0, y1) = (L.ToFloat(w0 << 21 ^ w1 >>> 11) * unit, L.ToFloat(w2 << 21 ^ w3 >>> 11) * unit);
        y2 = y3 = default;
    }
}

/// <summary>Standard normal numbers by Box and Muller's transform of 32-bit uniform ones.</summary>
internal readonly struct NormalSingle : IDistribution
{
    public static int PerBlock => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Draw<L, D>(L w0, L w1, L w2, L w3, out D y0, out D y1, out D y2, out D y3)
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>
    {
        // The radius takes the interval without 0: the logarithm stays finite.
        var unit = D.Splat(1.0 / (1L << 32));
        BoxMuller<L, D>((L.ToFloat(w0) + D.Splat(1)) * unit, L.ToFloat(w1) * unit, out y0, out y1);
        BoxMuller<L, D>((L.ToFloat(w2) + D.Splat(1)) * unit, L.ToFloat(w3) * unit, out y2, out y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BoxMuller<L, D>(D u, D v, out D y0, out D y1)
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>
    {
        var radius = D.Sqrt(D.Splat(-2) * D.Log(u));
        var angle = D.Splat(2 * Math.PI) * v;
        (y0, y1) = (radius * D.Cos(angle), radius * D.Sin(angle));
    }
}

/// <summary>Standard normal numbers by Box and Muller's transform of 53-bit uniform ones.</summary>
internal readonly struct NormalDouble : IDistribution
{
    public static int PerBlock => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Draw<L, D>(L w0, L w1, L w2, L w3, out D y0, out D y1, out D y2, out D y3)
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>
    {
        UniformDouble.Draw(w0, w1, w2, w3, out D u, out D v, out y2, out y3);
        NormalSingle.BoxMuller<L, D>(u + D.Splat(1.0 / (1L << 53)), v, out y0, out y1);
    }
}
