using System.Collections.Generic;

namespace GraphCompiler.IR;

/// <summary>One node evaluated by the Reference engine: the node, its operands' values and the values of the symbols.</summary>
public sealed record ReferenceCall(Node Node, Literal[] Operands, IReadOnlyDictionary<string, long> Symbols)
{
    public Literal X => Operands[0];

    /// <summary>The result's shape with its symbols' values put in.</summary>
    public Seq<long> ResultShape(int result = 0) => Node.Types[result].Shape.Map(d => d.Evaluate(Symbols));
}
