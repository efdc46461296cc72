using System.Collections.Generic;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend;

/// <summary>The places in the user's source that a graph's nodes come from.</summary>
internal sealed class LocationTable
{
    private readonly Dictionary<(SyntaxTree, TextSpan), SourceLocation> _known = [];

    public SourceLocation Add(SyntaxNode node)
    {
        var key = (node.SyntaxTree, node.Span);
        if (_known.TryGetValue(key, out var location)) return location;
        var line = node.GetLocation().GetLineSpan();
        location = new SourceLocation(line.Path, line.StartLinePosition.Line + 1, line.StartLinePosition.Character + 1);
        _known.Add(key, location);
        return location;
    }
}
