using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// Compares the arguments of a call with the shapes that the called method declares. The method's symbols are its own:
/// each stands for the size it meets first.
/// </summary>
/// <param name="around">Of the method that a local function stands in: what the sizes are called there, for its result.</param>
internal sealed class ShapeCheck(GraphBuilder builder, CancellationToken token, ShapeCheck? around = null)
{
    private readonly Dictionary<string, Dim> _sizes = [];

    /// <param name="wrong">Index of the argument that does not fit.</param>
    public bool Agrees(IMethodSymbol method, IReadOnlyList<(IParameterSymbol Parameter, Value Value)> arguments, out int wrong, out string problem)
    {
        for (wrong = 0; wrong < arguments.Count; wrong++)
        {
            var (parameter, value) = arguments[wrong];
            if (value is not Value.Tensor { Node: var node } || Symbols.Shape(parameter.GetAttributes()) is not { } attribute) continue;
            // What is wrong with the attribute itself is reported where it stands.
            int? leading = ShapeReader.IsOpen(attribute) ? node.Rank - ShapeReader.LeastRank(attribute) : null;
            if (leading < 0)
            {
                problem = $"{method.Name} declares {parameter.Name} of rank {ShapeReader.LeastRank(attribute)} or more, the argument is {TensorType.ShapeText(node.Shape)}";
                return false;
            }
            if (new ShapeReader(new Findings(), token, leading).Read(attribute, method.Name) is not { } declared) continue;
            if (Difference(declared, node.Shape, $"{parameter.Name} of {method.Name}") is not { } difference) continue;
            problem = $"{method.Name} declares {parameter.Name} as {TensorType.ShapeText(declared)}, the argument is {TensorType.ShapeText(node.Shape)}: {difference}";
            return false;
        }
        problem = "";
        return true;
    }

    /// <summary>What differs, or null; sizes that may or may not be equal become constraints of the graph.</summary>
    public string? Difference(Seq<Dim> declared, Seq<Dim> actual, string what)
    {
        if (declared.Count != actual.Count) return $"the rank is {actual.Count}, declared {declared.Count}";
        for (var axis = 0; axis < declared.Count; axis++)
        {
            if (declared[axis].AsSymbol is { } symbol && !_sizes.ContainsKey(symbol))
            {
                _sizes.Add(symbol, actual[axis]);
                continue;
            }
            var wanted = declared[axis].Substitute(s => _sizes.TryGetValue(s, out var size) ? size : null);
            if (declared[axis].Symbols.Any(s => !_sizes.ContainsKey(s))) continue;
            if (Dim.Same(wanted, actual[axis]) == false)
                return $"axis {axis} is {actual[axis]}, declared {declared[axis]}{(declared[axis].IsConstant ? "" : $" = {wanted}")}";
            builder.Require(new(wanted, actual[axis], $"axis {axis} of {what}"));
        }
        return null;
    }

    /// <summary>
    /// What the result's declared shape comes to, the size of an axis whose name no parameter has being what it is; null when none is declared.
    /// </summary>
    /// <param name="problem">Why the result cannot have it, or null.</param>
    public Seq<Dim>? Declared(IMethodSymbol method, Seq<Dim> actual, out string? problem)
    {
        problem = null;
        if (Symbols.Shape(method.GetReturnTypeAttributes()) is not { } attribute) return null;
        int? leading = ShapeReader.IsOpen(attribute) ? System.Math.Max(actual.Count - ShapeReader.LeastRank(attribute), 0) : null;
        if (new ShapeReader(new Findings(), token, leading).Read(attribute, method.Name) is not { } declared) return null;
        var sizes = new Dim[actual.Count];
        for (var axis = 0; axis < sizes.Length && declared.Count == actual.Count && problem is null; axis++)
        {
            sizes[axis] = declared[axis].Symbols.All(s => Size(s) is not null) ? declared[axis].Substitute(Size) : actual[axis];
            if (Dim.Same(sizes[axis], actual[axis]) == false)
                problem = $"axis {axis} is {actual[axis]}, declared {declared[axis]}{(declared[axis].IsConstant ? "" : $" = {sizes[axis]}")}";
        }
        if (declared.Count != actual.Count) problem = $"the rank is {actual.Count}, declared {declared.Count}";
        if (problem is not null) problem = $"{Symbols.InProse(method)} returns {TensorType.ShapeText(actual)}, declared {TensorType.ShapeText(declared)}: {problem}";
        return Seq<Dim>.Own(sizes);
    }

    private Dim? Size(string symbol) => _sizes.TryGetValue(symbol, out var size) ? size : around?.Size(symbol);

    /// <summary>Gives a symbol its size beforehand.</summary>
    public void Know(string symbol) => _sizes[symbol] = Dim.Symbol(symbol);
}
