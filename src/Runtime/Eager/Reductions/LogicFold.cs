using System;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphCompiler.Eager;

/// <summary>Whether some element is true. Booleans are bytes of 0 or 1, so byte searches and bitwise spans do.</summary>
internal readonly struct AnyFold : IAxisFold<bool>
{
    public static void FoldRows(Tensor<bool> x, nint rows, nint size, Tensor<bool> result)
    {
        for (nint row = 0; row < rows; row++) Unsafe.Add(ref result.Buffer.Ref, row) = Logic.Row(x, row, size).Contains(true);
    }

    public static void FoldColumns(Tensor<bool> x, nint outer, nint size, nint inner, Tensor<bool> result)
    {
        for (nint matrix = 0; matrix < outer; matrix++)
        {
            var to = MemoryMarshal.AsBytes(Logic.Row(result, matrix, inner));
            to.Clear();
            for (nint i = 0; i < size; i++) TensorPrimitives.BitwiseOr(to, MemoryMarshal.AsBytes(Logic.Row(x, matrix * size + i, inner)), to);
        }
    }
}

/// <summary>Whether every element is true.</summary>
internal readonly struct AllFold : IAxisFold<bool>
{
    public static void FoldRows(Tensor<bool> x, nint rows, nint size, Tensor<bool> result)
    {
        for (nint row = 0; row < rows; row++) Unsafe.Add(ref result.Buffer.Ref, row) = !Logic.Row(x, row, size).Contains(false);
    }

    public static void FoldColumns(Tensor<bool> x, nint outer, nint size, nint inner, Tensor<bool> result)
    {
        for (nint matrix = 0; matrix < outer; matrix++)
        {
            var to = MemoryMarshal.AsBytes(Logic.Row(result, matrix, inner));
            to.Fill(1);
            for (nint i = 0; i < size; i++) TensorPrimitives.BitwiseAnd(to, MemoryMarshal.AsBytes(Logic.Row(x, matrix * size + i, inner)), to);
        }
    }
}

file static class Logic
{
    public static Span<bool> Row(Tensor<bool> x, nint row, nint size) =>
        size == 0 ? [] : MemoryMarshal.CreateSpan(ref Unsafe.Add(ref x.Buffer.Ref, row * size), checked((int)size));
}
