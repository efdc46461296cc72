using System;
using System.IO;
using System.Linq;
using Xunit;

namespace GraphCompiler.Tool.Tests;

/// <summary>IR text on disk.</summary>
public class TextFileTests
{
    private const string Pair = """
        graph @double(%x: f32[N]) -> f32[N] {
          %0 = add %x, %x : f32[N]
          return %0
        }
        graph @ratio(%x: f32[N], %y: f32[]) -> (f32[N], f32[]) {
          %0 = div %x, %y : f32[N]
          return %0, %y
        }
        """;

    private const string Grouped = """
        graph @f(%x: f32[N], %c: bool[]) {
          %0:2 = fused %x
            body @exp_and_sum(%a: f32[N]) {
              %0 = exp %a
              %1 = sum %0 [axis=0]
              return %0, %1
            }
          %1 = if %c, %0#1
            then(%s: f32[]) { %0 = neg %s return %0 }
            else(%s: f32[]) { return %s }
          return %0#0, %1
        }
        """;

    [Fact]
    public void Run_shows_the_results()
    {
        using var file = new TemporaryFile(Pair);
        Assert.Equal("[2, 4] : f32[2]\n", Tool.Output("run", file.Path, "double", "-i", "x=[1, 2]"));
        Assert.Equal("[0.5, -1, inf] : f32[3]\n2 : f32[]\n", Tool.Output("run", file.Path, "ratio", "--input", "x=[1, -2, inf]", "y=2"));
        Assert.Equal("[] : f32[0]\n", Tool.Output("run", file.Path, "double", "-i", "x=[]", "--after", "none"));
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("eager")]
    public void Run_takes_an_engine(string engine)
    {
        using var file = new TemporaryFile(Pair);
        Assert.Equal("[2, 4] : f32[2]\n", Tool.Output("run", file.Path, "double", "-i", "x=[1, 2]", "--engine", engine));
    }

    [Theory]
    [InlineData("values are missing; give --input for each of: x (f32[N]), y (f32[])")]
    [InlineData("values are missing; give --input for each of: y (f32[])", "x=[1]")]
    [InlineData("expected NAME=VALUE", "x")]
    [InlineData("x is given twice", "x=[1]", "x=[2]", "y=1")]
    [InlineData("there is no parameter z; there are: x (f32[N]), y (f32[])", "z=1")]
    [InlineData("literal:1:4: error: expected ',' or ']' in the list", "x=[1 2]", "y=1")]
    [InlineData("error: one number given for f32[N]", "x=1", "y=1")]
    public void Inputs_that_do_not_fit_are_explained(string message, params string[] inputs)
    {
        using var file = new TemporaryFile(Pair);
        Assert.Contains(message, Tool.Complaint(["run", file.Path, "ratio", .. inputs.SelectMany(i => new[] { "-i", i })]));
    }

    [Fact]
    public void Inputs_that_contradict_each_other_are_explained()
    {
        using var file = new TemporaryFile("graph @f(%x: f32[N], %y: f32[N]) { return %x, %y }");
        Assert.Contains("axis 0 of y is 1; it must be N = 2", Tool.Complaint("run", file.Path, "-i", "x=[1, 2]", "-i", "y=[1]"));
    }

    [Fact]
    public void Passes_are_chosen_by_name()
    {
        using var file = new TemporaryFile("graph @f(%x: f32[N]) { %0 = neg %x %1 = neg %0 return %1 }");
        Assert.Contains("neg %0", Tool.Output("dump", file.Path, "--passes", "remove-dead"));
        Assert.DoesNotContain("neg", Tool.Output("dump", file.Path, "--passes", "remove-dead,simplify"));
        Assert.Contains("there is no pass 'simplfy'; known: ", Tool.Complaint("dump", file.Path, "--passes", "simplfy"));
        Assert.Contains("--after: fuse is not one of the passes that run: simplify", Tool.Complaint("dump", file.Path, "--passes", "simplify", "--after", "fuse"));
    }

    [Fact]
    public void Fast_math_allows_more()
    {
        using var file = new TemporaryFile("graph @f(%x: f32[N]) { %0 = constant 0 : f32[] %1 = mul %x, %0 return %1 }");
        Assert.Contains("mul", Tool.Output("dump", file.Path));
        Assert.DoesNotContain("mul", Tool.Output("dump", file.Path, "--fast-math"));
    }

    [Fact]
    public void Large_constants_are_left_out_unless_asked_for()
    {
        using var file = new TemporaryFile($"graph @f() {{ %0 = constant [{string.Join(", ", Enumerable.Range(0, 100))}] : f32[100] return %0 }}");
        Assert.Contains("constant ... : f32[100]", Tool.Output("dump", file.Path));
        Assert.Contains("constant base64 \"", Tool.Output("dump", file.Path, "--full-constants"));
    }

