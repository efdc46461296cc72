using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using GraphCompiler.Passes.Tests.Examples;
using Xunit;

namespace GraphCompiler.Passes.Tests;

/// <summary>docs/add-a-pass.md says what is so.</summary>
public class AddAPassTests
{
    private static readonly string s_page = Read("docs/add-a-pass.md");

    [Fact]
    public void The_pass_of_the_page_is_the_one_that_compiles_here() =>
        Assert.Contains(Blocks("csharp").Single(b => b.Contains("record ScaleAfterProduct")), Read("tests/Passes.Tests/Examples/ScaleAfterProduct.cs"));

    [Fact]
    public void The_pass_of_the_page_does_what_the_page_shows()
    {
        var graphs = Blocks("ir");
        Assert.Equal(2, graphs.Length);
        var before = GraphParser.Parse(graphs[0]);
        var result = new Pipeline(Seq.Of<Pass>(new ScaleAfterProduct())).Run(before);
        Assert.Equal(graphs[1], GraphPrinter.Print(result.Graph));
        Assert.Single(result.Trace.Steps[0].Log.Fired);
        Literal[] inputs = [Literal.Of(DType.F32, Seq.Of(2L, 64), Numbers(128)), Literal.Of(DType.F32, Seq.Of(64L, 10), Numbers(640))];
        Assert.Null(new Closeness(1e-5, 1e-6).Difference(ReferenceEngine.Run(before, inputs)[0], ReferenceEngine.Run(result.Graph, inputs)[0]));
    }

    [Fact]
    public void The_rule_of_the_page_is_in_a_table()
    {
        var rule = Blocks("csharp").First();
        Assert.Contains(rule, Read("src/Passes/Rules/ArithmeticRules.cs"));
    }

    [Fact]
    public void The_passes_that_the_page_names_exist()
    {
        var named = Regex.Match(s_page, @"--passes ([\w,-]+)").Groups[1].Value.Split(',');
        Assert.All(named, name => Assert.NotNull(PassList.Find(name, PassOptions.Default)));
    }

    private static IEnumerable<double> Numbers(int count) => Enumerable.Range(0, count).Select(i => System.Math.Sin(i));

    private static string Read(string path) => File.ReadAllText(Checkout.PathOf(path)).ReplaceLineEndings("\n");

    private static string[] Blocks(string language) =>
        Regex.Matches(s_page, $"```{language}\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).ToArray();
}
