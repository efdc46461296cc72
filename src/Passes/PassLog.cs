using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>What a pass tells about one run, for traces and for people who ask why something was or was not done.</summary>
public sealed class PassLog
{
    private readonly List<string> _fired = [];
    private readonly List<Remark> _remarks = [];

    /// <summary>Names of the rules that fired, in order, one entry each time.</summary>
    public IReadOnlyList<string> Fired => _fired;

    public IReadOnlyList<Remark> Remarks => _remarks;

    public void Fire(string rule) => _fired.Add(rule);

    public void Remark(Node node, string text) => _remarks.Add(new(node, text));

    /// <summary><c>4 rules fired</c>; empty when none did.</summary>
    internal string Summary => _fired.Count switch { 0 => "", 1 => "1 rule fired", var n => $"{n} rules fired" };

    /// <summary>Each rule once with how often it fired, in order of first use.</summary>
    public IEnumerable<(string Rule, int Times)> Counts => _fired.GroupBy(r => r).Select(g => (g.Key, g.Count()));
}

/// <summary>What a pass did or refused to do with a node of its input graph, and why: <c>not fused: two consumers</c>.</summary>
public sealed record Remark(Node Node, string Text);
