using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;

namespace GraphCompiler.Filetests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>
/// <c>@f([1, 2], 3) == [4, 5]</c> on every engine: the same bits. <c>~=</c>: up to a few roundings. <c>fails: text</c>: the
/// message contains the text. <c>== ?</c> asks for the result to be filled in from the reference engine. What is printed meanwhile
/// follows behind <c>prints:</c>, without line breaks in a tensor, and separated by <c>|</c>.
/// </summary>
internal sealed class RunDirective
{
    private readonly string _text;
    private readonly Graph _graph;
    private readonly Literal[] _inputs;
    private readonly string _relation;
    private readonly string _outcome;
    private readonly string _printed;

    private RunDirective(Seq<Graph> graphs, string text)
    {
        _text = text;
        var open = text.IndexOf('(');
        if (open < 0 || text[0] != '@') throw Wrong("does not begin with @name(");
        var name = text[1..open];
        _graph = graphs.FirstOrDefault(g => g.Name == name) ?? throw Wrong($"there is no graph @{name} above");
        var position = open + 1;
        _inputs = Literals(text, ref position, _graph.ParameterTypes);
        SkipTo(ref position, ")");
        var rest = text[position..].Trim();
        _relation = new[] { "==", "~=", "fails:" }.FirstOrDefault(r => rest.StartsWith(r, StringComparison.Ordinal)) ?? throw Wrong("has none of ==, ~= and fails:");
        var parts = rest[_relation.Length..].Split("prints:");
        (_outcome, _printed) = (parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : "");
    }

    /// <summary>Runs the directive. Returns its text, filled in where it asks for that.</summary>
    /// <exception cref="FormatException">The outcome is another one, or the directive is malformed.</exception>
    public static string Rerun(Seq<Graph> graphs, string text)
    {
        var directive = new RunDirective(graphs, text);
        if (directive._outcome == "?")
            return text.TrimEnd('?') + string.Join(", ", Engine.Reference.Run(directive._graph, directive._inputs).Select(LiteralText.WriteLists));
        var problems = Engine.All.Select(e => directive.Problem(e) is { } problem ? $"{e.Name}: {problem}" : null).OfType<string>().ToList();
        return problems.Count == 0 ? text : throw directive.Wrong("\n  " + string.Join("\n  ", problems));
    }

    private string? Problem(Engine engine)
    {
        var before = GraphCompiler.Graph.Output;
        var output = new StringWriter { NewLine = " | " };
        GraphCompiler.Graph.Output = output;
        try
        {
            var problem = ProblemOfResults(engine);
            var printed = output.ToString().TrimEnd(' ', '|').Replace("\n", "");
            return problem ?? (printed == _printed ? null : $"prints: {printed}");
        }
        finally
        {
            GraphCompiler.Graph.Output = before;
        }
    }

    private string? ProblemOfResults(Engine engine)
    {
        Literal[] results;
        try
        {
            results = engine.Run(_graph, _inputs);
        }
        catch (Exception e) when (_relation == "fails:" && e is ArgumentException or ArithmeticException or GraphAssertException)
        {
            return e.Message.Contains(_outcome, StringComparison.Ordinal) ? null : $"another message: {e.Message}";
        }
        if (_relation == "fails:") return "ran without an error";
        var position = 0;
        var expected = Literals(_outcome, ref position, _graph.OutputTypes);
        var differences = expected.Select((literal, i) =>
            (_relation == "==" ? Closeness.Exact : Closeness.For(literal.DType)).Difference(literal, results[i]) is { } d ? $"result {i}: {d}" : null).OfType<string>().ToList();
        return differences.Count == 0 ? null : string.Join("\n  ", differences);
    }

    private Literal[] Literals(string text, ref int position, Seq<TensorType> types)
    {
        var literals = new List<Literal>();
        foreach (var type in types)
        {
            if (literals.Count > 0) SkipTo(text, ref position, ",");
            literals.Add(LiteralText.Parse(text, ref position, type));
        }
        return [.. literals];
    }

    private void SkipTo(ref int position, string token) => SkipTo(_text, ref position, token);

    private void SkipTo(string text, ref int position, string token)
    {
        while (position < text.Length && text[position] == ' ') position++;
        if (!text[position..].StartsWith(token, StringComparison.Ordinal)) throw Wrong($"needs '{token}' at column {position + 1}");
        position += token.Length;
    }

    private FormatException Wrong(string problem) => new($"// run: {_text}: {problem}");
}
