using System;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>Compiles graphs to C# for the CPU.</summary>
public static class CpuCompiler
{
    /// <summary>Optimises a graph, lowers it to kernels and writes them as one C# file.</summary>
    /// <param name="entry">How the entry method looks to C#; its parameters stand in the order of the graph's.</param>
    /// <exception cref="ArgumentException">The entry does not have the graph's parameters.</exception>
    public static CompiledFunction Compile(EntryPoint entry, Graph captured, PassOptions options)
    {
        var result = Pipeline.Run(captured, options);
        return Emit(entry, result.Graph, result.Trace);
    }

    /// <summary>Lowers and writes a graph as it is.</summary>
    public static CompiledFunction Emit(EntryPoint entry, Graph graph, PassTrace trace)
    {
        if (entry.Parameters.Count != graph.Parameters.Count)
            throw new ArgumentException($"{entry.DisplayName}: the entry has {entry.Parameters.Count} parameters, the graph {graph.Parameters.Count}");
        var plan = PlanMemory.Plan(graph);
        var file = new SourceFile(entry, graph, plan);
        return new()
        {
            Source = file.Write(),
            Kernels = file.Kernels.ToSeq(),
            Optimized = graph,
            OptimizedText = GraphPrinter.Print(graph),
            Trace = trace,
            Remarks = trace.Remarks.ToSeq(),
            PlanText = plan.Text,
        };
    }
}
