using System;

namespace GraphCompiler.Kernels;

/// <summary>
/// How one product is cut into blocks. What decides the order of an element's sum, the depth blocks, follows from the
/// shape alone, so the number of threads never changes a result.
/// </summary>
internal readonly struct GemmPlan
{
    // A block of A of so many rows stays in the second-level cache while the panels of B pass by.
    private const int MaxRowBlock = 168;
    private const int MaxColumnBlock = 512;

    // A panel of B of so many bytes stays in the first-level cache, beside the panel of A that meets it.
    private const int PanelBytes = 40 * 1024;
    private const int MaxDepth = 512;

    // An operand that meets at most so many tiles of the other one is read in place: packing would cost more than it saves.
    private const int MaxUnpackedRowTiles = 6;
    private const int MaxUnpackedColumnTiles = 4;

    // Panels are made for a part of a large operand at a time, of about so many elements.
    private const int MaxPackedElements = 1 << 23;

    private const int TasksPerThread = 4;

    public GemmPlan(int m, int n, int k, int height, int width, int elementSize, MatrixStrides b, int threads)
    {
        int maxDepth = Math.Min(MaxDepth, PanelBytes / (width * elementSize));
        Depth = k <= maxDepth ? k : Block(k, CeilingDivide(k, maxDepth), 8);
        PackA = n > MaxUnpackedColumnTiles * width;
        PackB = b.Column != 1 || m > MaxUnpackedRowTiles * height;
        int rowBlocks = m <= MaxRowBlock ? 1 : CeilingDivide(m, MaxRowBlock);
        int columnBlocks = n <= MaxColumnBlock ? 1 : CeilingDivide(n, MaxColumnBlock);
        if (threads > 1)
        {
            while (rowBlocks * columnBlocks < TasksPerThread * threads && n > 2 * width * columnBlocks)
                columnBlocks *= 2;
            while (rowBlocks * columnBlocks < TasksPerThread * threads && m > 2 * height * rowBlocks)
                rowBlocks *= 2;
        }
        RowBlock = rowBlocks == 1 ? m : Block(m, rowBlocks, height);
        ColumnBlock = columnBlocks == 1 ? n : Block(n, columnBlocks, width);
        RowPart = (long)m * k <= MaxPackedElements || !PackA ? m : Math.Max(1, MaxPackedElements / k / RowBlock) * RowBlock;
        ColumnPart = (long)n * k <= MaxPackedElements || !PackB ? n : Math.Max(1, MaxPackedElements / k / ColumnBlock) * ColumnBlock;
    }

    /// <summary>Depth of all K blocks but the last.</summary>
    public readonly int Depth;

    /// <summary>Rows of a task's block of C; all rows, or a multiple of the tile's height.</summary>
    public readonly int RowBlock;

    /// <summary>Columns of a task's block of C; all columns, or a multiple of the tile's width.</summary>
    public readonly int ColumnBlock;

    /// <summary>Rows for which panels are made at a time; whole row blocks.</summary>
    public readonly int RowPart;

    /// <summary>Columns for which panels are made at a time; whole column blocks.</summary>
    public readonly int ColumnPart;

    /// <summary>Whether A is copied into panels first.</summary>
    public readonly bool PackA;

    /// <summary>Whether B is copied into panels first.</summary>
    public readonly bool PackB;

    public static int CeilingDivide(int a, int b) => (int)(((uint)a + (uint)b - 1) / (uint)b);

    /// <summary>Size of the blocks when <paramref name="length"/> is cut evenly into <paramref name="count"/>, as a multiple of <paramref name="unit"/>.</summary>
    private static int Block(int length, int count, int unit) => CeilingDivide(CeilingDivide(length, count), unit) * unit;
}
