using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>Writing tensors to the console becomes <c>Graph.Print</c>, which the graph keeps: one for each tensor in the text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PrintFix)), Shared]
public sealed class PrintFix() : GraphCodeFix(Fallbacks.Outside)
{
    private protected override IEnumerable<FixChoice> Choices(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>(IsOutput) is not { Parent: ExpressionStatementSyntax statement } call) yield break;
        var prints = Tensors(call, site).Select(t => $"{site.Name("Graph", "Print")}({t.Tensor}, {SymbolDisplay.FormatLiteral(t.Label, quote: true)});").ToList();
        if (prints.Count == 0) yield break;
        var text = Join(statement, prints);
        yield return new("Print with Graph.Print", "print", [new(statement.Span, text)]);

        bool IsOutput(InvocationExpressionSyntax c) => site.Model.GetSymbolInfo(c, site.Token).Symbol is IMethodSymbol { Name: "Write" or "WriteLine" } method
            && method.ContainingType is { Name: "Console" or "TextWriter" or "Debug" or "Trace", ContainingNamespace: { } space }
            && space.ToDisplayString() is "System" or "System.IO" or "System.Diagnostics";
    }

    /// <summary>Each tensor that is written, with the words before it.</summary>
    private static IEnumerable<(ExpressionSyntax Tensor, string Label)> Tensors(InvocationExpressionSyntax call, FixSite site)
    {
        var words = "";
        foreach (var (expression, text) in call.ArgumentList.Arguments.SelectMany(a => Parts(a.Expression)))
        {
            if (expression is null)
            {
                words = text;
                continue;
            }
            var tensor = Tensor(expression, site);
            if (tensor is not null) yield return (tensor, words.Contains('{') || words.Trim(' ', ':', '=', ',') is not { Length: > 0 } label ? tensor.ToString() : label);
            words = "";
        }
    }

    /// <summary>The pieces of a text: words, and expressions between them.</summary>
    private static IEnumerable<(ExpressionSyntax? Expression, string Text)> Parts(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax { Token.Value: var value } => [(null, value as string ?? "")],
        InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.SelectMany(c => c switch
        {
            InterpolatedStringTextSyntax words => [(null, words.TextToken.ValueText)],
            InterpolationSyntax hole => Parts(hole.Expression),
            _ => [],
        }),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when Parts(sum.Left).Concat(Parts(sum.Right)).Any(p => p.Expression is null) =>
            Parts(sum.Left).Concat(Parts(sum.Right)),
        ParenthesizedExpressionSyntax inner => Parts(inner.Expression),
        _ => [(text, "")],
    };

    /// <summary>The tensor of <c>x</c>, <c>x.Item()</c> and <c>x.ToString()</c>.</summary>
    private static ExpressionSyntax? Tensor(ExpressionSyntax expression, FixSite site) => expression switch
    {
        _ when Symbols.IsTensor(site.TypeOf(expression)) => expression,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var x, Name.Identifier.ValueText: "Item" or "ToString" or "ToArray" } }
            when Symbols.IsTensor(site.TypeOf(x)) => x,
        _ => null,
    };

    private static string Join(StatementSyntax statement, List<string> lines)
    {
        var column = statement.GetLocation().GetLineSpan().StartLinePosition.Character;
        var indent = statement.SyntaxTree.GetText().Lines.GetLineFromPosition(statement.SpanStart).ToString();
        indent = indent.Substring(0, System.Math.Min(column, indent.Length - indent.TrimStart().Length));
        var joined = string.Join("\n" + indent, lines);
        // "if (c) Console.WriteLine(…);" has room for one statement.
        return lines.Count > 1 && statement.Parent is not (BlockSyntax or SwitchSectionSyntax) ? "{ " + string.Join(" ", lines) + " }" : joined;
    }
}
