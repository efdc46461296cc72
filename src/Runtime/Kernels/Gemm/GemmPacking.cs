using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>
/// Copies operands into panels: for every k the panel's <c>width</c> elements (rows of A, columns of B) side by side,
/// in the order in which <see cref="RegisterTile"/> reads them. Lanes that the matrix lacks are zero.
/// </summary>
internal static unsafe class GemmPacking
{
    /// <summary>Packs one panel.</summary>
    /// <param name="source">Lane 0 at depth 0.</param>
    /// <param name="laneStride">Elements from a lane to the next: from row to row of A, from column to column of B.</param>
    /// <param name="depthStride">Elements from one k to the next.</param>
    /// <param name="lanes">Lanes that exist.</param>
    /// <param name="width">Lanes of the panel, at least <paramref name="lanes"/>.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="panel">Receives depth · width elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(T* source, nint laneStride, nint depthStride, int lanes, int width, nint depth, T* panel)
        where T : unmanaged
    {
        if (lanes < width)
            new System.Span<T>(panel, (int)(depth * width)).Clear();
        if (laneStride == 1 && lanes * sizeof(T) >= 16)
            CopyRows((byte*)source, depthStride * sizeof(T), depth, (byte*)panel, width * sizeof(T), lanes * sizeof(T));
        else if (depthStride == 1 && lanes >= 4)
        {
            // The last four lanes overlap those before where four does not divide the lanes.
            for (int done = 0; done < lanes; done += 4)
            {
                int lane = done + 4 <= lanes ? done : lanes - 4;
                TransposeFour(source + lane * laneStride, laneStride, depth, panel + lane, width);
            }
        }
        else
        {
            for (nint k = 0; k < depth; k++)
            {
                for (int lane = 0; lane < lanes; lane++)
                    panel[k * width + lane] = source[k * depthStride + lane * laneStride];
            }
        }
    }

    /// <summary>Copies rows of at least 16 bytes; the last block of a row overlaps the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRows(byte* source, nint sourceStride, nint rows, byte* target, nint targetStride, int bytes)
    {
        for (; rows > 0; rows--)
        {
            if (bytes >= 32)
            {
                for (int done = 0; done < bytes - 32; done += 32)
                    Vector256.Load(source + done).Store(target + done);
                Vector256.Load(source + bytes - 32).Store(target + bytes - 32);
            }
            else
            {
                Vector128.Load(source).Store(target);
                Vector128.Load(source + bytes - 16).Store(target + bytes - 16);
            }
            source += sourceStride;
            target += targetStride;
        }
    }

    /// <summary>Four rows that are contiguous along k, interleaved four k at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour<T>(T* source, nint laneStride, nint depth, T* target, nint width) where T : unmanaged
    {
        T* row0 = source, row1 = row0 + laneStride, row2 = row1 + laneStride, row3 = row2 + laneStride;
        nint k = 0;
        for (; sizeof(T) == 4 && k + 4 <= depth; k += 4)
        {
            Vector128<int> x0 = Vector128.Load((int*)(row0 + k)), x1 = Vector128.Load((int*)(row1 + k));
            Vector128<int> x2 = Vector128.Load((int*)(row2 + k)), x3 = Vector128.Load((int*)(row3 + k));
            Registers.Transpose(ref x0, ref x1, ref x2, ref x3);
            x0.Store((int*)target);
            x1.Store((int*)(target + width));
            x2.Store((int*)(target + 2 * width));
            x3.Store((int*)(target + 3 * width));
            target += 4 * width;
        }
        for (; k < depth; k++)
        {
            target[0] = row0[k];
            target[1] = row1[k];
            target[2] = row2[k];
            target[3] = row3[k];
            target += width;
        }
    }
}
