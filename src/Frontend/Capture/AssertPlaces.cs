using System.Collections.Generic;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend;

/// <summary>The places in the user's source that a graph's asserts name, by their numbers. Nothing else of the graph knows where it stands.</summary>
internal sealed class AssertPlaces
{
    private readonly Dictionary<(SyntaxTree, TextSpan), int> _numbers = [];
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    /// <summary>Where C# says that a call stands: at its bracket.</summary>
    public Attr Of(IInvocationOperation call) =>
        Of(((call.Syntax as InvocationExpressionSyntax)?.ArgumentList.OpenParenToken.GetLocation() ?? call.Syntax.GetLocation()).GetMappedLineSpan(), call.Syntax);

    /// <summary>A line that stands for an expression.</summary>
    public Attr Of(FileLinePositionSpan line, SyntaxNode at)
    {
        var key = (at.SyntaxTree, at.Span);
        if (!_numbers.TryGetValue(key, out var number))
        {
            _numbers.Add(key, number = _all.Count);
            // As the runtime names the caller's place.
            _all.Add($"{line.Path.Substring(line.Path.LastIndexOfAny(['/', '\\']) + 1)} line {line.StartLinePosition.Line + 1}");
        }
        return new Attr.Int(number);
    }
}
