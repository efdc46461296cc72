using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>
/// A fix that edits the text of one document. What it offers for one diagnostic is computed from the document as it stands, so
/// that fixing all is making all edits at once.
/// </summary>
public abstract class GraphCodeFix : CodeFixProvider
{
    private protected GraphCodeFix(params DiagnosticDescriptor[] descriptors) => FixableDiagnosticIds = [.. descriptors.Select(d => d.Id)];

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var edits = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(d => d.Location.SourceSpan.Start))
        {
            var site = await FixSite.Of(document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (site is not null && Choices(site).FirstOrDefault(c => c.Key == context.CodeActionEquivalenceKey) is { } choice) Merge(edits, choice.Edits);
        }
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(edits.OrderBy(e => e.Span.Start)));
    });

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FixSite.Of(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } site) continue;
            foreach (var choice in Choices(site))
            {
                context.RegisterCodeFix(CodeAction.Create(choice.Title, async token =>
                {
                    var text = await context.Document.GetTextAsync(token).ConfigureAwait(false);
                    return context.Document.WithText(text.WithChanges(choice.Edits));
                }, choice.Key), diagnostic);
            }
        }
    }

    /// <summary>What to offer, the best first; nothing where the code is not of the form that the fix knows.</summary>
    private protected abstract IEnumerable<FixChoice> Choices(FixSite site);

    /// <summary>Two functions of a class make the same class partial; edits that would cut into each other wait for the next round.</summary>
    private static void Merge(List<TextChange> all, ImmutableArray<TextChange> more)
    {
        var added = more.Where(e => !all.Contains(e)).ToList();
        if (!added.Any(e => all.Any(a => a.Span.OverlapsWith(e.Span) || a.Span == e.Span))) all.AddRange(added);
    }
}

/// <param name="Key">Equal for choices of one kind, which are fixed together.</param>
internal sealed record FixChoice(string Title, string Key, ImmutableArray<TextChange> Edits)
{
    public static FixChoice Replace(string title, string key, SyntaxNode node, string text) => new(title, key, [new(node.Span, text)]);
}
