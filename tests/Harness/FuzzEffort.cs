using System;

namespace GraphCompiler.Harness;

/// <summary>How much random testing to do: a little in every run, as much as <c>GRAPHCOMPILER_FUZZ</c> says for a search.</summary>
public static class FuzzEffort
{
    /// <summary>The number of trials; the variable multiplies what the suite does by default.</summary>
    public static int Trials(int inSuite) => inSuite * Factor;

    /// <summary>1, or the value of <c>GRAPHCOMPILER_FUZZ</c>.</summary>
    public static int Factor { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("GRAPHCOMPILER_FUZZ"), out var factor) && factor > 0 ? factor : 1;

    /// <summary>The first seed, 0 unless <c>GRAPHCOMPILER_FUZZ_SEED</c> gives another: a failure's message names its seed.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("GRAPHCOMPILER_FUZZ_SEED"), out var seed) ? seed : 0;
}
