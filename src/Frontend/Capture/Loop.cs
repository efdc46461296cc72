using System;
using System.Collections.Generic;
using System.Linq;
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

    /// <summary>What a round must not change for <see cref="Rounds"/> to be true; null where no round could.</summary>
    public Func<Seq<Value>>? Counted { get; init; }

    /// <summary>A variable that nothing but the loop's own step changes, and what it is at least and at most in a round, as long as its limit is this one.</summary>
    public (Slot Slot, Dim Least, Dim Most, Dim Limit)? Limits { get; init; }

    /// <summary>The tensor whose rows it runs through; null for other loops.</summary>
    public Node? Rows { get; init; }
}

/// <summary>What has been found out about a loop by reading it: it is read again until nothing new turns up.</summary>
internal sealed class LoopPlan
{
    /// <summary>The variables that a round hands to the next, with their values before the first.</summary>
    public SortedDictionary<int, (Slot Slot, Value Entry)> Carried { get; } = [];

    /// <summary>Lists that get a tensor in each round.</summary>
    public SortedDictionary<int, GrowingList> Growing { get; } = [];

    /// <summary>Counts the rounds from 0; null as long as nobody has asked.</summary>
    public Slot? Round { get; set; }

    /// <summary>The body asks which round it is.</summary>
    public bool WantsRound { get; set; }

    /// <summary>Variables that cannot be handed on.</summary>
    public Dictionary<Slot, Value.Conflict> Conflicts { get; } = [];

    /// <summary>Variables that get a value in the loop, always the same, and had none before.</summary>
    public Dictionary<Slot, Value> Settled { get; } = [];

    /// <summary>The condition changes variables, or comes last: each round computes whether there is another.</summary>
    public bool Rotated { get; set; }

    /// <summary>A round may leave the loop, so where to is carried.</summary>
    public bool Leaves { get; set; }

    /// <summary>A round changes how many there are.</summary>
    public bool Recounts { get; set; }

    /// <summary>The body asked for something that is not carried yet.</summary>
    public bool Wants => (WantsRound && Round is null) || Growing.Values.Any(g => g.WantsRows && g.Rows is null);

    /// <summary>A list gets a tensor in each round.</summary>
    /// <param name="before">What it holds before the first: a <see cref="Value.List"/> or <see cref="Value.Rows"/>.</param>
    public void Grow(Slot slot, Value before) => Growing[slot.Number] = new(this, slot, before);

    public bool Knows(Slot slot) => Carried.ContainsKey(slot.Number) || Growing.ContainsKey(slot.Number) || Conflicts.ContainsKey(slot);

    public void Carry(Slot slot, Value entry) => Carried[slot.Number] = (slot, entry);
}

/// <summary>A list that gets a tensor in each round of a loop.</summary>
/// <param name="before">What it holds before the first round: a <see cref="Value.List"/> of tensors or <see cref="Value.Rows"/>.</param>
internal sealed class GrowingList(LoopPlan plan, Slot slot, Value before)
{
    public LoopPlan Plan => plan;
    public Slot Slot => slot;
    public Value Before => before;

    /// <summary>How many elements it has before the first round.</summary>
    public Dim Count => before is Value.Rows rows ? rows.Node.Shape[0] : before.Parts.Count;

    /// <summary>The body reads elements of other rounds.</summary>
    public bool WantsRows { get; set; }

    /// <summary>Holds the elements of all rounds as one tensor, those to come as zeros; null for a list that the body only adds to.</summary>
    public Slot? Rows { get; set; }
}
