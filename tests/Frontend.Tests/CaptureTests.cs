using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>C# in, IR out: each file of <c>Golden/capture</c> with the graphs of its functions beside it.</summary>
public class CaptureTests
{
    private static readonly string s_folder = Checkout.PathOf("tests/Frontend.Tests/Golden/capture");

    public static IEnumerable<object[]> Files => Directory.GetFiles(s_folder, "*.cs").Select(f => new object[] { Path.GetFileNameWithoutExtension(f) });

    public static string PathOf(string name) => Path.Combine(s_folder, name + ".cs");

    [Theory]
    [MemberData(nameof(Files))]
    public void File(string name)
    {
        var compilation = Source.Compile(System.IO.File.ReadAllText(PathOf(name)));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var text = new StringBuilder();
        foreach (var method in GraphFunctions(compilation))
        {
            var result = FunctionCapture.Run(method, compilation, default);
            if (text.Length > 0) text.Append('\n');
            foreach (var finding in result.Findings.All) text.Append($"// {finding.Descriptor.Id}: {finding.Message}{finding.Within}\n");
            if (result.Graph is { } graph) text.Append(GraphPrinter.Print(RoundTrip.Check(graph)));
        }
        Golden.Check(Path.Combine(s_folder, name + ".ir"), text.ToString());
    }

    private static IEnumerable<IMethodSymbol> GraphFunctions(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.First();
        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Select(m => (IMethodSymbol)model.GetDeclaredSymbol(m)!).Where(Symbols.IsGraphFunction);
    }
}
