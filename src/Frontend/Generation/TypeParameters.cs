using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>The type parameters of the types around a member, for a method elsewhere that stands for it.</summary>
internal static class TypeParameters
{
    /// <summary><c>&lt;T, U&gt;</c>, outermost first; empty without any.</summary>
    public static string List(INamedTypeSymbol type) =>
        Of(type) is { Count: > 0 } all ? $"<{string.Join(", ", all.Select(p => Symbols.Escape(p.Name)))}>" : "";

    /// <summary><c> where T : struct where U : class, new()</c></summary>
    public static string Constraints(INamedTypeSymbol type) => string.Concat(Of(type).Select(p => (p, Of: Of(p).ToList())).Where(c => c.Of.Count > 0)
        .Select(c => $" where {Symbols.Escape(c.p.Name)} : {string.Join(", ", c.Of)}"));

    private static List<ITypeParameterSymbol> Of(INamedTypeSymbol type)
    {
        var all = new List<ITypeParameterSymbol>();
        for (var t = type; t is not null; t = t.ContainingType) all.InsertRange(0, t.TypeParameters);
        return all;
    }

    private static IEnumerable<string> Of(ITypeParameterSymbol parameter)
    {
        if (parameter.HasUnmanagedTypeConstraint) yield return "unmanaged";
        else if (parameter.HasValueTypeConstraint) yield return "struct";
        else if (parameter.HasReferenceTypeConstraint) yield return parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class";
        else if (parameter.HasNotNullConstraint) yield return "notnull";
        foreach (var type in parameter.ConstraintTypes) yield return Symbols.InCode(type);
        if (parameter.HasConstructorConstraint) yield return "new()";
        if (parameter.AllowsRefLikeType) yield return "allows ref struct";
    }
}
