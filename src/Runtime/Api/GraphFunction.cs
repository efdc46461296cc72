using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Kernels;

namespace GraphCompiler;

/// <summary>
/// What the build knows about a method marked <see cref="GraphFunctionAttribute"/>: the companion <c>{Method}Graph</c>.
/// </summary>
/// <typeparam name="TDelegate">The method's signature.</typeparam>
public sealed class GraphFunction<TDelegate>
    where TDelegate : Delegate
{
    private readonly TDelegate? _compiled;
    private readonly KernelTimes[] _times;

    /// <summary>A method that was captured; called by generated code.</summary>
    public GraphFunction(string name, string text, string optimized, TDelegate compiled, TDelegate eager,
        GraphKernel[] kernels, string[] remarks, string plan, KernelTimes[]? times = null)
    {
        _times = times ?? [];
        (Name, Text, Optimized, _compiled, Eager) = (name, text, optimized, compiled, eager);
        (Kernels, Remarks, Plan) = (kernels, remarks, plan);
    }

    /// <summary>A method that could not be captured and always runs op by op; called by generated code.</summary>
    public GraphFunction(string name, string reason, TDelegate eager)
    {
        (Name, Reason, Eager) = (name, reason, eager);
        Text = Optimized = Plan = $"// {name} is not captured: {reason}";
        (Kernels, Remarks, _times) = ([], [], []);
    }

    /// <summary>The method: <c>Digits.Predict</c>.</summary>
    public string Name { get; }

    /// <summary>The graph in IR text, as captured. A comment with the reason when nothing was.</summary>
    public string Text { get; }

    /// <summary>The graph in IR text after all passes, as the kernels were made from it. A comment with the reason when nothing was captured.</summary>
    public string Optimized { get; }

    /// <summary>Whether plain calls run a compiled graph.</summary>
    public bool Captured => _compiled is not null;

    /// <summary>Why the method is not captured; null when it is.</summary>
    public string? Reason { get; }

    /// <summary>The kernels in the order in which a call runs them; empty when nothing was captured.</summary>
    public IReadOnlyList<GraphKernel> Kernels { get; }

    /// <summary>
    /// How long each of the <see cref="Kernels"/> has run. Empty unless the project that the function stands in was built with
    /// <c>&lt;GraphCompilerKernelTimes&gt;true&lt;/GraphCompilerKernelTimes&gt;</c>: each run then costs some 50 ns more.
    /// </summary>
    public IReadOnlyList<GraphKernelTime> KernelTimes =>
        [.. _times.SelectMany(t => Enumerable.Range(0, t.Count).Select(k => t[k])).Zip(Kernels, (t, kernel) => new GraphKernelTime(kernel, t.Runs, t.Total))];

    /// <summary>Starts all <see cref="KernelTimes"/> anew.</summary>
    public void ResetKernelTimes()
    {
        foreach (var times in _times) times.Reset();
    }

    /// <summary>What optimisation did and why it did not do more, a line each: which ops were fused, which were not.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>The memory plan as text: where each intermediate result lies. A comment with the reason when nothing was captured.</summary>
    public string Plan { get; }

    /// <summary>Runs the compiled graph, whatever <see cref="GraphMode"/> says.</summary>
    /// <exception cref="InvalidOperationException">The method was not captured.</exception>
    public TDelegate Compiled => _compiled
        ?? throw new InvalidOperationException($"{Name} has no compiled graph: {Reason}. Call {nameof(Eager)}, or the method itself.");

    /// <summary>Runs the method's body op by op, and the graph functions that it calls too.</summary>
    public TDelegate Eager { get; }

    /// <summary>The name and the captured graph.</summary>
    public override string ToString() => $"{Name}\n{Text}";
}
