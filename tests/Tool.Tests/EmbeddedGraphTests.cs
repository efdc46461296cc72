using System.Linq;
using GraphCompiler.IR;
using Xunit;

[assembly: GraphCompiler.CompiledGraph("Samples.Digits.Predict", """
    graph @Samples.Digits.Predict(%x: f32[N,64], %w: f32[64,10], %b: f32[10]) -> f32[N,10] {
      %0 = matmul %x, %w : f32[N,10]
      %1 = add %0, %b : f32[N,10]
      %2 = softmax %1 [axis=1] : f32[N,10]
      return %2
    }
    """)]
[assembly: GraphCompiler.CompiledGraph("Samples.Signals.Energy", """
    graph @Samples.Signals.Energy(%x: f32[N]) -> f32[] {
      %0 = mul %x, %x : f32[N]
      %1 = sum %0 [axis=[0]] : f32[]
      return %1
    }
    """)]
[assembly: System.Reflection.AssemblyMetadata("GraphCompiler.Eager:Samples.Signals.Recorded", "GF1011: Signals.Recorded runs eagerly because it writes s_last; return the value and let the caller store it")]

namespace GraphCompiler.Tool.Tests;

/// <summary>Graphs that a build put into an assembly: this test assembly has two.</summary>
public class EmbeddedGraphTests
{
    private static readonly string s_assembly = typeof(EmbeddedGraphTests).Assembly.Location;

    [Fact]
    public void List_shows_names_and_signatures() => Assert.Equal("""
        Samples.Digits.Predict    (x: f32[N,64], w: f32[64,10], b: f32[10]) -> f32[N,10]  3 nodes
        Samples.Signals.Energy    (x: f32[N]) -> f32[]  2 nodes
        Samples.Signals.Recorded  eager: GF1011: Signals.Recorded runs eagerly because it writes s_last; return the value and let the caller store it

        """, Tool.Output("list", s_assembly));

    [Fact]
    public void A_function_that_runs_eagerly_is_listed_with_the_reason()
    {
        var sample = typeof(Sample.Functions).Assembly.Location;
        var lines = Tool.Output("list", sample).Split('\n');
        Assert.Contains(lines, l => l.StartsWith("GraphCompiler.Tool.Sample.Functions.Guarded ") && l.EndsWith("  eager: GF1002: Functions.Guarded runs eagerly because try is not captured; move it to the caller"));
        Assert.Contains(lines, l => l.StartsWith("GraphCompiler.Tool.Sample.Functions.Twice<T> ") && l.Contains("  eager: GF1010: Functions.Twice runs eagerly because it is generic"));
        Assert.Contains("has no graph Functions.Guarded: GF1002: Functions.Guarded runs eagerly because", Tool.Complaint("dump", sample, "Functions.Guarded"));
        Assert.Contains("has no graph Twice: GF1010: Functions.Twice runs eagerly because it is generic", Tool.Complaint("code", sample, "Twice"));
        Assert.Contains("has no graph Twice<T>: GF1010:", Tool.Complaint("dot", sample, "Twice<T>"));
    }

    [Theory]
    [InlineData("Samples.Signals.Energy")]
    [InlineData("Signals.Energy")]
    [InlineData("Energy")]
    [InlineData("@Energy")]
    public void A_graph_is_found_by_the_end_of_its_name(string name) =>
        Assert.StartsWith("graph @Samples.Signals.Energy(%x: f32[N]) -> f32[] {\n", Tool.Output("dump", s_assembly, name, "--after", "none"));

    [Fact]
    public void Dump_shows_every_pass_and_what_it_did()
    {
        var output = Tool.Output("dump", s_assembly, "Predict", "--after", "each-pass");
        Assert.StartsWith("== captured: 3 nodes\ngraph @Samples.Digits.Predict(", output);
        Assert.Contains("\n== expand: 1 rule fired, 3 → ", output);
        Assert.Contains(": (unchanged)\n", output);
        // What stands below each heading can be read back.
        foreach (var part in output.Split("\n== ").Select(p => p[(p.IndexOf('\n') + 1)..]).Where(p => p.Contains("graph @")))
            GraphParser.Parse(part[part.IndexOf("graph @", System.StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Dump_shows_one_state()
    {
        Assert.Contains("softmax", Tool.Output("dump", s_assembly, "Predict", "--after", "remove-dead"));
        Assert.DoesNotContain("softmax", Tool.Output("dump", s_assembly, "Predict", "--after", "expand"));
        Assert.DoesNotContain("softmax", Tool.Output("dump", s_assembly, "Predict"));
    }

    [Fact]
    public void Dump_shows_the_memory_plan() => Assert.Contains("\n== memory plan\n", Tool.Output("dump", s_assembly, "Energy", "--plan"));

    [Fact]
    public void Code_shows_the_generated_source()
    {
        var code = Tool.Output("code", s_assembly, "Energy");
        Assert.Contains("class Samples_Signals_Energy", code);
        Assert.Contains("Tensor<float> Invoke(Tensor<float> @x)", code);
    }

    [Fact]
    public void A_name_that_is_not_there_lists_those_that_are()
    {
        var message = Tool.Complaint("dump", s_assembly, "Enrgy");
        Assert.Contains("has no graph Enrgy; did you mean 'Energy'?", message);
        Assert.Contains("\n  Samples.Digits.Predict\n  Samples.Signals.Energy\n", message);
    }

    [Fact]
    public void A_name_is_needed_where_there_are_several() => Assert.Contains("2 graphs; say which:", Tool.Complaint("dump", s_assembly));

    [Fact]
    public void An_assembly_without_graphs_is_explained() =>
        Assert.Contains("holds no graphs. A project that references GraphCompiler", Tool.Complaint("list", typeof(object).Assembly.Location));
}
