using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>
/// Which calls run compiled graphs. The compiled graph checks shapes on entry (<c>Check</c>, called by <c>Invoke</c>), an intercepted call
/// in eager mode checks them apart, and the body does not, so a call with a wrong shape tells which of them ran.
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
                catch (ArgumentException e) { return e.StackTrace!.Contains(".Invoke(") ? "compiled" : "eager"; }
            }
        }
        """;

    private const string Function = """[GraphFunction] public static Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x + x;""";

    private static readonly string[] s_compiled =
    [
        "x => C.F(x)",
        "x => global::C.F(x: x)",
        "x => C.SameClass(x)",
        "x => C.CallsPrivate(x)",
        "x => C.Nested.CallsHidden(x)",
        "x => Space.C.F(x)",
        "x => Space.C.Inner.F(x)",
        "x => S.F(x)",
        "x => R.F(x)",
        "x => x.Twice()",
        "x => E.Twice(x)",
        "x => x?.Twice()!",
        "x => C.Overloaded(x)",
        "x => C.Overloaded(x, 2f)",
        "x => C.Overloaded(rate: 2f, x: x)",
        "x => C.Many(x).Item1",
        "x => C.@class(x)",
        "x => new[] { 1 }.Select(_ => C.F(x)).ToList()[0]",
        "x => C.Async(x).GetAwaiter().GetResult()",
        "x => new Func<Tensor<float>>(() => { Tensor<float> Local() => C.F(x); return Local(); })()",
        "x => C.Optional(x)",
        "x => C.Optional(rate: 3f, x: x)",
        "x => C.Params(x, x)",
        "x => C.Pack(new(x, x)).Second",
        "x => C.Tuple((x, x))",
        "x => new[] { x }.Select(C.Lambda).First()",
        "x => new I().F(x)",
        "x => new I().F(x: x)",
        "x => I.Shared!.F(x)",
        "x => I.Shared?.F(x)!",
        "x => new I().CallsOwn(x)",
        "x => new I().CallsThis(x)",
        "x => new I().CallsPrivate(x)",
        "x => new I().InLambda(x)",
        "x => new I().InAsync(x).GetAwaiter().GetResult()",
        "x => new I(x).Made",
        "x => new I().Overloaded(x)",
        "x => new I().Overloaded(x, 2f)",
        "x => new I { X = x }[0]",
        "x => new Derived().F(x)",
        "x => new Derived().CallsInherited(x)",
        "x => new V().F(x)",
        "x => { var v = new V(); return v.F(x); }",
        "x => V.Fixed.F(x)",
        "x => V.ByIn(in V.Fixed, x)",
        "x => new Rec(1).F(x)",
        "x => new C.NestedI().F(x)",
        "x => new Space.C.Inner().G(x)",
        "x => new G<int>().F(x)",
        "x => G<string>.S(x)",
        "x => new G<int>().CallsOwn(x)",
        "x => new G<int>.Inner<string>().F(x)",
        "x => new G<long>.Plain().F(x)",
        "x => new G<int>().CallsPrivate(x)",
    ];

    private static readonly string[] s_eager =
    [
        "C.F",
        "x => new Func<Tensor<float>, Tensor<float>>(C.F)(x)",
        "x => typeof(C).GetMethod(\"F\")!.Invoke(null, [x])!",
        "x => C.CalledInside(x)",
        "x => new Derived().CallsBase(x)",
        "x => ((IF)new I()).F(x)",
        "x => new Func<Tensor<float>, Tensor<float>>(new I().F)(x)",
        "x => new Overrides().Virtual(x)",
    ];

    public static TheoryData<string> CompiledCalls => new(s_compiled);
    public static TheoryData<string> EagerCalls => new(s_eager);

    // One program has all the calls: building one for each would take a second each.
    private static readonly Lazy<LoadedProgram> s_program = new(() => Build([.. s_compiled, .. s_compiled.Select(InEagerMode), .. s_eager]));

    private static string InEagerMode(string call) => $"x => {{ using (GraphMode.Eager()) return ((Func<Tensor<float>, object>)({call}))(x); }}";

    private static object? Shared(int call) => s_program.Value.Call("Test", "Run", call);

    [Theory]
    [MemberData(nameof(CompiledCalls))]
    public void Compiled(string call)
    {
        var i = Array.IndexOf(s_compiled, call);
        Assert.Equal("compiled", Shared(i));
        Assert.Equal("eager", Shared(s_compiled.Length + i));
    }

    [Theory]
    [MemberData(nameof(EagerCalls))]
    public void Eager(string call) => Assert.Equal("eager", Shared(2 * s_compiled.Length + Array.IndexOf(s_eager, call)));

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
        using var library = LoadedProgram.Build(Source.Compile($$"""
            namespace Lib
            {
                public static partial class L
                {
                    {{Function}}
                    [GraphFunction] public static Tensor<float> G([Shape("N", 3)] Tensor<float> x) => x * 2f;
                    [GraphFunction] public static Tensor<float> G([Shape("N", 3)] Tensor<float> x, float y) => x * y;
                    [GraphFunction] public static Pair P(Pair p) => p with { A = p.A + p.B };
                    [GraphFunction] public static Tensor<float> Extends([Shape("N", 3)] this Tensor<float> x) => x * 2f;
                }
                public record Pair([Shape("N", 3)] Tensor<float> A, [Shape("N", 3)] Tensor<float> B);
                public partial class O
                {
                    private readonly float _rate = Environment.ProcessorCount;
                    [GraphFunction] public Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * _rate;
                }
                public partial struct S { public float Rate; [GraphFunction] public Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * Rate; }
                public partial class Box<T> { [GraphFunction] public Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * 3f; }
            }
            """).WithAssemblyName("Lib"));
        string[] calls =
        [
            "x => Lib.L.F(x)", "x => Lib.L.G(x)", "x => Lib.L.G(x, 3f)", "x => Lib.L.P(new(x, x)).A", "x => Lib.L.Extends(x)", "x => new Lib.O().F(x)",
            "x => new Lib.S().F(x)", "x => new Lib.Box<int>().F(x)",
        ];
        using var program = LoadedProgram.Build(Source.Compile(Probe,
            $$"""public static class Test { public static string[] Run() => [{{string.Join(", ", calls.Select(c => $"Probe.Path({c})"))}}]; }"""), library);
        Assert.Equal(calls.Select(c => (c, "compiled")), calls.Zip((string[])program.Call("Test", "Run")!));
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

    /// <summary>What generated code calls by its name, and what it calls its own variables.</summary>
    [Fact]
    public void Parameters_called_like_what_generated_code_calls()
    {
        string[] names = ["Run", "run", "Check", "Invoke", "Entry", "GC", "Tensor", "Vector512", "Workers", "Effects", "Times", "Value", "result", "arena", "global"];
        using var program = LoadedProgram.Build(Source.Compile(
            $"public static partial class C {{ [GraphFunction] public static Tensor<float> F({string.Join(", ", names.Select(n => $"[Shape(\"N\")] Tensor<float> {n}"))}, int I, float Math)"
                + $" => Exp({string.Join(" + ", names)}) * I + Math; }}",
            $$"""public static class Test { public static float Run() { var x = Tensor.Zeros<float>(3); return C.F({{string.Join(", ", names.Select(n => $"{n}: x"))}}, I: 2, Math: 5f)[1].Item(); } }"""));
        Assert.Equal(7f, program.Call("Test", "Run"));
        Assert.True((bool)((dynamic)program.Companions().Single().Companion).Captured);
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
        using var program = Build([call]);
        return (string)program.Call("Test", "Run", 0)!;
    }

    private static LoadedProgram Build(IReadOnlyList<string> calls) =>
        LoadedProgram.Build(Source.Compile("using System.Linq;\n" + $$"""
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

                [GraphFunction] public static Tensor<float> Optional([Shape("N", 3)] Tensor<float> x, float rate = 2f) => x * rate;
                [GraphFunction] public static Tensor<float> Params([Shape("N", 3, Length = 2)] params Tensor<float>[] x) => x[0] + x[1];
                [GraphFunction] public static Packed Pack(Packed p) => new(p.Second, p.First + p.First);
                [GraphFunction] public static Tensor<float> Tuple([Shape("N", 3)] (Tensor<float> A, Tensor<float> B) p) => p.A * p.B;
                public static readonly Func<Tensor<float>, Tensor<float>> Lambda = x => F(x);
                public partial class NestedI { private readonly float _rate = Environment.ProcessorCount; [GraphFunction] public Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * _rate; }

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
                    public partial class Inner { {{Function}} [GraphFunction] public Tensor<float> G([Shape("N", 3)] Tensor<float> x) => x * 3f; }
                }
            }
            public partial struct S { {{Function}} }
            public partial record R { {{Function}} }
            public static partial class E { [GraphFunction] public static Tensor<float> Twice([Shape("N", 3)] this Tensor<float> x) => x * 2f; }
            public record Packed([Shape("N", 3)] Tensor<float> First, [Shape("N", 3)] Tensor<float> Second);
            public interface IF { Tensor<float> F(Tensor<float> x); }
            public partial class I : IF
            {
                public static readonly I? Shared = new();
                [Shape("N", 3)] public Tensor<float> X = Tensor.Ones<float>(2, 3);
                public Tensor<float> Made = null!;
                private float _rate = 2;
                public I() { }
                public I(Tensor<float> x) { Made = F(x); }
                [GraphFunction] public Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * _rate;
                [GraphFunction] public Tensor<float> Overloaded([Shape("N", 3)] Tensor<float> x) => x - _rate;
                [GraphFunction] public Tensor<float> Overloaded([Shape("N", 3)] Tensor<float> x, float rate) => x * rate;
                [GraphFunction] private Tensor<float> Private([Shape("N", 3)] Tensor<float> x) => x / _rate;
                public Tensor<float> CallsOwn(Tensor<float> x) => F(x);
                public Tensor<float> CallsThis(Tensor<float> x) => this.F(x);
                public Tensor<float> CallsPrivate(Tensor<float> x) => Private(x);
                public Tensor<float> InLambda(Tensor<float> x) => new Func<Tensor<float>>(() => F(x))();
                public async System.Threading.Tasks.Task<Tensor<float>> InAsync(Tensor<float> x) { await System.Threading.Tasks.Task.Yield(); return F(x); }
                public Tensor<float> this[int i] => F(X);
            }
            public partial class Derived : I
            {
                public Tensor<float> CallsInherited(Tensor<float> x) => F(x);
                public Tensor<float> CallsBase(Tensor<float> x) => base.F(x);
            }
            public partial class HasVirtual { [GraphFunction] public virtual Tensor<float> Virtual([Shape("N", 3)] Tensor<float> x) => x + 1f; }
            public partial class Overrides : HasVirtual { [GraphFunction] public override Tensor<float> Virtual([Shape("N", 3)] Tensor<float> x) => x + 2f; }
            public partial struct V
            {
                public static readonly V Fixed = new() { Rate = 2 };
                public float Rate;
                [GraphFunction] public Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * Rate;
                public static Tensor<float> ByIn(in V v, Tensor<float> x) => v.F(x);
            }
            public partial record Rec(float Rate) { [GraphFunction] public Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * Rate; }
            public partial class G<T> where T : notnull
            {
                private readonly float _rate = Environment.ProcessorCount;
                [GraphFunction] public Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * _rate;
                [GraphFunction] public static Tensor<float> S([Shape("N", 3)] Tensor<float> x) => x * 2f;
                [GraphFunction] private Tensor<float> Private([Shape("N", 3)] Tensor<float> x) => x / _rate;
                public Tensor<float> CallsOwn(Tensor<float> x) => F(x);
                public Tensor<float> CallsPrivate(Tensor<float> x) => Private(x);
                public partial class Inner<U> where U : class, IComparable<U> { [GraphFunction] public Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * 4f; }
                public partial class Plain { [GraphFunction] public Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * 5f; }
            }
            public static class Test
            {
                public static string Run(int call) => s_all[call]();
                private static readonly Func<string>[] s_all = [{{string.Join(", ", calls.Select(c => $"() => Probe.Path({c})"))}}];
            }
            """, Probe));
}
