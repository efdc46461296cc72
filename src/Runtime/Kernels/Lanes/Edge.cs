using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// Loads and stores of <c>count</c> lanes, a whole register for the most part. Where the caller passes the constant
/// <c>V.Count</c>, only the plain instruction is left.
/// </summary>
public static class Edge
{
    /// <summary>Reads elements <paramref name="index"/> … <paramref name="index"/> + <paramref name="count"/> − 1; further lanes are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V, T>(ref T source, nint index, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        count == V.Count ? V.Load(ref source, index) : V.LoadPartial(ref source, index, count);

    /// <summary>Writes the first <paramref name="count"/> lanes to <paramref name="index"/> onwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V, T>(V x, ref T target, nint index, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        if (count == V.Count)
            V.Store(x, ref target, index);
        else
            V.StorePartial(x, ref target, index, count);
    }

    /// <summary>Reads <paramref name="count"/> booleans as a mask; further lanes are false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadMask<V, T>(ref bool source, nint index, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        count == V.Count ? V.LoadMask(ref source, index) : V.LoadMaskPartial(ref source, index, count);

    /// <summary>Writes the first <paramref name="count"/> lanes of a mask as booleans.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask<V, T>(V mask, ref bool target, nint index, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        if (count == V.Count)
            V.StoreMask(mask, ref target, index);
        else
            V.StoreMaskPartial(mask, ref target, index, count);
    }
}
