using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GraphCompiler.Kernels;

/// <summary>Rearrangements across registers.</summary>
internal static class Registers
{
    /// <summary>Transposes a 4 × 4 matrix of 32-bit elements whose rows are the arguments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector128<int> x0, ref Vector128<int> x1, ref Vector128<int> x2, ref Vector128<int> x3)
    {
        Vector128<int> lower02 = InterleaveLower(x0, x2), upper02 = InterleaveUpper(x0, x2);
        Vector128<int> lower13 = InterleaveLower(x1, x3), upper13 = InterleaveUpper(x1, x3);
        x0 = InterleaveLower(lower02, lower13);
        x1 = InterleaveUpper(lower02, lower13);
        x2 = InterleaveLower(upper02, upper13);
        x3 = InterleaveUpper(upper02, upper13);
    }

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> InterleaveLower(Vector128<int> a, Vector128<int> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> InterleaveUpper(Vector128<int> a, Vector128<int> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
