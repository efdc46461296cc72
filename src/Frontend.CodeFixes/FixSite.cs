using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>The place of a diagnostic in the code that is to be fixed.</summary>
/// <param name="Node">The innermost syntax that the diagnostic underlines.</param>
internal sealed record FixSite(SyntaxNode Node, SyntaxNode Root, SemanticModel Model, CancellationToken Token)
{
    public static async Task<FixSite?> Of(Document document, Diagnostic diagnostic, CancellationToken token)
    {
        var root = await document.GetSyntaxRootAsync(token).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(token).ConfigureAwait(false);
        var span = diagnostic.Location.SourceSpan;
        if (root is null || model is null || !root.FullSpan.Contains(span)) return null;
        return new(root.FindNode(span, getInnermostNodeForTie: true), root, model, token);
    }

    /// <summary>The graph function around the place; null outside of one, or in a method that a graph function calls.</summary>
    public MethodDeclarationSyntax? Function =>
        Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
        && Model.GetDeclaredSymbol(method, Token) is { } symbol && Symbols.IsGraphFunction(symbol) ? method : null;

    /// <summary>The expression that the diagnostic underlines; null where it underlines something else.</summary>
    public ExpressionSyntax? Expression => Node is ArgumentSyntax argument ? argument.Expression : Node as ExpressionSyntax;

    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => Model.GetTypeInfo(expression, Token).Type;

    /// <summary>How code at this place calls a static member of the public API: <c>Equal</c>, <c>Ops.Equal</c> or <c>GraphCompiler.Ops.Equal</c>.</summary>
    public string Name(string type, string member)
    {
        var position = Node.SpanStart;
        if (Model.LookupSymbols(position, name: member) is { IsEmpty: false } found && found.All(m => Symbols.IsApi(m.ContainingType, type))) return member;
        return Model.LookupNamespacesAndTypes(position, name: type) is [INamedTypeSymbol known] && Symbols.IsApi(known, type)
            ? $"{type}.{member}"
            : $"{KnownNames.Namespace}.{type}.{member}";
    }

    /// <summary>
    /// What the compiler would say of the graph function if the edits were made. Fixes try what they offer, so that what is offered
    /// is right.
    /// </summary>
    public Trial? Try(params TextChange[] edits)
    {
        if (Function is not { } function) return null;
        var methods = Root.DescendantNodes().OfType<MethodDeclarationSyntax>().ToList();
        var tree = Root.SyntaxTree.WithChangedText(Root.SyntaxTree.GetText(Token).WithChanges(edits));
        var compilation = Model.Compilation.ReplaceSyntaxTree(Root.SyntaxTree, tree);
        // No fix adds or removes methods.
        var edited = tree.GetRoot(Token).DescendantNodes().OfType<MethodDeclarationSyntax>().ElementAtOrDefault(methods.IndexOf(function));
        return edited is not null && compilation.GetSemanticModel(tree).GetDeclaredSymbol(edited, Token) is { } symbol
            ? new(edited, FunctionCapture.Run(symbol, compilation, Token))
            : null;
    }
}

/// <param name="Function">The edited function.</param>
internal sealed record Trial(MethodDeclarationSyntax Function, CaptureResult Result)
{
    public IEnumerable<Finding> Mistakes => Result.Findings.All.Where(f => f.IsMistake);

    /// <summary>The mistakes in the first expression of a kind that begins at a position.</summary>
    public bool IsClean<T>(int start)
        where T : ExpressionSyntax
    {
        var expression = Function.DescendantNodes().OfType<T>().FirstOrDefault(e => e.SpanStart == start);
        return !Result.Findings.Broken && expression is not null && !Mistakes.Any(m => expression.Span.Contains(m.Location.SourceSpan));
    }
}
