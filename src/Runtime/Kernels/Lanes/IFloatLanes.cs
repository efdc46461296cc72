namespace GraphCompiler.Kernels;

/// <summary>Lanes of a floating-point type.</summary>
/// <typeparam name="F">The implementing register.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="I">The register of as many integers of the same size.</typeparam>
public interface IFloatLanes<F, T, I> : ILanes<F, T>
    where F : struct, IFloatLanes<F, T, I>
    where T : unmanaged
    where I : struct
{
    /// <summary>A constant, rounded to the element type; for sources shared by both precisions.</summary>
    static abstract F Of(double value);

    /// <summary>Square root, correctly rounded.</summary>
    static abstract F Sqrt(F x);

    /// <summary>Largest integer not above <paramref name="x"/>.</summary>
    static abstract F Floor(F x);

    /// <summary>Smallest integer not below <paramref name="x"/>.</summary>
    static abstract F Ceiling(F x);

    /// <summary>Nearest integer, halves to even.</summary>
    static abstract F RoundToEven(F x);

    /// <summary>Integer part, towards zero.</summary>
    static abstract F Truncate(F x);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract F FusedMultiplyAdd(F a, F b, F c);

    /// <summary>The magnitude of one with the sign of the other.</summary>
    static abstract F CopySign(F magnitude, F sign);

    /// <summary>Mask of NaN.</summary>
    static abstract F IsNaN(F x);

    /// <summary>x·2^k for an integral k of magnitude up to 2000 (f32: 250), rounded once.</summary>
    static abstract F Scale(F x, F k);

    /// <summary>C's fmod: x − y·trunc(x / y), exact, with the sign of x.</summary>
    static abstract F Remainder(F x, F y);

    /// <summary>Truncates to integers; saturates, and NaN gives 0.</summary>
    static abstract I ToInteger(F x);

    /// <summary>Truncates to integers in one instruction where there is one; unspecified outside the integer range.</summary>
    static abstract I ToIntegerFast(F x);

    /// <summary>The bit patterns.</summary>
    static abstract I Bits(F x);

    /// <inheritdoc cref="Elementary.Exp(double)"/>
    static abstract F Exp(F x);

    /// <inheritdoc cref="Elementary.Exp2(double)"/>
    static abstract F Exp2(F x);

    /// <inheritdoc cref="Elementary.Expm1(double)"/>
    static abstract F Expm1(F x);

    /// <inheritdoc cref="Elementary.Log(double)"/>
    static abstract F Log(F x);

    /// <inheritdoc cref="Elementary.Log1p(double)"/>
    static abstract F Log1p(F x);

    /// <inheritdoc cref="Elementary.Sigmoid(double)"/>
    static abstract F Sigmoid(F x);

    /// <inheritdoc cref="Elementary.Tanh(double)"/>
    static abstract F Tanh(F x);

    /// <inheritdoc cref="Elementary.Erf(double)"/>
    static abstract F Erf(F x);

    /// <inheritdoc cref="Elementary.Sinh(double)"/>
    static abstract F Sinh(F x);

    /// <inheritdoc cref="Elementary.Cosh(double)"/>
    static abstract F Cosh(F x);

    /// <inheritdoc cref="Elementary.Asinh(double)"/>
    static abstract F Asinh(F x);

    /// <inheritdoc cref="Elementary.Acosh(double)"/>
    static abstract F Acosh(F x);

    /// <inheritdoc cref="Elementary.Atanh(double)"/>
    static abstract F Atanh(F x);

    /// <inheritdoc cref="Elementary.Sin(double)"/>
    static abstract F Sin(F x);

    /// <inheritdoc cref="Elementary.Cos(double)"/>
    static abstract F Cos(F x);

    /// <inheritdoc cref="Elementary.Tan(double)"/>
    static abstract F Tan(F x);

    /// <inheritdoc cref="Elementary.Asin(double)"/>
    static abstract F Asin(F x);

    /// <inheritdoc cref="Elementary.Acos(double)"/>
    static abstract F Acos(F x);

    /// <inheritdoc cref="Elementary.Atan(double)"/>
    static abstract F Atan(F x);

    /// <inheritdoc cref="Elementary.Atan2(double, double)"/>
    static abstract F Atan2(F y, F x);

    /// <inheritdoc cref="Elementary.Pow(double, double)"/>
    static abstract F Pow(F x, F y);
}

/// <summary>Lanes of <see cref="float"/>.</summary>
/// <typeparam name="F">The implementing register.</typeparam>
/// <typeparam name="I">The register of as many <see cref="int"/>.</typeparam>
public interface IFloat32Lanes<F, I> : IFloatLanes<F, float, I>
    where F : struct, IFloat32Lanes<F, I>
    where I : struct, IInt32Lanes<I, F>
{
    /// <summary>The values of <see cref="System.Half"/> with these bits, exact; a NaN's fraction is kept.</summary>
    static abstract F FromHalf(I words);

    /// <summary>The bits of the nearest <see cref="System.Half"/>, ties to even, in the lower half of each lane; the upper half is 0.</summary>
    static abstract I ToHalf(F x);

    /// <summary>The values of <see cref="BFloat16"/> with these bits, exact.</summary>
    static abstract F FromBFloat16(I words);

    /// <summary>The bits of the nearest <see cref="BFloat16"/>, ties to even, in the lower half of each lane; the upper half is 0.</summary>
    static abstract I ToBFloat16(F x);
}

/// <summary>Lanes of <see cref="double"/>.</summary>
/// <typeparam name="D">The implementing register.</typeparam>
/// <typeparam name="L">The register of as many <see cref="long"/>.</typeparam>
public interface IFloat64Lanes<D, L> : IFloatLanes<D, double, L>
    where D : struct, IFloat64Lanes<D, L>
    where L : struct, IInt64Lanes<L, D>;
