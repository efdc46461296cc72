using System;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// Functions of any number of leading axes, <c>[Shape("…", 64)]</c>: a graph of its own for each number, since the rank shapes
/// the code. All "…" of a function stand for the same axes. A call chooses by the rank of its argument.
/// </summary>
internal static class LeadingAxes
{
    /// <summary>The most leading axes that a graph is made for; more are an error at run time.</summary>
    public const int Most = 4;

    private const int Deepest = 8;

    /// <summary>Whether the shape of a parameter leaves the number of axes open.</summary>
    public static bool AreOpen(IMethodSymbol method) => method.Parameters.Any(p => ShapeReader.IsOpen(Symbols.Shape(p.GetAttributes())));

    /// <summary>Whether the shape of a member of a parameter or of <c>this</c> does.</summary>
    public static bool AreOpenInMembers(IMethodSymbol method) =>
        method.Parameters.Select(p => p.Type).Concat(method.IsStatic ? [] : [method.ContainingType]).Any(t => AreOpenIn(t, Deepest));

    private static bool AreOpenIn(ITypeSymbol type, int depth) => depth > 0 && type switch
    {
        IArrayTypeSymbol array => AreOpenIn(array.ElementType, depth - 1),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(e => AreOpenIn(e.Type, depth - 1)),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } named when !Symbols.IsTensor(named) =>
            DataMember.Of(named).Any(m => ShapeReader.IsOpen(m.Shape) || AreOpenIn(m.Type, depth - 1)),
        _ => false,
    };

    /// <summary>
    /// What the function is for each number of axes. It may make sense for some only: softmax along the last axis but one needs
    /// two. A mistake that is made for all of them is a mistake; what is not captured for one is not captured.
    /// </summary>
    /// <param name="capture">Captures the function with "…" for so many axes.</param>
    public static CaptureResult Capture(IMethodSymbol method, Func<int, CaptureResult> capture)
    {
        var all = Enumerable.Range(0, Most + 1).Select(capture).ToList();
        if (all.FirstOrDefault(c => c.Findings.Broken || c.Findings.All.Any(f => !f.IsMistake)) is { } limited) return limited;
        if (all.FirstOrDefault(c => c.Graph is not null) is not { } first) return all[1];
        // Asserts name their places by number, which all graphs of the function have to agree on.
        var places = all.OrderByDescending(c => c.Places.Count).First().Places;
        var entries = all.Where(c => c.Graph is not null).Select(c => c.Entry).Distinct().ToList();
        if (entries.Count == 1 && all.All(c => places.Take(c.Places.Count).SequenceEqual(c.Places)))
            return first with { Places = places, Variants = all.Select(c => new CapturedVariant(c.Graph, c.Findings.First?.Message)).ToSeq() };
        var findings = new Findings();
        findings.Add(Fallbacks.LeadingAxes, method.Locations[0],
            $"{Symbols.ShortName(method)} runs eagerly because {(entries.Count > 1
                ? "it reads other members, or returns another number of tensors, for each number of axes that \"…\" may stand for"
                : "it does not meet the same asserts for each number of axes that \"…\" may stand for")}; give each axis a size or a name");
        return new(null, null, findings);
    }
}
