using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>
/// Dot products of few rows of A with columns of B, all contiguous along k: the sums run in registers along k and are
/// folded at the end. For thin products whose B would otherwise have to be transposed first.
/// </summary>
internal static unsafe class DotTile
{
    // sums[0] = Σ_k a[k] · b[k]. Four independent sums hide the latency of the addition.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<V, T, TMultiplyAdd>(T* a, T* b, nint depth, T* sums)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TMultiplyAdd : IMultiplyAdd<V>
    {
        V c0 = default, c1 = default, c2 = default, c3 = default;
        nint k = 0;
        for (; k <= depth - 4 * V.Count; k += 4 * V.Count)
        {
            c0 = TMultiplyAdd.Invoke(V.Load(ref *a, k), V.Load(ref *b, k), c0);
            c1 = TMultiplyAdd.Invoke(V.Load(ref *a, k + V.Count), V.Load(ref *b, k + V.Count), c1);
            c2 = TMultiplyAdd.Invoke(V.Load(ref *a, k + 2 * V.Count), V.Load(ref *b, k + 2 * V.Count), c2);
            c3 = TMultiplyAdd.Invoke(V.Load(ref *a, k + 3 * V.Count), V.Load(ref *b, k + 3 * V.Count), c3);
        }
        for (; k <= depth - V.Count; k += V.Count)
            c0 = TMultiplyAdd.Invoke(V.Load(ref *a, k), V.Load(ref *b, k), c0);
        if (k < depth)
            c1 = TMultiplyAdd.Invoke(V.LoadPartial(ref *a, k, (int)(depth - k)), V.LoadPartial(ref *b, k, (int)(depth - k)), c1);
        *sums = V.Sum(c0 + c1 + (c2 + c3));
    }

    // sums[r, 0] and sums[r, 1] = Σ_k a[r, k] · b[k, 0 and 1] for four rows; b's columns lie bColumn apart, a's rows aRow.
    // Where a has fewer rows, its last one is repeated.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FourByTwo<V, T, TMultiplyAdd>(T* a, nint aRow, int rows, T* b, nint bColumn, nint depth, T* sums, nint sumsRow)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TMultiplyAdd : IMultiplyAdd<V>
    {
        T* a1 = rows > 1 ? a + aRow : a, a2 = rows > 2 ? a1 + aRow : a1, a3 = rows > 3 ? a2 + aRow : a2, b1 = b + bColumn;
        V c00 = default, c10 = default, c20 = default, c30 = default, c01 = default, c11 = default, c21 = default, c31 = default;
        nint k = 0;
        for (; k <= depth - V.Count; k += V.Count)
        {
            V x = V.Load(ref *b, k), y = V.Load(ref *b1, k);
            V r = V.Load(ref *a, k);
            c00 = TMultiplyAdd.Invoke(r, x, c00);
            c01 = TMultiplyAdd.Invoke(r, y, c01);
            r = V.Load(ref *a1, k);
            c10 = TMultiplyAdd.Invoke(r, x, c10);
            c11 = TMultiplyAdd.Invoke(r, y, c11);
            r = V.Load(ref *a2, k);
            c20 = TMultiplyAdd.Invoke(r, x, c20);
            c21 = TMultiplyAdd.Invoke(r, y, c21);
            r = V.Load(ref *a3, k);
            c30 = TMultiplyAdd.Invoke(r, x, c30);
            c31 = TMultiplyAdd.Invoke(r, y, c31);
        }
        if (k < depth)
        {
            int rest = (int)(depth - k);
            V x = V.LoadPartial(ref *b, k, rest), y = V.LoadPartial(ref *b1, k, rest);
            V r = V.LoadPartial(ref *a, k, rest);
            c00 = TMultiplyAdd.Invoke(r, x, c00);
            c01 = TMultiplyAdd.Invoke(r, y, c01);
            r = V.LoadPartial(ref *a1, k, rest);
            c10 = TMultiplyAdd.Invoke(r, x, c10);
            c11 = TMultiplyAdd.Invoke(r, y, c11);
            r = V.LoadPartial(ref *a2, k, rest);
            c20 = TMultiplyAdd.Invoke(r, x, c20);
            c21 = TMultiplyAdd.Invoke(r, y, c21);
            r = V.LoadPartial(ref *a3, k, rest);
            c30 = TMultiplyAdd.Invoke(r, x, c30);
            c31 = TMultiplyAdd.Invoke(r, y, c31);
        }
        Put<V, T>(sums, c00, c01);
        Put<V, T>(sums + sumsRow, c10, c11);
        Put<V, T>(sums + 2 * sumsRow, c20, c21);
        Put<V, T>(sums + 3 * sumsRow, c30, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<V, T>(T* sums, V c0, V c1)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        sums[0] = V.Sum(c0);
        sums[1] = V.Sum(c1);
    }
}
