using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend;

/// <summary>
/// Finds calls by the name that is written. What a tree holds is remembered as long as the tree lives, so an edit looks at one file only.
/// </summary>
internal static class CallIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, Entry> s_known = new();

    private sealed record Entry(ImmutableHashSet<string> Names, ImmutableArray<TextSpan> Calls);

    /// <summary>The calls in a file of methods with one of these names.</summary>
    public static IEnumerable<InvocationExpressionSyntax> Find(SyntaxTree tree, ImmutableHashSet<string> names, CancellationToken token)
    {
        if (!s_known.TryGetValue(tree, out var entry) || !entry.Names.SetEquals(names))
        {
            entry = new(names, Search(tree, names, token));
            lock (s_known)
            {
                s_known.Remove(tree);
                s_known.Add(tree, entry);
            }
        }
        if (entry.Calls.IsEmpty) return [];
        var root = tree.GetRoot(token);
        return entry.Calls.Select(span => (InvocationExpressionSyntax)root.FindNode(span, getInnermostNodeForTie: true));
    }

    private static ImmutableArray<TextSpan> Search(SyntaxTree tree, ImmutableHashSet<string> names, CancellationToken token) =>
        [.. WrittenNames.Find(tree, names, token).Select(name => WrittenNames.Call(WrittenNames.Expression(name))).OfType<InvocationExpressionSyntax>().Select(call => call.Span)];
}
