using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>
/// Finds names in a file by a search of its text, before anything is bound: binding all calls of a project would take seconds, and a
/// walk through the whole tree would make all its nodes.
/// </summary>
internal static class WrittenNames
{
    /// <summary>Where one of the names is written as code, in the file's order.</summary>
    public static IEnumerable<SimpleNameSyntax> Find(SyntaxTree tree, ImmutableHashSet<string> names, CancellationToken token)
    {
        var text = tree.GetText(token).ToString();
        var positions = new List<int>();
        foreach (var name in names)
        {
            // A method that is just being typed.
            if (name.Length == 0) continue;
            for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal)) positions.Add(at);
        }
        if (positions.Count == 0) yield break;
        positions.Sort();
        var root = tree.GetRoot(token);
        var end = 0;
        foreach (var position in positions)
        {
            var identifier = root.FindToken(position);
            // One name may be part of another, and comments are found as well.
            if (position < end || !identifier.Span.Contains(position) || identifier.Parent is not SimpleNameSyntax name || !names.Contains(identifier.ValueText)) continue;
            end = identifier.Span.End;
            yield return name;
        }
    }

    /// <summary>The expression that the name is the last part of: <c>a.F</c> of <c>F</c>.</summary>
    public static ExpressionSyntax Expression(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding => binding,
        _ => name,
    };

    /// <summary>The call of what the expression names; null when it is no call.</summary>
    public static InvocationExpressionSyntax? Call(ExpressionSyntax expression) =>
        expression.Parent is InvocationExpressionSyntax call && call.Expression == expression ? call : null;
}
