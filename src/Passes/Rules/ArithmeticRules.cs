using static GraphCompiler.Passes.Vocabulary;

namespace GraphCompiler.Passes;

/// <summary>Sums, products, quotients and powers.</summary>
internal static class ArithmeticRules
{
    public static readonly RuleTable Exact = new()
    {
        { x * 1, x },
        { x * -1, -x },
        { x / 1, x },
        { x / -1, -x },
        // x + 0 is not x: -0.0 + 0 is 0. On integers -0.0 is 0.
        { x + -0.0, x },
        { x - 0, x },
        { -0.0 - x, -x },
        { -(-x), x },
        { x + -y, x - y },
        { x - -y, x + y },
        { -x * -y, x * y },
        { -x * c, x * -c },
        // Not on integers: negating the smallest one wraps.
        { -f / -g, f / g },
        { -f / cf, f / -cf },
        { cf / -f, -cf / f },
        // A reciprocal that is exact makes product and quotient the same rounding of the same number.
        { vf / pow2, vf * (1 / pow2) },

        { Pow(x, 1), x },
        { Pow(x, 0), 1 },
        { Pow(1, x), 1 },
        // In f32 a power rounded once from double is what the product and the quotient round to.
        { Pow(s, 2), s * s },
        { Pow(s, -1), 1 / s },
        { Pow(i, 2), i * i },
        { Pow(i, -1), 1 / i },

        // Integers wrap, so sums and products may be regrouped.
        { i * 0, 0 },
        { 0 / i, 0 },
        { Rem(i, 1), 0 },
        { Rem(0, i), 0 },
        { FloorMod(i, 1), 0 },
        { FloorMod(0, i), 0 },
        { i - i, 0 },
        { -(i - j), j - i },
        { (i + j) - j, i },
        { (i - j) + j, i },
        { (i + ci) + di, i + (ci + di) },
        { (i + ci) - di, i + (ci - di) },
        { (i - ci) + di, i + (di - ci) },
        { (i - ci) - di, i - (ci + di) },
        { (ci - i) + di, (ci + di) - i },
        { (ci - i) - di, (ci - di) - i },
        { ci - (i + di), (ci - di) - i },
        { ci - (i - di), (ci + di) - i },
        { ci - (di - i), i + (ci - di) },
        { (i * ci) * di, i * (ci * di) },
        { i * j + i * k, i * (j + k) },
        { i * j - i * k, i * (j - k) },
    };

    public static readonly RuleTable Relaxed = new()
    {
        { f + 0, f },
        { 0 - f, -f },
        { f * 0, 0 },
        { f - f, 0 },
        { f / f, 1 },
        { 0 / f, 0 },
        { -(f - g), g - f },
        { (f + g) - g, f },
        { (f - g) + g, f },
        { (f + cf) + df, f + (cf + df) },
        { (f + cf) - df, f + (cf - df) },
        { (f - cf) + df, f + (df - cf) },
        { (f - cf) - df, f - (cf + df) },
        { (cf - f) + df, (cf + df) - f },
        { (cf - f) - df, (cf - df) - f },
        { cf - (f + df), (cf - df) - f },
        { cf - (f - df), (cf + df) - f },
        { cf - (df - f), f + (cf - df) },
        { (f * cf) * df, f * (cf * df) },
        { (f * cf) / df, f * (cf / df) },
        { (cf / f) * df, (cf * df) / f },
        { vf / cf, vf * (1 / cf) },
        { f / g / h, f / (g * h) },
        { f / (g / h), f * h / g },
        { f * g + f * h, f * (g + h) },
        { f * g - f * h, f * (g - h) },

        { Pow(f, 2), f * f },
        { Pow(f, 3), f * f * f },
        { Pow(f, -1), 1 / f },
        { Pow(f, 0.5), Sqrt(f) },
        { Pow(f, -0.5), Rsqrt(f) },
    };
}
