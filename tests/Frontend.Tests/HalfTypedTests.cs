using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Code on its way to being code: the compiler has its own errors to show, so we neither throw nor add to them.</summary>
public partial class HalfTypedTests
{
    [Theory]
    [InlineData("return MatMul(x, );")]
    [InlineData("return MatMul(x, missing);")]
    [InlineData("return x +;")]
    [InlineData("var y = Relu(x)")]
    [InlineData("for (var i = 0; i < ; i++) x = x + x; return x;")]
    [InlineData("return x[0, ;")]
    [InlineData("if (x.Shape[) return x;")]
    [InlineData("var (a, b) = x; return a;")]
    [InlineData("return Sum(x, axis: \"one\");")]
    [InlineData("return Unknown(x) + x.Unknown;")]
    [InlineData("return default;")]
    [InlineData("")]
    public async Task A_body_that_does_not_compile_is_left_alone(string body)
    {
        var compilation = Source.Compile($"public static partial class C {{ [GraphFunction] public static Tensor<float> F([Shape(2, 2)] Tensor<float> x) {{ {body} }} }}");
        var reported = await Analysis.Run(compilation);
        if (compilation.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)) Assert.Empty(reported);
        else Assert.All(reported, d => Assert.StartsWith("GF10", d.Id));
    }

    [Theory]
    [InlineData("public static partial class C { [GraphFunction] public static")]
    [InlineData("public static partial class C { [GraphFunction] public static Tensor<float> F(")]
    [InlineData("public static partial class C { [GraphFunction] public static Tensor< F([Shape(] Tensor<float> x) => x; }")]
    [InlineData("[GraphFunction] Tensor<float> F([Shape(2)] Tensor<float> x) => x;")]
    [InlineData("partial class C { [GraphFunction] partial Tensor<float> F(Tensor<float> x); }")]
    [InlineData("partial class C<T> { partial class D { [GraphFunction, GraphFunction] static Tensor<T> F(params Tensor<T>[] x) => x[0]; } }")]
    public async Task A_declaration_that_does_not_compile_breaks_nothing(string text) =>
        Assert.DoesNotContain(await Analysis.Run(Source.Compile(text)), d => d.Id is "GF1901" or "GF1902");

    /// <summary>A function that was copied, before the copy has a name of its own.</summary>
    [Theory]
    [InlineData("Tensor<float> F([Shape(2)] Tensor<float> x, int k) { Graph.Assert(k > 0, \"k\"); return x[k]; }")]
    [InlineData("Tensor<float> F([Shape(3)] Tensor<float> y, int k) => y;")]
    [InlineData("Tensor<int> F([Shape(2)] Tensor<float> x, int k) => k;")]
    public async Task A_function_that_is_there_twice_is_the_compilers_to_report(string copy)
    {
        var compilation = Source.Compile($$"""
            public static partial class C
            {
                [GraphFunction] public static Tensor<float> F([Shape(2)] Tensor<float> x, int k) { Graph.Assert(k > 0, "k"); return x[k]; }
                [GraphFunction] public static {{copy}}
                [GraphFunction] public static Tensor<float> G([Shape(2)] Tensor<float> x) => -x;
                public static void Main() { var y = F(Tensor.Create<float>([1f, 2f], 2), 1) + G(Tensor.Create<float>([1f, 2f], 2)); }
            }
            """);
        Assert.DoesNotContain(await Analysis.Run(compilation), d => d.Id is "GF1901" or "GF1902");
        Assert.Contains("C_G.g.cs", Generation.Run(compilation).Files.Keys);
    }

    [Theory]
    [InlineData("Missing x")]
    [InlineData("[Shape(3)] Tensor<Missing> x")]
    [InlineData("[Shape(3, Length = 2)] Missing[] x")]
    [InlineData("(Missing, int) x")]
    [InlineData("Missing.Inner x")]
    public void An_unknown_type_is_reported_once(string parameter)
    {
        var compilation = Source.Compile($"public static partial class C {{ [GraphFunction] public static Tensor<float> F([Shape(3)] Tensor<float> y, {parameter}) => y + y; }}");
        var output = Generation.Run(compilation).Output;
        Assert.Equal(
            compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()),
            output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.Single(output.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
    }
}
