using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>What may run although the program would not have run it: no effect, no error, an end.</summary>
internal static class Totality
{
    /// <param name="builder">Of the graph in which the node of a body would run.</param>
    public static bool IsTotal(Node node, GraphBuilder builder) => MayRun(node, builder) && OpCall.ConstraintsOf(node).All(builder.Holds);

    private static bool MayRun(Node node, GraphBuilder builder) => node.Kind switch
    {
        OpKind.Constant or OpKind.Source or OpKind.Elementwise or OpKind.Reshape or OpKind.View or OpKind.Concat or OpKind.Pad or OpKind.Contract or OpKind.Get => true,
        // What must not be empty is a requirement.
        OpKind.Reduce or OpKind.ArgReduce => true,
        // Nobody knows whether the condition of a while ever fails.
        OpKind.Control => node.Op.Control!(node) is not ControlFacts.While && node.Attributes.OfType<Attr.Body>().All(b => b.Value.Requires.All(builder.Holds) && b.Value.Nodes.All(n => MayRun(n, builder))),
        _ => false,
    };

    /// <summary>True for what costs nothing where it is used: numbers, positions, the same elements seen in another way.</summary>
    public static bool IsFree(Node node) => node.Kind is OpKind.Parameter or OpKind.Constant || FusionRules.IsFree(node);
}
