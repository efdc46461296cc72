using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>
/// Which calls run compiled graphs. The compiled graph checks shapes on entry and the body does not, so a call with a wrong
/// shape tells which of them ran.
/// </summary>
public class InterceptionTests
{
    private const string Probe = """
        public static class Probe
        {
            public static readonly Tensor<float> Right = Tensor.Ones<float>(2, 3);
            public static readonly Tensor<float> Wrong = Tensor.Ones<float>(2, 4);

            public static string Path(Func<Tensor<float>, object> call)
            {
                call(Right);
                try { call(Wrong); return "eager"; }
                catch (ArgumentException) { return "compiled"; }
            }
        }
        """;

    private const string Function = """[GraphFunction] public static Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x + x;""";

    [Theory]
    [InlineData("x => C.F(x)")]
    [InlineData("x => global::C.F(x: x)")]
    [InlineData("x => C.SameClass(x)")]
    [InlineData("x => C.CallsPrivate(x)")]
    [InlineData("x => C.Nested.CallsHidden(x)")]
    [InlineData("x => Space.C.F(x)")]
    [InlineData("x => Space.C.Inner.F(x)")]
    [InlineData("x => S.F(x)")]
    [InlineData("x => R.F(x)")]
    [InlineData("x => x.Twice()")]
    [InlineData("x => E.Twice(x)")]
    [InlineData("x => x?.Twice()!")]
    [InlineData("x => C.Overloaded(x)")]
    [InlineData("x => C.Overloaded(x, 2f)")]
    [InlineData("x => C.Overloaded(rate: 2f, x: x)")]
    [InlineData("x => C.Many(x).Item1")]
    [InlineData("x => C.@class(x)")]
    [InlineData("x => new[] { 1 }.Select(_ => C.F(x)).ToList()[0]")]
    [InlineData("x => C.Async(x).GetAwaiter().GetResult()")]
    [InlineData("x => new Func<Tensor<float>>(() => { Tensor<float> Local() => C.F(x); return Local(); })()")]
    public void Compiled(string call)
    {
        Assert.Equal("compiled", Run(call));
        Assert.Equal("eager", Run($"x => {{ using (GraphMode.Eager()) return ((Func<Tensor<float>, object>)({call}))(x); }}"));
    }

    [Theory]
    [InlineData("C.F")]
    [InlineData("x => new Func<Tensor<float>, Tensor<float>>(C.F)(x)")]
    [InlineData("x => typeof(C).GetMethod(\"F\")!.Invoke(null, [x])!")]
    [InlineData("x => C.CalledInside(x)")]
    public void Eager(string call) => Assert.Equal("eager", Run(call));

    [Fact]
    public void The_companions_delegates_do_what_they_say_in_any_mode()
    {
        Assert.Equal("compiled", Run("x => C.FGraph.Compiled(x)"));
        Assert.Equal("compiled", Run("x => { using (GraphMode.Eager()) return C.FGraph.Compiled(x); }"));
        Assert.Equal("eager", Run("x => C.FGraph.Eager(x)"));
    }

    [Fact]
    public void Calls_in_an_eager_body_follow_its_mode()
    {
        // Outer is not captured, so its body runs; the calls in it are compiled, unless it was asked for as a whole.
        Assert.Equal("compiled", Run("x => C.Outer(x)"));
        Assert.Equal("eager", Run("x => C.OuterGraph.Eager(x)"));
    }

    [Fact]
    public void Functions_of_another_assembly()
    {
        using var library = LoadedProgram.Build(Source.Compile("namespace Lib { public static partial class L { " + Function
            + """ [GraphFunction] public static Tensor<float> G([Shape("N", 3)] Tensor<float> x) => x * 2f; [GraphFunction] public static Tensor<float> G([Shape("N", 3)] Tensor<float> x, float y) => x * y; } }""")
            .WithAssemblyName("Lib"));
        using var program = LoadedProgram.Build(Source.Compile(Probe,
            """public static class Test { public static string Run() => Probe.Path(x => Lib.L.F(x)) + Probe.Path(x => Lib.L.G(x)) + Probe.Path(x => Lib.L.G(x, 3f)); }"""), library);
        Assert.Equal("compiledcompiledcompiled", program.Call("Test", "Run"));
    }

