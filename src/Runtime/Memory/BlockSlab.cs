using System;
using System.Runtime.InteropServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// Where the <see cref="BlockPool"/> cuts its smaller blocks from. The pages of a slab are touched when it is made, so that no call
/// pays for those of its results: a page fault takes a microsecond or more, and a result of 256 KB would have 64. A slab goes back to
/// the system when all its blocks have. Callers hold the pool's lock.
/// </summary>
internal static unsafe class BlockSlab
{
    public const nuint Alignment = 64;
    public const nuint LargestBlock = Size / 4;

    private const nuint Size = 2 << 20;

    // A slab is aligned to its size, so each block knows its slab; it begins with the number of its blocks outside, and one for being the current one.
    private static nint* s_current;
    private static nuint s_used;

    /// <summary>A block that was never used.</summary>
    public static void* Take(nuint size)
    {
        if (s_current is null || s_used + size > Size)
        {
            if (s_current is not null) Release(s_current);
            s_current = null;
            s_current = Allocate();
            s_used = Alignment;
        }
        var block = (byte*)s_current + s_used;
        s_used += size;
        ++*s_current;
        return block;
    }

    public static void GiveBack(void* block) => Release((nint*)((nuint)block & ~(Size - 1)));

    private static void Release(nint* slab)
    {
        if (--*slab > 0) return;
        NativeMemory.AlignedFree(slab);
        GC.RemoveMemoryPressure((long)Size);
    }

    private static nint* Allocate()
    {
        var slab = (byte*)NativeMemory.AlignedAlloc(Size, Size);
        GC.AddMemoryPressure((long)Size);
        for (nuint at = 0; at < Size; at += (nuint)Environment.SystemPageSize) slab[at] = 0;
        *(nint*)slab = 1;
        return (nint*)slab;
    }
}
