using System;

namespace GraphCompiler.Kernels;

/// <summary>Computes blocks of the result, one per task, from packed or unpacked operands, and hands finished tiles to the epilogue.</summary>
internal unsafe struct GemmBlocks<V, T, TMultiplyAdd, TRows, TSink> : IGemmTask
    where V : struct, ILanes<V, T>
    where T : unmanaged
    where TMultiplyAdd : IMultiplyAdd<V>
    where TRows : IConstant
    where TSink : struct, IGemmSink<V>
{
    private readonly GemmOperands<T> _operands;
    private readonly GemmPlan _plan;
    private readonly int _columnBlocks;
    private TSink _sink;

    public GemmBlocks(in GemmOperands<T> operands, in GemmPlan plan, in TSink sink)
    {
        (_operands, _plan, _sink) = (operands, plan, sink);
        _columnBlocks = Blocks(operands.N, plan.ColumnBlock);
        Count = Blocks(operands.M, plan.RowBlock) * _columnBlocks;
    }

    public readonly int Count;

    // Small products are one block, and a division is a noticeable part of their time.
    private static int Blocks(int length, int block) => length <= block ? 1 : GemmPlan.CeilingDivide(length, block);

    /// <summary>The panels of A; null when A is read in place.</summary>
    public T* PackedA;

    /// <summary>The panels of B; null when B is read in place.</summary>
    public T* PackedB;

    public void Invoke(int index)
    {
        int rowBlock = 0, columnBlock = index;
        if (_columnBlocks <= index)
            (rowBlock, columnBlock) = Math.DivRem(index, _columnBlocks);
        int row = rowBlock * _plan.RowBlock, column = columnBlock * _plan.ColumnBlock;
        Compute(row, Math.Min(_plan.RowBlock, _operands.M - row), column, Math.Min(_plan.ColumnBlock, _operands.N - column));
    }

    private void Compute(int firstRow, int rows, int firstColumn, int columns)
    {
        GemmScratch scratch = GemmScratch.Current;
        int height = GemmPanels<V, T, TMultiplyAdd, TRows>.Height, width = GemmPanels<V, T, TMultiplyAdd, TRows>.Width;
        T* tile = scratch.Reserve<T>(GemmScratch.Slot.Tile, height * width);
        // With several depth blocks every tile of the block waits in memory until its sum is complete.
        bool whole = _operands.K <= _plan.Depth;
        T* partial = whole ? null : scratch.Reserve<T>(GemmScratch.Slot.Partial,
            (nint)GemmPanels<V, T, TMultiplyAdd, TRows>.PaddedRows(rows, rows) * GemmPanels<V, T, TMultiplyAdd, TRows>.PaddedColumns(columns));
        T* edge = PackedB != null || GemmPanels<V, T, TMultiplyAdd, TRows>.PaddedColumns(columns) == columns
            ? null
            : scratch.Reserve<T>(GemmScratch.Slot.PackedB, (nint)_plan.Depth * width);
        nint paddedA = PackedA == null ? 0 : GemmPanels<V, T, TMultiplyAdd, TRows>.PaddedRows(_operands.M, _plan.RowBlock);
        nint paddedB = PackedB == null ? 0 : GemmPanels<V, T, TMultiplyAdd, TRows>.PaddedColumns(_operands.N);

        int k = 0;
        do
        {
            int depth = Math.Min(_plan.Depth, _operands.K - k);
            bool last = k + depth == _operands.K;
            T* waiting = partial;
            for (int column = 0; column < columns; column += width)
            {
                width = GemmPanels<V, T, TMultiplyAdd, TRows>.NextWidth(columns - column);
                int tileColumns = Math.Min(width, columns - column);
                T* b;
                nint bRow = width;
                if (PackedB != null)
                    b = PackedB + k * paddedB + (nint)(firstColumn + column) * depth;
                else if (tileColumns == width)
                {
                    b = _operands.BAt(k, firstColumn + column);
                    bRow = _operands.BStrides.Row;
                }
                else
                {
                    b = edge;
                    GemmPacking.Pack(_operands.BAt(k, firstColumn + column), _operands.BStrides.Column, _operands.BStrides.Row, tileColumns, width, depth, b);
                }
                T* panelA = PackedA + k * paddedA + (nint)firstRow * depth;
                for (int row = 0; row < rows; row += height)
                {
                    height = GemmPanels<V, T, TMultiplyAdd, TRows>.NextHeight(rows - row);
                    int tileRows = Math.Min(height, rows - row);
                    if (!whole)
                    {
                        tile = waiting;
                        waiting += height * width;
                    }
                    if (PackedA != null)
                    {
                        GemmPanels<V, T, TMultiplyAdd, TRows>.Multiply(height, width, true, panelA, 1, height, height, b, bRow, depth, tile, k > 0);
                        panelA += (nint)height * depth;
                    }
                    else
                    {
                        bool adjacent = _operands.AStrides.Row == 1 && tileRows == height;
                        GemmPanels<V, T, TMultiplyAdd, TRows>.Multiply(height, width, adjacent, _operands.AAt(firstRow + row, k),
                            _operands.AStrides.Row, _operands.AStrides.Column, tileRows, b, bRow, depth, tile, k > 0);
                    }
                    if (last)
                        GemmFinish<V, T, TSink>.Tile(ref _sink, _operands.Exchanged, _operands.FirstRow, tile, width,
                            _operands.Row + firstRow + row, tileRows, _operands.Column + firstColumn + column, tileColumns);
                }
            }
            k += depth;
        }
        while (k < _operands.K);
    }
}
