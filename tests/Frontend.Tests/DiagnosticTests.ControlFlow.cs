using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>
/// The negative programs of the control-flow suite, by their numbers there: one diagnostic of ours for each, or none where C# itself
/// refuses the program. N9 is captured, so it is among the positive ones; N23, names, is InterceptionTests.
/// </summary>
public partial class DiagnosticTests
{
    [Fact]
    public Task Lists_whose_length_depends_on_data() => Reports("""
        using System.Collections.Generic;
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> G([Shape("N")] Tensor<float> x)
            {
                var list = new List<Tensor<float>>();
                foreach (var e in x)
                {
                    if (e > 0f) {|GF1001:list.Add(e)|};
                }
                return Stack(list.ToArray(), axis: 0);
            }
            [GraphFunction]
            public static Tensor<float> H([Shape("N")] Tensor<float> x)
            {
                var list = new List<Tensor<float>>();
                foreach (var e in x) list.Add(e + Sum(Stack({|GF1004:list.ToArray()|}, axis: 0)));
                return Stack(list.ToArray(), axis: 0);
            }
            [GraphFunction]
            public static Tensor<float> Empty([Shape("N")] Tensor<float> x)
            {
                var list = new List<Tensor<float>>();
                foreach (var e in x) list.Add(e + {|GF0110:list[^1]|});
                return Stack(list.ToArray(), axis: 0);
            }
        }
        """, "C.G runs eagerly because list does not get the same number of elements in both branches, so its length depends on data");

    /// <summary>Sizes that are equal for some calls only are not taken to be equal, unless a declared shape says so.</summary>
    [Fact]
    public Task Sizes_that_differ_where_ways_meet() => Reports("""
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> Differences([Shape("N")] Tensor<float> x)
            {
                if (x.Shape[0] < 2) return x;
                return {|GF0012:x[1..] - x[..^1]|};
            }
            [GraphFunction]
            public static Tensor<float> Longer([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y)
            {
                if (x.Shape[0] > y.Shape[0]) return x;
                return {|GF1001:y|};
            }
            [GraphFunction]
            public static (Tensor<float>, Tensor<float>) Pair([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, bool flip)
            {
                if (flip) return (x, x);
                return {|GF1001:(x, y)|};
            }
            [GraphFunction]
            [return: Shape("N")]
            public static Tensor<float> Declared([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, bool flip)
            {
                if (flip) return x;
                return y;
            }
            [GraphFunction]
            public static Tensor<float> Known([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, bool flip)
            {
                var z = x + y;
                if (flip) z = y;
                else z = x;
                return z;
            }
            [GraphFunction]
            public static Tensor<float> Shrinks([Shape("N")] Tensor<float> x, int n)
            {
                for (var i = 0; i < n; i++) {|GF0012:x = x[1..] - x[..^1]|};
                return x;
            }
        }
        """, "the result is f32[N] after one branch and f32[N-1] after the other; a variable keeps its dtype and shape through branches and loops");

