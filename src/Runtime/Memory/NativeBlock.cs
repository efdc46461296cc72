using System;
using System.Threading;

namespace GraphCompiler.Kernels;

/// <summary>
/// A block of 64-byte aligned memory out of the <see cref="BlockPool"/>, for one owner. It goes back to the pool when it is disposed
/// of or, if nobody did, when it is collected.
/// </summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private readonly nuint _size;
    private nint _memory;

    internal NativeBlock(void* memory, nuint size) => (_memory, _size) = ((nint)memory, size);

    public void* Memory => (void*)_memory;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Return(collected: false);
    }

    ~NativeBlock() => Return(collected: true);

    private void Return(bool collected)
    {
        // Exchange, so that two threads that dispose at once return the memory once.
        var memory = Interlocked.Exchange(ref _memory, 0);
        if (memory == 0) return;
        BlockPool.Return((void*)memory, _size, collected);
    }
}
