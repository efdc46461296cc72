using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.Codegen;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Filetests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>
/// One case of a file: IR text, directives in comments, and the outcome, which is written back in the same form:
/// an error as a comment under its line, with a caret under its column; a printed graph as a block after <c>// expect:</c>.
/// </summary>
internal sealed partial class Case
{
    private const string Expect = "// expect:";

    [GeneratedRegex(@"^// *(\^~* )?error( GF\d+)?( at column \d+)?: ")]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"^// (?<name>passes|verify|codegen|run): ?(?<value>.*)$")]
    private static partial Regex Directive();

    private readonly List<string> _lines;
    private readonly string _file;

    private Case(List<string> lines, string file) => (_lines, _file) = (lines, file);

    public static IEnumerable<string> Rerun(IReadOnlyList<string> lines, string file)
    {
        var input = lines.TakeWhile(l => l != Expect).Where(l => !ErrorLine().IsMatch(l)).ToList();
        while (input.Count > 0 && input[^1] == "") input.RemoveAt(input.Count - 1);
        var trailing = lines.Reverse().TakeWhile(l => l == "").ToList();
        if (input.Count == 0) return lines;
        return new Case(input, file).Run().Concat(trailing);
    }

    private string Text => string.Join("\n", _lines);

    private IEnumerable<(string Name, string Value, int Line)> Directives => _lines
        .Select((l, i) => (Match: Directive().Match(l), Line: i)).Where(l => l.Match.Success)
        .Select(l => (l.Match.Groups["name"].Value, l.Match.Groups["value"].Value, l.Line));

    private IEnumerable<string> Run()
    {
        Seq<Graph> graphs;
        try
        {
            graphs = GraphParser.ParseModule(Text, _file);
        }
        catch (ParseException e)
        {
            return WithError(e);
        }
        var directives = Directives.ToList();
        if (directives.Count == 0) return WithExpectation(Print(graphs), unlessSame: true);
        var blocks = new List<string>();
        var lines = _lines.ToList();
        foreach (var (name, value, line) in directives)
        {
            switch (name)
            {
                case "passes": blocks.Add(AfterPasses(graphs, value)); break;
                case "run": lines[line] = "// run: " + RunDirective.Rerun(graphs, value); break;
                case "codegen": blocks.Add(string.Join("\n", graphs.Select(g => GeneratedCode(g, value)))); break;
                case "verify": blocks.Add(Verify(graphs)); break;
                default: throw new FormatException($"{_file}: no directive is called '{name}'; README.md has the list");
            }
        }
        return blocks.Count == 0 ? lines : [.. lines, .. Block(string.Join("\n", blocks))];
    }

    /// <summary>The printed graphs, once it is seen that printing and parsing are inverse.</summary>
    private static string Print(Seq<Graph> graphs)
    {
        foreach (var graph in graphs) RoundTrip.Check(graph);
        return GraphPrinter.Print(graphs);
    }

    private static string Verify(Seq<Graph> graphs)
    {
        try
        {
            foreach (var graph in graphs) Verifier.Verify(graph);
            return "valid";
        }
        catch (CompilerBugException e)
        {
            return $"node: {e.Node}\n{e.Problem}";
        }
    }

    private static string AfterPasses(Seq<Graph> graphs, string names)
    {
        var pipeline = PassList.Parse(names, new PassOptions());
        return Print(graphs.Map(g => pipeline.Run(g).Graph));
    }

    /// <summary>The generated class as a whole, what it consists of besides the public entry, or the method that runs the kernels.</summary>
    private static string GeneratedCode(Graph graph, string part)
    {
        var lines = new CpuEngine().Compile(graph, NameScope.PascalCase(graph.Name)).Source.TrimEnd('\n').Split('\n').SkipWhile(l => !l.StartsWith("internal static class", StringComparison.Ordinal));
        if (part == "whole") return string.Join("\n", lines);
        // Members stand one level deep, with an empty line between them.
        var members = string.Join("\n", lines.Skip(2).SkipLast(1).Select(l => l.Length == 0 ? l : l[4..])).Split("\n\n").ToList();
        var text = members.Aggregate(new List<string>(), (joined, m) =>
        {
            if (joined.Count > 0 && m.StartsWith(' ')) joined[^1] += "\n\n" + m;
            else joined.Add(m);
            return joined;
        });
        return string.Join("\n\n", text.Where(m => part == "run" ? m.Contains("private static void Run") : !m.StartsWith("public static", StringComparison.Ordinal)));
    }

    private IEnumerable<string> WithError(ParseException e)
    {
        var id = e.Id is null ? "" : " " + e.Id;
        var place = e.Column > 2
            ? $"//{new string(' ', e.Column - 3)}^{new string('~', e.Length - 1)} error{id}: "
            : $"// error{id} at column {e.Column}: ";
        return [.. _lines.Take(e.Line), place + e.Problem, .. _lines.Skip(e.Line)];
    }

    private IEnumerable<string> WithExpectation(string printed, bool unlessSame)
    {
        var written = string.Join("\n", _lines.Where(l => !l.StartsWith("//", StringComparison.Ordinal)));
        return unlessSame && printed.Trim() == written.Trim() ? _lines : [.. _lines, .. Block(printed)];
    }

    private static IEnumerable<string> Block(string text) => text.TrimEnd('\n').Split('\n').Select(l => "// " + l).Select(l => l.TrimEnd()).Prepend(Expect);
}