    /// <summary>Programs that C# refuses: its error alone.</summary>
    private static async Task RefusedByCSharp(string members, string error)
    {
        var compilation = Source.Compile(Source.InClass(members));
        Assert.Equal([error], compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id));
        Assert.Empty(await Analysis.Run(compilation));
    }

    [Fact]
    public Task N1_variable_assigned_on_one_path() => RefusedByCSharp("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            Tensor<float> y;
            if (Sum(x) > 0f) y = x * 2f;
            return y;
        }
        """, "CS0165");

    [Fact]
    public Task N1_path_without_a_return() => RefusedByCSharp("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            while (Sum(x) > 0f)
            {
                x = x - 1f;
                if (Max(x) > 3f) return x;
            }
        }
        """, "CS0161");

    [Fact]
    public Task N2_branches_of_different_dtype() => RefusedByCSharp("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, [Shape("N")] Tensor<int> n)
        {
            var y = x;
            if (Sum(x) > 0f) y = x + x;
            else y = n + n;
            return y;
        }
        """, "CS0029");

    [Fact]
    public Task N2_choice_of_different_dtype() => RefusedByCSharp("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, [Shape("N")] Tensor<int> n)
        {
            var y = Sum(x) > 0f ? x : n;
            return y;
        }
        """, "CS0173");

    [Fact]
    public Task N3_branches_of_different_rank() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape(2, 3)] Tensor<float> x)
        {
            Tensor<float> y;
            if (Sum(x) > 0f) y = x;
            else {|GF0012:y = Sum(x, axis: 0)|};
            return y;
        }
        """, "y is f32[2,3] after one branch and f32[3] after the other; a variable keeps its dtype and shape through branches and loops");

    [Fact]
    public Task N3_branches_of_different_shape() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape(2)] Tensor<float> x, [Shape(3)] Tensor<float> y, bool first) => {|GF0012:first ? x : y|};
        """);

    [Fact]
    public Task N5_loop_variable_changes_shape() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape(1)] Tensor<float> x)
        {
            while (Sum(x) < 10f)
            {
                {|GF0012:x = Concat([x, x], axis: 0)|};
            }
            return x;
        }
        """, "x is f32[1] before a round of the loop and f32[2] after it; a variable keeps its dtype and shape through branches and loops");

    [Fact]
    public Task N5_loop_variable_changes_rank() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N", 3)] Tensor<float> x)
        {
            Tensor<float> h = 0f;
            foreach (var row in x) {|GF0012:h = h + row|};
            return h;
        }
        """);

    [Fact]
    public Task Null_before_a_loop() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N", "N")] Tensor<float> x, [Shape("N")] Tensor<float> u, int rounds)
        {
            Tensor<float> v = null!;
            for (var i = 0; i < rounds; i++)
            {
                {|GF1001:v = MatMul(x, u)|};
                u = v * 0.5f;
            }
            return v + u;
        }
        """, "v is null before the loop, so whether it still is behind a round depends on data; give it a tensor before the loop");

    [Fact]
    public Task Index_at_run_time_that_is_read_and_written() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, int bin)
        {
            var counts = new float[4];
            {|GF1008:counts[bin]|}++;
            return x * counts[0];
        }
        """);

    [Fact]
    public Task N8_null_in_a_branch() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            Tensor<float>? y = x;
            if (Sum(x) > 0f) {|GF1001:y = null|};
            return y!;
        }
        """, "whether y is null depends on data; keep a bool beside it");

    [Fact]
    public Task N11_recursion_that_data_ends() => FallsBack("""
        private static Tensor<float> Shrink(Tensor<float> x)
        {
            if (Sum(x) < 1f) return x;
            return Shrink(x * 0.5f);
        }
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x) => {|GF1005:Shrink(x)|};
        """);

    [Fact]
    public Task N16_vector_as_condition() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape(3)] Tensor<float> x)
        {
            if ({|GF0013:x > 0f|}) return x;
            return -x;
        }
        """, "a condition must be one truth value, bool[]; this is bool[3]: use All(…) or Any(…) to make one of it, or Where(…) to choose for each element");

    [Theory]
    [InlineData("{|GF1002:try { if (Sum(x) > 0f) return x; x = x + 1f; } catch (InvalidOperationException) { x = -x; } finally { x = x * 2f; }|} return x;", "try is not captured; move it to the caller")]
    [InlineData("{|GF1002:try { return x; } finally { x = x * 2f; }|}", "try is not captured; move it to the caller")]
    [InlineData("again: x = x + 1f; if (Sum(x) < 0f) {|GF1002:goto again;|} return x;", "goto is not captured; use loops, break and continue")]
    [InlineData("for (var i = 0; i < n; i++) { if (i > 3) {|GF1002:goto done;|} x = x + 1f; } done: return x;", "goto is not captured; use loops, break and continue")]
    [InlineData("switch (n) { case 0: x = -x; {|GF1002:goto case 1;|} case 1: x = x + 1f; break; } return x;", "goto is not captured; use loops, break and continue")]
    [InlineData("{|GF1002:lock (Gate) { x = x + 1f; }|} return x;", "lock is not captured; move it to the caller")]
    [InlineData("{|GF1002:using (GraphMode.Eager()) { x = x + 1f; }|} return x;", "using is not captured; move it to the caller")]
    [InlineData("{|GF1002:using var mode = GraphMode.Eager();|} return x + 1f;", "using is not captured; move it to the caller")]
    [InlineData("if (n > 0) {|GF1002:throw new ArgumentException(\"n\");|} return x;", "whether it throws is known only at run time; use Graph.Assert(condition, \"message\")")]
    [InlineData("return n > 0 ? x : {|GF1002:throw new ArgumentException()|};", "whether it throws is known only at run time; use Graph.Assert(condition, \"message\")")]
    [InlineData("dynamic y = {|GF1003:x|}; y = y + x; return y;", "what is done with a dynamic value is found out only when the program runs; use var or the value's type")]
    [InlineData("Span<float> s = {|GF1003:stackalloc float[2]|}; s[0] = 1f; return x * s[0];", "stackalloc is not captured")]
    [InlineData("unsafe { var f = 1f; float* p = {|GF1003:&f|}; *p = 3f; return x * f; }", "a pointer is not captured")]
    [InlineData("var a = new float[] { 1f }; unsafe { {|GF1002:fixed (float* p = a) { *p = 2f; }|} } return x * a[0];", "fixed is not captured; move it to the caller")]
    [InlineData("{|GF1001:while (true) { x = x + 1f; }|}", "this loop never ends")]
    [InlineData("{|GF1001:for (byte i = 0; i <= 255; i++) x = x + 1f;|} return x;", "this loop never ends")]
    [InlineData("{|GF1001:for (sbyte i = 100; -129 < i; i++) x = x + 1f;|} return x;", "this loop never ends")]
    [InlineData("{|GF1001:for (uint i = 9; i >= 0; i--) x = x + 1f;|} return x;", "this loop never ends")]
    [InlineData("{|GF1001:for (var i = 0; i <= int.MaxValue; i++) x = x + 1f;|} return x;", "this loop never ends")]
    [InlineData("return {|GF1004:Later(x)|}.Result;", "Later is async; wait for it outside and pass what it gives as a parameter")]
    public Task N13_statements_that_are_not_captured(string body, string reason) => FallsBack(
        "private static readonly object Gate = new();\n"
        + "private static async System.Threading.Tasks.Task<Tensor<float>> Later(Tensor<float> x) { await System.Threading.Tasks.Task.Delay(1); return x; }\n"
        + $"[GraphFunction] public static Tensor<float> F([Shape(\"N\")] Tensor<float> x, int n) {{ {body} }}", reason);

    [Fact]
    public Task List_as_long_as_data_say() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, int n)
        {
            var parts = new System.Collections.Generic.List<Tensor<float>>();
            for (var i = 0; i < n; i++) {|GF1001:parts.Add(x * i)|};
            return Stack(parts.ToArray(), axis: 0);
        }
        """, "parts grows in a loop that does not count its rounds up to a size, so its length is not made of constants and sizes of tensors; "
        + "let it: for (var i = 0; i < x.Shape[0]; i++), or write the parts into a tensor of a fixed size: y[i] = …");

    [Fact]
    public Task N13_yield() => Reports("""
        public static partial class C
        {
            private static System.Collections.Generic.IEnumerable<Tensor<float>> Parts(Tensor<float> x) { yield return x; yield return x + x; }
            [GraphFunction]
            public static Tensor<float> F([Shape("N")] Tensor<float> x)
            {
                foreach (var part in {|GF1002:Parts(x)|}) x = x + part;
                return x;
            }
        }
        """, "C.F runs eagerly because yield is not captured; return an array or a list (in Parts, File0.cs line 3)");

    [Fact]
    public Task N13_await() => Reports("""
        public static partial class C
        {
            [GraphFunction]
            public static async System.Threading.Tasks.Task<Tensor<float>> {|GF1010:F|}([Shape("N")] Tensor<float> x) { await System.Threading.Tasks.Task.Delay(1); return x; }
        }
        """, "C.F runs eagerly because it is async; only what it computes on tensors can be a graph function");

    [Theory]
    [InlineData("public static class C { [GraphFunction] public static Tensor<float> {|GF0001:F|}([Shape(2)] Tensor<float> x) => x; }")]
    [InlineData("public static partial class C { [GraphFunction] public static {|GF0003:object|} F([Shape(2)] Tensor<float> x) => x; }")]
    [InlineData("public static partial class C { [GraphFunction] public static {|GF0003:void|} F([Shape(2)] Tensor<float> x) { } }")]
    [InlineData("public static partial class C { [GraphFunction] public static {|GF0003:DateTime|} F([Shape(2)] Tensor<float> x) => default; }")]
    [InlineData("public static partial class C { [GraphFunction] public static Tensor<float> F([Shape(2)] Tensor<float> x, DateTime {|GF0002:t|}) => x; }")]
    [InlineData("public static partial class C { [GraphFunction] public static Tensor<float> F([Shape(2)] Tensor<float> x, object {|GF0002:t|}) => x; }")]
    public Task N19_declarations(string text) => Reports(text);
}
