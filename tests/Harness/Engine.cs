using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Harness;

using Graph = GraphCompiler.IR.Graph;

/// <summary>A way to run graphs. A test of behaviour runs on every engine in <see cref="All"/>.</summary>
public abstract class Engine
{
    public static readonly Engine Reference = new InterpretedEngine("reference", (graph, inputs) => ReferenceEngine.Run(graph, new TensorEffects(), inputs), isReference: true);
    public static readonly Engine Eager = new InterpretedEngine("eager", EagerEngine.Run, isReference: false);

    /// <summary>The oracle first.</summary>
    public static IReadOnlyList<Engine> All { get; } = [Reference, Eager, new CpuEngine()];

    public abstract string Name { get; }

    /// <summary>True when results equal the reference's only up to rounding.</summary>
    public virtual bool IsReference => false;

    /// <summary>Makes graphs ready to run, all at once, because compiling has a high fixed cost.</summary>
    public abstract IReadOnlyList<Func<Literal[], Literal[]>> Prepare(IReadOnlyList<Graph> graphs);

    public Literal[] Run(Graph graph, params Literal[] inputs) => Prepare([graph])[0](inputs);

    public override string ToString() => Name;

    /// <summary>An engine that runs graphs as they are.</summary>
    private sealed class InterpretedEngine(string name, Func<Graph, Literal[], Literal[]> run, bool isReference) : Engine
    {
        public override string Name => name;
        public override bool IsReference => isReference;

        public override IReadOnlyList<Func<Literal[], Literal[]>> Prepare(IReadOnlyList<Graph> graphs) =>
            graphs.Select(g => new Func<Literal[], Literal[]>(inputs => run(g, inputs))).ToList();
    }
}
