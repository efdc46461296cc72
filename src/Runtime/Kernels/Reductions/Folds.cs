using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>How a reduction combines elements, in registers and one by one.</summary>
internal interface IFold
{
    /// <summary>The element that changes nothing.</summary>
    static abstract T Neutral<T>() where T : unmanaged, INumber<T>;

    static abstract T Combine<T>(T a, T b) where T : unmanaged, INumber<T>;

    static abstract V Combine<V, T>(V a, V b) where V : struct, ILanes<V, T> where T : unmanaged;

    /// <summary>All lanes of a register combined.</summary>
    static abstract T Across<V, T>(V x) where V : struct, ILanes<V, T> where T : unmanaged;
}

internal readonly struct SumFold : IFold
{
    public static T Neutral<T>() where T : unmanaged, INumber<T> => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T a, T b) where T : unmanaged, INumber<T> => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V, T>(V a, V b) where V : struct, ILanes<V, T> where T : unmanaged => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V, T>(V x) where V : struct, ILanes<V, T> where T : unmanaged => V.Sum(x);
}

internal readonly struct ProductFold : IFold
{
    public static T Neutral<T>() where T : unmanaged, INumber<T> => T.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T a, T b) where T : unmanaged, INumber<T> => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V, T>(V a, V b) where V : struct, ILanes<V, T> where T : unmanaged => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V, T>(V x) where V : struct, ILanes<V, T> where T : unmanaged => V.Product(x);
}

internal readonly struct MaximumFold : IFold
{
    public static T Neutral<T>() where T : unmanaged, INumber<T> => T.CreateSaturating(double.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T a, T b) where T : unmanaged, INumber<T> => T.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V, T>(V a, V b) where V : struct, ILanes<V, T> where T : unmanaged => V.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V, T>(V x) where V : struct, ILanes<V, T> where T : unmanaged => V.Maximum(x);
}

internal readonly struct MinimumFold : IFold
{
    public static T Neutral<T>() where T : unmanaged, INumber<T> => T.CreateSaturating(double.PositiveInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T a, T b) where T : unmanaged, INumber<T> => T.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V, T>(V a, V b) where V : struct, ILanes<V, T> where T : unmanaged => V.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V, T>(V x) where V : struct, ILanes<V, T> where T : unmanaged => V.Minimum(x);
}
