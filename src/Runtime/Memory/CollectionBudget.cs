namespace GraphCompiler.Kernels;

/// <summary>
/// When to have the collector look for tensors that nobody disposed of: once as many bytes again have been handed out as were in use
/// after it last looked, which is how it paces itself for managed objects. It sees only a few words of a tensor of a megabyte, and
/// unasked would let eager code wander through gigabytes, each intermediate result in memory that the caches have long forgotten.
/// Callers hold the pool's lock.
/// </summary>
/// <param name="least">The least number of bytes to hand out between two collections.</param>
internal struct CollectionBudget(nuint least)
{
    private nuint _limit = least;

    /// <summary>The least number of bytes to hand out between two collections.</summary>
    public nuint Least
    {
        readonly get;
        set
        {
            field = value;
            _limit = NextLimit;
        }
    } = least;

    /// <summary>Bytes that are with their owners, those among them that nobody can reach any more included.</summary>
    public nuint InUse { get; private set; }

    private readonly nuint NextLimit => InUse + nuint.Min(nuint.Max(InUse, Least), nuint.MaxValue - InUse);

    /// <summary>Notes a block that goes out.</summary>
    /// <returns>Whether the caller is the one to collect now.</returns>
    public bool Take(nuint size)
    {
        InUse += size;
        if (InUse <= _limit) return false;
        // For the case that nothing is found; what comes back lowers it again.
        _limit = NextLimit;
        return true;
    }

    /// <summary>Notes a block that came back.</summary>
    /// <param name="size">Its bytes.</param>
    /// <param name="collected">Whether the collector found it; if not, the rest may all be in use.</param>
    public void Return(nuint size, bool collected)
    {
        InUse -= size;
        if (collected) _limit = nuint.Min(_limit, NextLimit);
    }
}
