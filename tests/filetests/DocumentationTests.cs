using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Filetests;

/// <summary>docs/ir.md keeps its word.</summary>
public class DocumentationTests
{
    private static readonly string s_page = File.ReadAllText(Checkout.PathOf("docs/ir.md")).Replace("\r\n", "\n");

    public static IEnumerable<object[]> Examples => Regex.Matches(s_page, "^```ir\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)
        .Select(m => new object[] { m.Groups[1].Value });

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_printed_as_it_stands(string text)
    {
        var graph = GraphParser.Parse(text, "docs/ir.md");
        Assert.Equal(text, GraphPrinter.Print(graph));
        RoundTrip.Check(graph);
    }

    [Fact]
    public void The_diagnostic_is_the_one_shown()
    {
        var shown = Regex.Match(s_page, "^```\n(model.ir.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        var text = "graph @f(%x: f32[N,64], %w: f32[128,10]) {\n  %0 = matmul %x, %w : f32[N,10]\n  return %0\n}";
        Assert.Equal(shown, Assert.Throws<ParseException>(() => GraphParser.Parse(text, "model.ir")).Message);
    }

    [Fact]
    public void The_grammar_names_every_dtype() => Assert.All(System.Enum.GetValues<DType>(), t => Assert.Contains($"\"{t.Name()}\"", s_page));
}
