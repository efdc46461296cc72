using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>One row times a matrix whose rows are contiguous: up to 16 registers of sums, so that B is read in long pieces.</summary>
internal static unsafe class RowTile
{
    // sums[0 … TColumns·V.Count) = Σ_k a[k] · b[k, 0 … TColumns·V.Count), for TColumns = 16, 8, 4, 2 or 1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<V, T, TMultiplyAdd, TColumns>(T* a, nint aColumn, T* b, nint bRow, nint depth, T* sums)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TMultiplyAdd : IMultiplyAdd<V>
        where TColumns : IConstant
    {
        V c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        V c8 = default, c9 = default, c10 = default, c11 = default, c12 = default, c13 = default, c14 = default, c15 = default;
        if (TColumns.Value <= 4)
        {
            // Few sums would wait for each other: even and odd k have sums of their own.
            for (; depth > 1; depth -= 2)
            {
                V x = V.Splat(*a), y = V.Splat(a[aColumn]);
                T* odd = b + bRow;
                c0 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 0), c0);
                c4 = TMultiplyAdd.Invoke(y, V.Load(ref *odd, 0), c4);
                if (TColumns.Value > 1) c1 = TMultiplyAdd.Invoke(x, V.Load(ref *b, V.Count), c1);
                if (TColumns.Value > 1) c5 = TMultiplyAdd.Invoke(y, V.Load(ref *odd, V.Count), c5);
                if (TColumns.Value > 2) c2 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 2 * V.Count), c2);
                if (TColumns.Value > 2) c6 = TMultiplyAdd.Invoke(y, V.Load(ref *odd, 2 * V.Count), c6);
                if (TColumns.Value > 3) c3 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 3 * V.Count), c3);
                if (TColumns.Value > 3) c7 = TMultiplyAdd.Invoke(y, V.Load(ref *odd, 3 * V.Count), c7);
                a += 2 * aColumn;
                b = odd + bRow;
            }
            (c0, c1, c2, c3) = (c0 + c4, c1 + c5, c2 + c6, c3 + c7);
        }
        for (; depth > 0; depth--)
        {
            V x = V.Splat(*a);
            c0 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 0), c0);
            if (TColumns.Value > 1) c1 = TMultiplyAdd.Invoke(x, V.Load(ref *b, V.Count), c1);
            if (TColumns.Value > 2) c2 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 2 * V.Count), c2);
            if (TColumns.Value > 3) c3 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 3 * V.Count), c3);
            if (TColumns.Value > 4) c4 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 4 * V.Count), c4);
            if (TColumns.Value > 5) c5 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 5 * V.Count), c5);
            if (TColumns.Value > 6) c6 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 6 * V.Count), c6);
            if (TColumns.Value > 7) c7 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 7 * V.Count), c7);
            if (TColumns.Value > 8) c8 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 8 * V.Count), c8);
            if (TColumns.Value > 9) c9 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 9 * V.Count), c9);
            if (TColumns.Value > 10) c10 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 10 * V.Count), c10);
            if (TColumns.Value > 11) c11 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 11 * V.Count), c11);
            if (TColumns.Value > 12) c12 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 12 * V.Count), c12);
            if (TColumns.Value > 13) c13 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 13 * V.Count), c13);
            if (TColumns.Value > 14) c14 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 14 * V.Count), c14);
            if (TColumns.Value > 15) c15 = TMultiplyAdd.Invoke(x, V.Load(ref *b, 15 * V.Count), c15);
            a += aColumn;
            b += bRow;
        }
        V.Store(c0, ref *sums, 0);
        if (TColumns.Value > 1) V.Store(c1, ref *sums, V.Count);
        if (TColumns.Value > 2) V.Store(c2, ref *sums, 2 * V.Count);
        if (TColumns.Value > 3) V.Store(c3, ref *sums, 3 * V.Count);
        if (TColumns.Value > 4) V.Store(c4, ref *sums, 4 * V.Count);
        if (TColumns.Value > 5) V.Store(c5, ref *sums, 5 * V.Count);
        if (TColumns.Value > 6) V.Store(c6, ref *sums, 6 * V.Count);
        if (TColumns.Value > 7) V.Store(c7, ref *sums, 7 * V.Count);
        if (TColumns.Value > 8) V.Store(c8, ref *sums, 8 * V.Count);
        if (TColumns.Value > 9) V.Store(c9, ref *sums, 9 * V.Count);
        if (TColumns.Value > 10) V.Store(c10, ref *sums, 10 * V.Count);
        if (TColumns.Value > 11) V.Store(c11, ref *sums, 11 * V.Count);
        if (TColumns.Value > 12) V.Store(c12, ref *sums, 12 * V.Count);
        if (TColumns.Value > 13) V.Store(c13, ref *sums, 13 * V.Count);
        if (TColumns.Value > 14) V.Store(c14, ref *sums, 14 * V.Count);
        if (TColumns.Value > 15) V.Store(c15, ref *sums, 15 * V.Count);
    }

    // The same for fewer columns than a register has.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyPartial<V, T, TMultiplyAdd>(T* a, nint aColumn, T* b, nint bRow, int columns, nint depth, T* sums)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TMultiplyAdd : IMultiplyAdd<V>
    {
        V sum = default;
        for (; depth > 0; depth--)
        {
            sum = TMultiplyAdd.Invoke(V.Splat(*a), V.LoadPartial(ref *b, 0, columns), sum);
            a += aColumn;
            b += bRow;
        }
        V.Store(sum, ref *sums, 0);
    }
}
