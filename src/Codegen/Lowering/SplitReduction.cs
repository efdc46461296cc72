using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// A reduction without rows to share among threads, as two kernels: the first combines ranges of the outermost reduced axis, each into
/// a place of its own, the second combines those. Ranges depend on the number of threads alone, so results do too.
/// </summary>
/// <param name="Parts">Runs over ranges of <paramref name="Items"/>.</param>
/// <param name="Finish">Combines what the ranges gave, and stores.</param>
/// <param name="Partials">Memory between the two: one value or row for each range, in the order of the reductions.</param>
/// <param name="Width">Elements per range and partial.</param>
internal sealed record SplitReduction(Kernel Parts, Kernel Finish, Seq<Node> Partials, long Width)
{
    /// <summary>The number of the range, in the first kernel's indices.</summary>
    public const string Part = "#part";

    /// <summary>How many ranges there are, in the second kernel's sizes.</summary>
    public const string Count = "#parts";

    /// <summary>As many threads as the runtime allows.</summary>
    private const int MostParts = 1024;

    /// <summary>Rows of results up to this width are worth the detour; wider ones can be shared among threads by columns.</summary>
    private const int WidestRow = 64;

    public static SplitReduction? Of(Kernel kernel)
    {
        if (kernel.Stages.Count != 1 || kernel.Stages[0].Reductions.IsEmpty || !kernel.Stages[0].Stores.IsEmpty) return null;
        var lane = kernel.Axes.Count - 1;
        var isRow = kernel.Shape == LoopShape.Row;
        if (kernel.Axes.Where((a, k) => !a.Reduced && (isRow || k != lane)).Any()) return null;
        if (!isRow && !(kernel.Axes[lane].Extent.AsConstant <= WidestRow)) return null;
        var width = isRow ? 1 : kernel.Axes[lane].Extent.AsConstant!.Value;

        var reductions = kernel.Stages[0].Reductions;
        var memory = new GraphBuilder();
        var partials = reductions.Map(r => memory.Parameter($"part{r.Number}", new(r.DType, Seq.Of<Dim>(MostParts * width))));
        var buffers = partials.Map(p => new KernelBuffer(p.Name!, p, 0));
        var inputs = kernel.Buffers.Slice(0, kernel.Inputs);
        var outputs = kernel.Buffers.Slice(kernel.Inputs, kernel.Buffers.Count - kernel.Inputs);

        var pool = new ExprPool();
        var place = new Affine(Dim.Symbol(Part) * width, Affine.Constant(0, kernel.Axes.Count).Coefficients.With(lane, isRow ? 0 : 1));
        var parts = kernel with
        {
            Name = kernel.Name + "Parts",
            Buffers = inputs.Concat(buffers).ToSeq(),
            RowStores = reductions.Select((r, i) => new Store(kernel.Inputs + i, place, pool.Reduced(r))).ToSeq(),
            IsSplit = true,
        };

        var axes = isRow
            ? Seq.Of(new LoopAxis(Dim.Symbol(Count), true))
            : Seq.Of(new LoopAxis(Dim.Symbol(Count), true), kernel.Axes[lane]);
        var finishPool = new ExprPool();
        var from = new Affine(0, isRow ? Seq.Of(Dim.One) : Seq.Of<Dim>(width, Dim.One));
        var combined = reductions.Select((r, i) => r with { Value = finishPool.Load(r.DType, kernel.Inputs + i, from) }).ToSeq();
        var finish = kernel with
        {
            Buffers = inputs.Concat(buffers).Concat(outputs).ToSeq(),
            Inputs = kernel.Inputs + partials.Count,
            Axes = axes,
            Stages = Seq.Of(new Stage(combined, default)),
            RowStores = kernel.RowStores.Map(s => new Store(s.Buffer + partials.Count, Remap(s.Index), finishPool.Import(s.Value, Remap, combined))),
        };
        return new(parts, finish, partials, width);

        // What is left of an index after the reduction: the column, where there is one.
        Affine Remap(Affine index) => new(index.Offset, isRow ? Seq.Of(Dim.Zero) : Seq.Of(Dim.Zero, index.Coefficients[lane]));
    }
}
