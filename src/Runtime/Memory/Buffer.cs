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
    private readonly void* _memory;

    internal Buffer(T[] array) => (_array, Count) = (array, array.Length);

    internal Buffer(void* memory, nint count)
    {
        _memory = memory;
        Count = count;
    }

    /// <summary>Number of elements.</summary>
    public nint Count { get; }

    /// <summary>The first element.</summary>
    public ref T Ref
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _array is null ? ref Unsafe.AsRef<T>(_memory) : ref MemoryMarshal.GetArrayDataReference(_array);
    }
}
