using System;

namespace GraphCompiler.Kernels;

/// <summary>
/// The memory of one call's intermediate results: one block, in which the build has given every result its place. Each thread keeps
/// the arena it used last, so calls allocate nothing once they have warmed up.
/// </summary>
public sealed unsafe class Arena : IDisposable
{
    [ThreadStatic]
    private static Arena? t_idle;

    private NativeBlock _block;
    private nuint _size;

    private Arena(nuint bytes) => (_block, _size) = (BlockPool.Rent(bytes), bytes);

    /// <summary>An arena of at least that many bytes, undefined in content. Dispose of it to let the next call have it.</summary>
    public static Arena Rent(long bytes)
    {
        var size = (nuint)Math.Max(bytes, 1);
        // Taken out of its place, so that a nested call gets another one.
        if (t_idle is not { } arena) return new Arena(size);
        t_idle = null;
        if (arena._size < size)
        {
            arena._block.Dispose();
            arena._block = BlockPool.Rent(size);
            arena._size = size;
        }
        return arena;
    }

    /// <summary>Elements from a byte offset on.</summary>
    public Buffer<T> Slice<T>(long byteOffset, long count)
        where T : unmanaged => new((byte*)_block.Memory + byteOffset, (nint)count);

    /// <summary>Gives the arena to the thread's next call.</summary>
    public void Dispose()
    {
        if (t_idle is null) t_idle = this;
        else if (!ReferenceEquals(t_idle, this)) _block.Dispose();
    }
}
