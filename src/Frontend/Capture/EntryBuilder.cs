using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>Writes down how arguments become a graph's inputs.</summary>
internal static class EntryBuilder
{
    /// <summary>null when the method's own parameters and result will do.</summary>
    public static EntryModel? Build(IMethodSymbol method, FunctionSignature signature, Graph graph, Dictionary<Layout.Leaf, Node> nodes, string result)
    {
        var leaves = nodes.ToDictionary(n => n.Value, n => n.Key);
        var inputs = graph.Parameters.Select(p => leaves[p]).ToList();
        if (signature.This is null && signature.Inputs.All(i => i.Layout is Layout.Leaf && (Symbols.IsTensor(i.Parameter.Type) || Symbols.ScalarDType(i.Parameter.Type) is not null)) && IsFlat(method.ReturnType)) return null;
        var kept = new HashSet<Layout.Leaf>(inputs);
        return new(
            inputs.Select(l => new InputModel(Symbols.Escape(l.Name), l.Path, l.Access, l.HostScalar)).ToSeq(),
            signature.Inputs.Select(i => i.Layout).Concat(signature.This?.Members.Select(m => m.Layout) ?? []).SelectMany(l => Checks(l, kept, Symbols.ShortName(method))).ToSeq(),
            result);
    }

    /// <summary>True for what the kernels return as it is: a tensor, or a tuple of tensors.</summary>
    private static bool IsFlat(ITypeSymbol type) =>
        Symbols.IsTensor(type) || type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(e => Symbols.IsTensor(e.Type));

    private static IEnumerable<string> Checks(Layout layout, HashSet<Layout.Leaf> kept, string function)
    {
        if (layout is Layout.Leaf || !layout.Leaves.Any(kept.Contains)) yield break;
        if (layout is Layout.Structure { Type.IsReferenceType: true } or Layout.Array)
            yield return $"global::System.ArgumentNullException.ThrowIfNull({layout.Access}, {GeneratedCode.Quote(layout.Path)});";
        if (layout is Layout.Array { Items.Count: var length })
            yield return $"global::GraphCompiler.Kernels.Entry.CheckLength({GeneratedCode.Quote(function)}, {GeneratedCode.Quote(layout.Path)}, {length}, {layout.Access}.Length);";
        foreach (var check in layout.Parts.SelectMany(p => Checks(p, kept, function))) yield return check;
    }
}
