using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>One node evaluated by the Reference engine: the node, its operands' values and the values of the symbols.</summary>
/// <param name="Effects">What prints and asserts do.</param>
/// <param name="Function">The function that runs, for messages.</param>
public sealed record ReferenceCall(Node Node, Literal[] Operands, IReadOnlyDictionary<string, long> Symbols, IEffects Effects, string Function)
{
    public Literal X => Operands[0];

    /// <summary>The result's shape with its symbols' values put in.</summary>
    public Seq<long> ResultShape(int result = 0) => Sizes(Node.Types[result].Shape);

    public Seq<long> Sizes(Seq<Dim> dims) => dims.Map(d => d.Evaluate(Symbols));

    /// <summary>Runs a sub-graph of the node; it sees the symbols of the graph around it.</summary>
    public Literal[] Run(Graph body, params Literal[] inputs) => ReferenceEngine.Run(body, inputs, Symbols, Effects, Function);

    /// <summary>A literal of the result's dtype and shape, its elements computed from their indices.</summary>
    internal Literal Fill(System.Func<long[], ScalarValue> element)
    {
        var shape = ResultShape();
        return Literal.Of(Node.DType, shape, RowMajor.Indices(shape).Select(element));
    }
}
