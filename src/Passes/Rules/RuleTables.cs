using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Passes;

/// <summary>All algebraic rules.</summary>
public static class RuleTables
{
    /// <summary>Rules that hold bit for bit, infinities, NaN and negative zero included (all NaN count as one).</summary>
    public static IReadOnlyList<Rule> Exact { get; } = ArithmeticRules.Exact.Concat(FunctionRules.Exact).Concat(LogicRules.Exact).ToList();

    /// <summary>Rules that hold up to rounding, and where neither NaN nor infinities nor negative zero are involved.</summary>
    public static IReadOnlyList<Rule> Relaxed { get; } = ArithmeticRules.Relaxed.Concat(FunctionRules.Relaxed).Concat(LogicRules.Relaxed).ToList();
}
