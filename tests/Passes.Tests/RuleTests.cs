using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Xunit;
using static GraphCompiler.Passes.Vocabulary;

namespace GraphCompiler.Passes.Tests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>
/// Every rule of the tables against the Reference engine: both sides are built and evaluated on all combinations of awkward
/// values, in every dtype that the left side accepts. Exact rules must agree bit for bit, relaxed ones up to rounding.
/// </summary>
public class RuleTests
{
    private static readonly DType[] s_dtypes = Enum.GetValues<DType>();

    public static TheoryData<string> ExactRules => new(RuleTables.Exact.Select(r => r.Name));
    public static TheoryData<string> RelaxedRules => new(RuleTables.Relaxed.Select(r => r.Name));

    [Fact]
    public void No_rule_is_listed_twice()
    {
        var names = RuleTables.Exact.Concat(RuleTables.Relaxed).Select(r => r.Name).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [MemberData(nameof(ExactRules))]
    public void An_exact_rule_holds_bit_for_bit(string name) => Check(RuleTables.Exact.Single(r => r.Name == name), relaxed: false);

    [Theory]
    [MemberData(nameof(RelaxedRules))]
    public void A_relaxed_rule_holds_up_to_rounding(string name) => Check(RuleTables.Relaxed.Single(r => r.Name == name), relaxed: true);

    /// <summary>Plausible and wrong; if the check let them through, it would prove nothing.</summary>
    private static readonly RuleTable s_wrong = new()
    {
        { x + 0, x },
        { x * 0, 0 },
        { f - f, 0 },
        { 0 - f, -f },
        { -x / -y, x / y },
        { Abs(x * x), x * x },
        { Relu(Abs(x)), Abs(x) },
        { Not(Lt(x, y)), Ge(x, y) },
        { Max(Min(x, y), x), x },
        { vf / cf, vf * (1 / cf) },
        { Pow(f, 0.5), Sqrt(f) },
    };

    public static TheoryData<string> WrongRules => new(s_wrong.Select(r => r.Name));

    [Theory]
    [MemberData(nameof(WrongRules))]
    public void A_wrong_rule_is_caught(string name) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Check(s_wrong.Single(r => r.Name == name), relaxed: false));

    private static void Check(Rule rule, bool relaxed)
    {
        var checkedTypes = s_dtypes.Count(dtype => CheckIn(rule, dtype, relaxed));
        Assert.True(checkedTypes > 0, "no dtype fits the rule");
    }

    /// <summary>False when some operator of the rule does not take the dtype.</summary>
    private static bool CheckIn(Rule rule, DType dtype, bool relaxed)
    {
        var variables = rule.Left.Variables.ToList();
        var types = variables.Select(v => TypeOf(v, dtype)).ToList();
        if (!types.Contains(dtype) || variables.Where((v, i) => !types[i].In(v.Accepts)).Any()) return false;
        var known = variables.Where(v => v.Known == true).ToList();
        var free = variables.Except(known).ToList();
        var tried = 0;
        foreach (var constants in Product(known.Select(v => Constants(v, TypeOf(v, dtype), relaxed)).ToList()))
        {
            Graph left, right;
            try
            {
                (left, right) = Build(rule, dtype, free, known.Zip(constants).ToDictionary(p => p.First, p => p.Second));
            }
            catch (OpException)
            {
                return false;
            }
            Assert.Contains(rule.Name, Fired(rule, left));
            var inputs = Samples.Combine(free.Select(v => Samples.Of(TypeOf(v, dtype), relaxed)).ToList());
            Compare(ReferenceEngine.Run(left, inputs)[0], ReferenceEngine.Run(right, inputs)[0], inputs, constants, relaxed);
            tried++;
        }
        return tried > 0;
    }

    /// <summary>Conditions are bool whatever the rule is tried with.</summary>
    private static DType TypeOf(Pattern.Variable variable, DType dtype) => variable.Accepts == DTypes.Bool ? DType.Bool : dtype;

    private static List<Literal> Constants(Pattern.Variable variable, DType dtype, bool relaxed)
    {
        var samples = Samples.Of(dtype, relaxed);
        return Enumerable.Range(0, samples.Count).Select(i => Samples.At(samples, i)).Where(l => variable.Where?.Invoke(l) != false).ToList();
    }

    /// <summary>The left side as it stands, and what simplify makes of it with this rule alone.</summary>
    private static (Graph Left, Graph Right) Build(Rule rule, DType dtype, List<Pattern.Variable> free, Dictionary<Pattern.Variable, Literal> constants)
    {
        var builder = new GraphBuilder();
        var nodes = free.ToDictionary(v => v, v => builder.Parameter(v.Name, new(TypeOf(v, dtype), Seq.Of(Dim.Symbol("N")))));
        foreach (var (variable, value) in constants) nodes.Add(variable, builder.Constant(value));
        var left = builder.Build("left", [Build(rule.Left, builder, nodes, dtype)]);
        return (left, new RuleSet([FoldingRules.Splats], [rule]).Run(left, new PassLog()));
    }

    private static IReadOnlyList<string> Fired(Rule rule, Graph left)
    {
        var log = new PassLog();
        new RuleSet([], [rule]).Run(left, log);
        return log.Fired;
    }

    private static Node Build(Pattern pattern, GraphBuilder builder, Dictionary<Pattern.Variable, Node> nodes, DType dtype) => pattern switch
    {
        Pattern.Variable variable => nodes[variable],
        Pattern.Number number => builder.Constant(number.In(dtype) ?? throw new OpException(OpErrors.DTypeNotAccepted, "constant", "not a value of the dtype")),
        Pattern.Apply apply => builder.Add(apply.Op, apply.Operands.Select((o, i) =>
            Build(o, builder, nodes, apply.Op == OpTable.Select ? i == 0 ? DType.Bool : dtype : dtype)).ToArray()),
        _ => throw new ArgumentException("unknown pattern"),
    };

    private static void Compare(Literal left, Literal right, Literal[] inputs, IReadOnlyList<Literal> constants, bool relaxed)
    {
        Assert.Equal(left.Type, right.Type);
        for (var i = 0; i < left.Count; i++)
        {
            if (relaxed ? Near(left, right, i) : Samples.At(left, i).Equals(Samples.At(right, i)) || (double.IsNaN(left.Float(i)) && double.IsNaN(right.Float(i)))) continue;
            var values = string.Join(", ", inputs.Select(l => l.Float(i)).Concat(constants.Select(c => c.Float(0))));
            Assert.Fail($"{left.DType.Name()} at ({values}): left {left.Float(i):R}, right {right.Float(i):R}");
        }
    }

    private static bool Near(Literal a, Literal b, int i)
    {
        var (x, y) = (a.Float(i), b.Float(i));
        // What cancels on the left leaves rounding errors of the operands, which here are below 100.
        return Math.Abs(x - y) <= 1e-5 * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y))) || (double.IsNaN(x) && double.IsNaN(y));
    }

    private static IEnumerable<IReadOnlyList<Literal>> Product(List<List<Literal>> choices) => choices.Aggregate(
        (IEnumerable<IReadOnlyList<Literal>>)[[]], (sofar, next) => sofar.SelectMany(s => next.Select(n => (IReadOnlyList<Literal>)[.. s, n])));
}
