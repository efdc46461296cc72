using System.Linq;
using System.Threading.Tasks;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>What goes wrong inside must not take the user's build down: the function runs eagerly and a warning says so.</summary>
public class OwnBugTests
{
    [Fact]
    public void Capture_that_throws_is_a_finding()
    {
        var compilation = Source.Compile(Source.InClass("[GraphFunction] public static Tensor<float> F([Shape(2)] Tensor<float> x) => x;"));
        var result = FunctionCapture.Run(Source.Method(compilation, "C", "F"), null!, default);
        Assert.Null(result.Graph);
        Assert.Equal("GF1901", Assert.Single(result.Findings.All).Descriptor.Id);
        Assert.StartsWith("C.F runs eagerly because of a bug in GraphCompiler: System.NullReferenceException", result.Findings.All[0].Message);
    }

    [Fact]
    public void Code_generation_that_throws_leaves_the_function_eager()
    {
        var function = Model("graph @F(%x: f32[2]) -> f32[2] { nonsense");
        var compiled = KernelCompiler.Compile(function);
        Assert.Null(compiled.Kernels);
        Assert.Contains("nonsense", compiled.Bug);
        Assert.Contains("reason:", CompanionWriter.Write(compiled));
    }

    [Fact]
    public void Sizes_beyond_64_bits_are_no_bug()
    {
        var compilation = Source.Compile(Source.InClass("""
            [GraphFunction] public static Tensor<float> F([Shape("N", "4000000000000000000*N")] Tensor<float> x) => Concat([x, x, x], axis: 1);
            """));
        var finding = Assert.Single(FunctionCapture.Run(Source.Method(compilation, "C", "F"), compilation, default).Findings.All);
        Assert.NotEqual("GF1901", finding.Descriptor.Id);
    }

    /// <summary>C#'s types exclude these before the ops see them; the ids stand for the ops' own errors at run time.</summary>
    [Theory]
    [InlineData("GF0102")]
    [InlineData("GF0112")]
    public void Mistakes_that_only_other_callers_can_make_have_a_rule(string id) => Assert.Equal(DiagnosticSeverity.Error, Mistakes.OfOps[id].DefaultSeverity);

    /// <summary>What the generator writes down when it fails is reported where the function is, and <c>#pragma</c> reaches it.</summary>
    [Fact]
    public Task Bugs_of_code_generation_are_reported_on_the_function()
    {
        var compiled = KernelCompiler.Compile(Model("nonsense"));
        var written = OwnBugs.Write(compiled.Function with { Key = "M:C.F(GraphCompiler.Tensor{System.Single})" }, compiled.Bug!);
        return Reports(written, "C.F runs eagerly because of a bug in GraphCompiler: GraphCompiler.IR.ParseException", """
            public static partial class C
            {
                [GraphFunction] public static Tensor<float> {|GF1902:F|}([Shape(2)] Tensor<float> x) => x + x;
                [GraphFunction] public static Tensor<float> G([Shape(2)] Tensor<float> x) => F(x);
            }
            """);
    }

    [Fact]
    public Task Bugs_of_interception_are_reported_on_the_calls() =>
        Reports(OwnBugs.WriteOfCalls("one\ntwo"), "calls of graph functions run eagerly because of a bug in GraphCompiler: one | two", """
            public static partial class C
            {
                [GraphFunction] public static Tensor<float> F([Shape(2)] Tensor<float> x) => x + x;
                public static Tensor<float> G(Tensor<float> x) => {|GF1902:F(x)|};
            #pragma warning disable GF1902
                public static Tensor<float> H(Tensor<float> x) => F(x);
            #pragma warning restore GF1902
            }
            """);

    private static async Task Reports(string written, string message, string marked)
    {
        var (text, marks) = Markup.Parse(marked);
        var found = Assert.Single(await Analysis.Run(Source.Compile(text, written)));
        Assert.Equal("GF1902", found.Id);
        Assert.Equal(marks[0].Start, found.Location.SourceSpan.Start);
        Assert.Equal(marks[0].End, found.Location.SourceSpan.End);
        Assert.StartsWith(message, found.GetMessage());
    }

    private static FunctionModel Model(string text) => new("C.F", "C.F", "C_F", "FGraph", "M:C.F",
        new("", Seq.Of(new TypeModel("partial class C", "global::C")), "global::C", 0),
        new("public", "F", "global::GraphCompiler.Tensor<float>", null, false, Seq.Of(new ParameterModel("x", "global::GraphCompiler.Tensor<float>", false))),
        new(text, null, null));
}
