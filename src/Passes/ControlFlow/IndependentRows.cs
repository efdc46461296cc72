using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// The rows of what a loop carries, where no round mixes them: the leading axis of everything that rounds read and write, other than
/// what is the same for all rows. Each row goes through all rounds by itself, so threads can share the rows of the whole loop instead
/// of the work inside every round.
/// </summary>
/// <param name="Symbol">The size that counts the rows; it appears in no other place.</param>
/// <param name="Cost">Of a row in a round, in multiplications, roughly.</param>
public sealed record IndependentRows(string Symbol, Dim Cost)
{
    /// <summary>How many there are.</summary>
    public Dim Count => Dim.Symbol(Symbol);

    /// <summary>The rows of a loop after fusion; null where rounds mix them or might.</summary>
    public static IndependentRows? Of(Node node, ControlFacts.Scan scan)
    {
        var body = node.Body("body");
        if (body.Outputs.IsEmpty || body.Outputs[0].Rank == 0 || body.Outputs[0].Shape[0].AsSymbol is not { } symbol || scan.Length.Symbols.Contains(symbol)) return null;
        var rows = new IndependentRows(symbol, 0);
        if (!body.Outputs.All(o => rows.Has(o.Type)) || !rows.AllApart(body)) return null;
        // What is the same for all rows would be made by every thread in the same memory; numbers have none.
        if (body.Nodes.Any(n => n.Kind != OpKind.Constant && !PlanMemory.IsScalarCode(n) && !n.Types.All(rows.Has))) return null;
        return rows with { Cost = body.Nodes.Select(rows.CostOf).Aggregate(Dim.Zero, (a, b) => a + b) };
    }

    /// <summary>Whether a tensor has the rows: they are its leading axis.</summary>
    public bool Has(TensorType type) => type.Rank > 0 && type.Shape[0].AsSymbol == Symbol && !type.Shape.Skip(1).Any(Mentions);

    /// <summary>The elements of a row.</summary>
    public Dim ElementsOf(TensorType type) => Dim.Product(type.Shape.Skip(1));

    private bool Mentions(Dim dim) => dim.Symbols.Contains(Symbol);

    private bool AllApart(Graph graph) => graph.Parameters.All(p => IsApart(p.Type)) && graph.Nodes.All(n => n.Types.All(IsApart) && KeepsApart(n));

    private bool IsApart(TensorType type) => Has(type) || !type.Shape.Any(Mentions);

    /// <summary>Whether row i of a node's results depends on rows i of its operands alone.</summary>
    private bool KeepsApart(Node node)
    {
        if (node.Kind == OpKind.Get) return true;
        // A part of the rows must not be taken for their number.
        if (node.Kind == OpKind.Source && node.Op.Source!(node) is SourceFacts.Size size && Mentions(size.Value)) return false;
        if (node.Kind == OpKind.View && node.Op.View!(node).Axes.Any(a => Mentions(a.Offset))) return false;
        if (node.Inputs.All(i => !Has(i.Type)) && !node.Types.Any(Has)) return node.Kind is not (OpKind.Control or OpKind.Effect or OpKind.After or OpKind.Update);
        if (!node.Types.All(Has)) return false;
        switch (node.Kind)
        {
            case OpKind.Elementwise:
                return node.Inputs.All(i => Has(i.Type) ? i.Rank == node.Rank : i.Rank < node.Rank || i.Shape[0].Is(1));
            case OpKind.Source:
                return node.Op.Source!(node) is SourceFacts.Splat or SourceFacts.Index { Axis: > 0 };
            case OpKind.View:
                return node.Op.View!(node).Axes.Select((axis, i) => i == 0 && Has(node.Inputs[0].Type)
                    ? axis.OutputAxis == 0 && axis.Offset.Is(0) && axis.Stride == 1
                    : axis.OutputAxis != 0).All(kept => kept);
            case OpKind.Reshape:
                return Has(node.Inputs[0].Type);
            case OpKind.Reduce:
                return Has(node.Inputs[0].Type) && !LoopSpace.ReducedAxes(node).Contains(0);
            case OpKind.Contract:
                // The rows of the left matrices, or an axis of the batch.
                var (x, y, batch) = (node.Inputs[0], node.Inputs[1], node.Op.Contract!(node).Batch.Count);
                var leads = Has(x.Type) && (x.Rank == 2 ? batch == 0 && !node.Op.Contract!(node).TransposeX : x.Rank > 2 && batch == x.Rank - 2);
                return Has(y.Type) ? y.Rank > 2 && batch == y.Rank - 2 && (leads || !Has(x.Type)) : leads;
            case OpKind.Fused:
                return AllApart(node.Body("body"));
            default:
                return false;
        }
    }

    private Dim CostOf(Node node) => node.Kind switch
    {
        OpKind.Fused => node.Body("body").Nodes.Select(CostOf).Aggregate(Dim.Zero, (a, b) => a + b),
        OpKind.Contract when node.Op.Contract!(node) is var sizes => ElementsOf(node.Type) * sizes.K,
        OpKind.Elementwise => ElementsOf(node.Type) * PrimitiveCost.Of(node.Op.BodyOf(node), node.DType.IsFloat()),
        OpKind.Reduce => ElementsOf(node.Inputs[0].Type),
        _ => 0,
    };
}
