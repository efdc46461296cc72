using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>Hands finished sums to the epilogue.</summary>
internal static unsafe class GemmFinish<V, T, TSink>
    where V : struct, ILanes<V, T>
    where T : unmanaged
    where TSink : struct, IGemmSink<V>
{
    /// <summary>
    /// Hands over a tile whose rows lie width elements apart; exchanged where it is one of the transposed result, as
    /// <see cref="GemmOperands{T}.Exchanged"/> says.
    /// </summary>
    public static void Tile(ref TSink sink, bool exchanged, nint firstRow, T* tile, nint width, nint row, int rows, nint column, int columns)
    {
        if (exchanged)
            Exchanged(ref sink, tile, width, row, rows, firstRow + column, columns);
        else
            Rows(ref sink, tile, width, firstRow + row, rows, column, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(ref TSink shared, T* tile, nint width, nint row, int rows, nint column, int columns)
    {
        // Its fields stay in registers, which those of a reference could not: what the epilogue writes might be them.
        TSink sink = shared;
        for (; rows > 0; rows--, row++, tile += width)
        {
            int lane = 0;
            for (; lane + V.Count <= columns; lane += V.Count)
                sink.Store(V.Load(ref *tile, lane), row, column + lane, V.Count);
            if (lane < columns)
                Partial(ref shared, V.Load(ref *tile, lane), row, column + lane, columns - lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exchanged(ref TSink sink, T* tile, nint width, nint column, int columns, nint row, int rows)
    {
        for (; columns > 0; columns--, column++, tile += width)
        {
            for (int i = 0; i < rows; i++)
                Partial(ref sink, V.Splat(tile[i]), row + i, column, 1);
        }
    }

    // A method of its own: two inlined epilogues in one method could exceed what the JIT is ready to inline.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Partial(ref TSink sink, V sums, nint row, nint column, int count) => sink.Store(sums, row, column, count);
}
