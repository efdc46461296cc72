using GraphCompiler.IR;

namespace GraphCompiler.Passes.Tests.Examples;

using Graph = GraphCompiler.IR.Graph;

/// <summary>(s · x) · y = s · (x · y) for a number s: the product's epilogue scales for free. Rounding and overflow differ.</summary>
public sealed record ScaleAfterProduct() : Pass("scale-after-product")
{
    public override Graph Run(Graph graph, PassLog log) => Rewriter.Run(graph, builder => (node, _) =>
    {
        // Decided by kind and facts, so that the pass need not know the op's name.
        if (node.Kind != OpKind.Contract || node.Inputs[0] is not { Kind: OpKind.Elementwise, Op.Commutative: true, Inputs: [var x, var s] } scaled) return null;
        if (scaled.Op.Body!.Op != Primitive.Mul || s.Rank != 0 || !node.DType.IsFloat()) return null;
        log.Fire("(s · x) · y → s · (x · y)");
        var product = builder.Add(node.Op, [x, node.Inputs[1]], node.Attributes);
        return builder.Add(scaled.Op, [product, s]);
    });
}
