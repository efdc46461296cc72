using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>
/// A reduction without rows to share among threads, as two kernels: the first combines tiles of the outermost reduced axis, each into
/// a place of its own, the second combines those. A tile of rows also stays in the address translation's reach while all columns are
/// summed. Tiles depend on the sizes alone, so results depend neither on threads nor on their number.
/// </summary>
/// <param name="Parts">Runs over tiles.</param>
/// <param name="Finish">Combines what the tiles gave, and stores.</param>
/// <param name="Partials">Memory between the two: one value or row for each tile, in the order of the reductions.</param>
internal sealed record SplitReduction(Kernel Parts, Kernel Finish, Seq<Node> Partials)
{
    /// <summary>The number of the tile, in the first kernel's indices.</summary>
    public const string Tile = "#tile";

    private const long TileElements = 1 << 16;
    private const long FewestRows = 64;

    public static SplitReduction? Of(Kernel kernel)
    {
        if (kernel.Stages.Count != 1 || kernel.Stages[0].Reductions.IsEmpty || !kernel.Stages[0].Stores.IsEmpty) return null;
        var lane = kernel.Axes.Count - 1;
        var isRow = kernel.Shape == LoopShape.Row;
        if (kernel.Axes.Where((a, k) => !a.Reduced && (isRow || k != lane)).Any()) return null;
        var split = Enumerable.Range(0, kernel.Axes.Count).First(k => kernel.Axes[k].Reduced);
        var inside = Dim.Product(kernel.Axes.Where((_, k) => k != split).Select(a => a.Extent));
        var size = inside.AsConstant is { } n ? System.Math.Max(FewestRows, TileElements / System.Math.Max(1, n)) : FewestRows;
        var extent = kernel.Axes[split].Extent;
        if (extent.AsConstant <= size) return null;
        var (tiles, width) = (Dim.CeilDiv(extent, size), isRow ? Dim.One : kernel.Axes[lane].Extent);

        var reductions = kernel.Stages[0].Reductions;
        var memory = new GraphBuilder();
        var partials = reductions.Map(r => memory.Parameter($"part{r.Number}", new(r.DType, Seq.Of(tiles, width))));
        var buffers = partials.Map(p => new KernelBuffer(p.Name!, p, 0));
        var inputs = kernel.Buffers.Slice(0, kernel.Inputs);
        var outputs = kernel.Buffers.Slice(kernel.Inputs, kernel.Buffers.Count - kernel.Inputs);

        var pool = new ExprPool();
        var place = new Affine(Dim.Symbol(Tile) * width, Affine.Constant(0, kernel.Axes.Count).Coefficients.With(lane, isRow ? 0 : 1));
        var parts = kernel with
        {
            Name = kernel.Name + "Parts",
            Buffers = inputs.Concat(buffers).ToSeq(),
            RowStores = reductions.Select((r, i) => new Store(kernel.Inputs + i, place, pool.Reduced(r))).ToSeq(),
            Tile = new(split, size),
        };

        var axes = Seq.Of(new LoopAxis(tiles, true));
        var finishPool = new ExprPool();
        var from = new Affine(0, isRow ? Seq.Of(Dim.One) : Seq.Of(width, Dim.One));
        var combined = reductions.Select((r, i) => r with { Value = finishPool.Load(r.DType, kernel.Inputs + i, from) }).ToSeq();
        var finish = kernel with
        {
            Buffers = inputs.Concat(buffers).Concat(outputs).ToSeq(),
            Inputs = kernel.Inputs + partials.Count,
            Axes = isRow ? axes : axes.Append(kernel.Axes[lane]),
            Stages = Seq.Of(new Stage(combined, default)),
            RowStores = kernel.RowStores.Map(s => new Store(s.Buffer + partials.Count, Remap(s.Index), finishPool.Import(s.Value, Remap, combined))),
        };
        return new(parts, finish, partials);

        // What is left of an index after the reduction: the column, where there is one.
        Affine Remap(Affine index) => new(index.Offset, isRow ? Seq.Of(Dim.Zero) : Seq.Of(Dim.Zero, index.Coefficients[lane]));
    }
}
