using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// A matrix from outside that rounds multiply with transposed is transposed once, before the loop. A product reads a right matrix row
/// by row where it lies, but a transposed one has to be packed in every round or, with few rows on the left, be multiplied along its
/// rows and folded up.
/// </summary>
public sealed record HoistTransposes() : Pass("hoist-transposes")
{
    /// <summary>Fewer rounds do not win back what the copy costs.</summary>
    private const int LeastRounds = 4;

    public override Graph Run(Graph graph, PassLog log) => graph.Nodes.All(n => n.Kind != OpKind.Control) ? graph
        : Rewriter.Run(graph, builder => (node, _) => node.Kind == OpKind.Control && node.Op.Control!(node) is { IsLoop: true } loop ? Hoist(builder, node, loop, log) : default);

    private static Replacement Hoist(GraphBuilder builder, Node node, ControlFacts loop, PassLog log)
    {
        if (loop is ControlFacts.Scan { Length.AsConstant: < LeastRounds }) return default;
        var body = node.Body("body");
        var captures = Enumerable.Range(loop.Captures, node.Inputs.Count - loop.Captures).ToDictionary(i => body.Parameters[i]);
        var products = body.Nodes.Where(n => n.Kind == OpKind.Contract && n.Op.Contract!(n).TransposeY && n.Inputs[1].Rank == 2 && captures.ContainsKey(n.Inputs[1])).ToList();
        if (products.Count == 0) return default;
        foreach (var _ in products) log.Fire("matmul(x, W, transpose_y) → matmul(x, Wᵀ)");

        var matrices = products.Select(p => p.Inputs[1]).Distinct().ToList();
        var transposed = matrices.Select(m => Views.Transpose(builder, node.Inputs[captures[m]], Seq.Of(1L, 0L))).ToList();
        var attributes = node.Op.Attributes.Select(a => (a.Name, a.Kind == AttrKind.Graph ? new Attr.Body(WithMatrices(node.Body(a.Name), a.Name == "body")) : node.Attribute(a.Name))).ToArray();
        return new(builder.Results(builder.Add(node.Op, node.Inputs.Concat(transposed).ToArray(), attributes)));

        Graph WithMatrices(Graph graph, bool multiplies) => GraphCopy.Rebuild(graph, inner =>
        {
            var images = graph.Parameters.ToDictionary(p => p, p => inner.Parameter(p.Name!, p.Type));
            var names = graph.Parameters.Select(p => p.Name!).ToList();
            var given = new Dictionary<Node, Node>();
            for (var i = 0; i < matrices.Count; i++)
            {
                names.Add(GraphCopy.NewName(names, matrices[i].Name! + "_transposed"));
                given.Add(matrices[i], inner.Parameter(names[names.Count - 1], transposed[i].Type));
            }
            foreach (var product in multiplies ? products : [])
            {
                GraphCopy.Copy(inner, graph, images, [product.Inputs[0]]);
                images.Add(product, inner.Add(product.Op, [images[product.Inputs[0]], given[product.Inputs[1]]],
                    ("transpose_x", new Attr.Bool(product.Op.Contract!(product).TransposeX)), ("transpose_y", new Attr.Bool(false))));
            }
            return images;
        }, graph.Outputs);
    }
}
