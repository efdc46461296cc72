using System;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>The simple names of all graph functions that a project can call, found without binding anything.</summary>
internal static class FunctionNames
{
    private const string Attribute = "GraphFunction";

    private static readonly ConditionalWeakTable<SyntaxTree, string[]> s_known = new();

    public static ImmutableHashSet<string> Of(Compilation compilation, CancellationToken token) =>
        compilation.SyntaxTrees.SelectMany(tree => s_known.GetValue(tree, t => Declared(t, token)))
            .Concat(Referenced(compilation)).ToImmutableHashSet();

    /// <summary>Of the assemblies that the project references.</summary>
    public static System.Collections.Generic.IEnumerable<string> Referenced(Compilation compilation) =>
        ReferencedFunctions.Of(compilation).Values.SelectMany(n => n.Keys).Select(ReferencedFunctions.SimpleName);

    private static string[] Declared(SyntaxTree tree, CancellationToken token) => tree.GetText(token).ToString().IndexOf(Attribute, StringComparison.Ordinal) < 0
        ? []
        : tree.GetRoot(token).DescendantNodes().OfType<MethodDeclarationSyntax>().Where(IsMarked).Select(m => m.Identifier.ValueText).ToArray();

    private static bool IsMarked(MethodDeclarationSyntax method) => method.AttributeLists.SelectMany(l => l.Attributes).Any(a =>
        (a.Name as SimpleNameSyntax ?? (a.Name as QualifiedNameSyntax)?.Right)?.Identifier.ValueText is Attribute or Attribute + "Attribute");
}
