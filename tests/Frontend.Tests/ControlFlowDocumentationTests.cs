using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>docs/control-flow.md keeps its word.</summary>
public class ControlFlowDocumentationTests
{
    private static readonly string s_path = Checkout.PathOf("docs/control-flow.md");
    private static readonly string s_page = File.ReadAllText(s_path).Replace("\r\n", "\n");

    private static string InClass(string code) => "using System.Collections.Generic;\npublic static partial class C\n{\n" + code + "\n}\n";

    [Fact]
    public void Each_example_has_the_graph_that_is_shown() => Golden.Check(s_path, Regex.Replace(s_page, "^```csharp\n(.*?)^```\n\n```ir\n.*?^```$",
        m => $"```csharp\n{m.Groups[1].Value}```\n\n```ir\n{Graph(m.Groups[1].Value)}```", RegexOptions.Multiline | RegexOptions.Singleline));

    private static string Graph(string code)
    {
        var compilation = Source.Compile(InClass(code));
        var method = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single();
        var result = FunctionCapture.Run((IMethodSymbol)compilation.GetSemanticModel(method.SyntaxTree).GetDeclaredSymbol(method)!, compilation, default);
        Assert.True(result.Graph is not null, string.Join("\n", result.Findings.All.Select(f => f.Message)));
        return GraphPrinter.Print(result.Graph!);
    }

    /// <summary>In the last example each line with a diagnostic names it.</summary>
    [Fact]
    public async Task What_is_not_captured_is_reported()
    {
        var code = InClass(Regex.Matches(s_page, "^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Last().Groups[1].Value);
        var expected = code.Split('\n').Select((line, i) => (Line: i, Id: Regex.Match(line, @"// (GF\d+)").Groups[1].Value)).Where(l => l.Id != "");
        var actual = (await Analysis.Run(Source.Compile(code))).Select(d => (Line: d.Location.GetLineSpan().StartLinePosition.Line, d.Id)).OrderBy(d => d.Line);
        Assert.Equal(expected, actual);
    }
}
