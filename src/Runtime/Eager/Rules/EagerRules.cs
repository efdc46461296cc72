using System;
using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

/// <summary>Runs an elementwise node on tensors of the dtypes that it accepts.</summary>
internal delegate ITensor ElementwiseRule(Node node, ITensor[] operands);

/// <summary>How the eager engine runs a node: elementwise ops by what is generated from the table, the others by their kind's facts.</summary>
/// <remarks>Results are new tensors, never an operand itself.</remarks>
internal static partial class EagerRules
{
    private static readonly Dictionary<OpDef, ElementwiseRule> s_elementwise = ElementwiseRules();

    public static ITensor[] Run(EagerCall call)
    {
        var node = call.Node;
        if (s_elementwise.TryGetValue(node.Op, out var rule)) return [rule(node, call.Operands)];
        return node.Kind switch
        {
            OpKind.Constant => [Literals.ToTensor(node.Literal("value"))],
            OpKind.Source => [Source(call)],
            OpKind.Elementwise => [Cast(call)],
            OpKind.Reshape => [Reshape(call)],
            OpKind.View => [View(call)],
            OpKind.Reduce => [Reduce(call)],
            OpKind.ArgReduce => [ArgReduce(call)],
            OpKind.Concat => [Concat(call)],
            OpKind.Pad => [Pad(call)],
            OpKind.Gather => [Gather(call)],
            OpKind.Update => [Update(call)],
            OpKind.Contract => [Contract(call)],
            OpKind.Composite => [Composite(call)],
            OpKind.Fused => call.Run(node.Body("body"), call.Operands),
            OpKind.Effect => [Effect(call)],
            OpKind.After => [call.X.Copy()],
            OpKind.Control => s_control[node.Op](call),
            _ => throw new NotSupportedException($"{node.Op.Name} has no eager rule"),
        };
    }

    private static Dictionary<OpDef, ElementwiseRule> ElementwiseRules()
    {
        var rules = new Dictionary<OpDef, ElementwiseRule>();
        AddElementwise(rules);
        return rules;
    }

    // Generated from the op table.
    static partial void AddElementwise(Dictionary<OpDef, ElementwiseRule> rules);

    private static InvalidOperationException Unsupported(Node node) => new($"{node} has operands that {node.Op.Name} does not accept");
}
