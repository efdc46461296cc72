using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Nodes whose value is known at build time, computed by the Reference engine. Results never make the program larger: beyond a
/// small size they hold no more elements than the operands did, and a value that is the same everywhere stays one number.
/// </summary>
internal static class FoldingRules
{
    // A constant of this many elements is cheaper than the kernel that would compute it.
    private const long SmallCount = 64;

    // The Reference engine does about ten million steps a second, inside the user's build.
    private const long WorkLimit = 1 << 22;

    private static readonly OpKind[] s_evaluated =
    [
        OpKind.Elementwise, OpKind.Reshape, OpKind.View, OpKind.Reduce, OpKind.ArgReduce,
        OpKind.Concat, OpKind.Pad, OpKind.Gather, OpKind.Contract,
    ];

    /// <summary>f(2, 3) of one number each; what the rules of the algebra need among themselves.</summary>
    public static readonly StructuralRule Splats = new("fold one value", OpKind.Elementwise, (s, node) =>
    {
        var operands = node.Inputs.Map(Constants.Splat);
        if (operands.Any(o => o is null)) return null;
        var scalar = s.Builder.Add(node.Op, operands.Select(o => s.Builder.Constant(o!)).ToArray(), node.Attributes);
        return Evaluate(scalar, operands.ToArray()!) is { } value ? Views.Full(s.Builder, value, node.Shape) : null;
    });

    public static readonly StructuralRule SmallExpressions = new("fold", OpKind.Elementwise, Fold);

    public static readonly IReadOnlyList<StructuralRule> All =
    [
        // A gather of nothing still refuses indices that are out of range.
        .. s_evaluated.Where(k => k != OpKind.Gather).Select(kind => new StructuralRule("no elements", kind, Nothing)),
        Splats,
        new("one value repeated", OpKind.View, MovedSplat),
        new("one value repeated", OpKind.Reshape, MovedSplat),
        new("one value repeated", OpKind.Constant, (s, node) => node.Type.Count.AsConstant > 1 ? MovedSplat(s, node) : null),
        .. s_evaluated.Select(kind => new StructuralRule("fold", kind, Fold)),
    ];

    /// <summary>What has no elements needs no operands; kernels are spared loops over nothing.</summary>
    private static Node? Nothing(Simplifier s, Node node) =>
        node.Shape.Any(d => d.Is(0)) ? Views.Full(s.Builder, Literal.Scalar(node.DType, 0L), node.Shape) : null;

    private static Node? MovedSplat(Simplifier s, Node node) => Constants.Splat(node) is { } value ? Views.Full(s.Builder, value, node.Shape) : null;

    private static Node? Fold(Simplifier s, Node node)
    {
        if (node.Inputs.IsEmpty || !node.Inputs.All(i => i.Kind is OpKind.Constant or OpKind.Source)) return null;
        if (node.Type.Count.AsConstant is not { } count || count > WorkLimit) return null;
        var operands = node.Inputs.Map(Known);
        if (operands.Any(o => o is null)) return null;
        long held = node.Inputs.Where(i => i.Kind == OpKind.Constant).Sum(i => (long)i.Literal("value").Count);
        if (count > SmallCount && count > held) return null;
        if (Work(node, operands.Max(o => (long)o!.Count)) > WorkLimit) return null;
        if (Evaluate(node, operands.ToArray()!) is not { } value) return null;
        var constant = s.Builder.Constant(value);
        return Constants.Splat(constant) is { } repeated ? Views.Full(s.Builder, repeated, node.Shape) : constant;
    }

    /// <summary>The elements of a constant, or of a source that is small.</summary>
    private static Literal? Known(Node node) => node.Kind switch
    {
        OpKind.Constant => node.Literal("value"),
        OpKind.Source when node.Type.Count.AsConstant <= SmallCount => Evaluate(node, []),
        _ => null,
    };

    private static long Work(Node node, long largestOperand) => node.Kind == OpKind.Contract
        && node.Op.Contract!(node) is var sizes && sizes.K.AsConstant is { } k && node.Type.Count.AsConstant is { } results
            ? System.Math.Max(results, 1) * System.Math.Max(k, 1)
            : largestOperand;

    /// <summary>null when it depends on symbols, or when the op fails on these values; the error then comes at run time, at its place.</summary>
    private static Literal? Evaluate(Node node, Literal[] operands)
    {
        // An attribute may hold symbols where the shape has none: the value of N, rank 0.
        if (node.Attributes.OfType<Attr.Dims>().Any(a => !a.Values.All(d => d.IsConstant))) return null;
        try
        {
            return ReferenceEngine.Evaluate(node, operands)[0];
        }
        catch (OpException)
        {
            return null;
        }
    }
}
