using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GraphCompiler.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Each diagnostic by id, span and message. <c>{|GF0107:w2|}</c> marks what has to be underlined.</summary>
public partial class DiagnosticTests
{
    private static async Task Reports(string marked, string? message = null, params (string Key, string Value)[] options)
    {
        var (text, expected) = Markup.Parse(marked);
        var diagnostics = (await Analysis.Run(Source.Compile(text), options)).OrderBy(d => d.Location.SourceSpan).ToList();
        var actual = diagnostics.Select(d => $"{d.Id} {Show(text, d.Location)}").ToList();
        Assert.Equal(expected.Select(e => $"{e.Id} {e.Line}: {text[e.Start..e.End]}"), actual);
        if (message is not null) Assert.Equal(message, diagnostics[0].GetMessage());
    }

    private static string Show(string text, Location location) =>
        $"{location.GetLineSpan().StartLinePosition.Line}: {text[location.SourceSpan.Start..location.SourceSpan.End]}";

    [Fact]
    public void Every_diagnostic_has_a_test_a_document_and_a_release_line()
    {
        var ids = Mistakes.All.Concat(Fallbacks.All).Select(d => d.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        var tests = string.Concat(Directory.GetFiles(Checkout.PathOf("tests/Frontend.Tests"), "*.cs").Select(File.ReadAllText));
        var docs = File.ReadAllText(Checkout.PathOf("docs/diagnostics.md"));
        var releases = File.ReadAllText(Checkout.PathOf("src/Frontend/AnalyzerReleases.Unshipped.md"));
        Assert.Empty(ids.Where(id => !tests.Contains($"{{|{id}:") && !tests.Contains($"\"{id}\"")).Select(id => $"{id} has no test"));
        Assert.Empty(ids.Where(id => !Regex.IsMatch(docs, $"^### {id}\\b", RegexOptions.Multiline)).Select(id => $"{id} is not in docs/diagnostics.md"));
        Assert.Empty(ids.Where(id => !releases.Contains($"\n{id} | ")).Select(id => $"{id} has no release line"));
        Assert.Empty(Regex.Matches(docs, @"^### (GF\d+)", RegexOptions.Multiline).Select(m => m.Groups[1].Value).Except(ids).Select(id => $"{id} is documented and does not exist"));
    }
}
