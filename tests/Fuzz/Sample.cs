using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;

namespace GraphCompiler.Fuzz;

using Graph = GraphCompiler.IR.Graph;

/// <summary>A graph with inputs for it: what a fuzz trial is about.</summary>
internal sealed record Sample(Graph Graph, Literal[] Inputs)
{
    /// <summary>The graph and a line that runs it, to be put into a file under tests/filetests/run.</summary>
    public string Text
    {
        get
        {
            var inputs = string.Join(", ", Inputs.Select(LiteralText.WriteLists));
            return $"{GraphPrinter.Print(Graph)}// run: @{Graph.Name}({inputs}) ~= ?";
        }
    }

    public IReadOnlyDictionary<string, long> Symbols => SymbolBinding.Bind(Graph, Inputs.Select(i => i.Shape).ToArray());
}
