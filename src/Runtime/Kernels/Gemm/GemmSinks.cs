using System.Runtime.CompilerServices;

namespace GraphCompiler.Kernels;

/// <summary>An epilogue whose lane type is fixed: what the loops, which know nothing of float or int, hand their sums to.</summary>
internal interface IGemmSink<V>
{
    void Store(V sum, nint row, nint column, int count);
}

internal struct Float32Sink<F, I, TEpilogue>(TEpilogue epilogue) : IGemmSink<F>
    where F : struct, IFloat32Lanes<F, I>
    where I : struct, IInt32Lanes<I, F>
    where TEpilogue : struct, IFloat32Epilogue
{
    private TEpilogue _epilogue = epilogue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(F sum, nint row, nint column, int count) => _epilogue.Store<F, I>(sum, row, column, count);
}

internal struct Float64Sink<D, L, TEpilogue>(TEpilogue epilogue) : IGemmSink<D>
    where D : struct, IFloat64Lanes<D, L>
    where L : struct, IInt64Lanes<L, D>
    where TEpilogue : struct, IFloat64Epilogue
{
    private TEpilogue _epilogue = epilogue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(D sum, nint row, nint column, int count) => _epilogue.Store<D, L>(sum, row, column, count);
}

internal struct Int32Sink<I, F, TEpilogue>(TEpilogue epilogue) : IGemmSink<I>
    where I : struct, IInt32Lanes<I, F>
    where F : struct, IFloat32Lanes<F, I>
    where TEpilogue : struct, IInt32Epilogue
{
    private TEpilogue _epilogue = epilogue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(I sum, nint row, nint column, int count) => _epilogue.Store<I, F>(sum, row, column, count);
}

internal struct Int64Sink<L, D, TEpilogue>(TEpilogue epilogue) : IGemmSink<L>
    where L : struct, IInt64Lanes<L, D>
    where D : struct, IFloat64Lanes<D, L>
    where TEpilogue : struct, IInt64Epilogue
{
    private TEpilogue _epilogue = epilogue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(L sum, nint row, nint column, int count) => _epilogue.Store<L, D>(sum, row, column, count);
}

/// <summary>The epilogue of a plain product: stores the sums in a row-major matrix.</summary>
internal readonly unsafe struct StoreEpilogue<T>(T* target, nint rowStride) : IFloat32Epilogue, IFloat64Epilogue, IInt32Epilogue, IInt64Epilogue
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFloat32Epilogue.Store<F, I>(F sum, nint row, nint column, int count) => Put<F, float>(sum, row, column, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFloat64Epilogue.Store<D, L>(D sum, nint row, nint column, int count) => Put<D, double>(sum, row, column, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IInt32Epilogue.Store<I, F>(I sum, nint row, nint column, int count) => Put<I, int>(sum, row, column, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IInt64Epilogue.Store<L, D>(L sum, nint row, nint column, int count) => Put<L, long>(sum, row, column, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put<V, TElement>(V sum, nint row, nint column, int count)
        where V : struct, ILanes<V, TElement>
        where TElement : unmanaged =>
        Edge.Store(sum, ref *(TElement*)target, row * rowStride + column, count);
}