    [Fact]
    public void Locations_are_shown_on_request()
    {
        using var file = new TemporaryFile("graph @f(%x: f32[N]) {\n  %0 = neg %x\n  return %0\n}");
        Assert.Contains($"%0 = neg %x : f32[N]  // {file.Path}:2:3\n", Tool.Output("dump", file.Path, "--locations"));
    }

    [Fact]
    public void A_mistake_in_the_text_is_shown_with_its_place()
    {
        using var file = new TemporaryFile("graph @f(%x: f32[N]) {\n  %0 = negg %x\n  return %0\n}");
        Assert.Equal($"{file.Path}:2:8: error: there is no op 'negg'; did you mean 'neg'?\n    %0 = negg %x\n         ^~~~\n", Tool.Complaint("dump", file.Path));
    }

    [Fact]
    public void A_text_that_is_no_valid_graph_is_the_texts_mistake()
    {
        using var file = new TemporaryFile("graph @f(%x: f32[N]) { %0 = iota [shape=[K], dtype=i32] return %0 }");
        Assert.Contains("f is not a valid graph: the symbol K is not in the shape of any parameter", Tool.Complaint("dump", file.Path));
    }

    [Fact]
    public void Dot_draws_groups_as_clusters()
    {
        using var file = new TemporaryFile(Grouped);
        var dot = Tool.Output("dot", file.Path, "--after", "none");
        Assert.StartsWith("digraph \"f\" {\n", dot);
        Assert.Contains("label=\"exp_and_sum\"", dot);
        // What a group gets stands outside of it, and an edge draws its ends into the cluster that it is written in.
        var group = dot[dot.IndexOf("label=\"exp_and_sum\"", StringComparison.Ordinal)..];
        Assert.Equal(["exp", "sum"], System.Text.RegularExpressions.Regex.Matches(group[..group.IndexOf('}')], @"n\d+ \[label=""(\w+)").Select(m => m.Groups[1].Value));
        Assert.True(dot.IndexOf("->", StringComparison.Ordinal) > dot.LastIndexOf("subgraph", StringComparison.Ordinal));
        Assert.Contains("label=\"if: then\"", dot);
        Assert.Equal(dot.Count(c => c == '{'), dot.Count(c => c == '}'));
        // Edges join nodes that are there.
        var nodes = dot.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith('n') && l.Contains(" [label=") && !l.Contains("->")).Select(l => l.Split(' ')[0]).ToHashSet();
        var ends = dot.Split('\n').Select(l => l.Trim()).Where(l => l.Contains(" -> ")).SelectMany(l => new[] { l.Split(' ')[0], l.Split(' ')[2].TrimEnd(';') }).ToList();
        Assert.NotEmpty(ends);
        Assert.All(ends, e => Assert.Contains(e, nodes));
    }

    [Theory]
    [InlineData("there is no file", "list", "/no/such/file.ir")]
    [InlineData("there is no file", "run", "missing.dll")]
    public void Files_that_are_not_there_are_named(string message, params string[] args) => Assert.Contains(message, Tool.Complaint(args));

    [Fact]
    public void A_file_that_only_looks_like_an_assembly_is_named()
    {
        using var file = new TemporaryFile("MZ but nothing else", ".dll");
        Assert.Contains("is not a .NET assembly", Tool.Complaint("list", file.Path));
    }

    [Fact]
    public void A_file_that_is_no_text_is_named()
    {
        using var file = new TemporaryFile("\u007fELF\0\0\0", ".bin");
        Assert.EndsWith("is neither a .NET assembly nor IR text\n", Tool.Complaint("list", file.Path));
        File.WriteAllText(Path.ChangeExtension(file.Path, ".dll"), "MZ");
        Assert.Contains($"did you mean {Path.ChangeExtension(file.Path, ".dll")}?", Tool.Complaint("list", file.Path));
        File.Delete(Path.ChangeExtension(file.Path, ".dll"));
        Assert.Contains("is a folder", Tool.Complaint("list", Path.GetDirectoryName(file.Path)!));
    }

    [Fact]
    public void A_file_without_graphs_is_named()
    {
        using var file = new TemporaryFile("// nothing\n");
        Assert.Contains("holds no graph", Tool.Complaint("list", file.Path));
    }

    [Theory]
    [InlineData()]
    [InlineData("dump")]
    [InlineData("dmup", "file.ir")]
    [InlineData("dump", "file.ir", "f", "--aftr", "none")]
    [InlineData("run", "file.ir", "--engine", "abacus")]
    public void Mistakes_in_the_command_line_have_their_own_exit_code(params string[] args)
    {
        var (code, _, error) = Tool.Run(args);
        Assert.Equal(2, code);
        Assert.NotEqual("", error);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("dump")]
    [InlineData("code")]
    [InlineData("dot")]
    [InlineData("run")]
    public void Every_command_has_help(string command)
    {
        Assert.Contains($"  {command} ", Tool.Output("--help"));
        var help = Tool.Output(command, "--help");
        Assert.Contains($"graphc {command} <file>", help);
        Assert.Contains("An assembly (.dll, .exe) built with GraphCompiler, or IR text (.ir).", help);
    }
}
