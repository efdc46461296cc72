using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>What a graph requires of sizes, as statements that throw where it does not hold.</summary>
/// <param name="dims">The sizes in the method in which they stand.</param>
/// <param name="function">What messages call the function.</param>
internal sealed class ConstraintCode(DimCode dims, string function)
{
    /// <param name="condition">Under which the graph runs at all; null where it always does.</param>
    public void Write(CodeWriter writer, IEnumerable<DimConstraint> constraints, Code? condition = null)
    {
        var lines = constraints.Select(Line).ToList();
        if (lines.Count == 0) return;
        using (condition is { } runs ? writer.Open($"if ({runs})") : (CodeWriter.Block?)null) lines.ForEach(writer.Line);
    }

    private string Line(DimConstraint c)
    {
        var arguments = c.Minimum is var (size, least)
            ? $"TooSmall({Quote(function)}, {Quote(c.Reason)}, {Quote(size.ToString())}, {dims.Of(size)}, {dims.Of(least)})"
            : $"Unequal({Quote(function)}, {Quote(c.Reason)}, {Quote(c.Left.ToString())}, {dims.Of(c.Left)}, {Quote(c.Right.ToString())}, {dims.Of(c.Right)})";
        return $"if ({dims.Of(c.Left)} != {dims.Of(c.Right)}) Entry.{arguments};";
    }

    private static string Quote(string text) => EntryWriter.Quote(text);
}
