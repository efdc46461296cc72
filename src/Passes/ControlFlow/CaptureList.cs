using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>The captures of a node with bodies that it has to be given: not what can be written inside, and nothing twice.</summary>
internal sealed class CaptureList
{
    private readonly Node _node;
    private readonly int _first;

    /// <param name="first">The first operand that is a capture.</param>
    public CaptureList(Node node, int first)
    {
        (_node, _first) = (node, first);
        Kept = Enumerable.Range(first, node.Inputs.Count - first).Where(i => !IsKnown(node.Inputs[i]) && First(i) == i).ToList();
    }

    /// <summary>Operands that stay.</summary>
    public List<int> Kept { get; }

    public bool IsShorter => Kept.Count < _node.Inputs.Count - _first;

    /// <summary>What a body can make itself: constants, positions, sizes.</summary>
    public static bool IsKnown(Node operand) => operand.Kind is OpKind.Constant or OpKind.Source;

    private int First(int capture) => Enumerable.Range(_first, capture - _first).Where(i => _node.Inputs[i] == _node.Inputs[capture]).Append(capture).First();

    /// <summary>Declares the captures that stay as parameters of a body, and says what stands for each of the old ones.</summary>
    /// <param name="shift">What a body's parameter number is beyond its operand's.</param>
    /// <param name="skips">Captures that the caller sees to.</param>
    public Dictionary<Node, Node> Bind(GraphBuilder inner, Graph body, int shift, Func<int, bool>? skips = null)
    {
        var images = new Dictionary<Node, Node>();
        for (var i = _first; i < _node.Inputs.Count; i++)
        {
            if (skips?.Invoke(i) == true) continue;
            var parameter = body.Parameters[i + shift];
            images.Add(parameter, IsKnown(_node.Inputs[i]) ? inner.Add(_node.Inputs[i].Op, [], _node.Inputs[i].Attributes)
                : First(i) is var twin && twin < i ? images[body.Parameters[twin + shift]]
                : inner.Parameter(parameter.Name!, parameter.Type));
        }
        return images;
    }
}
