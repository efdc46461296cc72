using System;
using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading;

namespace GraphCompiler.Kernels;

/// <summary>
/// Keeps returned blocks for the next one who asks: fresh memory costs a page fault per 4 KB, more than most kernels that fill it.
/// Sizes are rounded up so that a kept block fits similar requests, by at most an eighth.
/// </summary>
public static unsafe partial class BlockPool
{
    private const nuint Alignment = 64;
    private const nuint HugePage = 2 << 20;

    private static readonly ConcurrentDictionary<nuint, ConcurrentBag<nint>> s_free = new();
    private static long s_kept;

    /// <summary>Bytes of unused blocks to keep at most; what is returned beyond goes back to the system.</summary>
    public static long MaxKeptBytes { get; set; } = 1L << 30;

    /// <summary>Bytes of unused blocks that are kept now.</summary>
    public static long KeptBytes => Interlocked.Read(ref s_kept);

    /// <exception cref="OutOfMemoryException">The system has no such block.</exception>
    internal static NativeBlock Rent(nuint bytes)
    {
        var size = RoundUp(bytes);
        if (s_free.TryGetValue(size, out var bag) && bag.TryTake(out var kept))
        {
            Interlocked.Add(ref s_kept, -(long)size);
            return new NativeBlock((void*)kept, size);
        }
        return new NativeBlock(Allocate(size), size);
    }

    internal static void Return(void* memory, nuint size)
    {
        if (Interlocked.Add(ref s_kept, (long)size) > MaxKeptBytes)
        {
            Interlocked.Add(ref s_kept, -(long)size);
            Free(memory, size);
            return;
        }
        s_free.GetOrAdd(size, static _ => []).Add((nint)memory);
    }

    /// <summary>Gives all unused blocks back to the system.</summary>
    public static void Trim()
    {
        foreach (var (size, bag) in s_free)
        {
            while (bag.TryTake(out var memory))
            {
                Interlocked.Add(ref s_kept, -(long)size);
                Free((void*)memory, size);
            }
        }
    }

    private static nuint RoundUp(nuint bytes)
    {
        if (bytes <= 4096) return 4096;
        var step = Math.Max(Alignment, BitOperations.RoundUpToPowerOf2(bytes) >> 4);
        return (bytes + step - 1) / step * step;
    }

    private static void Free(void* memory, nuint size)
    {
        NativeMemory.AlignedFree(memory);
        GC.RemoveMemoryPressure((long)size);
    }

    private static void* Allocate(nuint size)
    {
        // The collector sees small objects only, and would let gigabytes wait for their finalizers. Blocks that come back from the
        // pool are counted already; counting them at every use would make it collect at every use.
        GC.AddMemoryPressure((long)size);
        if (size < 2 * HugePage) return NativeMemory.AlignedAlloc(size, Alignment);
        var memory = NativeMemory.AlignedAlloc(size, HugePage);
        // Advice only: a kernel without huge pages says no, and nothing is lost. 14 is MADV_HUGEPAGE.
        if (OperatingSystem.IsLinux()) _ = Advise(memory, size, 14);
        return memory;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* memory, nuint size, int advice);
}
