using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// The innermost loop of the matrix product: a tile of up to 14 rows × 2 registers is held in registers while the sum
/// runs over k; each step loads two registers of B and one splatted element of A per row.
/// </summary>
/// <remarks>
/// 14 × 2 sums, two registers of B and the splatted element fill AVX-512's 32 registers; 6 × 2 do the same for the 16 of
/// AVX2. Shape and access are type arguments: the JIT drops the rows and columns that a tile does not have, and all
/// tiles share one source. The tile is left in memory (first-level cache) for the epilogue, so that these loops do not
/// depend on it and exist once per element type.
/// </remarks>
internal static unsafe class RegisterTile
{
    // tile[r, :] (+)= Σ_k a[r, k] · b[k, 0 … TColumns·V.Count), for TRows (14, 8, 6, 4 or 1) rows of TColumns (1 or 2)
    // registers. Consecutive rows of a lie aRow apart, or side by side where TAdjacent says so (a packed panel, a
    // transposed matrix). Where a has fewer rows than the tile, its last one is repeated.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<V, T, TMultiplyAdd, TRows, TColumns, TAdjacent>(
        T* a, nint aRow, nint aColumn, int rows, T* b, nint bRow, nint depth, T* tile, bool accumulate)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TMultiplyAdd : IMultiplyAdd<V>
        where TRows : IConstant
        where TColumns : IConstant
        where TAdjacent : IChoice
    {
        nint last = rows - 1;
        nint r1 = TAdjacent.Value ? 1 : (last < 1 ? last : 1) * aRow;
        nint r2 = TAdjacent.Value ? 2 : (last < 2 ? last : 2) * aRow;
        nint r3 = TAdjacent.Value ? 3 : (last < 3 ? last : 3) * aRow;
        nint r4 = TAdjacent.Value ? 4 : (last < 4 ? last : 4) * aRow;
        nint r5 = TAdjacent.Value ? 5 : (last < 5 ? last : 5) * aRow;
        nint r6 = TAdjacent.Value ? 6 : (last < 6 ? last : 6) * aRow;
        nint r7 = TAdjacent.Value ? 7 : (last < 7 ? last : 7) * aRow;
        nint r8 = TAdjacent.Value ? 8 : (last < 8 ? last : 8) * aRow;
        nint r9 = TAdjacent.Value ? 9 : (last < 9 ? last : 9) * aRow;
        nint r10 = TAdjacent.Value ? 10 : (last < 10 ? last : 10) * aRow;
        nint r11 = TAdjacent.Value ? 11 : (last < 11 ? last : 11) * aRow;
        nint r12 = TAdjacent.Value ? 12 : (last < 12 ? last : 12) * aRow;
        nint r13 = TAdjacent.Value ? 13 : (last < 13 ? last : 13) * aRow;

        V c0x0 = default, c0x1 = default;
        V c1x0 = default, c1x1 = default;
        V c2x0 = default, c2x1 = default;
        V c3x0 = default, c3x1 = default;
        V c4x0 = default, c4x1 = default;
        V c5x0 = default, c5x1 = default;
        V c6x0 = default, c6x1 = default;
        V c7x0 = default, c7x1 = default;
        V c8x0 = default, c8x1 = default;
        V c9x0 = default, c9x1 = default;
        V c10x0 = default, c10x1 = default;
        V c11x0 = default, c11x1 = default;
        V c12x0 = default, c12x1 = default;
        V c13x0 = default, c13x1 = default;
        if (accumulate)
        {
            if (TRows.Value > 0) Load<V, T, TColumns>(tile, 0, out c0x0, out c0x1);
            if (TRows.Value > 1) Load<V, T, TColumns>(tile, 1, out c1x0, out c1x1);
            if (TRows.Value > 2) Load<V, T, TColumns>(tile, 2, out c2x0, out c2x1);
            if (TRows.Value > 3) Load<V, T, TColumns>(tile, 3, out c3x0, out c3x1);
            if (TRows.Value > 4) Load<V, T, TColumns>(tile, 4, out c4x0, out c4x1);
            if (TRows.Value > 5) Load<V, T, TColumns>(tile, 5, out c5x0, out c5x1);
            if (TRows.Value > 6) Load<V, T, TColumns>(tile, 6, out c6x0, out c6x1);
            if (TRows.Value > 7) Load<V, T, TColumns>(tile, 7, out c7x0, out c7x1);
            if (TRows.Value > 8) Load<V, T, TColumns>(tile, 8, out c8x0, out c8x1);
            if (TRows.Value > 9) Load<V, T, TColumns>(tile, 9, out c9x0, out c9x1);
            if (TRows.Value > 10) Load<V, T, TColumns>(tile, 10, out c10x0, out c10x1);
            if (TRows.Value > 11) Load<V, T, TColumns>(tile, 11, out c11x0, out c11x1);
            if (TRows.Value > 12) Load<V, T, TColumns>(tile, 12, out c12x0, out c12x1);
            if (TRows.Value > 13) Load<V, T, TColumns>(tile, 13, out c13x0, out c13x1);
        }

        for (; depth > 0; depth--)
        {
            V b0 = V.Load(ref *b, 0);
            V b1 = TColumns.Value > 1 ? V.Load(ref *b, V.Count) : default;
            if (TRows.Value > 0) Step<V, T, TMultiplyAdd, TColumns>(a[0], b0, b1, ref c0x0, ref c0x1);
            if (TRows.Value > 1) Step<V, T, TMultiplyAdd, TColumns>(a[r1], b0, b1, ref c1x0, ref c1x1);
            if (TRows.Value > 2) Step<V, T, TMultiplyAdd, TColumns>(a[r2], b0, b1, ref c2x0, ref c2x1);
            if (TRows.Value > 3) Step<V, T, TMultiplyAdd, TColumns>(a[r3], b0, b1, ref c3x0, ref c3x1);
            if (TRows.Value > 4) Step<V, T, TMultiplyAdd, TColumns>(a[r4], b0, b1, ref c4x0, ref c4x1);
            if (TRows.Value > 5) Step<V, T, TMultiplyAdd, TColumns>(a[r5], b0, b1, ref c5x0, ref c5x1);
            if (TRows.Value > 6) Step<V, T, TMultiplyAdd, TColumns>(a[r6], b0, b1, ref c6x0, ref c6x1);
            if (TRows.Value > 7) Step<V, T, TMultiplyAdd, TColumns>(a[r7], b0, b1, ref c7x0, ref c7x1);
            if (TRows.Value > 8) Step<V, T, TMultiplyAdd, TColumns>(a[r8], b0, b1, ref c8x0, ref c8x1);
            if (TRows.Value > 9) Step<V, T, TMultiplyAdd, TColumns>(a[r9], b0, b1, ref c9x0, ref c9x1);
            if (TRows.Value > 10) Step<V, T, TMultiplyAdd, TColumns>(a[r10], b0, b1, ref c10x0, ref c10x1);
            if (TRows.Value > 11) Step<V, T, TMultiplyAdd, TColumns>(a[r11], b0, b1, ref c11x0, ref c11x1);
            if (TRows.Value > 12) Step<V, T, TMultiplyAdd, TColumns>(a[r12], b0, b1, ref c12x0, ref c12x1);
            if (TRows.Value > 13) Step<V, T, TMultiplyAdd, TColumns>(a[r13], b0, b1, ref c13x0, ref c13x1);
            a += aColumn;
            b += bRow;
        }

        if (TRows.Value > 0) Store<V, T, TColumns>(tile, 0, c0x0, c0x1);
        if (TRows.Value > 1) Store<V, T, TColumns>(tile, 1, c1x0, c1x1);
        if (TRows.Value > 2) Store<V, T, TColumns>(tile, 2, c2x0, c2x1);
        if (TRows.Value > 3) Store<V, T, TColumns>(tile, 3, c3x0, c3x1);
        if (TRows.Value > 4) Store<V, T, TColumns>(tile, 4, c4x0, c4x1);
        if (TRows.Value > 5) Store<V, T, TColumns>(tile, 5, c5x0, c5x1);
        if (TRows.Value > 6) Store<V, T, TColumns>(tile, 6, c6x0, c6x1);
        if (TRows.Value > 7) Store<V, T, TColumns>(tile, 7, c7x0, c7x1);
        if (TRows.Value > 8) Store<V, T, TColumns>(tile, 8, c8x0, c8x1);
        if (TRows.Value > 9) Store<V, T, TColumns>(tile, 9, c9x0, c9x1);
        if (TRows.Value > 10) Store<V, T, TColumns>(tile, 10, c10x0, c10x1);
        if (TRows.Value > 11) Store<V, T, TColumns>(tile, 11, c11x0, c11x1);
        if (TRows.Value > 12) Store<V, T, TColumns>(tile, 12, c12x0, c12x1);
        if (TRows.Value > 13) Store<V, T, TColumns>(tile, 13, c13x0, c13x1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<V, T, TMultiplyAdd, TColumns>(T a, V b0, V b1, ref V c0, ref V c1)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TMultiplyAdd : IMultiplyAdd<V>
        where TColumns : IConstant
    {
        V x = V.Splat(a);
        c0 = TMultiplyAdd.Invoke(x, b0, c0);
        if (TColumns.Value > 1) c1 = TMultiplyAdd.Invoke(x, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<V, T, TColumns>(T* tile, int row, out V c0, out V c1)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TColumns : IConstant
    {
        c0 = V.Load(ref *tile, row * TColumns.Value * V.Count);
        c1 = TColumns.Value > 1 ? V.Load(ref *tile, (row * TColumns.Value + 1) * V.Count) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V, T, TColumns>(T* tile, int row, V c0, V c1)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TColumns : IConstant
    {
        V.Store(c0, ref *tile, row * TColumns.Value * V.Count);
        if (TColumns.Value > 1) V.Store(c1, ref *tile, (row * TColumns.Value + 1) * V.Count);
    }
}
