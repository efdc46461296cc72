using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>What is known of a node's value at build time.</summary>
public static class Constants
{
    /// <summary>The one value of all elements, rank 0, seen through views and reshapes; null when there is none or it is not known.</summary>
    public static Literal? Splat(Node node)
    {
        while (node.Kind is OpKind.View or OpKind.Reshape) node = node.Inputs[0];
        return node.Kind switch
        {
            OpKind.Constant when node.Literal("value") is { IsSplat: true } literal => Element(literal, 0),
            OpKind.Source when node.Op.Source!(node) is SourceFacts.Splat splat => splat.Value,
            _ => null,
        };
    }

    /// <summary>The elements when they are known: of a constant itself, or the single value of a splat.</summary>
    public static Literal? Elements(Node node) => node.Kind == OpKind.Constant ? node.Literal("value") : Splat(node);

    private static Literal Element(Literal literal, int i) => literal.DType.IsFloat()
        ? Literal.Of(literal.DType, default, [literal.Float(i)])
        : Literal.Of(literal.DType, default, [literal.Integer(i)]);
}
