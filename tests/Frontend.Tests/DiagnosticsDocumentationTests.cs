using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GraphCompiler.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>
/// docs/diagnostics.md keeps its word: in each entry, what is marked wrong gives the entry's diagnostic on its line and nothing else, what
/// is marked right gives none, and the messages shown below the code are what is said.
/// </summary>
public class DiagnosticsDocumentationTests
{
    private static readonly string s_path = Checkout.PathOf("docs/diagnostics.md");
    private static readonly Regex s_entry = new(@"^### (?<id>GF\d+).*?(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline);
    private static readonly Regex s_example = new("^```csharp\n(?<code>.*?)^```\n(```text\n(?<said>.*?)^```\n)?", RegexOptions.Multiline | RegexOptions.Singleline);
    private static readonly Regex s_wrong = new("// (wrong|runs eagerly)");
    private static readonly Regex s_marked = new("// (wrong|runs eagerly|right|captured)");

    /// <summary>No C# method of one project shows these: what would is refused by the compiler, is set in the project file, or is our bug.</summary>
    private static readonly string[] s_withoutExample = ["GF0102", "GF0112", "GF1014", "GF1901", "GF1902"];

    /// <summary>What only a run shows: all of its code is right.</summary>
    private static readonly string[] s_atRunTime = ["GF0114", "GF0115"];

    [Fact]
    public async Task Each_example_is_reported_as_shown()
    {
        var page = File.ReadAllText(s_path).Replace("\r\n", "\n");
        var renewed = page;
        var problems = new List<string>();
        foreach (Match entry in s_entry.Matches(page))
        {
            var id = entry.Groups["id"].Value;
            var examples = s_example.Matches(entry.Value);
            Assert.Equal(!s_withoutExample.Contains(id), examples.Count > 0);
            var wrong = 0;
            foreach (Match example in examples)
            {
                var said = await Said(id, example.Groups["code"].Value, problems);
                wrong += said.Count;
                var text = $"```csharp\n{example.Groups["code"].Value}```\n{(said.Count == 0 ? "" : $"```text\n{string.Concat(said.Select(s => s + "\n"))}```\n")}";
                renewed = renewed.Replace(example.Value, text);
            }
            if (examples.Count > 0 && wrong > 0 == s_atRunTime.Contains(id)) problems.Add($"{id}: {wrong} diagnostics in all");
        }
        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
        Golden.Check(s_path, renewed);
    }

    /// <summary>What is said of the code of one example, in order: each marked member is a program of its own, with the members that are not marked.</summary>
    private static async Task<List<string>> Said(string id, string code, List<string> problems)
    {
        var members = CSharpSyntaxTree.ParseText($"class C\n{{\n{code}\n}}").GetCompilationUnitRoot().Members.OfType<ClassDeclarationSyntax>().Single().Members;
        var marked = members.Where(m => s_marked.IsMatch(m.ToFullString())).ToList();
        var shared = string.Concat(members.Except(marked).Select(m => m.ToFullString()));
        if (marked.Count == 0) problems.Add($"{id}: nothing is marked right or wrong in\n{code}");
        var said = new List<string>();
        foreach (var member in marked)
        {
            var text = $$"""
                using System.Collections.Generic;
                using System.Diagnostics;
                static partial class C
                {
                {{shared}}
                {{member.ToFullString()}}
                }
                """;
            var compilation = Source.Compile(text);
            var diagnostics = (await Analysis.Run(compilation)).OrderBy(d => d.Location.SourceSpan).ToList();
            var lines = text.Split('\n');
            var expected = lines.Where(line => s_wrong.IsMatch(line)).Select(line => $"{id} {line}");
            var actual = diagnostics.Select(d => $"{d.Id} {lines[d.Location.GetLineSpan().StartLinePosition.Line]}");
            var errors = Generation.Run(compilation).Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            if (errors.Count > 0 || !expected.SequenceEqual(actual))
                problems.Add($"{id}:{string.Concat(errors.Concat(diagnostics).Select(d => $"\n{d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.Id} {d.GetMessage()}"))}\n{text}");
            said.AddRange(diagnostics.Select(d => $"{FirstLine(text[d.Location.SourceSpan.Start..d.Location.SourceSpan.End])}: "
                + $"{d.Severity.ToString().ToLowerInvariant()} {d.Id}: {d.GetMessage()}"));
        }
        return said;
    }

    private static string FirstLine(string text) => text.Contains('\n') ? Regex.Replace(text[..text.IndexOf('\n')], " *//.*", "") + " …" : text;
}
