using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>Folds the rows of each matrix of a stack to one row: [outer, size, inner] to [outer, inner].</summary>
internal static class ColumnFold
{
    // Columns that one task folds, and elements from which rows are cut into pieces. Both depend on the sizes alone, so the
    // order of combination does too.
    private const nint Tile = 256;
    private const nint Piece = 1 << 16;

    public static void Run<T, TFold>(Tensor<T> x, nint outer, nint size, nint inner, Tensor<T> result)
        where T : unmanaged
        where TFold : struct, IFold
    {
        var tiles = (inner + Tile - 1) / Tile;
        var rowsPerPiece = Math.Max(64, Piece / Math.Min(inner, Tile));
        // A few tall matrices are cut across, the many and the wide are not.
        var pieces = outer * tiles < 16 ? (size + rowsPerPiece - 1) / rowsPerPiece : 1;
        if (pieces <= 1)
        {
            var job = new Job<T, TFold>(x, result, size, inner, tiles, 1, size);
            if (outer * size * inner <= Piece) job.Run(0, outer * tiles, 0);
            else Workers.For(outer * tiles, Piece / Math.Max(1, size * Math.Min(inner, Tile)), job);
            return;
        }
        using var partial = new Tensor<T>(new Shape((int)outer, (int)pieces, (int)inner));
        Workers.For(outer * pieces * tiles, 1, new Job<T, TFold>(x, partial, size, inner, tiles, pieces, rowsPerPiece));
        Run<T, TFold>(partial, outer, pieces, inner, result);
    }

    /// <summary>Task i folds tile i % tiles of piece i / tiles; pieces count through all matrices.</summary>
    private readonly struct Job<T, TFold>(Tensor<T> x, Tensor<T> result, nint size, nint inner, nint tiles, nint pieces, nint rowsPerPiece) : IRangeBody
        where T : unmanaged
        where TFold : struct, IFold
    {
        public void Run(nint start, nint end, int part)
        {
            LanesDispatch.Run<T, Kernel<TFold>>(new()
            {
                X = ref Unsafe.As<T, byte>(ref x.Buffer.Ref),
                Result = ref Unsafe.As<T, byte>(ref result.Buffer.Ref),
                Start = start,
                End = end,
                Size = size,
                Inner = inner,
                Tiles = tiles,
                Pieces = pieces,
                RowsPerPiece = rowsPerPiece,
            });
            GC.KeepAlive(x);
            GC.KeepAlive(result);
        }
    }

    private ref struct Kernel<TFold> : ILanesKernel
        where TFold : struct, IFold
    {
        public ref byte X;
        public ref byte Result;
        public nint Start, End, Size, Inner, Tiles, Pieces, RowsPerPiece;

        public readonly void Run<V, T>()
            where V : struct, ILanes<V, T>
            where T : unmanaged, INumber<T>
        {
            ref var x = ref Unsafe.As<byte, T>(ref X);
            ref var result = ref Unsafe.As<byte, T>(ref Result);
            for (var i = Start; i < End; i++)
            {
                var (line, tile) = Math.DivRem(i, Tiles);
                var (matrix, piece) = Math.DivRem(line, Pieces);
                var (row, column) = (piece * RowsPerPiece, tile * Tile);
                Fold<V, T, TFold>.RunColumns(
                    ref Unsafe.Add(ref x, (matrix * Size + row) * Inner + column), Math.Min(RowsPerPiece, Size - row), Inner,
                    ref Unsafe.Add(ref result, line * Inner + column), Math.Min(Tile, Inner - column));
            }
        }
    }
}
