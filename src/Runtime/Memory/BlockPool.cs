using System;
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
    private const nuint HugePage = 2 << 20;
    private const nuint Smallest = 4096;
    private const int ClassesPerOctave = 8;

    private static readonly Lock s_lock = new();

    // By size class the first unused block; each begins with the address of the next.
    private static readonly nint[] s_free = new nint[(64 - 12) * ClassesPerOctave + 1];
    private static long s_kept;

    /// <summary>Bytes of unused blocks to keep at most; what is returned beyond goes back to the system.</summary>
    public static long MaxKeptBytes { get; set; } = 1L << 30;

    /// <summary>Bytes of unused blocks that are kept now.</summary>
    public static long KeptBytes => Interlocked.Read(ref s_kept);

    /// <exception cref="OutOfMemoryException">The system has no such block.</exception>
    internal static NativeBlock Rent(nuint bytes)
    {
        var index = ClassOf(bytes, out var size);
        lock (s_lock)
        {
            var kept = s_free[index];
            if (kept != 0)
            {
                s_free[index] = *(nint*)kept;
                s_kept -= (long)size;
                return new NativeBlock((void*)kept, size);
            }
            if (size <= BlockSlab.LargestBlock) return new NativeBlock(BlockSlab.Take(size), size);
        }
        return new NativeBlock(Allocate(size), size);
    }

    internal static void Return(void* memory, nuint size)
    {
        lock (s_lock)
        {
            if (s_kept + (long)size <= MaxKeptBytes)
            {
                var index = ClassOf(size, out _);
                *(nint*)memory = s_free[index];
                s_free[index] = (nint)memory;
                s_kept += (long)size;
                return;
            }
            if (size <= BlockSlab.LargestBlock)
            {
                BlockSlab.GiveBack(memory);
                return;
            }
        }
        Free(memory, size);
    }

    /// <summary>Gives all unused blocks back to the system.</summary>
    public static void Trim()
    {
        lock (s_lock)
        {
            for (var index = 0; index < s_free.Length; index++)
            {
                var size = SizeOf(index);
                while (s_free[index] is var memory && memory != 0)
                {
                    s_free[index] = *(nint*)memory;
                    s_kept -= (long)size;
                    if (size <= BlockSlab.LargestBlock) BlockSlab.GiveBack((void*)memory);
                    else Free((void*)memory, size);
                }
            }
        }
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

    private static nuint SizeOf(int index) => index == 0 ? Smallest
        : (nuint)((index - 1) % ClassesPerOctave + 1 + ClassesPerOctave) * ((Smallest / ClassesPerOctave) << (index - 1) / ClassesPerOctave);

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
        if (size < 2 * HugePage) return NativeMemory.AlignedAlloc(size, BlockSlab.Alignment);
        var memory = NativeMemory.AlignedAlloc(size, HugePage);
        // Advice only: a kernel without huge pages says no, and nothing is lost. 14 is MADV_HUGEPAGE.
        if (OperatingSystem.IsLinux()) _ = Advise(memory, size, 14);
        return memory;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* memory, nuint size, int advice);
}
