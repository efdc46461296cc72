using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// Reduction loops over one register type. The order of combination depends on the sizes alone, never on the number of threads.
/// </summary>
/// <remarks>
/// Long runs are split in halves (pairwise summation, Higham 1993), down to blocks that four registers accumulate: the
/// error of a float32 sum of n elements is about (block / (4 · lanes) + log2(n / block)) · eps.
/// </remarks>
internal static class Fold<V, T, TFold>
    where V : struct, ILanes<V, T>
    where T : unmanaged, INumber<T>
    where TFold : struct, IFold
{
    private const nint Block = 4096;

    // Columns accumulate this many rows before they are added to the total.
    private const nint RowBlock = 64;

    /// <summary>Combines <paramref name="count"/> consecutive elements.</summary>
    public static T Run(ref T x, nint count)
    {
        if (count <= Block) return RunBlock(ref x, count);
        var half = (count / 2 + Block - 1) / Block * Block;
        return TFold.Combine(Run(ref x, half), Run(ref Unsafe.Add(ref x, half), count - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T RunBlock(ref T x, nint count)
    {
        var neutral = V.Splat(TFold.Neutral<T>());
        nint i = 0;
        var a = neutral;
        if (count >= 4 * V.Count)
        {
            var (b, c, d) = (neutral, neutral, neutral);
            for (; i <= count - 4 * V.Count; i += 4 * V.Count)
            {
                a = TFold.Combine<V, T>(a, V.Load(ref x, i));
                b = TFold.Combine<V, T>(b, V.Load(ref x, i + V.Count));
                c = TFold.Combine<V, T>(c, V.Load(ref x, i + 2 * V.Count));
                d = TFold.Combine<V, T>(d, V.Load(ref x, i + 3 * V.Count));
            }
            a = TFold.Combine<V, T>(TFold.Combine<V, T>(a, b), TFold.Combine<V, T>(c, d));
        }
        for (; i <= count - V.Count; i += V.Count) a = TFold.Combine<V, T>(a, V.Load(ref x, i));
        if (i < count)
        {
            var rest = (int)(count - i);
            a = TFold.Combine<V, T>(a, V.Select(V.FirstLanes(rest), V.LoadPartial(ref x, i, rest), neutral));
        }
        return TFold.Across<V, T>(a);
    }

    /// <summary>
    /// Combines <paramref name="rows"/> rows elementwise: result[j] = x[0, j] ∘ x[1, j] ∘ …, for columns 0 … <paramref name="columns"/> - 1
    /// of rows that lie <paramref name="stride"/> elements apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunColumns(ref T x, nint rows, nint stride, ref T result, nint columns)
    {
        nint j = 0;
        for (; j <= columns - 4 * V.Count; j += 4 * V.Count)
        {
            var neutral = V.Splat(TFold.Neutral<T>());
            var (a, b, c, d) = (neutral, neutral, neutral, neutral);
            for (nint block = 0; block < rows; block += RowBlock)
            {
                var (e, f, g, h) = (neutral, neutral, neutral, neutral);
                var end = block + RowBlock < rows ? block + RowBlock : rows;
                for (var i = block; i < end; i++)
                {
                    var row = i * stride + j;
                    e = TFold.Combine<V, T>(e, V.Load(ref x, row));
                    f = TFold.Combine<V, T>(f, V.Load(ref x, row + V.Count));
                    g = TFold.Combine<V, T>(g, V.Load(ref x, row + 2 * V.Count));
                    h = TFold.Combine<V, T>(h, V.Load(ref x, row + 3 * V.Count));
                }
                (a, b) = (TFold.Combine<V, T>(a, e), TFold.Combine<V, T>(b, f));
                (c, d) = (TFold.Combine<V, T>(c, g), TFold.Combine<V, T>(d, h));
            }
            V.Store(a, ref result, j);
            V.Store(b, ref result, j + V.Count);
            V.Store(c, ref result, j + 2 * V.Count);
            V.Store(d, ref result, j + 3 * V.Count);
        }
        for (; j < columns; j += V.Count) RunColumn(ref x, rows, stride, ref result, j, (int)(columns - j < V.Count ? columns - j : V.Count));
    }

    /// <summary>One register's worth of columns, or fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunColumn(ref T x, nint rows, nint stride, ref T result, nint column, int count)
    {
        var total = V.Splat(TFold.Neutral<T>());
        for (nint block = 0; block < rows; block += RowBlock)
        {
            var a = V.Splat(TFold.Neutral<T>());
            var end = block + RowBlock < rows ? block + RowBlock : rows;
            if (count == V.Count)
            {
                for (var i = block; i < end; i++) a = TFold.Combine<V, T>(a, V.Load(ref x, i * stride + column));
            }
            else
            {
                for (var i = block; i < end; i++) a = TFold.Combine<V, T>(a, V.LoadPartial(ref x, i * stride + column, count));
            }
            total = TFold.Combine<V, T>(total, a);
        }
        V.StorePartial(total, ref result, column, count);
    }
}
