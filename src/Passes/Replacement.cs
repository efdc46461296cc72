using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// What stands for a node in a rewritten graph: one node per result. <c>null</c> and <c>default</c> mean "leave it as it is".
/// </summary>
public readonly record struct Replacement(Seq<Node> Results)
{
    public bool Keeps => Results.IsEmpty;

    public static implicit operator Replacement(Node? node) => node is null ? default : new(Seq.Of(node));
}

/// <summary>Says what replaces a node.</summary>
/// <param name="node">The node rebuilt over the new graph's nodes; rules look at this one.</param>
/// <param name="original">The node in the graph that is being rewritten: the key to its users and its location.</param>
public delegate Replacement NodeRewrite(Node node, Node original);

/// <summary>Makes the callback for one graph, a whole function or the body of a control-flow op.</summary>
public delegate NodeRewrite GraphRewrite(Graph graph, GraphBuilder builder);
