using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Nodes that are or may become one kernel: everything between the inputs, which lie in memory, and the outputs.</summary>
public sealed class LoopGroup
{
    public LoopGroup(Seq<Node> inputs, Seq<Node> outputs)
    {
        (Inputs, Outputs) = (inputs, outputs);
        Members = Between(inputs, outputs);
    }

    public Seq<Node> Inputs { get; }
    public Seq<Node> Outputs { get; }

    /// <summary>The nodes of the group, operands before users.</summary>
    public Seq<Node> Members { get; }

    /// <summary>A name made of the ops' names: <c>mul_add_relu</c>, <c>max_sub_to_div</c>.</summary>
    public string Title
    {
        get
        {
            var words = Members.Where(m => m.Kind != OpKind.Constant).Select(m => m.Op.Name).Distinct().ToList();
            return words.Count <= 3 ? string.Join("_", words) : $"{words[0]}_{words[1]}_to_{words[words.Count - 1]}";
        }
    }

    /// <summary>A single node over its operands; numbers among them belong to the group.</summary>
    public static LoopGroup Of(Node node) => new(
        // The table of a gather is read at places that only the indices tell, so it is memory even if its elements are equal.
        node.Inputs.Where((x, i) => !IsNumber(x) || (node.Kind == OpKind.Gather && i == 0)).Distinct().ToSeq(), Seq.Of(node));

    /// <summary>True for a constant whose elements are all the same: it is written into the code that uses it.</summary>
    public static bool IsNumber(Node node) => node.Kind == OpKind.Constant && node.Literal("value").IsSplat;

    private static Seq<Node> Between(Seq<Node> inputs, Seq<Node> outputs)
    {
        var done = new HashSet<Node>(inputs);
        var order = new List<Node>();
        var stack = new Stack<(Node Node, int Next)>();
        foreach (var output in outputs)
        {
            stack.Push((output, 0));
            while (stack.Count > 0)
            {
                var (node, next) = stack.Pop();
                if (done.Contains(node)) continue;
                if (next < node.Inputs.Count)
                {
                    stack.Push((node, next + 1));
                    stack.Push((node.Inputs[next], 0));
                }
                else
                {
                    done.Add(node);
                    order.Add(node);
                }
            }
        }
        return order.ToSeq();
    }
}
