using System;

namespace GraphCompiler.Kernels;

/// <summary>
/// Products with so few rows that copying B into panels would cost more than multiplying: B is read in place, once (or
/// once for every four rows), along its rows or along its columns, whichever is contiguous.
/// </summary>
internal unsafe struct GemmThin<V, T, TMultiplyAdd, TRows, TSink> : IGemmTask
    where V : struct, ILanes<V, T>
    where T : unmanaged
    where TMultiplyAdd : IMultiplyAdd<V>
    where TRows : IConstant
    where TSink : struct, IGemmSink<V>
{
    /// <summary>Beyond this many rows, transposing B into panels pays.</summary>
    private const int MaxRows = 8;

    private const int ElementsPerTask = 1 << 15;

    private readonly GemmOperands<T> _operands;
    private readonly int _columnsPerTask;
    private TSink _sink;

    /// <summary>Whether <paramref name="operands"/> are of this kind.</summary>
    public static bool Fits(in GemmOperands<T> operands) =>
        operands.BStrides.Row == 1 ? operands.M <= MaxRows : operands.M == 1 && operands.BStrides.Column == 1;

    public GemmThin(GemmOperands<T> operands, in TSink sink)
    {
        if (operands.BStrides.Row == 1 && operands.AStrides.Column != 1)
        {
            T* rows = GemmScratch.Current.Reserve<T>(GemmScratch.Slot.PackedA, (nint)operands.M * operands.K);
            for (int row = 0; row < operands.M; row++)
            {
                for (int k = 0; k < operands.K; k++)
                    rows[(nint)row * operands.K + k] = *operands.AAt(row, k);
            }
            operands.A = rows;
            operands.AStrides = new(operands.K, 1);
        }
        (_operands, _sink) = (operands, sink);
        _columnsPerTask = GemmPlan.CeilingDivide(ElementsPerTask, Math.Max(1, operands.K));
        _columnsPerTask = GemmPlan.CeilingDivide(_columnsPerTask, Width) * Width;
        Count = GemmPlan.CeilingDivide(operands.N, _columnsPerTask);
    }

    public readonly int Count;

    // Registers of sums that the widest row tile holds, and its columns.
    private static int Registers => TRows.Value == 14 ? 16 : 8;

    private static int Width => Registers * V.Count;

    public void Invoke(int index)
    {
        int first = index * _columnsPerTask, columns = Math.Min(_columnsPerTask, _operands.N - first);
        T* tile = GemmScratch.Current.Reserve<T>(GemmScratch.Slot.Tile, Math.Max(Width, 4 * Math.Max(V.Count, 2)));
        if (_operands.BStrides.Row == 1)
            AlongColumns(tile, first, columns);
        else
            AlongRows(tile, first, columns);
    }

    private void AlongRows(T* tile, int column, int columns)
    {
        T* a = _operands.A;
        nint aColumn = _operands.AStrides.Column, bRow = _operands.BStrides.Row, depth = _operands.K;
        for (int done; columns > 0; column += done, columns -= done)
        {
            T* b = _operands.BAt(0, column);
            int registers = columns / V.Count;
            if (TRows.Value == 14 && registers >= 16)
                RowTile.Multiply<V, T, TMultiplyAdd, Sixteen>(a, aColumn, b, bRow, depth, tile);
            else if (registers >= 8)
                RowTile.Multiply<V, T, TMultiplyAdd, Eight>(a, aColumn, b, bRow, depth, tile);
            else if (registers >= 4)
                RowTile.Multiply<V, T, TMultiplyAdd, Four>(a, aColumn, b, bRow, depth, tile);
            else if (registers >= 2)
                RowTile.Multiply<V, T, TMultiplyAdd, Two>(a, aColumn, b, bRow, depth, tile);
            else if (registers == 1)
                RowTile.Multiply<V, T, TMultiplyAdd, One>(a, aColumn, b, bRow, depth, tile);
            else
                RowTile.MultiplyPartial<V, T, TMultiplyAdd>(a, aColumn, b, bRow, columns, depth, tile);
            done = registers >= Registers ? Width
                : registers > 0 ? V.Count << System.Numerics.BitOperations.Log2((uint)registers)
                : columns;
            GemmFinish<V, T, TSink>.Tile(ref _sink, _operands.Exchanged, _operands.FirstRow, tile, Width, 0, 1, column, done);
        }
    }

    private void AlongColumns(T* tile, int column, int columns)
    {
        // One lane leaves no room for the second column's sum.
        int width = Math.Max(V.Count, 2);
        for (int done; columns > 0; column += done, columns -= done)
        {
            done = Math.Min(V.Count, columns);
            for (int row = 0; row < _operands.M; row += 4)
            {
                int rows = Math.Min(4, _operands.M - row);
                T* a = _operands.AAt(row, 0);
                if (rows == 1)
                {
                    for (int i = 0; i < done; i++)
                        DotTile.One<V, T, TMultiplyAdd>(a, _operands.BAt(0, column + i), _operands.K, tile + i);
                }
                else
                {
                    for (int i = 0; i < done; i += 2)
                        DotTile.FourByTwo<V, T, TMultiplyAdd>(a, _operands.AStrides.Row, rows, _operands.BAt(0, column + i),
                            i + 1 < done ? _operands.BStrides.Column : 0, _operands.K, tile + i, width);
                }
                GemmFinish<V, T, TSink>.Tile(ref _sink, _operands.Exchanged, _operands.FirstRow, tile, width, row, rows, column, done);
            }
        }
    }
}
