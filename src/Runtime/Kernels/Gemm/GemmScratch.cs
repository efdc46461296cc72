using System;

namespace GraphCompiler.Kernels;

/// <summary>A thread's memory for packed operands and unfinished tiles. It grows to the largest product seen and is kept.</summary>
internal sealed unsafe class GemmScratch
{
    [ThreadStatic]
    private static GemmScratch? t_current;

    private readonly NativeBlock?[] _blocks = new NativeBlock?[(int)Slot.Count];
    private readonly nuint[] _sizes = new nuint[(int)Slot.Count];

    /// <summary>What a piece of scratch memory is for; those of a thread are in use at the same time.</summary>
    internal enum Slot
    {
        Tile,
        PackedA,
        PackedB,
        Partial,
        Count,
    }

    public static GemmScratch Current => t_current ??= new GemmScratch();

    /// <summary>At least <paramref name="count"/> elements of undefined content, valid until the next call with this slot.</summary>
    public T* Reserve<T>(Slot slot, nint count) where T : unmanaged
    {
        nuint bytes = (nuint)count * (nuint)sizeof(T);
        if (bytes > _sizes[(int)slot])
            Grow(slot, bytes);
        // Nothing was ever asked for where no element is needed (K = 0).
        return _blocks[(int)slot] is { } block ? (T*)block.Memory : null;
    }

    private void Grow(Slot slot, nuint bytes)
    {
        _blocks[(int)slot]?.Dispose();
        (_blocks[(int)slot], _sizes[(int)slot]) = (null, 0);
        _blocks[(int)slot] = BlockPool.Rent(bytes);
        _sizes[(int)slot] = bytes;
    }
}
