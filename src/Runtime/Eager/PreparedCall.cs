using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

/// <summary>
/// A call of an op whose shapes, attributes and expansion have been worked out by the graph builder, and are kept for the next call
/// of the same kind: eager and compiled code share one set of rules and of error messages.
/// </summary>
internal sealed class PreparedCall
{
    // Programs repeat a few kinds of calls; one that never repeats must not fill the memory.
    private const int MaxKept = 4096;

    private static readonly ConcurrentDictionary<Key, PreparedCall> s_kept = new();

    private readonly EagerProgram _program;

    // The graph's only node, taking the parameters in order; null for every other graph.
    private readonly Node? _node;

    private PreparedCall(IR.Graph graph)
    {
        _program = EagerProgram.Of(graph);
        if (graph.Nodes.Count == 1 && graph.Outputs[0] == graph.Nodes[0] && graph.Nodes[0].Inputs == graph.Parameters) _node = graph.Nodes[0];
    }

    /// <exception cref="OpException">The op does not take these operands or attributes; the message is the compiler's.</exception>
    public static ITensor Run(OpDef op, ITensor[] operands, params Attr[] attributes)
    {
        var types = new (DType, Shape)[operands.Length];
        for (var i = 0; i < types.Length; i++) types[i] = (operands[i].DType, operands[i].Shape);
        var key = new Key(op, Seq<(DType, Shape)>.Own(types), Seq<Attr>.Own(attributes));
        if (!s_kept.TryGetValue(key, out var call))
        {
            call = new(Prepare(op, operands, attributes));
            if (s_kept.Count >= MaxKept) s_kept.Clear();
            s_kept[key] = call;
        }
        return call._node is { } node
            ? EagerRules.Run(new(node, operands, EagerCall.NoSymbols, op.Name))[0]
            : call._program.Run(operands, EagerCall.NoSymbols, op.Name)[0];
    }

    /// <summary>As <see cref="Run(OpDef, ITensor[], Attr[])"/>, for a result of a known element type.</summary>
    public static Tensor<T> Run<T>(OpDef op, ITensor[] operands, params Attr[] attributes) where T : unmanaged =>
        (Tensor<T>)Run(op, operands, attributes);

    private static IR.Graph Prepare(OpDef op, ITensor[] operands, Attr[] attributes)
    {
        // Once apart from the builder, for messages that name the operands as the op does.
        EagerInference.Infer(op, operands.Select(EagerInference.TypeOf).ToArray(), (Attr[])attributes.Clone());
        var builder = new GraphBuilder();
        var parameters = operands.Select((o, i) => builder.Parameter($"x{i}", EagerInference.TypeOf(o))).ToArray();
        var node = builder.Add(op, parameters, Seq<Attr>.Own(attributes));
        if (node.Kind == OpKind.Composite && !EagerRules.HasKernel(node.Op))
            node = node.Op.Expand!(node, parameters.Select(builder.Term).ToArray()).Node;
        return builder.Build(op.Name, [node]);
    }

    private readonly record struct Key(OpDef Op, Seq<(DType, Shape)> Operands, Seq<Attr> Attributes);
}
