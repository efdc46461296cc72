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
        (axis.Count is { } count ? count.Is(0) ? "0" : $"({size(count)} == 0 ? 0 : {Position(op, position, axis with { Count = null }, tensor, function, size)})"
            : axis.IsChecked ? $"Entry.FromStart({position}, {size(axis.Extent)})"
            : $"Entry.Position({position}, {axis.Axis}, {size(axis.Extent)}, {EntryWriter.Quote(op)}, {EntryWriter.Quote($"{tensor} in {function}")})")
        + (axis.Stride.Is(1) || axis.Count is not null ? "" : $" * {size(axis.Stride).At(Precedence.Unary)}");

    /// <summary>Whether an effect that an index waits for has looked at it: it is one of an axis of this size.</summary>
    public static bool IsChecked(Node index, Dim size)
    {
        if (index.Kind != OpKind.After) return false;
        for (var token = Earlier(index.Inputs[1]); token is not null; token = Earlier(token.Inputs[0]))
        {
            if (token.Op.Effect!(token) is EffectFacts.Bounds { Carets.IsEmpty: true } bounds && bounds.Size == size) return true;
        }
        return false;

        Node? Earlier(Node token) => OpTable.EarlierCheck(OpTable.Bounds, token, Seq.Of(index.Inputs[0]));
    }
}
