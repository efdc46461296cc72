using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>Folds each row of a matrix to one element.</summary>
internal static class RowFold
{
    // Elements that one task folds. Longer rows are cut into pieces of this size, so that the order of combination depends on
    // the size alone and not on the number of threads.
    private const nint Piece = 1 << 16;

    public static void Run<T, TFold>(Tensor<T> x, nint rows, nint size, Tensor<T> result)
        where T : unmanaged
        where TFold : struct, IFold
    {
        var pieces = (size + Piece - 1) / Piece;
        if (pieces <= 1)
        {
            var job = new Job<T, TFold>(x, result, 1, size);
            if (rows * size <= Piece) job.Run(0, rows, 0);
            else Workers.For(rows, Piece / Math.Max(1, size), job);
            return;
        }
        using var partial = new Tensor<T>(new Shape((int)rows, (int)pieces));
        Workers.For(rows * pieces, 1, new Job<T, TFold>(x, partial, pieces, size));
        Run<T, TFold>(partial, rows, pieces, result);
    }

    /// <summary>Task i folds piece i % pieces of row i / pieces.</summary>
    private readonly struct Job<T, TFold>(Tensor<T> x, Tensor<T> result, nint pieces, nint size) : IRangeBody
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
                Pieces = pieces,
                Size = size,
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
        public nint Start, End, Pieces, Size;

        public readonly void Run<V, T>()
            where V : struct, ILanes<V, T>
            where T : unmanaged, INumber<T>
        {
            ref var x = ref Unsafe.As<byte, T>(ref X);
            ref var result = ref Unsafe.As<byte, T>(ref Result);
            for (var i = Start; i < End; i++)
            {
                var (row, piece) = Math.DivRem(i, Pieces);
                var first = piece * Piece;
                var count = Pieces == 1 ? Size : Math.Min(Piece, Size - first);
                Unsafe.Add(ref result, i) = Fold<V, T, TFold>.Run(ref Unsafe.Add(ref x, row * Size + first), count);
            }
        }
    }
}
