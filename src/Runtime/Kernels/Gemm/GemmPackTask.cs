using System;

namespace GraphCompiler.Kernels;

/// <summary>
/// Copies one or both operands of a product into panels, as many panels per task as make it worth a dispatch. Depth
/// block after depth block, panel after panel: the panel of row r in the block that begins at k lies at k·(padded rows)
/// + r·(depth of the block), and B likewise with columns.
/// </summary>
internal unsafe struct GemmPackTask<V, T, TMultiplyAdd, TRows> : IGemmTask
    where V : struct, ILanes<V, T>
    where T : unmanaged
    where TMultiplyAdd : IMultiplyAdd<V>
    where TRows : IConstant
{
    private const int ElementsPerTask = 1 << 16;

    private readonly GemmOperands<T> _operands;
    private readonly int _depth;
    private readonly int _rowBlock;
    private readonly int _columnGroup;
    private readonly int _columnTasks;

    public GemmPackTask(in GemmOperands<T> operands, in GemmPlan plan, bool packB)
    {
        GemmScratch scratch = GemmScratch.Current;
        _operands = operands;
        _depth = plan.Depth;
        _rowBlock = plan.RowBlock;
        int width = GemmPanels<V, T, TMultiplyAdd, TRows>.Width;
        if (packB)
        {
            _columnGroup = Math.Max(1, ElementsPerTask / Math.Max(1, operands.K) / width) * width;
            _columnTasks = GemmPlan.CeilingDivide(operands.N, _columnGroup);
            PackedB = scratch.Reserve<T>(GemmScratch.Slot.PackedB, (nint)operands.K * GemmPanels<V, T, TMultiplyAdd, TRows>.PaddedColumns(operands.N));
        }
        Count = _columnTasks;
        if (plan.PackA)
        {
            Count += GemmPlan.CeilingDivide(operands.M, _rowBlock);
            PackedA = scratch.Reserve<T>(GemmScratch.Slot.PackedA, (nint)operands.K * GemmPanels<V, T, TMultiplyAdd, TRows>.PaddedRows(operands.M, _rowBlock));
        }
    }

    public readonly int Count;

    public readonly T* PackedA;

    public readonly T* PackedB;

    public readonly void Invoke(int index)
    {
        if (index < _columnTasks)
            PackColumns(index * _columnGroup);
        else
            PackRows((index - _columnTasks) * _rowBlock);
    }

    private readonly void PackColumns(int first)
    {
        int padded = GemmPanels<V, T, TMultiplyAdd, TRows>.PaddedColumns(_operands.N);
        int end = Math.Min(_operands.N, first + _columnGroup);
        for (int k = 0; k < _operands.K; k += _depth)
        {
            int depth = Math.Min(_depth, _operands.K - k);
            T* block = PackedB + (nint)k * padded;
            int width;
            for (int column = first; column < end; column += width)
            {
                width = GemmPanels<V, T, TMultiplyAdd, TRows>.NextWidth(end - column);
                GemmPacking.Pack(_operands.BAt(k, column), _operands.BStrides.Column, _operands.BStrides.Row,
                    Math.Min(width, end - column), width, depth, block + (nint)column * depth);
            }
        }
    }

    private readonly void PackRows(int first)
    {
        int padded = GemmPanels<V, T, TMultiplyAdd, TRows>.PaddedRows(_operands.M, _rowBlock);
        int end = Math.Min(_operands.M, first + _rowBlock);
        for (int k = 0; k < _operands.K; k += _depth)
        {
            int depth = Math.Min(_depth, _operands.K - k);
            T* panel = PackedA + (nint)k * padded + (nint)first * depth;
            int height;
            for (int row = first; row < end; row += height)
            {
                height = GemmPanels<V, T, TMultiplyAdd, TRows>.NextHeight(end - row);
                GemmPacking.Pack(_operands.AAt(row, k), _operands.AStrides.Row, _operands.AStrides.Column,
                    Math.Min(height, end - row), height, depth, panel);
                panel += (nint)height * depth;
            }
        }
    }
}
