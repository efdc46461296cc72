using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>
/// A piece of a program: text with <c>$0</c>, <c>$1</c>, … in place of its parts, or <c>$*</c> for all of them. The graph function and
/// the plain method have the same text; what <c>TI</c>, <c>Vec</c> and their like mean differs.
/// </summary>
internal sealed record Code(Sort Sort, string Template, params Code[] Parts)
{
    /// <summary>Stands before the method under test, where the attribute goes.</summary>
    public const string Mark = "$RUN";

    public static Code Block(IEnumerable<Code> statements) => new(Sort.Statement, "{ $* }", statements.ToArray());

    public bool IsBlock => Template == "{ $* }";

    public int Size => 1 + Parts.Sum(p => p.Size);

    /// <summary>This piece and all in it, with a way to put something else in its place.</summary>
    public IEnumerable<(Code Piece, System.Func<Code, Code> Replace)> Places()
    {
        yield return (this, other => other);
        for (var i = 0; i < Parts.Length; i++)
        {
            var at = i;
            foreach (var (piece, replace) in Parts[at].Places())
                yield return (piece, other => this with { Parts = Parts.Select((p, k) => k == at ? replace(other) : p).ToArray() });
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        for (var i = 0; i < Template.Length; i++)
        {
            var next = i + 1 < Template.Length ? Template[i + 1] : ' ';
            if (Template[i] == '$' && char.IsDigit(next)) Parts[next - '0'].Write(text);
            else if (Template[i] == '$' && next == '*') WriteAll(text);
            else
            {
                text.Append(Template[i]);
                continue;
            }
            i++;
        }
    }

    private void WriteAll(StringBuilder text)
    {
        foreach (var part in Parts)
        {
            part.Write(text);
            text.Append('\n');
        }
    }

    /// <summary>Indented, for who has to read it.</summary>
    public static string Format(string text) => CSharpSyntaxTree.ParseText(text, Source.Parse).GetRoot().NormalizeWhitespace().ToFullString();
}
