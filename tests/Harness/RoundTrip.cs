using System;
using GraphCompiler.IR;

namespace GraphCompiler.Harness;

using Graph = GraphCompiler.IR.Graph;

public static class RoundTrip
{
    /// <summary>Prints, parses and prints again; both texts have to be the same. The parsed graph is returned.</summary>
    public static Graph Check(Graph graph)
    {
        var text = GraphPrinter.Print(graph);
        var parsed = GraphParser.Parse(text, graph.Name);
        Verifier.Verify(parsed, "parse");
        var again = GraphPrinter.Print(parsed);
        if (text != again) throw new InvalidOperationException("printing what was parsed from a printed graph gave another text:\n" + Golden.Difference(text, again));
        return parsed;
    }
}
