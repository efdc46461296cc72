namespace GraphCompiler.Kernels;

/// <summary>
/// How rows and columns are cut into tiles, and the call of the right tile. TRows is the height of the largest one:
/// <see cref="Fourteen"/> for 32 registers, <see cref="Six"/> for 16.
/// </summary>
internal static unsafe class GemmPanels<V, T, TMultiplyAdd, TRows>
    where V : struct, ILanes<V, T>
    where T : unmanaged
    where TMultiplyAdd : IMultiplyAdd<V>
    where TRows : IConstant
{
    /// <summary>Rows of a whole tile.</summary>
    public static int Height => TRows.Value;

    /// <summary>Columns of a whole tile.</summary>
    public static int Width => 2 * V.Count;

    /// <summary>
    /// The height of the next tile when <paramref name="remaining"/> rows are left: as few and as full tiles as possible.
    /// </summary>
    public static int NextHeight(int remaining)
    {
        if (TRows.Value == 14)
        {
            if (remaining == 16)
                return 8;
            if (remaining > 12)
                return 14;
            if (remaining > 5)
                return 8;
        }
        else if (remaining > 5)
            return 6;
        return remaining > 1 ? 4 : 1;
    }

    /// <summary>The width of a panel when <paramref name="remaining"/> columns are left: one or two registers.</summary>
    public static int NextWidth(int remaining) => remaining > V.Count ? 2 * V.Count : V.Count;

    /// <summary>Columns of all panels of a matrix together.</summary>
    public static int PaddedColumns(int columns) => GemmPlan.CeilingDivide(columns, V.Count) * V.Count;

    /// <summary>Rows of all panels of a matrix together, when it is cut into blocks of <paramref name="block"/> rows.</summary>
    public static int PaddedRows(int rows, int block)
    {
        int before = (rows - 1) / block * block, padded = before;
        for (int remaining = rows - before; remaining > 0;)
        {
            int height = NextHeight(remaining);
            padded += height;
            remaining -= height;
        }
        return padded;
    }

    /// <summary>tile (+)= a · b for a tile of the given size; see <see cref="RegisterTile"/>.</summary>
    public static void Multiply(int height, int width, bool adjacent, T* a, nint aRow, nint aColumn, int rows, T* b, nint bRow, nint depth, T* tile, bool accumulate)
    {
        if (TRows.Value == 14 && height == 14)
            Multiply<Fourteen>(width, adjacent, a, aRow, aColumn, rows, b, bRow, depth, tile, accumulate);
        else if (TRows.Value == 14 && height == 8)
            Multiply<Eight>(width, adjacent, a, aRow, aColumn, rows, b, bRow, depth, tile, accumulate);
        else if (TRows.Value == 6 && height == 6)
            Multiply<Six>(width, adjacent, a, aRow, aColumn, rows, b, bRow, depth, tile, accumulate);
        else if (height == 4)
            Multiply<Four>(width, adjacent, a, aRow, aColumn, rows, b, bRow, depth, tile, accumulate);
        else
            Multiply<One>(width, true, a, aRow, aColumn, rows, b, bRow, depth, tile, accumulate);
    }

    private static void Multiply<THeight>(int width, bool adjacent, T* a, nint aRow, nint aColumn, int rows, T* b, nint bRow, nint depth, T* tile, bool accumulate)
        where THeight : IConstant
    {
        if (THeight.Value == 1 || adjacent)
            Multiply<THeight, Yes>(width, a, aRow, aColumn, rows, b, bRow, depth, tile, accumulate);
        else
            Multiply<THeight, No>(width, a, aRow, aColumn, rows, b, bRow, depth, tile, accumulate);
    }

    private static void Multiply<THeight, TAdjacent>(int width, T* a, nint aRow, nint aColumn, int rows, T* b, nint bRow, nint depth, T* tile, bool accumulate)
        where THeight : IConstant
        where TAdjacent : IChoice
    {
        if (width > V.Count)
            RegisterTile.Multiply<V, T, TMultiplyAdd, THeight, Two, TAdjacent>(a, aRow, aColumn, rows, b, bRow, depth, tile, accumulate);
        else
            RegisterTile.Multiply<V, T, TMultiplyAdd, THeight, One, TAdjacent>(a, aRow, aColumn, rows, b, bRow, depth, tile, accumulate);
    }
}
