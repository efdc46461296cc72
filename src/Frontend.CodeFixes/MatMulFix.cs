using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>GF0107: transposes an operand of a matrix product, or swaps the operands, where the inner dimensions then agree.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MatMulFix)), Shared]
public sealed class MatMulFix() : GraphCodeFix(Mistakes.OfOps[IR.OpErrors.InnerDimensions])
{
    // The operand that is written second is the weight more often than not.
    private static readonly (int Operand, string Flag)[] s_operands = [(1, "transposeY"), (0, "transposeX")];

    private protected override IEnumerable<FixChoice> Choices(FixSite site)
    {
        var call = site.Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(c => c.ArgumentList.Span.Contains(site.Node.Span));
        if (call is null || site.Model.GetSymbolInfo(call, site.Token).Symbol is not IMethodSymbol { Name: "MatMul" } method || !Symbols.IsApi(method.ContainingType, KnownNames.Ops)) return [];
        var arguments = call.ArgumentList.Arguments;
        // Operands by name may stand in any order, and say themselves which is which.
        if (arguments.Take(2).Any(a => a.NameColon is not null) || arguments.Skip(2).Any(a => a.NameColon is null)) return [];
        return s_operands.Select(o => Transposed(site, arguments, o.Operand, o.Flag)).Append(Swapped(arguments))
            .Where(choice => site.Try([.. choice.Edits])?.IsClean<InvocationExpressionSyntax>(call.SpanStart) == true);
    }

    /// <summary>Transposes an operand, or takes the transposition away that it has.</summary>
    private static FixChoice Transposed(FixSite site, SeparatedSyntaxList<ArgumentSyntax> arguments, int operand, string flag)
    {
        var x = arguments[operand].Expression;
        if (arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == flag) is { } given)
        {
            return given.Expression.IsKind(SyntaxKind.TrueLiteralExpression)
                ? new($"Use {x} without transposing it", flag, [new TextChange(TextSpan.FromBounds(arguments[arguments.IndexOf(given) - 1].Span.End, given.Span.End), "")])
                : FixChoice.Replace($"Transpose {x}", flag, given.Expression, "true");
        }
        return Untransposed(site, x) is { } inner
            ? FixChoice.Replace($"Use {inner} without transposing it", flag, x, inner.ToString())
            : new($"Transpose {x}", flag, [new TextChange(new(arguments.Last().Span.End, 0), $", {flag}: true")]);
    }

    private static FixChoice Swapped(SeparatedSyntaxList<ArgumentSyntax> arguments) => new($"Swap {arguments[0]} and {arguments[1]}", "swap",
        [new TextChange(arguments[0].Span, arguments[1].ToString()), new TextChange(arguments[1].Span, arguments[0].ToString())]);

    private static ExpressionSyntax? Untransposed(FixSite site, ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { ArgumentList.Arguments: [var argument] }
        && site.Model.GetSymbolInfo(expression, site.Token).Symbol is IMethodSymbol { Name: "Transpose" } method && Symbols.IsApi(method.ContainingType, KnownNames.Ops)
            ? argument.Expression
            : null;
}
