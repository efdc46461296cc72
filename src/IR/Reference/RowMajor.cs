using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>The order of elements in memory: the last axis moves fastest.</summary>
internal static class RowMajor
{
    public static long Count(Seq<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    public static long[] Strides(Seq<long> shape)
    {
        var strides = new long[shape.Count];
        long stride = 1;
        for (var i = shape.Count - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    /// <summary>Strides by which an index of a larger shape walks an operand that broadcasts to it: 0 along axes of size 1.</summary>
    public static long[] BroadcastStrides(Seq<long> operand, int rank)
    {
        var own = Strides(operand);
        var strides = new long[rank];
        for (var i = 0; i < operand.Count; i++) strides[rank - operand.Count + i] = operand[i] == 1 ? 0 : own[i];
        return strides;
    }

    public static long Offset(long[] index, long[] strides)
    {
        long offset = 0;
        for (var i = 0; i < strides.Length; i++) offset += index[i] * strides[i];
        return offset;
    }

    /// <summary>All indices in order. The array is reused: copy it to keep it.</summary>
    public static IEnumerable<long[]> Indices(Seq<long> shape)
    {
        var index = new long[shape.Count];
        for (var left = Count(shape); left > 0; left--)
        {
            yield return index;
            for (var i = shape.Count - 1; i >= 0 && ++index[i] == shape[i]; i--) index[i] = 0;
        }
    }
}
