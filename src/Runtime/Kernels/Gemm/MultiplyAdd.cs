using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>a·b + c on registers: fused for floating-point values, wrapping for integers.</summary>
internal interface IMultiplyAdd<V>
{
    static abstract V Invoke(V a, V b, V c);
}

internal readonly struct FusedMultiplyAdd<F, T, I> : IMultiplyAdd<F>
    where F : struct, IFloatLanes<F, T, I>
    where T : unmanaged
    where I : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Invoke(F a, F b, F c) => F.FusedMultiplyAdd(a, b, c);
}

internal readonly struct WrappingMultiplyAdd<V, T> : IMultiplyAdd<V>
    where V : struct, ILanes<V, T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke(V a, V b, V c) => a * b + c;
}
