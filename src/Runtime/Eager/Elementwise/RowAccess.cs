using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>An operand of a row of elements, read a register at a time.</summary>
internal interface IRowSource<V>
{
    V Load(nint index);

    /// <summary>The first <paramref name="count"/> lanes; what is in the others does not matter.</summary>
    V LoadPartial(nint index, int count);
}

/// <summary>Where a row's results go.</summary>
internal interface IRowTarget<V>
{
    void Store(V x, nint index);
    void StorePartial(V x, nint index, int count);
}

/// <summary>
/// Consecutive elements in memory. They are stored as <typeparamref name="S"/>: the register's own element type or, for a mask, bool.
/// </summary>
internal readonly ref struct Elements<V, E, S>(ref S start) : IRowSource<V>, IRowTarget<V>
    where V : struct, ILanes<V, E>
    where E : unmanaged
{
    private readonly ref S _start = ref start;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load(nint index) => typeof(S) == typeof(bool)
        ? V.LoadMask(ref Unsafe.As<S, bool>(ref _start), index)
        : V.Load(ref Unsafe.As<S, E>(ref _start), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V LoadPartial(nint index, int count) => typeof(S) == typeof(bool)
        ? V.LoadMaskPartial(ref Unsafe.As<S, bool>(ref _start), index, count)
        : V.LoadPartial(ref Unsafe.As<S, E>(ref _start), index, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(V x, nint index)
    {
        if (typeof(S) == typeof(bool)) V.StoreMask(x, ref Unsafe.As<S, bool>(ref _start), index);
        else V.Store(x, ref Unsafe.As<S, E>(ref _start), index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StorePartial(V x, nint index, int count)
    {
        if (typeof(S) == typeof(bool)) V.StoreMaskPartial(x, ref Unsafe.As<S, bool>(ref _start), index, count);
        else V.StorePartial(x, ref Unsafe.As<S, E>(ref _start), index, count);
    }

    /// <summary>The first element in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Repeated<V> Repeat() => typeof(S) == typeof(bool)
        ? new(Unsafe.As<S, bool>(ref _start) ? ~default(V) : default)
        : new(V.Splat(Unsafe.As<S, E>(ref _start)));
}

/// <summary>Where results go that are larger than the caches: aligned elements, written past them.</summary>
internal readonly ref struct StreamedElements<V, E, S>(ref S start) : IRowTarget<V>
    where V : struct, ILanes<V, E>
    where E : unmanaged
{
    private readonly ref S _start = ref start;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(V x, nint index) => V.StoreNonTemporal(x, ref Unsafe.As<S, E>(ref _start), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StorePartial(V x, nint index, int count) => V.StorePartial(x, ref Unsafe.As<S, E>(ref _start), index, count);
}

/// <summary>One element for the whole row: a scalar, or an axis that is broadcast.</summary>
internal readonly struct Repeated<V>(V value) : IRowSource<V>
{
    private readonly V _value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load(nint index) => _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V LoadPartial(nint index, int count) => _value;
}

/// <summary>The operands that a function of fewer than three does not have.</summary>
internal readonly struct Absent<V> : IRowSource<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load(nint index) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V LoadPartial(nint index, int count) => default;
}
