using System;
using System.Numerics;
using GraphCompiler.IR;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>Takes rows of a tensor by the indices in another one.</summary>
internal static class LookUp
{
    /// <exception cref="OpException">An index is outside of the axis.</exception>
    public static void Run<T, TIndex>(OpDef op, Tensor<T> x, Tensor<TIndex> indices, int axis, Tensor<T> result)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var (outer, size, inner) = x.Shape.Around(axis);
        foreach (var index in indices.AsSpan()) Check(op, long.CreateTruncating(index), axis, size);
        if (result.Count > 0)
            Moves.Gather(op.Name, axis, outer, size, inner, in x.Buffer.Ref, in indices.Buffer.Ref, indices.Count, ref result.Buffer.Ref);
        GC.KeepAlive(x);
        GC.KeepAlive(indices);
        GC.KeepAlive(result);
    }

    // The kernel checks too, but with an error that does not name the op's own id.
    private static void Check(OpDef op, long index, int axis, int size)
    {
        if (index < -size || index >= size) throw OpException.Index(op.Name, index, axis, size);
    }
}
