namespace GraphCompiler.Kernels;

/// <summary>The product of one element type, over registers of any width.</summary>
/// <typeparam name="TEpilogue">Takes the sums.</typeparam>
internal unsafe interface IGemmProduct<TEpilogue>
{
    /// <summary>All products of a batch.</summary>
    /// <typeparam name="F">Lanes of float; with I, D and L, those of the other element types, the registers of one width.</typeparam>
    /// <typeparam name="I">Lanes of int.</typeparam>
    /// <typeparam name="D">Lanes of double.</typeparam>
    /// <typeparam name="L">Lanes of long.</typeparam>
    /// <typeparam name="TRows">Rows of a tile.</typeparam>
    static abstract void Run<F, I, D, L, TRows>(in GemmShape shape, void* a, void* b, in TEpilogue epilogue)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
        where D : struct, IFloat64Lanes<D, L>
        where L : struct, IInt64Lanes<L, D>
        where TRows : IConstant;
}

internal readonly unsafe struct Float32Product<TEpilogue> : IGemmProduct<TEpilogue>
    where TEpilogue : struct, IFloat32Epilogue
{
    public static void Run<F, I, D, L, TRows>(in GemmShape shape, void* a, void* b, in TEpilogue epilogue)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
        where D : struct, IFloat64Lanes<D, L>
        where L : struct, IInt64Lanes<L, D>
        where TRows : IConstant =>
        GemmLoops<F, float, FusedMultiplyAdd<F, float, I>, TRows, Float32Sink<F, I, TEpilogue>>.Run(shape, (float*)a, (float*)b, new(epilogue));
}

internal readonly unsafe struct Float64Product<TEpilogue> : IGemmProduct<TEpilogue>
    where TEpilogue : struct, IFloat64Epilogue
{
    public static void Run<F, I, D, L, TRows>(in GemmShape shape, void* a, void* b, in TEpilogue epilogue)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
        where D : struct, IFloat64Lanes<D, L>
        where L : struct, IInt64Lanes<L, D>
        where TRows : IConstant =>
        GemmLoops<D, double, FusedMultiplyAdd<D, double, L>, TRows, Float64Sink<D, L, TEpilogue>>.Run(shape, (double*)a, (double*)b, new(epilogue));
}

internal readonly unsafe struct Int32Product<TEpilogue> : IGemmProduct<TEpilogue>
    where TEpilogue : struct, IInt32Epilogue
{
    public static void Run<F, I, D, L, TRows>(in GemmShape shape, void* a, void* b, in TEpilogue epilogue)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
        where D : struct, IFloat64Lanes<D, L>
        where L : struct, IInt64Lanes<L, D>
        where TRows : IConstant =>
        GemmLoops<I, int, WrappingMultiplyAdd<I, int>, TRows, Int32Sink<I, F, TEpilogue>>.Run(shape, (int*)a, (int*)b, new(epilogue));
}

internal readonly unsafe struct Int64Product<TEpilogue> : IGemmProduct<TEpilogue>
    where TEpilogue : struct, IInt64Epilogue
{
    public static void Run<F, I, D, L, TRows>(in GemmShape shape, void* a, void* b, in TEpilogue epilogue)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>
        where D : struct, IFloat64Lanes<D, L>
        where L : struct, IInt64Lanes<L, D>
        where TRows : IConstant =>
        GemmLoops<L, long, WrappingMultiplyAdd<L, long>, TRows, Int64Sink<L, D, TEpilogue>>.Run(shape, (long*)a, (long*)b, new(epilogue));
}
