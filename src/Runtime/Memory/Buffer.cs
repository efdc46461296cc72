using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// Elements that lie one after the other, in a managed array or a native block: what tensors and arenas hand to kernels. It may be
/// stored and shared between threads, unlike a span.
/// </summary>
/// <remarks>
/// It does not keep the memory from being returned: whoever takes a <see cref="Ref"/> keeps the tensor alive
/// (<see cref="System.GC.KeepAlive"/>) until the kernel has ended. Nothing is checked.
/// </remarks>
public readonly unsafe struct Buffer<T>
    where T : unmanaged
{
    private readonly T[]? _array;

    // In an array: bytes from its first element.
    private readonly void* _memory;

    internal Buffer(T[] array) => (_array, Count) = (array, array.Length);

    internal Buffer(void* memory, nint count)
    {
        _memory = memory;
        Count = count;
    }

    private Buffer(T[]? array, void* memory, nint count)
    {
        (_array, Count) = (array, count);
        _memory = memory;
    }

    /// <summary>Number of elements.</summary>
    public nint Count { get; }

    /// <summary>The first element.</summary>
    public ref T Ref
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _array is null ? ref Unsafe.AsRef<T>(_memory) : ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_array), (nint)_memory);
    }

    /// <summary>Whether the first element begins a cache line, in memory that does not move.</summary>
    public bool IsAligned => _array is null && ((nuint)_memory & 63) == 0;

    /// <summary>Some of the elements, in place.</summary>
    /// <param name="start">The first one.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Buffer<T> Slice(nint start, nint count) => new(_array, (byte*)_memory + start * sizeof(T), count);
}
