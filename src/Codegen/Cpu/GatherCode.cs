using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Codegen;

/// <summary>What the positions of a gather add to its index, each checked against its axis.</summary>
internal static class GatherCode
{
    /// <param name="positions">One for each gathered axis.</param>
    /// <param name="size">The code of a size.</param>
    public static string Offset(Kernel kernel, Expr.Load load, IReadOnlyList<string> positions, Func<Dim, Code> size) =>
        string.Join(" + ", load.Gathered.Select((axis, i) => Position("gather", positions[i], axis, kernel.Buffers[load.Buffer].Name, kernel.Function, size)));

    /// <param name="op">What messages call the op.</param>
    /// <param name="tensor">What they call the tensor.</param>
    public static string Position(string op, string position, GatheredAxis axis, string tensor, string function, Func<Dim, Code> size) =>
        $"Entry.Position({position}, {axis.Axis}, {size(axis.Extent)}, {EntryWriter.Quote(op)}, {EntryWriter.Quote($"{tensor} in {function}")})"
        + (axis.Stride.Is(1) ? "" : $" * {size(axis.Stride).At(Precedence.Unary)}");
}
