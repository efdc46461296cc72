using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using GraphCompiler.Frontend.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Each code fix: what it offers, the text it makes, and that the diagnostic is gone.</summary>
public class CodeFixTests
{
    private static async Task Fixes(GraphCodeFix fix, string title, string before, string after)
    {
        using var check = new FixCheck(fix, Source.InClass(before));
        Assert.Equal(Source.InClass(after), await check.Apply(title));
    }

    private static async Task FixesAll(GraphCodeFix fix, string title, string before, string after)
    {
        using var check = new FixCheck(fix, Source.InClass(before));
        Assert.Equal(Source.InClass(after), await check.ApplyToAll(title));
    }

    private static async Task Offers(GraphCodeFix fix, string text, params string[] titles)
    {
        using var check = new FixCheck(fix, Source.InClass(text));
        Assert.Equal(titles, await check.Titles());
    }

    [Fact]
    public void Every_fix_is_exported_and_fixes_a_diagnostic_that_exists()
    {
        var known = Mistakes.All.Concat(Fallbacks.All).Select(d => d.Id).ToHashSet();
        var fixes = typeof(GraphCodeFix).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract).ToList();
        Assert.NotEmpty(fixes);
        foreach (var fix in fixes)
        {
            Assert.Equal([LanguageNames.CSharp], fix.GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Languages);
            Assert.Subset(known, ((CodeFixProvider)Activator.CreateInstance(fix)!).FixableDiagnosticIds.ToHashSet());
        }
    }

    /// <summary>Compilers load the assemblies with analyzers in them, and have no workspaces.</summary>
    [Fact]
    public void Analyzers_and_fixes_live_apart()
    {
        Assert.DoesNotContain(typeof(GraphFunctionAnalyzer).Assembly.GetReferencedAssemblies(), a => a.Name!.Contains("Workspaces"));
        Assert.DoesNotContain(typeof(GraphCodeFix).Assembly.GetTypes(), t => t.GetCustomAttributes().Any(a => a.GetType().Name is "DiagnosticAnalyzerAttribute" or "GeneratorAttribute"));
    }

    [Fact]
    public async Task Partial()
    {
        const string Before = """
            namespace Shop;
            public static class Outer
            {
                internal readonly struct Inner
                {
                    public sealed record C
                    {
                        [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x) => x + x;
                        [GraphFunction] public static Tensor<float> G([Shape("N")] Tensor<float> x) => x - x;
                    }
                }
            }
            """;
        var after = Before.Replace("static class", "static partial class").Replace("readonly struct", "readonly partial struct").Replace("sealed record", "sealed partial record");
        using var check = new FixCheck(new PartialFix(), Before);
        Assert.Equal(["Make Outer and Inner and C partial"], await check.Titles());
        Assert.Equal(after, await check.ApplyToAll("Make Outer and Inner and C partial"));
    }

    [Fact]
    public Task Shape_of_an_elementwise_operand() => Offers(new ShapeFix(),
        "[GraphFunction] public static Tensor<float> F(Tensor<float> x) => Relu(x);",
        "Add [Shape(\"N\")]", "Add [Shape(\"N\", \"M\")]", "Add [Shape(\"N\", \"M\", \"K\")]", "Add [Shape(\"N\", \"M\", \"K\", \"L\")]", "Add [Shape]");

    [Fact]
    public Task Shape_with_the_sizes_that_the_body_needs() => Fixes(new ShapeFix(), "Add [Shape(\"N\", 64)]",
        "[GraphFunction] public static Tensor<float> F(Tensor<float> x, [Shape(64, 10)] Tensor<float> w) => MatMul(x, w);",
        "[GraphFunction] public static Tensor<float> F([Shape(\"N\", 64)] Tensor<float> x, [Shape(64, 10)] Tensor<float> w) => MatMul(x, w);");

    [Fact]
    public Task Shapes_of_all_parameters_go_together() => FixesAll(new ShapeFix(), "Add [Shape(\"N\", \"M\")]",
        "[GraphFunction] public static Tensor<float> F(Tensor<float> x, Tensor<float> w, Tensor<float> b, float rate) => Relu(MatMul(x, w) + b) * rate;",
        """[GraphFunction] public static Tensor<float> F([Shape("N", "M")] Tensor<float> x, [Shape("M", "K")] Tensor<float> w, [Shape("K")] Tensor<float> b, float rate) => Relu(MatMul(x, w) + b) * rate;""");

    [Fact]
    public Task Shape_of_a_rank_that_the_body_asks_for() => Offers(new ShapeFix(),
        "[GraphFunction] public static Tensor<float> F(Tensor<float> x) => Transpose(x, 1, 0, 2)[0, 1];",
        "Add [Shape(\"N\", \"M\", \"K\")]");

    [Fact]
    public Task Shape_with_names_that_are_not_taken() => Fixes(new ShapeFix(), "Add [Shape(\"M\", \"K\")]",
        "[GraphFunction] public static (Tensor<float>, Tensor<float>) F([Shape(\"N\")] Tensor<float> x, Tensor<float> y) => (x, Sum(y, 1));",
        "[GraphFunction] public static (Tensor<float>, Tensor<float>) F([Shape(\"N\")] Tensor<float> x, [Shape(\"M\", \"K\")] Tensor<float> y) => (x, Sum(y, 1));");

    [Fact]
    public Task Matmul_transposes_the_second() => Fixes(new MatMulFix(), "Transpose w",
        "[GraphFunction] public static Tensor<float> F([Shape(\"N\", 64)] Tensor<float> x, [Shape(10, 64)] Tensor<float> w) => Relu(MatMul(x, w));",
        "[GraphFunction] public static Tensor<float> F([Shape(\"N\", 64)] Tensor<float> x, [Shape(10, 64)] Tensor<float> w) => Relu(MatMul(x, w, transposeY: true));");

    [Fact]
    public Task Matmul_transposes_the_first_of_a_stack() => Fixes(new MatMulFix(), "Transpose k",
        "[GraphFunction] public static Tensor<float> F([Shape(8, 64, 5)] Tensor<float> k, [Shape(8, 64, 7)] Tensor<float> v) => MatMul(k, v);",
        "[GraphFunction] public static Tensor<float> F([Shape(8, 64, 5)] Tensor<float> k, [Shape(8, 64, 7)] Tensor<float> v) => MatMul(k, v, transposeX: true);");

    [Fact]
    public Task Matmul_swaps_the_operands() => Fixes(new MatMulFix(), "Swap w and x",
        "[GraphFunction] public static Tensor<float> F([Shape(3, 64)] Tensor<float> x, [Shape(64, 10)] Tensor<float> w) => MatMul(w, x);",
        "[GraphFunction] public static Tensor<float> F([Shape(3, 64)] Tensor<float> x, [Shape(64, 10)] Tensor<float> w) => MatMul(x, w);");

    [Fact]
    public Task Matmul_takes_a_transpose_away() => Fixes(new MatMulFix(), "Use w without transposing it",
        "[GraphFunction] public static Tensor<float> F([Shape(3, 64)] Tensor<float> x, [Shape(64, 10)] Tensor<float> w) => MatMul(x, Transpose(w));",
        "[GraphFunction] public static Tensor<float> F([Shape(3, 64)] Tensor<float> x, [Shape(64, 10)] Tensor<float> w) => MatMul(x, w);");

    [Fact]
    public Task Matmul_takes_a_flag_away() => Fixes(new MatMulFix(), "Use w without transposing it",
        "[GraphFunction] public static Tensor<float> F([Shape(3, 64)] Tensor<float> x, [Shape(64, 10)] Tensor<float> w) => MatMul(x, w, transposeY: true);",
        "[GraphFunction] public static Tensor<float> F([Shape(3, 64)] Tensor<float> x, [Shape(64, 10)] Tensor<float> w) => MatMul(x, w);");

    [Fact]
    public Task Matmul_offers_only_what_fits() => Offers(new MatMulFix(),
        "[GraphFunction] public static Tensor<float> F([Shape(3, 64)] Tensor<float> x, [Shape(5, 7)] Tensor<float> w) => MatMul(x, w);");

    [Fact]
    public async Task Names_are_qualified_where_they_have_to_be()
    {
        const string Text = """
            public static partial class C
            {
                [GraphFunction] public static Tensor<bool> F([Shape(2)] Tensor<float> x) => Ops.Not(x != x);
                private static int NotEqual => 0;
            }
            """;
        using var check = new FixCheck(new EqualFix(), Text.Replace("x != x", "(Tensor<bool>)(x != x)"));
        Assert.Equal(Text.Replace("x != x", "(Tensor<bool>)(Ops.NotEqual(x, x))"), await check.Apply("Compare the elements with NotEqual"));
    }

    [Fact]
    public Task Delegates_take_the_compiled_graph() => FixesAll(new DelegateFix(), "Use FGraph.Compiled", """
            [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x) => x + x;
            private static void Call(Func<Tensor<float>, Tensor<float>> f) { }
            public static void M() { Call(F); Call(C.F); var f = F; Call(f: F); }
            """, """
            [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x) => x + x;
            private static void Call(Func<Tensor<float>, Tensor<float>> f) { }
            public static void M() { Call(FGraph.Compiled); Call(C.FGraph.Compiled); var f = FGraph.Compiled; Call(f: FGraph.Compiled); }
            """);

    [Fact]
    public Task Delegates_of_other_types_take_a_lambda() => FixesAll(new DelegateFix(), "Use a lambda that calls F", """
            public delegate Tensor<float> Step(Tensor<float> x, float rate);
            [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x, float rate) => x * rate;
            public static Step M() => F;
            public static Step P { get; } = C.F;
            """, """
            public delegate Tensor<float> Step(Tensor<float> x, float rate);
            [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x, float rate) => x * rate;
            public static Step M() => (x, rate) => F(x, rate);
            public static Step P { get; } = (x, rate) => C.F(x, rate);
            """);

    [Fact]
    public Task Equality_of_elements() => FixesAll(new EqualFix(), "Compare the elements with Equal", """
            [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x, [Shape("N")] Tensor<float> y) => Where(x == y, x, y);
            """, """
            [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x, [Shape("N")] Tensor<float> y) => Where(Equal(x, y), x, y);
            """);

    [Theory]
    [InlineData("[return: Shape(\"N\", 4)]", "[return: Shape(\"N\", 3)]", "Declare the result as [Shape(\"N\", 3)]", "x * 2f")]
    [InlineData("[return: Shape]", "[return: Shape(3)]", "Declare the result as [Shape(3)]", "Sum(x, 0)")]
    [InlineData("[return: Shape(\"N\", 4)]", "[return: Shape(\"2*N\", 3)]", "Declare the result as [Shape(\"2*N\", 3)]", "Concat([x, x], 0)")]
    [InlineData("[return: Shape(\"N\", 4), System.ComponentModel.Description]", "[return: Shape, System.ComponentModel.Description]", "Declare the result as [Shape]", "Sum(x)")]
    public Task Result_shape(string before, string after, string title, string body) => Fixes(new ResultShapeFix(), title,
        $"[GraphFunction] {before} public static Tensor<float> F([Shape(\"N\", 3)] Tensor<float> x) => {body};",
        $"[GraphFunction] {after} public static Tensor<float> F([Shape(\"N\", 3)] Tensor<float> x) => {body};");

    [Theory]
    [InlineData("Console.WriteLine(x);", "Graph.Print(x, \"x\");")]
    [InlineData("Console.WriteLine($\"x: {x}\");", "Graph.Print(x, \"x\");")]
    [InlineData("Console.Write($\"the loss = {Sum(x)}, of {x:F2} things\");", "Graph.Print(Sum(x), \"the loss\");\n    Graph.Print(x, \"of\");")]
    [InlineData("Console.WriteLine(\"loss \" + Sum(x) + \"!\");", "Graph.Print(Sum(x), \"loss\");")]
    [InlineData("Console.WriteLine(\"{0}\", x);", "Graph.Print(x, \"x\");")]
    [InlineData("Console.Out.WriteLine(x.ToString());", "Graph.Print(x, \"x\");")]
    [InlineData("System.Diagnostics.Debug.WriteLine($\"{Sum(x).Item()}\");", "Graph.Print(Sum(x), \"Sum(x)\");")]
    [InlineData("if (x.Rank == 1) Console.WriteLine($\"{x} and {x}\");", "if (x.Rank == 1) { Graph.Print(x, \"x\"); Graph.Print(x, \"and\"); }")]
    public Task Printing(string before, string after)
    {
        const string Function = """
            [GraphFunction]
            public static Tensor<float> F([Shape("N")] Tensor<float> x)
            {
                STATEMENT
                return x;
            }
            """;
        return Fixes(new PrintFix(), "Print with Graph.Print", Function.Replace("STATEMENT", before), Function.Replace("STATEMENT", after));
    }

    [Fact]
    public Task Printing_without_tensors_is_left_alone() => Offers(new PrintFix(),
        "[GraphFunction] public static Tensor<float> F([Shape(\"N\")] Tensor<float> x) { Console.WriteLine(\"here\"); return x; }");

    [Fact]
    public Task A_condition_of_many() => Offers(new ConditionFix(),
        "[GraphFunction] public static Tensor<float> F([Shape(\"N\")] Tensor<float> x) { if (x > 0f) x = -x; return x; }",
        "Ask whether all of it is true", "Ask whether any of it is true");

    [Fact]
    public Task A_condition_that_asks_for_any() => Fixes(new ConditionFix(), "Ask whether any of it is true",
        "[GraphFunction] public static Tensor<float> F([Shape(\"N\")] Tensor<float> x) => x > 0f ? -x : x;",
        "[GraphFunction] public static Tensor<float> F([Shape(\"N\")] Tensor<float> x) => Any(x > 0f) ? -x : x;");
}
