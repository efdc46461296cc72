namespace GraphCompiler.Kernels;

/// <summary>
/// Conversions between registers of as many 4-byte as 8-byte lanes: the type parameter that a kernel of both widths has beside them.
/// From F to L goes by way of D, and exactly.
/// </summary>
/// <typeparam name="F">The register of float.</typeparam>
/// <typeparam name="I">The register of int.</typeparam>
/// <typeparam name="D">The register of double.</typeparam>
/// <typeparam name="L">The register of long.</typeparam>
public interface IWidths<F, I, D, L>
    where F : struct, IFloat32Lanes<F, I>
    where I : struct, IInt32Lanes<I, F>
    where D : struct, IFloat64Lanes<D, L>
    where L : struct, IInt64Lanes<L, D>
{
    /// <summary>The same values.</summary>
    static abstract D ToDouble(F x);

    /// <summary>The same values.</summary>
    static abstract D ToDouble(I x);

    /// <summary>The nearest values, ties to even.</summary>
    static abstract F ToSingle(D x);

    /// <summary>The nearest values, ties to even, rounded once.</summary>
    static abstract F ToSingle(L x);

    /// <summary>The same values; of masks the masks.</summary>
    static abstract L ToInt64(I x);

    /// <summary>The lowest 4 bytes; of masks the masks.</summary>
    static abstract I ToInt32(L x);

    /// <summary>Truncates; saturates, and NaN gives 0.</summary>
    static abstract I ToInt32(D x);
}
