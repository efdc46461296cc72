using System.Collections.Generic;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>GF1003 on <c>==</c> of tensors, which compares references: compares the elements.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EqualFix)), Shared]
public sealed class EqualFix() : GraphCodeFix(Fallbacks.Expression)
{
    private protected override IEnumerable<FixChoice> Choices(FixSite site)
    {
        if (site.Node is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison) yield break;
        if (!Symbols.IsTensor(site.TypeOf(comparison.Left)) && !Symbols.IsTensor(site.TypeOf(comparison.Right))) yield break;
        var op = comparison.IsKind(SyntaxKind.EqualsExpression) ? "Equal" : "NotEqual";
        yield return FixChoice.Replace($"Compare the elements with {op}", "equal", comparison, $"{site.Name(KnownNames.Ops, op)}({comparison.Left}, {comparison.Right})");
    }
}
