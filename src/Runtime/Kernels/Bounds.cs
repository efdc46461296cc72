using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphCompiler.IR;

namespace GraphCompiler.Kernels;

/// <summary>
/// Whether indices lie in their axis, looked at where the user's program does, before and apart from what is read there. Called by
/// generated code. "op" and "what" are for messages: the op's name, and the tensor and function, <c>x in Model.Predict</c>.
/// </summary>
public static class Bounds
{
    /// <summary>One index, -size to size - 1.</summary>
    /// <exception cref="OpException">The index is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Index(long index, int axis, nint size, string op, string what)
    {
        if ((ulong)(index < 0 ? index + size : index) >= (ulong)size) Outside(index, axis, size, op, what);
    }

    /// <summary>What stands behind ^, 1 to size.</summary>
    /// <exception cref="OpException">The index is outside.</exception>
    public static void FromEnd(long back, int axis, nint size, string op, string what)
    {
        if (back <= 0 || back > size) throw OpException.Index(op, $"^{back}", axis, size, what);
    }

    /// <summary>Many indices, each -size to size - 1.</summary>
    /// <exception cref="OpException">An index is outside; the message names the first.</exception>
    public static void Indices(Buffer<int> indices, nint count, int axis, nint size, string op, string what)
    {
        foreach (var index in MemoryMarshal.CreateReadOnlySpan(ref indices.Ref, checked((int)count))) Index(index, axis, size, op, what);
    }

    /// <inheritdoc cref="Indices(Buffer{int}, nint, int, nint, string, string)"/>
    public static void Indices(Buffer<long> indices, nint count, int axis, nint size, string op, string what)
    {
        foreach (var index in MemoryMarshal.CreateReadOnlySpan(ref indices.Ref, checked((int)count))) Index(index, axis, size, op, what);
    }

    /// <summary>A range, 0 to size and not ending before it begins; each end is counted from the end where a caret stands.</summary>
    /// <exception cref="OpException">The range is outside.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Range(long start, bool startCaret, long end, bool endCaret, int axis, nint size, string op, string what)
    {
        var (first, behind) = (startCaret ? size - start : start, endCaret ? size - end : end);
        if (first < 0 || first > behind || behind > size) Outside($"{(startCaret ? "^" : "")}{start}..{(endCaret ? "^" : "")}{end}", axis, size, op, what);
    }

    [DoesNotReturn]
    private static void Outside(long index, int axis, nint size, string op, string what) => throw OpException.Index(op, index, axis, size, what);

    [DoesNotReturn]
    private static void Outside(string range, int axis, nint size, string op, string what) => throw OpException.Range(op, range, axis, size, what);
}
