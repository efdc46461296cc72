using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// Says what is found while a function's body and the methods that it calls are read. In a called method it is said of the call in the
/// function itself, with words for where the trouble is.
/// </summary>
internal sealed class Reports(IMethodSymbol root, Findings findings)
{
    private readonly Stack<(IMethodSymbol Method, SyntaxNode Call)> _followed = new();

    /// <summary>What messages call the function.</summary>
    public string Function { get; } = Symbols.ShortName(root);

    /// <summary>How many calls are followed into each other here; 0 in the function itself.</summary>
    public int Depth => _followed.Count;

    /// <summary>How often a method is being read here, one call in another.</summary>
    /// <param name="method">As declared.</param>
    public int DepthOf(IMethodSymbol method) =>
        _followed.Select(f => f.Method).Append(root).Count(m => SymbolEqualityComparer.Default.Equals(m, method));

    public void Enter(IMethodSymbol method, SyntaxNode call) => _followed.Push((method, call));

    public void Leave() => _followed.Pop();

    /// <summary>Why the function runs eagerly.</summary>
    public Value Eagerly(DiagnosticDescriptor descriptor, SyntaxNode at, string reason) => Add(descriptor, at, $"{Function} runs eagerly because {reason}");

    /// <summary>What is wrong with the code.</summary>
    public Value Mistake(DiagnosticDescriptor descriptor, SyntaxNode at, string problem) => Add(descriptor, at, problem);

    private Value Add(DiagnosticDescriptor descriptor, SyntaxNode at, string message)
    {
        var place = at.GetLocation();
        if (_followed.Count == 0)
        {
            findings.Add(descriptor, place, message);
        }
        else
        {
            var line = place.GetLineSpan();
            findings.Add(descriptor, _followed.Last().Call.GetLocation(), message,
                $" (in {Symbols.InProse(_followed.Peek().Method)}, {Path.GetFileName(line.Path)} line {line.StartLinePosition.Line + 1})");
        }
        return Value.Unknown.Value;
    }
}
