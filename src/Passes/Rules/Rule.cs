using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>A rewrite of one expression into another of the same value. Its name is its own text.</summary>
public sealed class Rule
{
    public Rule(string name, Pattern.Apply left, Pattern right)
    {
        (Name, Left, Right) = (name, left, right);
        Orders = left.Orders().Cast<Pattern.Apply>().ToSeq();
    }

    public string Name { get; }
    public Pattern.Apply Left { get; }
    public Pattern Right { get; }

    /// <summary>The left side with the operands of commutative ops in every order.</summary>
    internal Seq<Pattern.Apply> Orders { get; }

    public override string ToString() => Name;
}

/// <summary>A table of rules, written <c>{ left, right }</c>; the first that matches wins.</summary>
public sealed class RuleTable : IEnumerable<Rule>
{
    private readonly List<Rule> _rules = [];

    public void Add(Pattern left, Pattern right,
        [CallerArgumentExpression(nameof(left))] string leftText = "", [CallerArgumentExpression(nameof(right))] string rightText = "") =>
        _rules.Add(new Rule($"{leftText} → {rightText}", (Pattern.Apply)left, right));

    public IEnumerator<Rule> GetEnumerator() => _rules.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
