using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>What one pass of a pipeline did.</summary>
public sealed record PassStep(string Name, Graph Before, Graph After, PassLog Log, TimeSpan Time)
{
    /// <summary>False also when the pass rebuilt an equal graph.</summary>
    public bool Changed => !GraphComparer.Instance.Equals(Before, After);

    /// <summary><c>simplify: 4 rules fired, 12 → 9 nodes, 0.2 ms</c>, or <c>simplify: (unchanged)</c>.</summary>
    public string Summary
    {
        get
        {
            if (!Changed) return $"{Name}: (unchanged)";
            var rules = Log.Summary is "" ? "" : Log.Summary + ", ";
            var time = Time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
            return $"{Name}: {rules}{Before.Nodes.Count} → {After.Nodes.Count} nodes, {time} ms";
        }
    }
}

/// <summary>The steps of a pipeline in the order they ran.</summary>
public sealed record PassTrace(IReadOnlyList<PassStep> Steps)
{
    /// <summary>The input and, for each pass, its summary and the graph it left, or <c>(unchanged)</c>.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            if (Steps.Count > 0) text.Append("== input\n").Append(GraphPrinter.Print(Steps[0].Before, s_print));
            foreach (var step in Steps)
            {
                text.Append("== ").Append(step.Summary).Append('\n');
                if (step.Changed) text.Append(GraphPrinter.Print(step.After, s_print));
            }
            return text.ToString();
        }
    }

    private static readonly PrintOptions s_print = new(ElideLargeConstants: true);

    /// <summary>All remarks of all passes, in order.</summary>
    public IEnumerable<Remark> Remarks => Steps.SelectMany(s => s.Log.Remarks);
}

/// <param name="Graph">The graph after the last pass.</param>
public sealed record PipelineResult(Graph Graph, PassTrace Trace);
