using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>Copies blocks whose source is contiguous along the rows and whose target is contiguous along the elements of a row.</summary>
internal static unsafe class TransposedBlock<T>
    where T : unmanaged
{
    // target[r·targetRow + i] = source[r + i·sourceStep] for r < rows, i < count.
    public static void Copy(T* source, nint sourceStep, T* target, nint targetRow, nint rows, nint count)
    {
        nint r = 0;
        if (sizeof(T) == 4 && Transposed16.IsSupported && count >= 16)
        {
            for (; r + 16 <= rows; r += 16)
            {
                nint i = 0;
                for (; i + 16 <= count; i += 16)
                    Transposed16.Copy((int*)(source + r + i * sourceStep), sourceStep, (int*)(target + r * targetRow + i), targetRow);
                if (i < count)
                    Small(source + r + i * sourceStep, sourceStep, target + r * targetRow + i, targetRow, 16, count - i);
            }
        }
        if (r < rows)
            Small(source + r, sourceStep, target + r * targetRow, targetRow, rows - r, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Small(T* source, nint sourceStep, T* target, nint targetRow, nint rows, nint count)
    {
        nint r = 0;
        if (sizeof(T) == 4)
        {
            for (; r + 4 <= rows; r += 4)
            {
                T* from = source + r, to = target + r * targetRow;
                nint i = 0;
                for (; i + 4 <= count; i += 4)
                {
                    Vector128<int> x0 = Vector128.Load((int*)from), x1 = Vector128.Load((int*)(from + sourceStep));
                    Vector128<int> x2 = Vector128.Load((int*)(from + 2 * sourceStep)), x3 = Vector128.Load((int*)(from + 3 * sourceStep));
                    Registers.Transpose(ref x0, ref x1, ref x2, ref x3);
                    x0.Store((int*)(to + i));
                    x1.Store((int*)(to + targetRow + i));
                    x2.Store((int*)(to + 2 * targetRow + i));
                    x3.Store((int*)(to + 3 * targetRow + i));
                    from += 4 * sourceStep;
                }
                for (; i < count; i++, from += sourceStep)
                {
                    to[i] = from[0];
                    to[targetRow + i] = from[1];
                    to[2 * targetRow + i] = from[2];
                    to[3 * targetRow + i] = from[3];
                }
            }
        }
        for (; r < rows; r++)
        {
            T* from = source + r, to = target + r * targetRow;
            for (nint i = 0; i < count; i++, from += sourceStep)
                to[i] = *from;
        }
    }
}
