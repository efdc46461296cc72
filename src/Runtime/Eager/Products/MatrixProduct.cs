using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using GraphCompiler.Kernels;

namespace GraphCompiler.Eager;

/// <summary>Where the elements of a matrix product's operands lie, in elements.</summary>
internal readonly record struct ProductShape(nint M, nint N, nint K, nint XRow, nint XColumn, nint YRow, nint YColumn);

/// <summary>Matrix products row by row: result[i, :] += x[i, k] * y[k, :].</summary>
internal static class MatrixProduct
{
    /// <summary>One product per entry of <paramref name="starts"/>, which says where x and y begin; results follow each other.</summary>
    public static void Run<T>(ProductShape shape, (nint X, nint Y)[] starts, Tensor<T> x, Tensor<T> y, Tensor<T> result) where T : unmanaged
    {
        var rows = starts.Length * shape.M;
        Workers.For(rows, Math.Max(1, 20_000 / Math.Max(1, shape.N * shape.K)), new Job<T>(shape, starts, x, y, result));
    }

    private readonly struct Job<T>(ProductShape shape, (nint X, nint Y)[] starts, Tensor<T> x, Tensor<T> y, Tensor<T> result) : IRangeBody
        where T : unmanaged
    {
        public void Run(nint start, nint end, int part)
        {
            LanesDispatch.Run<T, Kernel>(new()
            {
                X = ref Unsafe.As<T, byte>(ref x.Buffer.Ref),
                Y = ref Unsafe.As<T, byte>(ref y.Buffer.Ref),
                Result = ref Unsafe.As<T, byte>(ref result.Buffer.Ref),
                Shape = shape,
                Starts = starts,
                Start = start,
                End = end,
            });
            GC.KeepAlive(x);
            GC.KeepAlive(y);
            GC.KeepAlive(result);
        }
    }

    private ref struct Kernel : ILanesKernel
    {
        public ref byte X, Y, Result;
        public ProductShape Shape;
        public (nint X, nint Y)[] Starts;
        public nint Start, End;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<V, T>()
            where V : struct, ILanes<V, T>
            where T : unmanaged, INumber<T>
        {
            for (var line = Start; line < End; line++)
            {
                var (product, i) = Math.DivRem(line, Shape.M);
                ref var x = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref X), Starts[product].X + i * Shape.XRow);
                ref var y = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref Y), Starts[product].Y);
                ref var to = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref Result), line * Shape.N);
                nint j = 0;
                if (Shape.YColumn == 1)
                {
                    for (; j <= Shape.N - V.Count; j += V.Count)
                    {
                        var sum = V.Splat(T.Zero);
                        for (nint k = 0; k < Shape.K; k++) sum += V.Splat(Unsafe.Add(ref x, k * Shape.XColumn)) * V.Load(ref y, k * Shape.YRow + j);
                        V.Store(sum, ref to, j);
                    }
                }
                for (; j < Shape.N; j++)
                {
                    var sum = T.Zero;
                    for (nint k = 0; k < Shape.K; k++) sum += Unsafe.Add(ref x, k * Shape.XColumn) * Unsafe.Add(ref y, k * Shape.YRow + j * Shape.YColumn);
                    Unsafe.Add(ref to, j) = sum;
                }
            }
        }
    }
}
