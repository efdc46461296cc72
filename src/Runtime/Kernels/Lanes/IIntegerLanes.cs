namespace GraphCompiler.Kernels;

/// <summary>Lanes of a signed integer type.</summary>
/// <typeparam name="I">The implementing register.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="F">The register of as many floating-point values of the same size.</typeparam>
public interface IIntegerLanes<I, T, F> : ILanes<I, T>
    where I : struct, IIntegerLanes<I, T, F>
    where T : unmanaged
    where F : struct
{
    /// <summary>Shift towards the sign.</summary>
    static abstract I operator <<(I x, int count);

    /// <summary>Arithmetic shift: copies of the sign come in.</summary>
    static abstract I operator >>(I x, int count);

    /// <summary>Logical shift: zeros come in.</summary>
    static abstract I operator >>>(I x, int count);

    /// <summary>Remainder of the truncating quotient, with the sign of a; x % 0 = 0 and Min % −1 = 0, as numpy has them.</summary>
    static abstract I Remainder(I a, I b);

    /// <summary>The nearest floating-point values, halves to even.</summary>
    static abstract F ToFloat(I x);

    /// <summary>The floating-point values that have these bit patterns.</summary>
    static abstract F AsFloat(I bits);
}

/// <summary>Lanes of <see cref="int"/>.</summary>
/// <typeparam name="I">The implementing register.</typeparam>
/// <typeparam name="F">The register of as many <see cref="float"/>.</typeparam>
public interface IInt32Lanes<I, F> : IIntegerLanes<I, int, F>
    where I : struct, IInt32Lanes<I, F>
    where F : struct, IFloat32Lanes<F, I>
{
    /// <summary>Reads Count elements of 1 or 2 bytes: sbyte with its sign, others as bits.</summary>
    static abstract I LoadNarrow<TNarrow>(ref TNarrow source, nint index) where TNarrow : unmanaged;

    /// <summary>Writes the lowest 1 or 2 bytes of every lane.</summary>
    static abstract void StoreNarrow<TNarrow>(I x, ref TNarrow target, nint index) where TNarrow : unmanaged;
}

/// <summary>Lanes of <see cref="long"/>.</summary>
/// <typeparam name="L">The implementing register.</typeparam>
/// <typeparam name="D">The register of as many <see cref="double"/>.</typeparam>
public interface IInt64Lanes<L, D> : IIntegerLanes<L, long, D>
    where L : struct, IInt64Lanes<L, D>
    where D : struct, IFloat64Lanes<D, L>;