    [Fact]
    public void Names_that_differ_only_in_dots_and_case()
    {
        using var program = LoadedProgram.Build(Source.Compile(
            "namespace A.B_C { public static partial class D { " + Function + " } }",
            "namespace A_B.C { public static partial class D { " + Function + " } }",
            "namespace a_b.c { public static partial class d { " + Function + " } }", Probe,
            "public static class Test { public static string Run() => Probe.Path(x => A.B_C.D.F(x)) + Probe.Path(x => A_B.C.D.F(x)) + Probe.Path(x => a_b.c.d.F(x)); }"));
        Assert.Equal("compiledcompiledcompiled", program.Call("Test", "Run"));
    }

    [Fact]
    public void More_parameters_than_Func_has()
    {
        var parameters = string.Join(", ", Enumerable.Range(0, 18).Select(i => $"[Shape(3)] Tensor<float> p{i}"));
        using var program = LoadedProgram.Build(Source.Compile(
            $"public static partial class C {{ [GraphFunction] public static Tensor<float> F({parameters}) => {string.Join(" + ", Enumerable.Range(0, 18).Select(i => $"p{i}"))}; }}",
            $"public static class Test {{ public static float Run() {{ var x = Tensor.Ones<float>(3); return Sum(C.F({string.Join(", ", Enumerable.Repeat("x", 18))})).Item(); }} }}"));
        Assert.Equal(54f, program.Call("Test", "Run"));
    }

    private static string Run(string call)
    {
        using var program = LoadedProgram.Build(Source.Compile("using System.Linq;\n" + $$"""
            public static partial class C
            {
                {{Function}}
                public static Tensor<float> SameClass(Tensor<float> x) => F(x);

                [GraphFunction] private static Tensor<float> Private([Shape("N", 3)] Tensor<float> x) => x * 3f;
                public static Tensor<float> CallsPrivate(Tensor<float> x) => Private(x);

                public static partial class Nested
                {
                    private partial struct Hidden
                    {
                        [GraphFunction] internal static Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * 4f;
                    }
                    public static Tensor<float> CallsHidden(Tensor<float> x) => Hidden.F(x);
                }

                [GraphFunction] public static Tensor<float> Overloaded([Shape("N", 3)] Tensor<float> x) => x - 1f;
                [GraphFunction] public static Tensor<float> Overloaded([Shape("N", 3)] Tensor<float> x, float rate) => x * rate;
                [GraphFunction] public static (Tensor<float>, Tensor<float>) Many([Shape("N", 3)] Tensor<float> x) => (x + x, x * x);
                [GraphFunction] public static Tensor<float> @class([Shape("N", 3)] Tensor<float> x) => x * 5f;

                // Not captured itself.
                [GraphFunction] public static Tensor<float> Outer([Shape("N", 3)] Tensor<float> x)
                {
                    try { return F(x); }
                    finally { }
                }

                // Captured, and so without a call of F at run time; its own shape is open.
                [GraphFunction] public static Tensor<float> CalledInside([Shape("N", "M")] Tensor<float> x) => Sum(x) + F2(x);
                private static Tensor<float> F2(Tensor<float> x) => Sum(x);

                public static async System.Threading.Tasks.Task<Tensor<float>> Async(Tensor<float> x)
                {
                    await System.Threading.Tasks.Task.Yield();
                    return F(x);
                }
            }
            namespace Space
            {
                public static partial class C
                {
                    {{Function}}
                    public partial class Inner { {{Function}} }
                }
            }
            public partial struct S { {{Function}} }
            public partial record R { {{Function}} }
            public static partial class E { [GraphFunction] public static Tensor<float> Twice([Shape("N", 3)] this Tensor<float> x) => x * 2f; }
            public static class Test { public static string Run() => Probe.Path({{call}}); }
            """, Probe));
        return (string)program.Call("Test", "Run")!;
    }
}
