using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>A graph as C# source, with what there is to look at.</summary>
public sealed record CompiledFunction
{
    /// <summary>One C# file: the entry method <c>Invoke</c>, the kernels it calls in order, and the constants.</summary>
    public required string Source { get; init; }

    /// <summary>In the order in which a call runs them.</summary>
    public required Seq<KernelInfo> Kernels { get; init; }

    /// <summary>The graph after all passes.</summary>
    public required Graph Optimized { get; init; }

    /// <summary>Its IR text.</summary>
    public required string OptimizedText { get; init; }

    /// <summary>What each pass did.</summary>
    public required PassTrace Trace { get; init; }

    /// <summary>What fusion did and refused to do, and why.</summary>
    public required Seq<Remark> Remarks { get; init; }

    /// <summary>Where each result lies while the function runs.</summary>
    public required string PlanText { get; init; }
}

/// <summary>One kernel of a compiled function.</summary>
/// <param name="Name">Its name in the source; for a matrix product without a struct of its own, the runtime's method.</param>
/// <param name="Description">What it computes in a line: <c>relu(add(matmul(x, w), b))</c>.</param>
/// <param name="Text">The nodes it was made from, as IR text.</param>
/// <param name="Source">Its C#.</param>
public sealed record KernelInfo(string Name, string Description, string Text, string Source);
