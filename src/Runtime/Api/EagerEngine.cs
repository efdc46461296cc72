using System;
using System.Linq;
using GraphCompiler.Eager;
using GraphCompiler.IR;

namespace GraphCompiler;

/// <summary>Runs IR graphs op by op, with the kernels that eager mode uses.</summary>
public static class EagerEngine
{
    /// <summary>Runs a graph on one literal per parameter; symbols take their values from the literals' shapes.</summary>
    /// <exception cref="ArgumentException">Inputs do not fit the parameters, or a constraint of the graph does not hold.</exception>
    /// <exception cref="OpException">An op cannot be evaluated on these values: an index out of range.</exception>
    public static Literal[] Run(IR.Graph graph, params Literal[] inputs)
    {
        for (var i = 0; i < Math.Min(inputs.Length, graph.Parameters.Count); i++)
        {
            if (inputs[i].DType != graph.Parameters[i].DType)
                throw new ArgumentException($"{graph.Name}: {graph.Parameters[i].Name} is {graph.Parameters[i].DType.Name()}, got {inputs[i].DType.Name()}");
        }
        var symbols = SymbolBinding.Bind(graph, inputs.Select(l => l.Shape).ToArray());
        var tensors = inputs.Select(Literals.ToTensor).ToArray();
        var results = EagerProgram.Of(graph).Run(tensors, symbols, graph.Name);
        var literals = results.Select(Literals.ToLiteral).ToArray();
        foreach (var tensor in tensors.Concat(results)) tensor.Dispose();
        return literals;
    }
}
