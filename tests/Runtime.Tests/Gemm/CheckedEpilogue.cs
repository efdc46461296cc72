using System.Runtime.CompilerServices;
using System.Threading;
using GraphCompiler.Kernels;

namespace GraphCompiler.Runtime.Tests;

/// <summary>Stores the sums in a matrix of N columns and counts how often each element came.</summary>
internal readonly struct CheckedEpilogue<T>(T[] values, int[] visits, int n) : IFloat32Epilogue, IFloat64Epilogue, IInt32Epilogue, IInt64Epilogue
    where T : unmanaged
{
    void IFloat32Epilogue.Store<F, I>(F sum, nint row, nint column, int count) => Put<F, float>(sum, row, column, count);

    void IFloat64Epilogue.Store<D, L>(D sum, nint row, nint column, int count) => Put<D, double>(sum, row, column, count);

    void IInt32Epilogue.Store<I, F>(I sum, nint row, nint column, int count) => Put<I, int>(sum, row, column, count);

    void IInt64Epilogue.Store<L, D>(L sum, nint row, nint column, int count) => Put<L, long>(sum, row, column, count);

    private void Put<V, TElement>(V sum, nint row, nint column, int count)
        where V : struct, ILanes<V, TElement>
        where TElement : unmanaged
    {
        // Out of bounds, this throws.
        for (var lane = 0; lane < count; lane++) Interlocked.Increment(ref visits[row * n + column + lane]);
        Edge.Store(sum, ref Unsafe.As<T, TElement>(ref values[0]), row * n + column, count);
    }
}
