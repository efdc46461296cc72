using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>
/// Guesses the shapes of a function's parameters that declare none: captures the function with ranks on trial, and reads from the
/// constraints of the graph which sizes have to be equal.
/// </summary>
internal sealed class ShapeGuess(FixSite site, MethodDeclarationSyntax function)
{
    private const int MostCombinations = 125;

    // Names of sizes, as papers have them.
    private static readonly string[] s_names = ["N", "M", "K", "L", "P", "Q", "R", "S", "T", "U", "V", "W"];

    private readonly List<ParameterSyntax> _open = function.ParameterList.Parameters
        .Where(p => site.Model.GetDeclaredSymbol(p, site.Token) is { } symbol && Symbols.IsTensor(symbol.Type) && Symbols.Shape(symbol.GetAttributes()) is null).ToList();

    private List<int[]>? _likely;

    /// <summary>The ranks under which the body makes sense, the likeliest first.</summary>
    public IEnumerable<(int Rank, bool Best)> Ranks(ParameterSyntax parameter)
    {
        var i = _open.IndexOf(parameter);
        if (i < 0) return [];
        var best = Likely(fixedAt: null)?[i];
        var all = Feasible(i);
        return (best is { } rank ? all.Where(r => r == rank).Concat(all.Where(r => r != rank)) : all).Select((r, n) => (r, r == best || (best is null && n == 0)));
    }

    /// <summary>The shape of a parameter at a rank, with the names and sizes that the rest of the function gives its axes.</summary>
    public Seq<Dim> Shape(ParameterSyntax parameter, int rank)
    {
        var i = _open.IndexOf(parameter);
        var ranks = Likely((i, rank)) ?? _open.Select((_, j) => j == i ? rank : -1).ToArray();
        var sizes = Sizes(ranks);
        return Enumerable.Range(0, rank).Select(axis => sizes[(i, axis)]).ToSeq();
    }

    private List<int> Feasible(int parameter) => Order(_open[parameter])
        .Where(rank => IsClean(_open.Select((_, j) => j == parameter ? rank : -1).ToArray())).ToList();

    /// <summary>Matrices are likelier than anything else in matrix products, vectors elsewhere.</summary>
    private IEnumerable<int> Order(ParameterSyntax parameter)
    {
        var inProduct = function.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(c => c.Expression.ToString() is "MatMul" or "Ops.MatMul"
                && c.ArgumentList.Arguments.Any(a => a.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == parameter.Identifier.ValueText));
        return inProduct ? [2, 3, 4, 1, 0] : [1, 2, 3, 4, 0];
    }

    /// <summary>The likeliest ranks of all open parameters that go together; null when none were found.</summary>
    private int[]? Likely((int Parameter, int Rank)? fixedAt)
    {
        _likely ??= Combinations(_open.Select((_, i) => Feasible(i)).ToList()).Take(MostCombinations).ToList();
        return _likely.Where(c => fixedAt is not var (parameter, rank) || c[parameter] == rank).FirstOrDefault(IsClean);
    }

    /// <summary>All ways to take one of each list; those that take early ones first.</summary>
    private static IEnumerable<int[]> Combinations(IReadOnlyList<List<int>> lists) => lists
        .Aggregate((IEnumerable<(int[] Items, int Cost)>)[([], 0)], (all, list) => all.SelectMany(a => list.Select((item, i) => (a.Items.Append(item).ToArray(), a.Cost + i))))
        .OrderBy(c => c.Cost).Select(c => c.Items);

    private bool IsClean(int[] ranks) => Try(ranks) is { } trial && !trial.Result.Findings.Broken && !trial.Mistakes.Any();

    private Trial? Try(int[] ranks) => site.Try([.. _open.Select((p, i) => (Parameter: p, Index: i)).Where(p => ranks[p.Index] >= 0).Select(p => new TextChange(
        new(p.Parameter.SpanStart, 0), $"[{KnownNames.Namespace}.Shape({string.Join(", ", Enumerable.Range(0, ranks[p.Index]).Select(axis => $"\"{Symbol(p.Index, axis)}\""))})] "))]);

    private static string Symbol(int parameter, int axis) => $"Axis{parameter}_{axis}";

    /// <summary>Sizes that have to be equal get one name, or the number or the declared name that one of them is.</summary>
    private Dictionary<(int Parameter, int Axis), Dim> Sizes(int[] ranks)
    {
        var equal = new Dictionary<string, Dim>();
        Dim Resolve(Dim dim)
        {
            while (dim.AsSymbol is { } s && equal.TryGetValue(s, out var known)) dim = known;
            return dim;
        }

        var graph = Try(ranks)?.Result.Graph;
        foreach (var constraint in graph is null ? [] : Requires(graph))
        {
            var (left, right) = (Resolve(constraint.Left), Resolve(constraint.Right));
            if (left == right) continue;
            if (left.AsSymbol is { } l && IsOurs(l) && right.Symbols.All(s => s != l) && (right.IsConstant || right.AsSymbol is not null)) equal[l] = right;
            else if (right.AsSymbol is { } r && IsOurs(r) && (left.IsConstant || left.AsSymbol is not null)) equal[r] = left;
        }
        var taken = new HashSet<string>((graph?.Symbols ?? []).Where(s => !IsOurs(s)).Concat(Declared()));
        var free = new Queue<string>(s_names.Where(n => !taken.Contains(n)));
        var sizes = new Dictionary<(int, int), Dim>();
        for (var i = 0; i < ranks.Length; i++)
        {
            for (var axis = 0; axis < ranks[i]; axis++)
            {
                var size = Resolve(Dim.Symbol(Symbol(i, axis)));
                if (size.AsSymbol is { } s && IsOurs(s))
                {
                    var name = Dim.Symbol(free.Count > 0 ? free.Dequeue() : $"{_open[i].Identifier.ValueText}{axis}");
                    equal[s] = name;
                    size = name;
                }
                sizes[(i, axis)] = size;
            }
        }
        return sizes;
    }

    /// <summary>What a graph and its bodies require: a branch's sizes are to fit too.</summary>
    private static IEnumerable<DimConstraint> Requires(Graph graph) =>
        graph.Requires.Concat(graph.Nodes.SelectMany(n => n.Attributes).OfType<Attr.Body>().SelectMany(b => Requires(b.Value)));

    private static bool IsOurs(string symbol) => symbol.StartsWith("Axis", System.StringComparison.Ordinal) && symbol.Contains('_');

    /// <summary>Names in the shapes that the function declares already.</summary>
    private IEnumerable<string> Declared() => site.Model.GetDeclaredSymbol(function, site.Token)!.Parameters
        .Select(p => Symbols.Shape(p.GetAttributes())).Where(a => a is not null)
        .SelectMany(a => a!.ConstructorArguments.Where(c => c.Kind == TypedConstantKind.Array && !c.IsNull).SelectMany(c => c.Values).Select(v => v.Value).OfType<string>())
        .SelectMany(text => Regex.Matches(text, @"\w+").Cast<Match>().Select(m => m.Value));
}
