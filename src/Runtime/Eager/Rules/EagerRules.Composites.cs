using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

internal static partial class EagerRules
{
    /// <summary>A composite in one kernel; null where the kernel does not fit the operands and the expansion has to do.</summary>
    private delegate ITensor? CompositeKernel(EagerCall call);

    private static readonly Dictionary<OpDef, CompositeKernel> s_composites = new()
    {
        [OpTable.Softmax] = call => Softmax(call, logarithm: false),
        [OpTable.LogSoftmax] = call => Softmax(call, logarithm: true),
        [OpTable.LayerNorm] = Normalise,
        [OpTable.RmsNorm] = Normalise,
    };

    /// <summary>The composite's own kernel, or the graph it stands for.</summary>
    private static ITensor Composite(EagerCall call)
    {
        if (s_composites.TryGetValue(call.Node.Op, out var kernel) && kernel(call) is { } result) return result;
        return call.Run(Expand(call.Node), call.Operands)[0];
    }

    /// <summary>Whether the op may run in one kernel.</summary>
    public static bool HasKernel(OpDef op) => s_composites.ContainsKey(op);

    /// <summary>A composite node as a graph of its operands.</summary>
    public static IR.Graph Expand(Node node)
    {
        var builder = new GraphBuilder();
        var operands = node.Inputs.Select((input, i) => builder.Term(builder.Parameter($"x{i}", input.Type))).ToArray();
        return builder.Build(node.Op.Name, [node.Op.Expand!(node, operands).Node]);
    }

    private static ITensor? Softmax(EagerCall call, bool logarithm)
    {
        var (_, size, inner) = call.X.Shape.Around((int)call.Node.Int("axis"));
        if (size == 0 || inner != 1) return null;
        return call.X switch
        {
            Tensor<float> x => SoftmaxRows.Run(x, size, logarithm),
            Tensor<double> x => SoftmaxRows.Run(x, size, logarithm),
            _ => null,
        };
    }

    private static ITensor? Normalise(EagerCall call)
    {
        var (size, rank) = (1, call.X.Shape.Rank - (int)call.Node.Int("axis"));
        for (var i = 1; i <= rank; i++) size *= call.X.Shape[^i];
        // Weights that are broadcast, or cover axes outside of the normalised ones, are left to the expansion.
        if (size == 0 || call.Operands.Skip(1).Any(o => o.Shape.Count != size || o.Shape.Rank > rank)) return null;
        var epsilon = call.Node.Float("epsilon");
        return call.Operands switch
        {
            [Tensor<float> x, Tensor<float> weight, ..] => NormalisedRows.Run(x, weight, (Tensor<float>?)call.Operands.ElementAtOrDefault(2), epsilon, size),
            [Tensor<double> x, Tensor<double> weight, ..] => NormalisedRows.Run(x, weight, (Tensor<double>?)call.Operands.ElementAtOrDefault(2), epsilon, size),
            _ => null,
        };
    }
}
