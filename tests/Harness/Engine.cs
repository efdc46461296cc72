using System;
using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Harness;

/// <summary>One of the ways to run a graph. Behaviour tests run on all of <see cref="All"/>.</summary>
public sealed record Engine(string Name, Func<Graph, Literal[], Literal[]> Run)
{
    public static readonly Engine Reference = new("Reference", ReferenceEngine.Run);

    public static readonly IReadOnlyList<Engine> All = [Reference];

    public override string ToString() => Name;
}
