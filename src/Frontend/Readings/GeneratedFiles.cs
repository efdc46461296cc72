using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend;

/// <summary>
/// The files that our generator wrote, by their texts: analyzers see them in the project, the generator does not. They change nothing
/// for code that compiles without them and names nothing that they declare.
/// </summary>
internal static class GeneratedFiles
{
    private static readonly ConditionalWeakTable<SourceText, object> s_ours = new();
    private static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> s_declared = new();
    private static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> s_named = new();

    /// <summary>A generated file's text, known as ours from now on.</summary>
    public static SourceText Text(string text)
    {
        // The compiler's own hash; of a text with another it makes a copy, which is not known as ours.
        var source = SourceText.From(text, System.Text.Encoding.UTF8, SourceHashAlgorithm.Sha256);
        s_ours.Add(source, source.Encoding!);
        return source;
    }

    public static bool IsOurs(SyntaxTree file) => file.TryGetText(out var text) && s_ours.TryGetValue(text, out _);

    /// <summary>Whether a file has a name in it that a generated one declares.</summary>
    public static bool IsNamedIn(SyntaxTree file, SyntaxTree generated) => s_declared.GetValue(generated, Declared).Overlaps(s_named.GetValue(file, Named));

    private static HashSet<string> Named(SyntaxTree file) =>
        new(file.GetRoot().DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText));

    /// <summary>The members that it adds to the user's types, and the namespace of all else.</summary>
    private static HashSet<string> Declared(SyntaxTree file)
    {
        var names = new HashSet<string> { KnownNames.GeneratedNamespace.Substring(KnownNames.Namespace.Length + 1) };
        foreach (var node in file.GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax || IsPart(n)).Where(n => IsPart(n.Parent)))
        {
            switch (node)
            {
                case BaseTypeDeclarationSyntax type when !IsPart(type):
                    names.Add(type.Identifier.ValueText);
                    break;
                case DelegateDeclarationSyntax type:
                    names.Add(type.Identifier.ValueText);
                    break;
                case MethodDeclarationSyntax method:
                    names.Add(method.Identifier.ValueText);
                    break;
                case PropertyDeclarationSyntax property:
                    names.Add(property.Identifier.ValueText);
                    break;
            }
        }
        return names;
    }

    /// <summary>A part of one of the user's types.</summary>
    private static bool IsPart(SyntaxNode? node) => node is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword);
}
