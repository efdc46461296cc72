using System;
using GraphCompiler.Harness;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>What a call did: results, or an exception, and what it printed before it ended.</summary>
internal sealed record Outcome(Literal[] Results, string Text, Exception? Thrown)
{
    /// <summary>What ended the call, as every engine calls it; plain code has indices of arrays.</summary>
    public string? Ending => Thrown switch
    {
        null => null,
        IndexOutOfRangeException or OpException { Id: "GF0110" } => "index out of range",
        GraphAssertException failed => $"{nameof(GraphAssertException)} {failed.Message.Split(" (")[0]}",
        _ => Thrown.GetType().Name,
    };

    /// <summary>How another engine's outcome differs from this one, plain C#'s; null where it does not.</summary>
    /// <param name="actual">The other.</param>
    /// <param name="isEager">Eager code looks at a size where it is used; a graph looks at what constant indices ask of sizes before it computes anything.</param>
    public Failure? Difference(Outcome actual, bool isEager)
    {
        if (!isEager && Thrown is not null && actual.Thrown is OpException { Id: "GF0114" }) return null;
        if (actual.Ending != Ending) return new($"throws {actual.Ending ?? "nothing"}", $"{Ending ?? "nothing"} is thrown, not {actual.Thrown?.ToString() ?? "nothing"}");
        if (actual.Text != Text) return new("prints", $"\n{Text} is printed, not \n{actual.Text}");
        for (var i = 0; i < Results.Length && Thrown is null; i++)
        {
            if (Closeness.Exact.Difference(Results[i], actual.Results[i]) is { } difference) return new("results", $"result {i}: {difference}");
        }
        return null;
    }
}
