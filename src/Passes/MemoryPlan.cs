using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Where a result's elements live while the function runs.</summary>
public abstract record Placement
{
    /// <summary>The caller's tensor.</summary>
    public sealed record Parameter(int Index) : Placement;

    /// <summary>A tensor that is returned; allocated before the kernel that writes it.</summary>
    public sealed record Output(int Index) : Placement;

    /// <summary>A part of the call's arena, 64-byte aligned; the offset may depend on the symbols.</summary>
    public sealed record Arena(Dim OffsetBytes) : Placement;

    /// <summary>The same memory as another result: a reshape.</summary>
    public sealed record Alias(Node Node, int Result) : Placement;

    /// <summary>Build-time data.</summary>
    public sealed record Constant : Placement;
}

/// <summary>The memory of one call: a placement for each result, and the size of the arena.</summary>
public sealed record MemoryPlan(IReadOnlyDictionary<(Node Node, int Result), Placement> Placements, Dim ArenaBytes);
