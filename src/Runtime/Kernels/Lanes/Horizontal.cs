using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphCompiler.Kernels;

/// <summary>Reductions of one register: its halves are combined until one lane is left, so the order is fixed.</summary>
internal static class Horizontal
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static T Fold<T, TCombine>(Vector512<T> x) where TCombine : ICombine =>
        Fold<T, TCombine>(TCombine.Invoke(x.GetLower(), x.GetUpper()));

    [MethodImpl(Inline)]
    public static T Fold<T, TCombine>(Vector256<T> x) where TCombine : ICombine =>
        Fold<T, TCombine>(TCombine.Invoke(x.GetLower(), x.GetUpper()));

    [MethodImpl(Inline)]
    public static T Fold<T, TCombine>(Vector128<T> x) where TCombine : ICombine
    {
        // Not GetUpper: a Vector64 goes through memory, and is waited for.
        x = TCombine.Invoke(x, Vector128.Shuffle(x.AsInt64(), Vector128.Create(1, 1)).As<long, T>());
        if (Vector128<T>.Count == 4)
            x = TCombine.Invoke(x, Vector128.Shuffle(x.AsInt32(), Vector128.Create(1, 1, 1, 1)).As<int, T>());
        return x.ToScalar();
    }

    public interface ICombine
    {
        static abstract Vector256<T> Invoke<T>(Vector256<T> a, Vector256<T> b);

        static abstract Vector128<T> Invoke<T>(Vector128<T> a, Vector128<T> b);
    }

    public readonly struct Sum : ICombine
    {
        [MethodImpl(Inline)] public static Vector256<T> Invoke<T>(Vector256<T> a, Vector256<T> b) => a + b;

        [MethodImpl(Inline)] public static Vector128<T> Invoke<T>(Vector128<T> a, Vector128<T> b) => a + b;
    }

    public readonly struct Product : ICombine
    {
        [MethodImpl(Inline)] public static Vector256<T> Invoke<T>(Vector256<T> a, Vector256<T> b) => a * b;

        [MethodImpl(Inline)] public static Vector128<T> Invoke<T>(Vector128<T> a, Vector128<T> b) => a * b;
    }

    public readonly struct Minimum : ICombine
    {
        [MethodImpl(Inline)] public static Vector256<T> Invoke<T>(Vector256<T> a, Vector256<T> b) => Vector256.Min(a, b);

        [MethodImpl(Inline)] public static Vector128<T> Invoke<T>(Vector128<T> a, Vector128<T> b) => Vector128.Min(a, b);
    }

    public readonly struct Maximum : ICombine
    {
        [MethodImpl(Inline)] public static Vector256<T> Invoke<T>(Vector256<T> a, Vector256<T> b) => Vector256.Max(a, b);

        [MethodImpl(Inline)] public static Vector128<T> Invoke<T>(Vector128<T> a, Vector128<T> b) => Vector128.Max(a, b);
    }
}
