using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphCompiler.Kernels;

/// <summary>
/// Transposes 16 × 16 elements of 32 bits in registers: every cache line of both sides is touched once, so it does not
/// matter that lines which lie a power of two apart drive each other out of the cache.
/// </summary>
internal static unsafe class Transposed16
{
    public static bool IsSupported => Avx512F.IsSupported;

    // target[r·targetRow + i] = source[r + i·sourceStep] for r, i < 16. Each round interleaves the first eight rows with
    // the last eight; four rounds move every bit of an element's row number into its column number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(int* source, nint sourceStep, int* target, nint targetRow)
    {
        Vector512<int> lower = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        Vector512<int> upper = lower + Vector512.Create(8);
        Vector512<int> x0 = Vector512.Load(source);
        Vector512<int> x1 = Vector512.Load(source + sourceStep);
        Vector512<int> x2 = Vector512.Load(source + 2 * sourceStep);
        Vector512<int> x3 = Vector512.Load(source + 3 * sourceStep);
        Vector512<int> x4 = Vector512.Load(source + 4 * sourceStep);
        Vector512<int> x5 = Vector512.Load(source + 5 * sourceStep);
        Vector512<int> x6 = Vector512.Load(source + 6 * sourceStep);
        Vector512<int> x7 = Vector512.Load(source + 7 * sourceStep);
        Vector512<int> x8 = Vector512.Load(source + 8 * sourceStep);
        Vector512<int> x9 = Vector512.Load(source + 9 * sourceStep);
        Vector512<int> x10 = Vector512.Load(source + 10 * sourceStep);
        Vector512<int> x11 = Vector512.Load(source + 11 * sourceStep);
        Vector512<int> x12 = Vector512.Load(source + 12 * sourceStep);
        Vector512<int> x13 = Vector512.Load(source + 13 * sourceStep);
        Vector512<int> x14 = Vector512.Load(source + 14 * sourceStep);
        Vector512<int> x15 = Vector512.Load(source + 15 * sourceStep);
        for (int round = 0; round < 4; round++)
        {
            Vector512<int> y0 = Avx512F.PermuteVar16x32x2(x0, lower, x8), y1 = Avx512F.PermuteVar16x32x2(x0, upper, x8);
            Vector512<int> y2 = Avx512F.PermuteVar16x32x2(x1, lower, x9), y3 = Avx512F.PermuteVar16x32x2(x1, upper, x9);
            Vector512<int> y4 = Avx512F.PermuteVar16x32x2(x2, lower, x10), y5 = Avx512F.PermuteVar16x32x2(x2, upper, x10);
            Vector512<int> y6 = Avx512F.PermuteVar16x32x2(x3, lower, x11), y7 = Avx512F.PermuteVar16x32x2(x3, upper, x11);
            Vector512<int> y8 = Avx512F.PermuteVar16x32x2(x4, lower, x12), y9 = Avx512F.PermuteVar16x32x2(x4, upper, x12);
            Vector512<int> y10 = Avx512F.PermuteVar16x32x2(x5, lower, x13), y11 = Avx512F.PermuteVar16x32x2(x5, upper, x13);
            Vector512<int> y12 = Avx512F.PermuteVar16x32x2(x6, lower, x14), y13 = Avx512F.PermuteVar16x32x2(x6, upper, x14);
            Vector512<int> y14 = Avx512F.PermuteVar16x32x2(x7, lower, x15), y15 = Avx512F.PermuteVar16x32x2(x7, upper, x15);
            (x0, x1, x2, x3, x4, x5, x6, x7) = (y0, y1, y2, y3, y4, y5, y6, y7);
            (x8, x9, x10, x11, x12, x13, x14, x15) = (y8, y9, y10, y11, y12, y13, y14, y15);
        }
        x0.Store(target);
        x1.Store(target + targetRow);
        x2.Store(target + 2 * targetRow);
        x3.Store(target + 3 * targetRow);
        x4.Store(target + 4 * targetRow);
        x5.Store(target + 5 * targetRow);
        x6.Store(target + 6 * targetRow);
        x7.Store(target + 7 * targetRow);
        x8.Store(target + 8 * targetRow);
        x9.Store(target + 9 * targetRow);
        x10.Store(target + 10 * targetRow);
        x11.Store(target + 11 * targetRow);
        x12.Store(target + 12 * targetRow);
        x13.Store(target + 13 * targetRow);
        x14.Store(target + 14 * targetRow);
        x15.Store(target + 15 * targetRow);
    }
}
