using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Turns transposes next to a matrix product into its flags: xᵀ·y reads x by columns, and (x·y)ᵀ = yᵀ·xᵀ. The product packs its
/// operands anyway, in either direction, so the transposes cost nothing there. A matrix times a vector becomes the vector times the
/// transposed matrix: in memory the result is a row either way, and only to a row can an epilogue be applied by registers.
/// </summary>
public sealed record FoldTransposes() : Pass("fold-transposes")
{
    public override Graph Run(Graph graph, PassLog log) => Rewriter.Run(graph, (source, builder) =>
    {
        var users = source.Users();
        var outputs = source.Outputs.ToLookup(o => o);
        return (node, original) => node.Kind switch
        {
            OpKind.Contract => FoldOperands(builder, node, log),
            // With another use the product would be computed twice.
            OpKind.View when node.Inputs[0].Kind == OpKind.Contract && users[original.Inputs[0]].Count == 1 && !outputs.Contains(original.Inputs[0]) =>
                FoldResult(builder, node, log),
            _ => null,
        };
    });

    private static Node? FoldOperands(GraphBuilder builder, Node product, PassLog log)
    {
        var facts = product.Op.Contract!(product);
        var operands = product.Inputs.Map(i => Unswapped(builder, i));
        var (transposeX, transposeY) = (facts.TransposeX != (operands[0] != product.Inputs[0]), facts.TransposeY != (operands[1] != product.Inputs[1]));
        if (operands != product.Inputs) log.Fire("matmul(transpose x, y) → matmul(x, y, transpose_x)");
        if (operands[0].Rank == 2 && operands[1].Rank == 1)
        {
            log.Fire("matmul(x, vector) → matmul(vector, x, transpose_y)");
            return Product(builder, operands[1], operands[0], false, !transposeX);
        }
        return operands == product.Inputs ? null : Product(builder, operands[0], operands[1], transposeX, transposeY);
    }

    /// <summary>
    /// The operand with its last two axes swapped back, where a transpose moved them: none is left, or one that moves whole rows
    /// because the last axis stays. Otherwise the operand itself.
    /// </summary>
    private static Node Unswapped(GraphBuilder builder, Node operand)
    {
        if (Views.Permutation(operand) is not { Count: >= 2 } permutation) return operand;
        var last = permutation.Count - 1;
        return permutation[last - 1] == last
            ? Views.Transpose(builder, operand.Inputs[0], permutation.With(last, last).With(last - 1, permutation[last]))
            : operand;
    }

    private static Node? FoldResult(GraphBuilder builder, Node transpose, PassLog log)
    {
        var product = transpose.Inputs[0];
        var (x, y) = (product.Inputs[0], product.Inputs[1]);
        if (!SwapsLastTwo(transpose) || x.Rank < 2 || y.Rank < 2) return null;
        var facts = product.Op.Contract!(product);
        var swapped = Product(builder, y, x, !facts.TransposeY, !facts.TransposeX);
        if (swapped.Type != transpose.Type) return null;
        log.Fire("transpose(matmul(x, y)) → matmul(y, x, transpose_x, transpose_y)");
        return swapped;
    }

    private static bool SwapsLastTwo(Node node) => Views.Permutation(node) is { } permutation && permutation.Count >= 2
        && permutation.Select((axis, i) => axis == (i < permutation.Count - 2 ? i : 2 * permutation.Count - 3 - i)).All(swapped => swapped);

    private static Node Product(GraphBuilder builder, Node x, Node y, bool transposeX, bool transposeY) =>
        builder.Add(OpTable.MatMul, [x, y], ("transpose_x", new Attr.Bool(transposeX)), ("transpose_y", new Attr.Bool(transposeY)));
}
