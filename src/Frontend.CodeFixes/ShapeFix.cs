using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>GF1006: adds a <c>[Shape]</c> of each rank that the body has a use for, the likeliest first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShapeFix)), Shared]
public sealed class ShapeFix() : GraphCodeFix(Fallbacks.NoShape)
{
    private protected override IEnumerable<FixChoice> Choices(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<ParameterSyntax>() is not { } parameter || site.Function is not { } function) yield break;
        var guess = new ShapeGuess(site, function);
        var offered = new HashSet<string>();
        foreach (var (rank, best) in guess.Ranks(parameter))
        {
            var text = ShapeText.Write(guess.Shape(parameter, rank));
            if (offered.Add(text))
                yield return new($"Add [{text}]", best ? "guess" : $"rank{rank}", [new TextChange(new(parameter.SpanStart, 0), $"[{text}] ")]);
        }
    }
}
