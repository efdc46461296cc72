using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Equality of graphs by content: same parameters, constraints and outputs, node for node, whichever builders they come from.
/// Locations do not count.
/// </summary>
public sealed class GraphComparer : IEqualityComparer<Graph>
{
    public static readonly GraphComparer Instance = new();

    public bool Equals(Graph? a, Graph? b) => ReferenceEquals(a, b) || (a is not null && b is not null && a.Requires == b.Requires && SameCode(a, b));

    /// <summary>Equality of all but what the graphs require of their symbols.</summary>
    public static bool SameCode(Graph a, Graph b) => a.Name == b.Name && SameComputation(a, b);

    /// <summary>As <see cref="SameCode"/>, whatever the graphs are called.</summary>
    public static bool SameComputation(Graph a, Graph b)
    {
        if (a.Outputs.Count != b.Outputs.Count || a.Parameters.Count != b.Parameters.Count || a.Nodes.Count != b.Nodes.Count)
        {
            return false;
        }
        var twins = new Dictionary<Node, Node>();
        for (var i = 0; i < a.Parameters.Count; i++)
        {
            if (a.Parameters[i].Name != b.Parameters[i].Name || a.Parameters[i].Types != b.Parameters[i].Types) return false;
            twins.Add(a.Parameters[i], b.Parameters[i]);
        }
        // The order of nodes follows from the structure, so equal graphs list them alike.
        for (var i = 0; i < a.Nodes.Count; i++)
        {
            if (!Same(a.Nodes[i], b.Nodes[i], twins)) return false;
            twins.Add(a.Nodes[i], b.Nodes[i]);
        }
        for (var i = 0; i < a.Outputs.Count; i++)
        {
            if (twins[a.Outputs[i]] != b.Outputs[i]) return false;
        }
        return true;
    }

    private static bool Same(Node a, Node b, Dictionary<Node, Node> twins)
    {
        if (a.Op != b.Op || a.Inputs.Count != b.Inputs.Count || a.Types != b.Types) return false;
        for (var i = 0; i < a.Inputs.Count; i++)
        {
            if (twins[a.Inputs[i]] != b.Inputs[i]) return false;
        }
        for (var i = 0; i < a.Attributes.Count; i++)
        {
            var same = a.Attributes[i] is Attr.Body x && b.Attributes[i] is Attr.Body y
                ? Instance.Equals(x.Value, y.Value)
                : a.Attributes[i].Equals(b.Attributes[i]);
            if (!same) return false;
        }
        return true;
    }

    public int GetHashCode(Graph graph) => unchecked((graph.Name.GetHashCode() * 31 + graph.ParameterTypes.GetHashCode()) * 31 + graph.Nodes.Count);
}
