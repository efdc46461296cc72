using static GraphCompiler.Passes.Vocabulary;

namespace GraphCompiler.Passes;

/// <summary>Comparisons, logic and selection. As results of bool, 1 is true and 0 is false.</summary>
internal static class LogicRules
{
    public static readonly RuleTable Exact = new()
    {
        // Constants stand on the right.
        { Lt(c, v), Gt(v, c) },
        { Le(c, v), Ge(v, c) },
        { Gt(c, v), Lt(v, c) },
        { Ge(c, v), Le(v, c) },

        { Lt(x, x), 0 },
        { Gt(x, x), 0 },
        { Ne(f, f), IsNaN(f) },
        { Eq(i, i), 1 },
        { Ne(i, i), 0 },
        { Le(i, i), 1 },
        { Ge(i, i), 1 },
        { Eq(p, p), 1 },
        { Ne(p, p), 0 },
        { Eq(p, 1), p },
        { Ne(p, 0), p },
        { Eq(p, 0), Not(p) },
        { Ne(p, 1), Not(p) },

        { Not(Not(x)), x },
        { Not(Eq(x, y)), Ne(x, y) },
        { Not(Ne(x, y)), Eq(x, y) },
        // Not on floats: every order is false for NaN.
        { Not(Lt(i, j)), Ge(i, j) },
        { Not(Le(i, j)), Gt(i, j) },
        { Not(Gt(i, j)), Le(i, j) },
        { Not(Ge(i, j)), Lt(i, j) },

        { And(x, x), x },
        { Or(x, x), x },
        { Xor(x, x), 0 },
        { And(x, 0), 0 },
        { Or(x, 0), x },
        { Xor(x, 0), x },
        { And(i, -1), i },
        { Or(i, -1), -1 },
        { Xor(i, -1), Not(i) },
        { And(p, 1), p },
        { Or(p, 1), 1 },
        { Xor(p, 1), Not(p) },
        { And(x, Not(x)), 0 },
        { Or(p, Not(p)), 1 },
        { Or(i, Not(i)), -1 },
        { And(Or(x, y), x), x },
        { Or(And(x, y), x), x },
        { And(Not(x), Not(y)), Not(Or(x, y)) },
        { Or(Not(x), Not(y)), Not(And(x, y)) },

        { Select(p, x, x), x },
        { Select(1, x, y), x },
        { Select(0, x, y), y },
        { Select(Not(p), x, y), Select(p, y, x) },
        { Select(p, Select(p, x, y), z), Select(p, x, z) },
        { Select(p, x, Select(p, y, z)), Select(p, x, z) },
        { Select(p, yes, no), p },
        { Select(p, no, yes), Not(p) },
        { Select(p, yes, q), Or(p, q) },
        { Select(p, q, no), And(p, q) },
        { Select(Lt(i, j), i, j), Min(i, j) },
        { Select(Le(i, j), i, j), Min(i, j) },
        { Select(Gt(i, j), i, j), Max(i, j) },
        { Select(Ge(i, j), i, j), Max(i, j) },
    };

    public static readonly RuleTable Relaxed = new()
    {
        { Select(Lt(f, g), f, g), Min(f, g) },
        { Select(Le(f, g), f, g), Min(f, g) },
        { Select(Gt(f, g), f, g), Max(f, g) },
        { Select(Ge(f, g), f, g), Max(f, g) },
    };
}
