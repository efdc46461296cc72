using GraphCompiler.Kernels;

namespace GraphCompiler;

/// <summary>
/// What random numbers depend on, and all they depend on: the same key and shape give the same tensor on every machine, engine and
/// number of threads. Use a key once; make new ones with <see cref="Fold"/> or <see cref="Split"/>.
/// </summary>
/// <param name="Value">Any number; the keys of different numbers are unrelated.</param>
public readonly record struct RandomKey(ulong Value)
{
    /// <summary>A key for the <paramref name="index"/>-th use: of a step, of a layer.</summary>
    public RandomKey Fold(long index)
    {
        // The last counter word keeps derived keys apart from draws, which leave it 0.
        var (low, high, _, _) = Philox.Block(Value, (ulong)index, 1UL << 32);
        return new RandomKey((ulong)high << 32 | low);
    }

    /// <summary>Two keys in the place of this one.</summary>
    public (RandomKey First, RandomKey Second) Split() => (Fold(0), Fold(1));
}
