using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// A step of the compiler: a valid graph in, a valid graph out that computes the same results from the same parameters.
/// Parameters (names, types, order), the number and types of the outputs and every <c>requires</c> stay. The pipeline
/// verifies the graph before and after each pass, so a pass neither checks its input nor defends against a broken one.
/// </summary>
/// <param name="Name">Lower case with hyphens, as <c>graphc --passes</c> and traces write it.</param>
public abstract record Pass(string Name)
{
    /// <summary>Runs the pass. A pass keeps no state between runs.</summary>
    /// <param name="log">Takes what the pass wants to say for the trace: rules that fired, remarks.</param>
    public abstract Graph Run(Graph graph, PassLog log);

    public Graph Run(Graph graph) => Run(graph, new PassLog());
}
