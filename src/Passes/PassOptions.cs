using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>What the user or the target asks of the passes.</summary>
public sealed record PassOptions
{
    public static readonly PassOptions Default = new();

    /// <summary>
    /// Allows rewrites that keep the value only up to rounding, or only where no NaN, infinity or negative zero is involved:
    /// <c>x * 0 → 0</c>, <c>(x + 1) + 2 → x + 3</c>.
    /// </summary>
    public bool FastMath { get; init; }

    /// <summary>Composite ops that the target has a kernel for; they are not expanded.</summary>
    public Seq<OpDef> Claimed { get; init; }
}
