using static GraphCompiler.Passes.Vocabulary;

namespace GraphCompiler.Passes;

/// <summary>Absolute values, rounding, extrema, exponentials, roots and activations.</summary>
internal static class FunctionRules
{
    public static readonly RuleTable Exact = new()
    {
        { Abs(-x), Abs(x) },
        { Abs(Abs(x)), Abs(x) },
        { Abs(x) * Abs(x), x * x },
        { Abs(f * f), f * f },
        { Abs(Exp(f)), Exp(f) },
        { Abs(Sigmoid(f)), Sigmoid(f) },
        { Abs(Relu(x)), Relu(x) },
        { Sign(Sign(x)), Sign(x) },

        { Floor(Floor(f)), Floor(f) },
        { Ceil(Ceil(f)), Ceil(f) },
        { Round(Round(f)), Round(f) },
        { Trunc(Trunc(f)), Trunc(f) },

        { Cos(-f), Cos(f) },
        { Cos(Abs(f)), Cos(f) },
        { Cosh(-f), Cosh(f) },
        { Cosh(Abs(f)), Cosh(f) },

        { Max(x, x), x },
        { Min(x, x), x },
        { Max(Max(x, y), x), Max(x, y) },
        { Min(Min(x, y), x), Min(x, y) },
        { Max(Max(x, c), d), Max(x, Max(c, d)) },
        { Min(Min(x, c), d), Min(x, Min(c, d)) },
        { Max(f, -Infinity), f },
        { Min(f, Infinity), f },
        // Not on floats: y may be NaN.
        { Max(Min(i, j), i), i },
        { Min(Max(i, j), i), i },
        { Clamp(Clamp(x, y, z), y, z), Clamp(x, y, z) },
        { Clamp(f, -Infinity, g), Min(f, g) },
        { Clamp(f, g, Infinity), Max(f, g) },

        { Max(x, 0), Relu(x) },
        { Relu(Relu(x)), Relu(x) },
        { Relu(Abs(f)), Abs(f) },
        { Relu(Exp(f)), Exp(f) },
        { Relu(Sigmoid(f)), Sigmoid(f) },

        { IsNaN(-f), IsNaN(f) },
        { IsNaN(Abs(f)), IsNaN(f) },
        { IsInf(-f), IsInf(f) },
        { IsInf(Abs(f)), IsInf(f) },
    };

    public static readonly RuleTable Relaxed = new()
    {
        { Exp(Log(f)), f },
        { Log(Exp(f)), f },
        { Exp(f) * Exp(g), Exp(f + g) },
        { Exp(f) / Exp(g), Exp(f - g) },
        { Log(f + 1), Log1p(f) },
        { Exp(f) - 1, Expm1(f) },
        { Sqrt(f) * Sqrt(f), f },
        { Sqrt(f * f), Abs(f) },
        { 1 / Sqrt(f), Rsqrt(f) },
        { Reciprocal(Sqrt(f)), Rsqrt(f) },
        { Reciprocal(Reciprocal(f)), f },
        { f / Sqrt(g), f * Rsqrt(g) },
        { 1 / (Exp(-f) + 1), Sigmoid(f) },
        { f * Sigmoid(f), Silu(f) },
        { Max(Min(f, g), f), f },
        { Min(Max(f, g), f), f },
    };
}
