using System;
using System.Collections.Generic;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>A loop of any kind, as C# runs it.</summary>
/// <param name="Source">The statement.</param>
/// <param name="Condition">Whether to go on; null for <c>for (;;)</c>.</param>
/// <param name="ConditionFirst">False for <c>do</c>.</param>
/// <param name="Body">Reads the body. Where rows of a tensor are run through it is given the row, or null to find it by the counter.</param>
/// <param name="Bottom">What follows each round that does not leave the loop.</param>
internal sealed record Loop(IOperation Source, Func<Value>? Condition, bool ConditionFirst, Func<Node?, Flow> Body, Action Bottom)
{
    /// <summary>Nothing but its body ends it: <c>while (true)</c>.</summary>
    public bool IsEndless { get; init; }

    /// <summary>How often it goes round, if nothing leaves it before: from constants and sizes; null when that cannot be told.</summary>
    public Dim? Rounds { get; init; }

    /// <summary>The variable that counts the rounds from 0; null when none does.</summary>
    public Slot? Counter { get; init; }

    /// <summary>The tensor whose rows it runs through; null for other loops.</summary>
    public Node? Rows { get; init; }
}

/// <summary>What has been found out about a loop by reading it: it is read again until nothing new turns up.</summary>
internal sealed class LoopPlan
{
    /// <summary>The variables that a round hands to the next, with their values before the first.</summary>
    public SortedDictionary<int, (Slot Slot, Value Entry)> Carried { get; } = [];

    /// <summary>Lists that get a tensor in each round, with what they hold before the first.</summary>
    public SortedDictionary<int, (Slot Slot, Value.List Before)> Growing { get; } = [];

    /// <summary>Variables that cannot be handed on.</summary>
    public Dictionary<Slot, Value.Conflict> Conflicts { get; } = [];

    /// <summary>Variables that get a value in the loop, always the same, and had none before.</summary>
    public Dictionary<Slot, Value> Settled { get; } = [];

    /// <summary>The condition changes variables, or comes last: each round computes whether there is another.</summary>
    public bool Rotated { get; set; }

    /// <summary>A round may leave the loop, so where to is carried.</summary>
    public bool Leaves { get; set; }

    public bool Knows(Slot slot) => Carried.ContainsKey(slot.Number) || Growing.ContainsKey(slot.Number) || Conflicts.ContainsKey(slot);

    public void Carry(Slot slot, Value entry) => Carried[slot.Number] = (slot, entry);
}
