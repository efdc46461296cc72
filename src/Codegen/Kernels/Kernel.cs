using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>A tensor that a kernel reads or writes.</summary>
/// <param name="Name">What the kernel calls it.</param>
/// <param name="Node">Where its elements come from or go to.</param>
/// <param name="Result">Which of the node's results.</param>
public sealed record KernelBuffer(string Name, Node Node, int Result)
{
    public TensorType Type => Node.Types[Result];
    public DType DType => Type.DType;
}

/// <summary>Combines the values of an expression along the reduced axes.</summary>
/// <param name="Number">Position among the kernel's reductions.</param>
/// <param name="Init">The neutral element, a rank-0 literal.</param>
public sealed record Reduction(int Number, Primitive Combine, Literal Init, Expr Value)
{
    public DType DType => Value.DType;
}

/// <summary>Writes an expression to a buffer.</summary>
public sealed record Store(int Buffer, Affine Index, Expr Value);

/// <summary>One pass over the innermost axes: what it combines and what it writes on the way.</summary>
public sealed record Stage(Seq<Reduction> Reductions, Seq<Store> Stores);

/// <summary>A reduced axis that is worked through in tiles.</summary>
/// <param name="Size">Indices per tile; the last one may have fewer.</param>
public sealed record LoopTile(int Axis, long Size);

/// <summary>How a kernel's loops are laid out.</summary>
public enum LoopShape
{
    /// <summary>Nothing is reduced: every element on its own, vectors along the last axis.</summary>
    Map,

    /// <summary>The last axis is reduced: vectors along it, then a combination across the lanes.</summary>
    Row,

    /// <summary>The last axis is kept: vectors of results, each lane combining its own column.</summary>
    Column,
}

/// <summary>
/// A loop nest, the unit of generated code. The kept axes are outside and independent of each other, so they may run in parallel;
/// inside, the stages run one after the other over the reduced axes. The last axis is the one whose elements fill vectors.
/// A kernel without axes computes one element.
/// </summary>
/// <param name="Buffers">The inputs, then the outputs.</param>
/// <param name="Axes">In loop order.</param>
/// <param name="RowStores">Written once per element of the kept axes, after the stages.</param>
public sealed record Kernel(string Name, Seq<KernelBuffer> Buffers, int Inputs, Seq<LoopAxis> Axes, Seq<Stage> Stages, Seq<Store> RowStores)
{
    public LoopShape Shape =>
        Axes.All(a => !a.Reduced) ? LoopShape.Map : Axes[Axes.Count - 1].Reduced ? LoopShape.Row : LoopShape.Column;

    /// <summary>Tiles of a reduced axis, which then are a call's share instead of rows or elements; null where there are none.</summary>
    public LoopTile? Tile { get; init; }

    /// <summary>What messages call the function that the kernel is part of.</summary>
    public string Function { get; init; } = "";

    public IEnumerable<Reduction> Reductions => Stages.SelectMany(s => s.Reductions);

    /// <summary>Everything that is computed.</summary>
    public IEnumerable<Expr> Roots => Stages
        .SelectMany(s => s.Reductions.Select(r => r.Value).Concat(s.Stores.Select(t => t.Value)))
        .Concat(RowStores.Select(t => t.Value));
}
