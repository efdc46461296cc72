using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>GF1013: passes the compiled graph, or a lambda that calls the function, in place of the function as a delegate.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DelegateFix)), Shared]
public sealed class DelegateFix() : GraphCodeFix(Fallbacks.Delegate)
{
    private protected override IEnumerable<FixChoice> Choices(FixSite site)
    {
        if (site.Expression is not { } expression || site.Model.GetSymbolInfo(expression, site.Token).Symbol is not IMethodSymbol method) yield break;
        var qualifier = expression is MemberAccessExpressionSyntax access ? access.Expression + "." : "";
        var companion = $"{qualifier}{Companion.NameOf(method)}.Compiled";
        // The companion has a Func; other delegate types take a lambda only.
        if (method.IsStatic && site.Model.GetTypeInfo(expression, site.Token).ConvertedType is not INamedTypeSymbol { Name: not "Func" })
            yield return FixChoice.Replace($"Use {companion}", "compiled", expression, companion);
        var parameters = string.Join(", ", method.Parameters.Select(p => p.Name));
        yield return FixChoice.Replace($"Use a lambda that calls {method.Name}", "lambda", expression,
            $"{(method.Parameters.Length == 1 ? parameters : $"({parameters})")} => {expression}({parameters})");
    }
}
