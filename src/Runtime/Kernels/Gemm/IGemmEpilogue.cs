namespace GraphCompiler.Kernels;

/// <summary>
/// What happens to the elements of a matrix product of <see cref="float"/> when their sums are complete: bias,
/// activation, residual, an optimiser's update, and the stores. A struct type argument of
/// <see cref="Gemm.Multiply{TEpilogue}(in GemmShape, ref readonly float, ref readonly float, in TEpilogue)"/>;
/// its fields are the buffers and numbers that it needs.
/// </summary>
/// <remarks>
/// <para>Each element of the result is handed over exactly once, in an unspecified order and on several threads, so an
/// epilogue may read and write element (row, column) of any buffer in place, and must not touch others' elements.</para>
/// <para>Mark the method <c>AggressiveInlining</c> and address memory through <see cref="Edge"/>: in all but the last
/// columns <c>count</c> is the constant <c>F.Count</c>, and the code for partial registers vanishes.</para>
/// </remarks>
public interface IFloat32Epilogue
{
    /// <summary>Takes the sums of elements (row, column … column + count − 1) and stores what is wanted.</summary>
    /// <param name="sum">The sums; lanes from <paramref name="count"/> on hold anything.</param>
    /// <param name="row">Row in the stack of all results of the batch: batch · M + row.</param>
    /// <param name="column">Column of the first lane.</param>
    /// <param name="count">How many lanes count: 1 … F.Count.</param>
    void Store<F, I>(F sum, nint row, nint column, int count)
        where F : struct, IFloat32Lanes<F, I>
        where I : struct, IInt32Lanes<I, F>;
}

/// <summary><see cref="IFloat32Epilogue"/> for products of <see cref="double"/>.</summary>
public interface IFloat64Epilogue
{
    /// <inheritdoc cref="IFloat32Epilogue.Store"/>
    void Store<D, L>(D sum, nint row, nint column, int count)
        where D : struct, IFloat64Lanes<D, L>
        where L : struct, IInt64Lanes<L, D>;
}

/// <summary><see cref="IFloat32Epilogue"/> for products of <see cref="int"/>; sums wrap.</summary>
public interface IInt32Epilogue
{
    /// <inheritdoc cref="IFloat32Epilogue.Store"/>
    void Store<I, F>(I sum, nint row, nint column, int count)
        where I : struct, IInt32Lanes<I, F>
        where F : struct, IFloat32Lanes<F, I>;
}

/// <summary><see cref="IFloat32Epilogue"/> for products of <see cref="long"/>; sums wrap.</summary>
public interface IInt64Epilogue
{
    /// <inheritdoc cref="IFloat32Epilogue.Store"/>
    void Store<L, D>(L sum, nint row, nint column, int count)
        where L : struct, IInt64Lanes<L, D>
        where D : struct, IFloat64Lanes<D, L>;
}
