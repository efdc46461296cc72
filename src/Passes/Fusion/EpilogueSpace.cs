using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// A matrix product's elements as its epilogue meets them: numbered by the row in the stack of all products of the batch, and by
/// the column. The axes before the last count rows, so whatever is read has to step through them as through one axis.
/// </summary>
public static class EpilogueSpace
{
    /// <summary>The number of axes that count columns: none when y has rank 1.</summary>
    public static int ColumnAxes(Node product) => product.Inputs[1].Rank == 1 ? 0 : 1;

    /// <summary>True when all row axes move an index as one axis would.</summary>
    public static bool StepsEvenly(LoopSpace space, Node product, Affine index)
    {
        var rows = Enumerable.Range(0, space.Axes.Count - ColumnAxes(product)).Where(k => !space.Axes[k].Extent.Is(1)).ToList();
        return rows.Skip(1).Select((inner, i) => (Outer: rows[i], Inner: inner))
            .All(p => index.Coefficients[p.Outer] == index.Coefficients[p.Inner] * space.Axes[p.Inner].Extent);
    }

    /// <summary>True when a value fits into registers of the product's lanes.</summary>
    public static bool SharesLanes(Node value, Node product) =>
        value.DType == DType.Bool || value.DType.LaneDType().Size() == product.DType.Size();
}
