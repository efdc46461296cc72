using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// What can be one kernel. A loop group is a walk over one loop space; an epilogue group is a matrix product and what happens to its
/// elements. Lowering makes the same walk, so what is allowed here can be lowered.
/// </summary>
internal static class FusionRules
{
    /// <summary>Beyond it a kernel runs out of registers long before it saves memory traffic.</summary>
    private const int MaxMembers = 96;

    private const int MaxBuffers = 24;

    /// <summary>Elements that are not worth a second thread.</summary>
    private const long SmallTensor = 1 << 15;

    /// <summary>Ops whose elements a loop can compute where they are wanted.</summary>
    public static bool IsLoop(Node node) =>
        node.Kind is OpKind.Elementwise or OpKind.View or OpKind.Source or OpKind.Reshape or OpKind.Reduce or OpKind.Gather;

    /// <summary>Ops that cost nothing to repeat: every kernel that wants their elements reads through them.</summary>
    public static bool IsFree(Node node) => node.Kind is OpKind.View or OpKind.Source or OpKind.Reshape;

    /// <summary>A reduction that keeps the last axis: its vectors run across what it combines.</summary>
    public static bool IsColumnReduction(Node node) =>
        node.Kind == OpKind.Reduce && !LoopSpace.ReducedAxes(node).Contains(node.Inputs[0].Rank - 1);

    /// <summary>Why the nodes cannot be one kernel; null when they can.</summary>
    public static string? Refuses(Seq<Node> inputs, Seq<Node> outputs, IReadOnlyCollection<Node> members)
    {
        if (members.Count > MaxMembers) return $"the kernel would have more than {MaxMembers} ops";
        if (inputs.Count + outputs.Count > MaxBuffers) return $"the kernel would have more than {MaxBuffers} inputs and outputs";
        var products = members.Where(m => m.Kind == OpKind.Contract).ToList();
        return products.Count switch
        {
            0 => RefusesLoops(new LoopGroup(inputs, outputs)),
            1 => RefusesEpilogue(products[0], inputs, outputs, members),
            _ => "two matrix products",
        };
    }

    private static string? RefusesLoops(LoopGroup group)
    {
        if (LoopSpace.Of(group, out var refusal) is not { } space) return refusal;
        var walk = new Walk(space, group, product: null);
        foreach (var output in group.Outputs)
        {
            if (space.IndexOf(output.Shape) is not { } index)
                return $"a result of shape {TensorType.ShapeText(output.Shape)} is not on the kernel's loops";
            walk.Visit(output, index);
            if (walk.Refusal is not null) return walk.Refusal;
        }
        return WaitsForFullReduction(space, group) ? "a full reduction has to end first; apart, threads can share both" : null;
    }

    /// <summary>
    /// True when a kernel without rows would go on after a reduction of everything. Threads share a full reduction by ranges, and what
    /// uses its result by elements; one kernel of both would run on a single thread.
    /// </summary>
    private static bool WaitsForFullReduction(LoopSpace space, LoopGroup group)
    {
        if (!space.Reduces || space.Axes.Any(a => !a.Reduced && !a.Extent.Is(1))) return false;
        if (Dim.Product(space.Axes.Select(a => a.Extent)).AsConstant <= SmallTensor) return false;
        if (group.Outputs.Any(o => !space.IndexOf(o.Shape)!.Value.All(i => i.IsConstant))) return true;
        var reduced = new HashSet<Node>();
        foreach (var member in group.Members)
        {
            var after = member.Inputs.Any(reduced.Contains);
            if (after && member.Kind == OpKind.Reduce) return true;
            if (after || member.Kind == OpKind.Reduce) reduced.Add(member);
        }
        return false;
    }

