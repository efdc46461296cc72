using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

public partial class DiagnosticTests
{
    private static Task FallsBack(string members, string? reason = null) => Reports(
        $"public static partial class C\n{{\n{members}\n}}\n", reason is null ? null : "C.F runs eagerly because " + reason);

    [Fact]
    public Task Parameter_that_is_null_by_default() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, [Shape("N")] Tensor<float>? {|GF1008:mask|} = null) => mask is null ? x : x * mask;
        """, "whether mask is null must be known at build time: the graph has it always or never; leave the default out, and write an overload without the parameter; both may call a method that has the default");

    [Fact]
    public Task Control_flow() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, bool flip, int n)
        {
            {|GF1001:while (flip) { }|}
            return x;
        }
        [GraphFunction]
        public static Tensor<float> G([Shape("N")] Tensor<float> x, int n) => {|GF1001:n switch { 0 => x, 1 => -x }|};
        """, "this loop changes nothing, so it never ends once it has begun");

    [Fact]
    public Task Numbers_of_other_types() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, int n) => x * (float){|GF1003:(ulong)n|};
        [GraphFunction]
        public static Tensor<float> G([Shape("N")] Tensor<float> x, int n) => x * (float)checked({|GF1003:(ulong)n|} + 1);
        """, "numbers of type ulong are not captured; use int, uint, long, float or double");

    [Fact]
    public Task Collections_by_data() => Reports("""
        using System.Collections.Generic;
        using System.Linq;
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape] Tensor<float> x, int n) => {|GF1008:Enumerable.Range(0, n)|}.Aggregate(x, (a, i) => a * 2f + i);
            [GraphFunction] public static Tensor<float> G([Shape] Tensor<float> x, int n) => {|GF1008:Enumerable.Range(0, 5).Where(i => i < n)|}.Aggregate(x, (a, i) => a * 2f + i);
            [GraphFunction] public static Tensor<float> I([Shape] Tensor<float> x) => {|GF0014:new Tensor<float>[0].Aggregate((a, b) => a + b)|} + x;
            [GraphFunction] public static Tensor<float> J([Shape] Tensor<float> x) => {|GF1004:new[] { x, x * 2f }.OrderBy(t => 1)|}.First();
            [GraphFunction]
            public static Tensor<float> K([Shape] Tensor<float> x)
            {
                var named = {|GF1003:new Dictionary<string, Tensor<float>> { ["a"] = x }|};
                return named["a"] * 2f;
            }
            [GraphFunction] public static Tensor<float> L([Shape("N")] Tensor<float> x, int i) => x[{|GF1008:i..|}];
        }
        """, "C.F runs eagerly because the length of Enumerable.Range must be known at build time; write a loop: for (var i = 0; i < n; i++)");

    [Fact]
    public Task Null_or_not_by_data() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, bool flip)
        {
            float? k = null;
            if (flip) {|GF1001:k = 2f|};
            return x * (k ?? 1f);
        }
        """, "whether k is null depends on data; keep a bool beside it");

    [Fact]
    public Task Lists_of_unknown_length() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, bool flip)
        {
            Tensor<float>[] parts = [x];
            if (flip) {|GF1001:parts = [x, x]|};
            return Concat(parts, axis: 0);
        }
        """, "parts has 2 elements after one branch and 1 after the other: the length of a list must be known at build time");

    [Fact]
    public Task Statements() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            {|GF1002:try { x = x + x; } finally { }|}
            return x;
        }
        """, "try is not captured; move it to the caller");

    [Fact]
    public Task Expressions() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            var same = {|GF1003:x == x|};
            return x + x;
        }
        """, "== and != on tensors compare references; use Equal or NotEqual");

    [Fact]
    public Task Texts() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, int n, [Shape] Tensor<bool> ok)
        {
            Graph.Print(x, $"{x.Rank} {nameof(x)} {'c'} {2 > 0 || n > 0}{|GF1008:{n}|}");
            Graph.Assert(ok, $"{|GF1008:{x.Shape}|}");
            Graph.Assert(ok, $"{|GF1008:{1.5}|}");
            Graph.Assert(ok, $"{|GF1008:{2:x}|}");
            return x;
        }
        """, "a text can hold only texts, integers and bools that are known at build time; to see other values use Graph.Print(value, \"label\")");

    [Fact]
    public Task Calls() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            {|GF1004:GC.Collect()|};
            return x * x + {|GF1004:Tensor.Uninitialized<float>(3)|};
        }
        """, "GC.Collect is not an op and has no body in this project, so it cannot be followed; call it outside");

    [Fact]
    public Task Output() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            {|GF1015:Console.WriteLine($"{x}")|};
            {|GF1015:Console.Write(1)|};
            {|GF1015:Console.Out.WriteLine(x)|};
            {|GF1015:System.Diagnostics.Debug.WriteLine("x")|};
            {|GF1015:System.IO.File.WriteAllText("x", x.ToString())|};
            return x;
        }
        """, "Console.WriteLine is no part of a graph; use Graph.Print(tensor, \"label\")");

    [Fact]
    public Task Asserts() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            {|GF1015:System.Diagnostics.Debug.Assert(x.Rank == 1)|};
            return x;
        }
        """, "Debug.Assert is no part of a graph; use Graph.Assert(condition, \"message\")");

    [Fact]
    public Task Random_numbers() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            var random = {|GF1015:new Random(1)|};
            return x * random.NextSingle() + {|GF1015:Random.Shared.NextSingle()|};
        }
        """, "new Random gives other numbers at every call; draw the numbers with Tensor.RandomNormal(key, shape) or RandomUniform outside and pass them as a parameter");

    [Fact]
    public Task Clocks_and_the_like() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            var id = {|GF1015:Guid.NewGuid()|};
            var watch = {|GF1015:System.Diagnostics.Stopwatch.StartNew()|};
            return x * {|GF1015:DateTime.Now|}.Hour + {|GF1015:Environment.TickCount|} + {|GF1015:DateTimeOffset.UtcNow|}.Hour;
        }
        """, "Guid.NewGuid gives another value at every call; read it outside and pass the value as a parameter");

    [Fact]
    public Task In_a_called_method() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x) => {|GF1004:Trace(x)|} + x;
        private static Tensor<float> Trace(Tensor<float> x)
        {
            GC.Collect();
            return x;
        }
        """, "GC.Collect is not an op and has no body in this project, so it cannot be followed; call it outside (in Trace, File0.cs line 7)");

    [Fact]
    public Task Recursion() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x) => G(x, 2) + {|GF1005:G(x, -1)|};
        private static Tensor<float> G(Tensor<float> x, int n) => n == 0 ? x : G(x, n - 1);
        """, "G calls itself more than 32 times in a row: what ends it must be known at build time; where it depends on data write a loop (in G, File0.cs line 5)");

    [Fact]
    public Task No_shape() => FallsBack("""
        [GraphFunction] public static Tensor<float> F(Tensor<float> {|GF1006:x|}) => x + x;
        """, "the rank of x is not known; add [Shape(…)] with a size or a name per axis, such as [Shape(\"N\", 64)]");

    [Fact]
    public Task A_shape_that_depends_on_data() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, int n) => Tensor.Zeros<float>({|GF1008:n|}) + x;
        """, "a shape must be made of constants and sizes of tensors: a graph's shapes never depend on data");

    [Fact]
    public Task Leading_axes() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> {|GF1007:F|}([Shape("…", 3)] Tensor<float> x)
        {
            if (x.Rank > 2) Graph.Assert(All(x > 0f), "positive");
            else Graph.Assert(All(x < 1f), "small");
            return x + x;
        }
        [GraphFunction] public static Tensor<float>[] {|GF1007:G|}([Shape("…", 3)] Tensor<float> x) => x.Rank > 2 ? [x] : [x, x + x];
        """,
        "it does not meet the same asserts for each number of axes that \"…\" may stand for; give each axis a size or a name");

    [Fact]
    public Task Not_known_at_build_time() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N", 3)] Tensor<float> x, int axis) => Softmax(x, {|GF1008:axis|}) + x[{|GF1008:axis..|}];
        """, "axis of Softmax must be known at build time: a constant, or computed from constants");

    [Fact]
    public Task Too_many_iterations() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            {|GF1009:for (var i = 0; i < 5000; i++) x = Sum(x, i % 1, keepDims: true) + x;|}
            return x;
        }
        """, "its loops run more than 4096 times in total: something in them must be known at build time, so each round would be code of its own; make them shorter, or call a graph function from a loop outside");

    [Fact]
    public Task Kinds_of_methods() => Reports("""
        public partial class C
        {
            [GraphFunction] public virtual Tensor<float> {|GF1010:F|}([Shape("N")] Tensor<float> x) => x + x;
            [GraphFunction] public static Tensor<T> {|GF1010:G|}<T>([Shape("N")] Tensor<T> x) where T : unmanaged => x + x;
            [GraphFunction] public static async System.Threading.Tasks.Task<Tensor<float>> {|GF1010:H|}([Shape("N")] Tensor<float> x) { await System.Threading.Tasks.Task.Yield(); return x; }
        }
        public partial class D<T> where T : unmanaged
        {
            [GraphFunction] public static Tensor<T> {|GF1010:F|}([Shape("N")] Tensor<T> x) => x + x;
        }
        public partial class E
        {
            private partial class Hidden { [GraphFunction] public Tensor<float> {|GF1010:F|}([Shape("N")] Tensor<float> x) => x + x; }
            private record Pair([Shape(2)] Tensor<float> A, [Shape(2)] Tensor<float> B);
            [GraphFunction] private static Tensor<float> {|GF1010:G|}(Pair p) => p.A + p.B;
        }
        """, "C.F runs eagerly because it is virtual, so a call may run another method; make it non-virtual");

    [Fact]
    public Task Variables_of_earlier_rounds() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape(4)] Tensor<float> x)
        {
            var all = new System.Collections.Generic.List<Func<int>>();
            foreach (var j in new[] { 1, 2, 3 })
            {
                var k = j;
                all.Add(() => k++);
            }
            return x * {|GF1003:all[0]()|} + all[2]();
        }
        """, "the function called here sees k as an earlier round of a loop left it; let it see only variables that are declared with their value and never change");

    [Fact]
    public Task Reads() => FallsBack("""
        private static float s_rate = 1;
        private static readonly Tensor<float> s_table = Tensor.RandomNormal(new RandomKey(1), 3);
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x) => x * {|GF1012:s_rate|} + {|GF1012:s_table|} * {|GF1015:Environment.ProcessorCount|};
        """, "the static field s_rate may change between calls; make it const or readonly, or pass it as a parameter");

    [Fact]
    public Task Delegates() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x) => x + x;
            private static Func<Tensor<float>, Tensor<float>> _field = {|GF1013:F|};
            public static void M()
            {
                Call({|GF1013:C.F|});
                Call(x => F(x));
                _ = nameof(F);
            }
            private static void Call(Func<Tensor<float>, Tensor<float>> f) { }
        }
        """, "C.F runs eagerly when it is called through this delegate; pass C.FGraph.Compiled, or a lambda that calls C.F");

    [Fact]
    public async Task No_interceptors()
    {
        var compilation = Source.Compile(Source.Parse.WithFeatures([]), """
            public static partial class C
            {
                [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x) => x + x;
            }
            """);
        var diagnostics = await Analysis.Run(compilation);
        Assert.Equal("GF1014", Assert.Single(diagnostics).Id);
    }

    [Theory]
    [InlineData("build_property.GraphCompilerEagerFallback")]
    [InlineData("graphcompiler_eager_fallback")]
    public async Task Fallbacks_can_be_errors(string key)
    {
        var compilation = Source.Compile("""
            public static partial class C
            {
                [GraphFunction] public static Tensor<float> F(Tensor<float> x) => x + x;
            }
            """);
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await Analysis.Run(compilation)).Severity);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Analysis.Run(compilation, (key, "error"))).Severity);
    }

    [Fact]
    public Task Pragmas_are_obeyed() => Reports("""
        public static partial class C
        {
        #pragma warning disable GF1006
            [GraphFunction] public static Tensor<float> F(Tensor<float> x) => x + x;
        #pragma warning restore GF1006
            [GraphFunction] public static Tensor<float> G(Tensor<float> {|GF1006:x|}) => x + x;
        }
        """);
}
