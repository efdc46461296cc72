using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen.Tests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Inputs for graphs: shapes from values of the symbols, elements from a seed.</summary>
internal static class Samples
{
    public static Literal[] Of(Graph graph, IReadOnlyDictionary<string, long> symbols, int seed = 1)
    {
        var random = new Random(seed);
        return graph.Parameters.Select(p => Of(p.Type, p.Shape.Map(d => d.Evaluate(symbols)), random)).ToArray();
    }

    /// <summary>Floats are around 0, a few of them integral; integers are small and of both signs.</summary>
    private static Literal Of(TensorType type, Seq<long> shape, Random random)
    {
        var count = (int)shape.Aggregate(1L, (a, b) => a * b);
        return type.DType.IsFloat()
            ? Literal.Of(type.DType, shape, Enumerable.Range(0, count).Select(_ => random.Next(8) == 0 ? random.Next(-3, 4) : random.NextDouble() * 4 - 2).ToArray())
            : Literal.Of(type.DType, shape, Enumerable.Range(0, count).Select(_ => type.DType == DType.Bool ? random.Next(2) : (long)random.Next(-4, 5)).ToArray());
    }
}
