using System;
using System.Numerics;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Threading;

namespace GraphCompiler.Kernels;

/// <summary>
/// Keeps returned blocks for the next one who asks: fresh memory costs a page fault per 4 KB, more than most kernels that fill it.
/// Sizes are rounded up so that a kept block fits similar requests, by at most an eighth.
/// </summary>
public static unsafe partial class BlockPool
{
    private const nuint HugePage = 2 << 20;
    private const nuint Smallest = 4096;
    private const int ClassesPerOctave = 8;

    private static readonly Lock s_lock = new();

    private static FreeBlocks s_free = new((64 - 12) * ClassesPerOctave + 1);
    private static CollectionBudget s_budget = new(32 << 20);

    /// <summary>Bytes of unused blocks to keep at most; beyond that those go back to the system that were not asked for longest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 0.</exception>
    public static long MaxKeptBytes
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1L << 30;

    /// <summary>Bytes of unused blocks that are kept now.</summary>
    public static long KeptBytes
    {
        get
        {
            lock (s_lock) return (long)s_free.Bytes;
        }
    }

    /// <summary>
    /// How many bytes to hand out before the collector is asked to look for tensors that nobody disposed of: so many, or as many as
    /// were in use when it last looked if those are more. At most 0.1 ms each time; <see cref="long.MaxValue"/> leaves it to itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public static long CollectAfterBytes
    {
        get
        {
            lock (s_lock) return (long)s_budget.Least;
        }
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            lock (s_lock) s_budget.Least = (nuint)value;
        }
    }

    /// <exception cref="OutOfMemoryException">The system has no such block.</exception>
    internal static NativeBlock Rent(nuint bytes)
    {
        var sizeClass = ClassOf(bytes, out var size);
        bool collect;
        lock (s_lock) collect = s_budget.Take(size);
        // The youngest two generations: who has lived through two collections is no intermediate result. Somebody who has asked for
        // a time without collections gets it.
        if (collect && GCSettings.LatencyMode != GCLatencyMode.NoGCRegion) GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        try
        {
            return new NativeBlock(Find(size, sizeClass), size);
        }
        catch (OutOfMemoryException)
        {
            lock (s_lock) s_budget.Return(size, collected: false);
            throw;
        }
    }

    private static void* Find(nuint size, int sizeClass)
    {
        lock (s_lock)
        {
            var kept = s_free.TakeNewest(sizeClass);
            if (kept is not null) return kept;
            if (size <= BlockSlab.LargestBlock) return BlockSlab.Take(size);
        }
        return Allocate(size);
    }

    // The newest stays and the oldest goes: sizes that are no longer asked for would otherwise fill the pool for good, and every
    // block of the sizes in use would come from the system and go back to it.
    internal static void Return(void* memory, nuint size, bool collected)
    {
        var keep = size <= (nuint)MaxKeptBytes;
        bool full;
        lock (s_lock)
        {
            s_budget.Return(size, collected);
            if (keep) s_free.Add(memory, size, ClassOf(size, out _));
            full = s_free.Bytes > (nuint)MaxKeptBytes;
        }
        if (!keep) GiveUp(memory, size);
        else if (full) Shrink(MaxKeptBytes);
    }

    /// <summary>Gives all unused blocks back to the system.</summary>
    public static void Trim() => Shrink(0);

    private static void Shrink(long most)
    {
        while (true)
        {
            void* memory;
            nuint size;
            lock (s_lock)
            {
                if (s_free.Bytes <= (nuint)most) return;
                memory = s_free.TakeOldest(out size);
            }
            GiveUp(memory, size);
        }
    }

    private static void GiveUp(void* memory, nuint size)
    {
        if (size <= BlockSlab.LargestBlock)
        {
            lock (s_lock) BlockSlab.GiveBack(memory);
            return;
        }
        // Not under the lock: the system takes a millisecond for what is large.
        NativeMemory.AlignedFree(memory);
        GC.RemoveMemoryPressure((long)size);
    }

    /// <summary>The class of the smallest size that holds so many bytes, eight to each power of 2.</summary>
    private static int ClassOf(nuint bytes, out nuint size)
    {
        if (bytes <= Smallest)
        {
            size = Smallest;
            return 0;
        }
        var octave = BitOperations.Log2(bytes - 1) - 12;
        var step = (Smallest / ClassesPerOctave) << octave;
        var steps = (bytes + step - 1) / step;
        size = steps * step;
        return octave * ClassesPerOctave + (int)steps - ClassesPerOctave;
    }

    private static void* Allocate(nuint size)
    {
        // The collector sees small objects only, and would let gigabytes wait for their finalizers. Blocks that come back from the
        // pool are counted already; counting them at every use would make it collect at every use.
        GC.AddMemoryPressure((long)size);
        if (size < 2 * HugePage) return NativeMemory.AlignedAlloc(size, BlockSlab.Alignment);
        var memory = NativeMemory.AlignedAlloc(size, HugePage);
        // Advice only: a kernel without huge pages says no, and nothing is lost. 14 is MADV_HUGEPAGE.
        if (OperatingSystem.IsLinux()) _ = Advise(memory, size, 14);
        return memory;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* memory, nuint size, int advice);
}
