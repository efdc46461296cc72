using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>GF0001: makes the class of a graph function, and the classes around it, partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialFix)), Shared]
public sealed class PartialFix() : GraphCodeFix(Mistakes.NotPartial)
{
    private protected override IEnumerable<FixChoice> Choices(FixSite site)
    {
        var types = site.Node.Ancestors().OfType<TypeDeclarationSyntax>().Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword)).Reverse().ToList();
        // "partial" stands right before the keyword: class, struct, record, record struct.
        var edits = types.Select(t => new TextChange(new(t.Keyword.SpanStart, 0), "partial ")).ToImmutableArray();
        if (edits.Length > 0) yield return new($"Make {string.Join(" and ", types.Select(t => t.Identifier.ValueText))} partial", "partial", edits);
    }
}
