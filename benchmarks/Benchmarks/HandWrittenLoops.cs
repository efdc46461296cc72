using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Threading.Tasks;

namespace GraphCompiler.Benchmarks;

/// <summary>
/// What someone would write by hand with Vector512 for just these two formulas, on a machine with AVX-512: the yardstick for
/// generated kernels. Nothing here comes from the library.
/// </summary>
internal static class HandWrittenLoops
{
    public static void ReluChain(ReadOnlySpan<float> x, Span<float> y, float a, float b, float c, int threads) =>
        InParts(x, y, threads, (p, q, n) => ReluChain(ref p.Ref, ref q.Ref, n, a, b, c));

    public static void GeluChain(ReadOnlySpan<float> x, Span<float> y, float a, float b, float c, int threads) =>
        InParts(x, y, threads, (p, q, n) => GeluChain(ref p.Ref, ref q.Ref, n, a, b, c));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReluChain(ref float x, ref float y, nint count, float a, float b, float c)
    {
        var (va, vb, vc) = (Vector512.Create(a), Vector512.Create(b), Vector512.Create(c));
        nint i = 0;
        for (; i <= count - 16; i += 16)
        {
            var v = Vector512.LoadUnsafe(ref x, (nuint)i);
            (Vector512.Max(v * va + vb, Vector512<float>.Zero) * vc - v).StoreUnsafe(ref y, (nuint)i);
        }
        for (; i < count; i++)
        {
            var v = Unsafe.Add(ref x, i);
            Unsafe.Add(ref y, i) = MathF.Max(v * a + b, 0) * c - v;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GeluChain(ref float x, ref float y, nint count, float a, float b, float c)
    {
        var (va, vb, vc) = (Vector512.Create(a), Vector512.Create(b), Vector512.Create(c));
        nint i = 0;
        for (; i <= count - 16; i += 16)
        {
            var v = Vector512.LoadUnsafe(ref x, (nuint)i) * va + vb;
            var inner = v * (Vector512.Create(0.7978846f) + Vector512.Create(0.0356774081f) * v * v);
            (v * Sigmoid2(inner) * vc).StoreUnsafe(ref y, (nuint)i);
        }
        for (; i < count; i++)
        {
            var v = Unsafe.Add(ref x, i) * a + b;
            Unsafe.Add(ref y, i) = 0.5f * v * (1 + MathF.Tanh(0.7978846f * (v + 0.044715f * v * v * v))) * c;
        }
    }

    /// <summary>(1 + tanh t) / 2 = 1 / (1 + e^-2t): one exponential and one division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sigmoid2(Vector512<float> t) =>
        Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(Vector512.Max(Vector512.Min(t * -2f, Vector512.Create(88f)), Vector512.Create(-87f))));

    private delegate void Loop(Part x, Part y, nint count);

    private readonly unsafe struct Part(float* start)
    {
        public ref float Ref => ref *start;
    }

    private static unsafe void InParts(ReadOnlySpan<float> x, Span<float> y, int threads, Loop loop)
    {
        fixed (float* p = x, q = y)
        {
            if (threads == 1)
            {
                loop(new(p), new(q), x.Length);
                return;
            }
            var (from, to, count) = ((nint)p, (nint)q, (nint)x.Length);
            var size = (count / threads + 63) / 64 * 64;
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, k =>
            {
                var start = k * size;
                loop(new((float*)from + start), new((float*)to + start), k == threads - 1 ? count - start : size);
            });
        }
    }
}
