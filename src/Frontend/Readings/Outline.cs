using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>
/// Compares files but for their method bodies: whether code in other files, which does not look into those, can mean something else.
/// Roslyn's own <c>AreEquivalent(…, topLevel: true)</c> also skips initializers of fields, and the bodies that declare fields.
/// </summary>
internal static class Outline
{
    public static bool Same(SyntaxTree before, SyntaxTree after) => ReferenceEquals(before, after)
        || (before.FilePath == after.FilePath && before.Options.Equals(after.Options) && Same(before.GetRoot(), after.GetRoot()));

    private static bool Same(SyntaxNode before, SyntaxNode after)
    {
        var directives = before.ContainsDirectives || after.ContainsDirectives;
        // A stack of its own: expressions may be nested thousands deep.
        var pending = new Stack<(SyntaxNodeOrToken Before, SyntaxNodeOrToken After)>();
        pending.Push((before, after));
        while (pending.Count > 0)
        {
            var (x, y) = pending.Pop();
            if (x.RawKind != y.RawKind) return false;
            if (x.AsNode() is not { } a || y.AsNode() is not { } b)
            {
                if (!Same(x.AsToken(), y.AsToken(), directives)) return false;
                continue;
            }
            if (a.IsIncrementallyIdenticalTo(b)) continue;
            if (IsInner(a) && IsInner(b))
            {
                // "#nullable" holds on behind the body.
                if (directives && !Nullable(a).SequenceEqual(Nullable(b))) return false;
                continue;
            }
            var (parts, others) = (a.ChildNodesAndTokens(), b.ChildNodesAndTokens());
            if (parts.Count != others.Count) return false;
            for (var i = 0; i < parts.Count; i++) pending.Push((parts[i], others[i]));
        }
        return true;
    }

    private static bool Same(SyntaxToken before, SyntaxToken after, bool directives) =>
        before.IsMissing == after.IsMissing && before.Text == after.Text
        && (!directives || Nullable(before.GetAllTrivia()).SequenceEqual(Nullable(after.GetAllTrivia())));

    private static IEnumerable<string> Nullable(SyntaxNode node) => node.ContainsDirectives ? Nullable(node.DescendantTrivia()) : [];

    private static IEnumerable<string> Nullable(IEnumerable<SyntaxTrivia> trivia) =>
        trivia.Where(t => t.IsKind(SyntaxKind.NullableDirectiveTrivia)).Select(t => t.ToString());

    /// <summary>Whether a node is a body of which nothing shows outside of it. All else, top-level statements too, declares what other files may name.</summary>
    private static bool IsInner(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax && node.Parent switch
    {
        BaseMethodDeclarationSyntax method => !MayHoldParameters(method.Parent),
        // "field" makes a property one that holds a value.
        AccessorDeclarationSyntax { Parent.Parent: BasePropertyDeclarationSyntax property } => !MayHoldParameters(property.Parent) && !NamesField(node),
        BasePropertyDeclarationSyntax property => !MayHoldParameters(property.Parent) && !NamesField(node),
        _ => false,
    };

    /// <summary>
    /// A parameter of a primary constructor that a body names becomes a field. Of classes only we ask for those fields, and look into the
    /// bodies then; what fields a struct has, the compiler asks too: whether it is unmanaged.
    /// </summary>
    private static bool MayHoldParameters(SyntaxNode? type) => type is TypeDeclarationSyntax declaration && declaration.Kind() is SyntaxKind.StructDeclaration or SyntaxKind.RecordStructDeclaration
        && (declaration.ParameterList is not null || declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool NamesField(SyntaxNode body) => body.DescendantTokens().Any(t => t.Text == "field");
}
