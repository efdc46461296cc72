using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>Finds the values of a graph's symbols from the shapes of its inputs, and checks what must hold at entry.</summary>
public static class SymbolBinding
{
    /// <param name="shapes">One shape per parameter.</param>
    /// <param name="outer">Symbols of the graph around this one; they are taken as they are.</param>
    /// <param name="function">What messages call the function; the graph's name when it is left out.</param>
    /// <exception cref="OpException">A rank or size does not fit, or a constraint does not hold.</exception>
    /// <exception cref="ArgumentException">A symbol cannot be found.</exception>
    public static IReadOnlyDictionary<string, long> Bind(Graph graph, IReadOnlyList<Seq<long>> shapes, IReadOnlyDictionary<string, long>? outer = null, string? function = null)
    {
        if (shapes.Count != graph.Parameters.Count)
            throw new ArgumentException($"{graph.Name} takes {graph.Parameters.Count} inputs, got {shapes.Count}");
        var values = outer is null ? [] : outer.ToDictionary(p => p.Key, p => p.Value);
        for (var i = 0; i < shapes.Count; i++)
        {
            var parameter = graph.Parameters[i];
            if (parameter.Rank != shapes[i].Count)
                throw Fail(OpErrors.ArgumentShape, $"{parameter.Name} has rank {shapes[i].Count}; it must be {parameter.Rank}: the shape is declared {TensorType.ShapeText(parameter.Shape)}");
        }
        var axes = graph.Parameters.SelectMany((p, i) => p.Shape.Select((dim, axis) => (Dim: dim, Size: shapes[i][axis], Parameter: p.Name, Axis: axis))).ToList();
        // Single symbols first; sums and multiples of one symbol can then be solved, whatever their order.
        foreach (var (dim, size, _, _) in axes.OrderBy(a => a.Dim.AsSymbol is null)) Solve(dim, size, values);
        foreach (var (dim, size, parameter, axis) in axes)
        {
            if (dim.Symbols.FirstOrDefault(s => !values.ContainsKey(s)) is { } unknown)
                throw new ArgumentException($"{graph.Name}: no input's shape tells the value of the symbol {unknown}");
            if (dim.Evaluate(values) != size)
            {
                var wanted = dim.IsConstant ? $"{dim}" : $"{dim} = {dim.Evaluate(values)}";
                throw Fail(OpErrors.ArgumentShape, $"axis {axis} of {parameter} is {size}; it must be {wanted}");
            }
        }
        Check(graph, values, function ?? graph.Name);
        return values;

        OpException Fail(string id, string problem) => new(id, function ?? graph.Name, problem);
    }

    /// <summary>Checks what a graph requires, its bodies apart: they check theirs when they run.</summary>
    /// <param name="function">What messages call the function.</param>
    /// <exception cref="OpException">A constraint does not hold.</exception>
    public static void Check(Graph graph, IReadOnlyDictionary<string, long> values, string function)
    {
        foreach (var constraint in graph.Requires)
        {
            if (constraint.Left.Evaluate(values) != constraint.Right.Evaluate(values))
                throw new OpException(OpErrors.SizesAtRunTime, function, constraint.Violation(d => d.Evaluate(values)));
        }
    }

    /// <summary>Solves a * N + b = size for the only unknown symbol N of the dim.</summary>
    private static void Solve(Dim dim, long size, Dictionary<string, long> values)
    {
        var rest = dim.Substitute(s => values.TryGetValue(s, out var v) ? v : null) - size;
        if (rest.Symbols.Count() != 1) return;
        var symbol = rest.Symbols.Single();
        if (Dim.DivideExactly(rest - rest.Substitute(s => 0), Dim.Symbol(symbol))?.AsConstant is not { } factor) return;
        var offset = rest.Substitute(s => 0).AsConstant!.Value;
        if (-offset % factor == 0 && -offset / factor >= 0) values[symbol] = -offset / factor;
    }
}