    private static string? RefusesEpilogue(Node product, Seq<Node> inputs, Seq<Node> outputs, IReadOnlyCollection<Node> members)
    {
        if (product.Rank == 0) return "the product has no axes";
        if (EpilogueSpace.ColumnAxes(product) == 0) return "the product has no columns to fill registers with";
        if (product.Inputs.Any(members.Contains)) return "a matrix product reads its operands from memory";
        if (members.Any(m => m.Kind is OpKind.Reduce or OpKind.Gather)) return "a reduction or gather in a matrix product's epilogue";
        if (outputs.Any(o => o.Shape != product.Shape)) return "results of another shape than the matrix product";
        // To the epilogue the product's element is an input: it must be wanted exactly where it has been computed.
        var group = new LoopGroup(inputs.Where(i => !product.Inputs.Contains(i) || IsReadBesides(i, product, members)).Append(product).ToSeq(), outputs);
        if (group.Inputs.Concat(members).FirstOrDefault(n => !EpilogueSpace.SharesLanes(n, product)) is { } other)
            return $"{other.DType.Name()} does not share registers with the product's {product.DType.Name()}";
        if (LoopSpace.Of(group, out var refusal) is not { } space) return refusal;
        var walk = new Walk(space, group, product);
        foreach (var output in outputs) walk.Visit(output, space.Identity);
        return walk.Refusal;
    }

    private static bool IsReadBesides(Node input, Node product, IEnumerable<Node> members) =>
        members.Any(m => m != product && m.Inputs.Contains(input));

    /// <summary>Visits what the kernel would compute, and refuses what it would compute too often.</summary>
    private sealed class Walk(LoopSpace space, LoopGroup group, Node? product) : LoopWalk<bool>(space, group)
    {
        private readonly Dictionary<Node, Seq<Affine>> _dear = [];
        private readonly int _rows = RowAxis(space, group);

        protected override bool Input(Node input, Seq<Dim> shape, Seq<Affine> index)
        {
            if (input == product && index != Space.Identity) return Refuse("an element of the matrix product is wanted elsewhere than where it is computed");
            if (product is null && _rows < 0) return true;
            var place = Affine.Linear(shape, index, Space.Axes.Count);
            return CrossesRows(place) ? Refuse("it reads a tensor across its rows, which a copy of its own does faster")
                : StepsEvenly(place) || Refuse("an operand does not step evenly from row to row of the product");
        }

        protected override bool Splat(Node constant) => true;
        protected override bool Source(Node node, Seq<Affine> index) => node.Op.Source!(node) is not SourceFacts.Index source
            || StepsEvenly(index[source.Axis]) || Refuse("positions do not step evenly from row to row of the product");

        protected override bool Reduce(Node node, bool operand) => true;
        protected override bool Gather(Node table, Seq<(bool Position, Node Indices, int Axis)> positions, Seq<Affine> index) => true;

        protected override bool Elementwise(Node node, Seq<Affine> index, bool[] operands)
        {
            if (PrimitiveCost.Of(node.Op.BodyOf(node), node.DType.IsFloat()) < PrimitiveCost.Dear) return true;
            if (_dear.TryGetValue(node, out var other) && other != index) return Refuse($"{node.Op.Name} would be computed at two places");
            _dear[node] = index;
            return Repeats(index) ? Refuse($"{node.Op.Name} would be computed again along a broadcast axis") : true;
        }

        /// <summary>The axis along which an elementwise loop's neighbours lie; -1 where it does not matter how far apart: views alone are copies.</summary>
        private static int RowAxis(LoopSpace space, LoopGroup group)
        {
            var inner = space.Axes.Count - 1;
            while (inner >= 0 && space.Axes[inner].Extent.Is(1)) inner--;
            return inner < 0 || space.Reduces || group.Members.All(IsFree) || Dim.Product(space.Axes.Select(a => a.Extent)).AsConstant <= SmallTensor ? -1 : inner;
        }

        /// <summary>True when neighbours of an elementwise loop lie far apart: tiles of a copy read each cache line once, a loop many times.</summary>
        private bool CrossesRows(Affine index) =>
            _rows >= 0 && (index.Coefficients[_rows].AsConstant is not { } step || System.Math.Abs(step) > 8);

        private bool StepsEvenly(Affine index) => product is null || EpilogueSpace.StepsEvenly(Space, product, index);

        /// <summary>True when a kept axis does not move the index. What does not move with a reduced one is computed once per row.</summary>
        private bool Repeats(Seq<Affine> index) => Enumerable.Range(0, Space.Axes.Count).Any(k =>
            !Space.Axes[k].Reduced && !Space.Axes[k].Extent.Is(1) && !index.Any(i => i.DependsOn(axis => axis == k)));
    }
}
