using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>The way from symbols to syntax: a reading depends on every file that it looks into, so each is noted.</summary>
internal static class Declarations
{
    /// <summary>The syntax that declares a symbol; of symbols of other assemblies there is none.</summary>
    public static IEnumerable<SyntaxNode> Of(ISymbol symbol, CancellationToken token = default) => symbol.DeclaringSyntaxReferences.Select(r => Of(r, token));

    public static SyntaxNode? Of(AttributeData attribute, CancellationToken token) => attribute.ApplicationSyntaxReference is { } reference ? Of(reference, token) : null;

    private static SyntaxNode Of(SyntaxReference reference, CancellationToken token)
    {
        FilesRead.Note(reference.SyntaxTree);
        return reference.GetSyntax(token);
    }

    /// <summary>What the compiler knows of a file.</summary>
    public static SemanticModel ModelOf(SyntaxTree file, Compilation compilation)
    {
        FilesRead.Note(file);
        return compilation.GetSemanticModel(file);
    }
}
