namespace GraphCompiler.Kernels;

/// <summary>
/// A register of <see cref="Count"/> values of type <typeparamref name="T"/>. A kernel is written once, generic over
/// its lanes, and instantiated with the widest type the machine has; the JIT turns each member into one instruction.
/// </summary>
/// <remarks>
/// A comparison answers with a mask: a register whose lanes have all bits set (true) or none (false). Loads and stores
/// take the first element of a tensor and an element index; nothing is checked.
/// </remarks>
/// <typeparam name="V">The implementing register.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
public interface ILanes<V, T>
    where V : struct, ILanes<V, T>
    where T : unmanaged
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>The lane numbers 0, 1, 2, ….</summary>
    static abstract V Iota { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract V Splat(T value);

    /// <summary>Reads elements <paramref name="index"/> … <paramref name="index"/> + Count − 1.</summary>
    static abstract V Load(ref T source, nint index);

    /// <summary>Reads only the first <paramref name="count"/> (0 … Count) elements; the other lanes are zero.</summary>
    static abstract V LoadPartial(ref T source, nint index, int count);

    /// <summary>Reads <paramref name="count"/> (0 … Count) elements that lie <paramref name="stride"/> elements apart; the other lanes are zero.</summary>
    static abstract V LoadStrided(ref T source, nint index, nint stride, int count);

    /// <summary>Writes every lane to elements <paramref name="index"/> … <paramref name="index"/> + Count − 1.</summary>
    static abstract void Store(V x, ref T target, nint index);

    /// <summary>
    /// Writes every lane past the caches, for results that are larger than them: what is overwritten need not be read first. The
    /// place is aligned to the register's size and does not move; a memory barrier ends a run of such stores.
    /// </summary>
    static abstract void StoreNonTemporal(V x, ref T target, nint index);

    /// <summary>Writes only the first <paramref name="count"/> (0 … Count) lanes.</summary>
    static abstract void StorePartial(V x, ref T target, nint index, int count);

    /// <summary>Reads one <see cref="bool"/> per lane as a mask.</summary>
    static abstract V LoadMask(ref bool source, nint index);

    /// <summary>Reads the first <paramref name="count"/> booleans as a mask; the other lanes are false.</summary>
    static abstract V LoadMaskPartial(ref bool source, nint index, int count);

    /// <summary>Writes a mask as one <see cref="bool"/> per lane.</summary>
    static abstract void StoreMask(V mask, ref bool target, nint index);

    /// <summary>Writes the first <paramref name="count"/> lanes of a mask as booleans.</summary>
    static abstract void StoreMaskPartial(V mask, ref bool target, nint index, int count);

    /// <summary>The mask that is true in the first <paramref name="count"/> lanes.</summary>
    static abstract V FirstLanes(int count);

    /// <summary>Sum; integers wrap.</summary>
    static abstract V operator +(V a, V b);

    /// <summary>Difference; integers wrap.</summary>
    static abstract V operator -(V a, V b);

    /// <summary>Product; integers wrap.</summary>
    static abstract V operator *(V a, V b);

    /// <summary>Quotient. Integers truncate; x / 0 = 0 and Min / −1 = Min, as numpy has them.</summary>
    static abstract V operator /(V a, V b);

    /// <summary>Negation; integers wrap.</summary>
    static abstract V operator -(V a);

    /// <summary>Bitwise and.</summary>
    static abstract V operator &(V a, V b);

    /// <summary>Bitwise or.</summary>
    static abstract V operator |(V a, V b);

    /// <summary>Bitwise exclusive or.</summary>
    static abstract V operator ^(V a, V b);

    /// <summary>Bitwise complement.</summary>
    static abstract V operator ~(V a);

    /// <summary><paramref name="a"/> and not <paramref name="b"/>, bitwise.</summary>
    static abstract V AndNot(V a, V b);

    /// <summary>Mask of a = b; false for NaN.</summary>
    static abstract V Equal(V a, V b);

    /// <summary>Mask of a ≠ b; true for NaN.</summary>
    static abstract V NotEqual(V a, V b);

    /// <summary>Mask of a &lt; b.</summary>
    static abstract V LessThan(V a, V b);

    /// <summary>Mask of a ≤ b.</summary>
    static abstract V LessOrEqual(V a, V b);

    /// <summary>Mask of a &gt; b.</summary>
    static abstract V GreaterThan(V a, V b);

    /// <summary>Mask of a ≥ b.</summary>
    static abstract V GreaterOrEqual(V a, V b);

    /// <summary><paramref name="whenTrue"/> where the mask is true, <paramref name="whenFalse"/> elsewhere.</summary>
    static abstract V Select(V mask, V whenTrue, V whenFalse);

    /// <summary>A bit for each lane of a mask, the first lane's the lowest.</summary>
    static abstract uint LaneBits(V mask);

    /// <summary>Whether any lane of a mask is true.</summary>
    static abstract bool Any(V mask);

    /// <summary>Whether every lane of a mask is true.</summary>
    static abstract bool All(V mask);

    /// <summary>Magnitude; the smallest integer stays itself.</summary>
    static abstract V Abs(V x);

    /// <summary>The smaller, -0 of -0 and 0; NaN if either is NaN.</summary>
    static abstract V Min(V a, V b);

    /// <summary>The larger, 0 of -0 and 0; NaN if either is NaN.</summary>
    static abstract V Max(V a, V b);

    /// <summary>
    /// max(x, bound) in one instruction, for a bound that is never NaN; a NaN in <paramref name="x"/> passes through, and where
    /// <paramref name="x"/> and the bound are both 0, so does <paramref name="x"/>.
    /// </summary>
    static abstract V AtLeast(V x, V bound);

    /// <summary>max(x, +0) in two instructions; a NaN passes through, -0 becomes 0.</summary>
    static abstract V Rectify(V x);

    /// <summary>min(x, bound) in one instruction; NaN and zeros as for <see cref="AtLeast"/>.</summary>
    static abstract V AtMost(V x, V bound);

    /// <summary>Sum of all lanes: halves are added until one lane is left.</summary>
    static abstract T Sum(V x);

    /// <summary>Product of all lanes: halves are multiplied until one lane is left.</summary>
    static abstract T Product(V x);

    /// <summary>The smallest lane; NaN if any lane is NaN.</summary>
    static abstract T Minimum(V x);

    /// <summary>The largest lane; NaN if any lane is NaN.</summary>
    static abstract T Maximum(V x);

    /// <summary>Applies a scalar function to each lane: the slow way, for rare arguments.</summary>
    static abstract V Map<TFunction>(V x) where TFunction : struct, IScalarFunction<T>;

    /// <summary>Applies a scalar function to each pair of lanes: the slow way, for what has no instruction.</summary>
    static abstract V Map2<TFunction>(V a, V b) where TFunction : struct, IScalarFunction2<T>;
}

/// <summary>A function of one scalar, as a type argument of <see cref="ILanes{V,T}.Map{TFunction}"/>.</summary>
public interface IScalarFunction<T>
{
    /// <summary>The function's value at <paramref name="x"/>.</summary>
    static abstract T Invoke(T x);
}

/// <summary>A function of two scalars, as a type argument of <see cref="ILanes{V,T}.Map2{TFunction}"/>.</summary>
public interface IScalarFunction2<T>
{
    /// <summary>The function's value at (<paramref name="a"/>, <paramref name="b"/>).</summary>
    static abstract T Invoke(T a, T b);
}
