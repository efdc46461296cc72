using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// A product of a scanned slice with a captured matrix is a slice of one product before the loop: x_t·W = (X·W)_t. One large product
/// does in a few passes over the matrix what many small ones do in one pass each. A product whose sizes fit only by what the loop
/// requires stays in it.
/// </summary>
public sealed record HoistProducts() : Pass("hoist-products")
{
    public override Graph Run(Graph graph, PassLog log) => graph.Nodes.All(n => n.Kind != OpKind.Control) ? graph
        : Rewriter.Run(graph, builder => (node, _) => node.Kind == OpKind.Control && node.Op.Control!(node) is ControlFacts.Scan scan ? Hoist(builder, node, scan, log) : default);

    private static Replacement Hoist(GraphBuilder builder, Node node, ControlFacts.Scan scan, PassLog log)
    {
        var body = node.Body("body");
        var operands = body.Parameters.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i);
        var products = body.Nodes.Where(n => n.Kind == OpKind.Contract && OpCall.ConstraintsOf(n).All(builder.Holds))
            .Select(n => (Inner: n, Outer: Whole(builder, n, i => operands.TryGetValue(i, out var at) ? at : -1, node, scan)))
            .Where(p => p.Outer is not null).ToList();
        if (products.Count == 0) return default;
        foreach (var _ in products) log.Fire("x[t]·W → (X·W)[t]");

        var behind = scan.Carried + scan.Scanned;
        var inputs = node.Inputs.Take(behind).Concat(products.Select(p => p.Outer!)).Concat(node.Inputs.Skip(behind)).ToArray();
        var inner = GraphCopy.Rebuild(body, inside =>
        {
            var images = new Dictionary<Node, Node>();
            foreach (var parameter in body.Parameters.Take(behind)) images.Add(parameter, inside.Parameter(parameter.Name!, parameter.Type));
            var names = body.Parameters.Select(p => p.Name!).ToList();
            foreach (var (product, _) in products)
            {
                names.Add(GraphCopy.NewName(names, product.Op.Name));
                images.Add(product, inside.Parameter(names[names.Count - 1], product.Type));
            }
            foreach (var parameter in body.Parameters.Skip(behind)) images.Add(parameter, inside.Parameter(parameter.Name!, parameter.Type));
            return images;
        }, body.Outputs);
        var result = builder.Add(node.Op, inputs, ("carried", new Attr.Int(scan.Carried)), ("scanned", new Attr.Int(scan.Scanned + products.Count)),
            ("reverse", new Attr.Bool(scan.Reverse)), ("body", new Attr.Body(inner)));
        return new(builder.Results(result));
    }

    /// <summary>The product of all slices; null where an operand is neither a slice nor a matrix from outside.</summary>
    private static Node? Whole(GraphBuilder builder, Node product, System.Func<Node, int> operand, Node node, ControlFacts.Scan scan)
    {
        var (x, y) = (operand(product.Inputs[0]), operand(product.Inputs[1]));
        bool IsSlice(int i) => i >= scan.Carried && i < scan.Captures;
        var facts = product.Op.Contract!(product);
        // Axes of a batch would have to line up behind the loop's.
        if (IsSlice(x) && y >= scan.Captures && node.Inputs[y].Rank <= 2)
            return Product(builder, product, node.Inputs[x], node.Inputs[y], product.Inputs[0].Rank > 1 && facts.TransposeX, facts.TransposeY);
        // W·x of a vector x is a row of X·Wᵀ.
        if (IsSlice(y) && x >= scan.Captures && product.Inputs[1].Rank == 1 && node.Inputs[x].Rank == 2)
            return Product(builder, product, node.Inputs[y], node.Inputs[x], false, !facts.TransposeX);
        return null;
    }

    private static Node? Product(GraphBuilder builder, Node product, Node x, Node y, bool transposeX, bool transposeY)
    {
        var whole = builder.Add(product.Op, [x, y], ("transpose_x", new Attr.Bool(transposeX)), ("transpose_y", new Attr.Bool(transposeY)));
        return whole.Shape.RemoveAt(0) == product.Shape ? whole : null;
    }
}
