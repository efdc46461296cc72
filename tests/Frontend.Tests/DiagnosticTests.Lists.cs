using System.Threading.Tasks;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Lists that grow in loops, tensors with a second name, and comparisons: what is said where they are not captured.</summary>
public partial class DiagnosticTests
{
    private static Task Grows(string statements, string reason) => Reports($$"""
        using System.Collections.Generic;
        using System.Linq;
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> F([Shape("N", 3)] Tensor<float> x)
            {
        {{statements}}
            }
        }
        """, "C.F runs eagerly because " + reason);

    [Theory]
    [InlineData("Aggregate", "{|GF1004:l.Aggregate((a, b) => a + b)|}")]
    [InlineData("Sum", "x * {|GF1004:l.Sum(e => e[0].Item())|}")]
    [InlineData("Select", "{|GF1004:l.Select(e => e + 1f)|}.First()")]
    public Task Linq_on_a_list_that_a_loop_makes(string name, string result) => Grows($$"""
        var l = new List<Tensor<float>>();
        for (var i = 0; i < x.Shape[0]; i++) l.Add(x[i] * 2f);
        return {{result}};
        """, $"{name} is captured on arrays, lists and shapes whose length is known at build time, and a loop makes this one; run through it with foreach");

    [Theory]
    [InlineData("Tensor<float>", "for (var i = 0; i < x.Shape[0]; i++) { l.Add(x[i]); {|GF1001:l.Add(x[i] * 2f)|}; }",
        "l gets 2 elements in each round of the loop, and a list that grows in a loop is captured with one tensor a round; add them to a list each, or one tensor made of them")]
    [InlineData("int", "for (var i = 0; i < x.Shape[0]; i++) {|GF1001:l.Add(i)|};",
        "l grows in a loop that stays one in the graph, where lists hold tensors only; add Tensor.Scalar(…) of a number, and have a list for each part of a tuple or an object")]
    [InlineData("(Tensor<float>, int)", "for (var i = 0; i < x.Shape[0]; i++) {|GF1001:l.Add((x[i], i))|};",
        "l grows in a loop that stays one in the graph, where lists hold tensors only; add Tensor.Scalar(…) of a number, and have a list for each part of a tuple or an object")]
    [InlineData("Tensor<float>", "for (var i = 0; i < x.Shape[0]; i++) for (var j = 0; j < x.Shape[0]; j++) {|GF1001:l.Add(x[i] * x[j])|};",
        "l grows in a loop within a loop, and a list that grows in a loop is captured with one tensor a round; let the inner loop fill a list of its own, and add one tensor made of that: Stack or Concat")]
    [InlineData("Tensor<float>", "while (l.Count < x.Shape[0]) {|GF1001:l.Add(x[0])|};",
        "l grows in a loop that does not count its rounds up to a size, so its length is not made of constants and sizes of tensors; let it: for (var i = 0; i < x.Shape[0]; i++), or write the parts into a tensor of a fixed size: y[i] = …")]
    [InlineData("float", "while (l.Count < x.Shape[0]) {|GF1001:l.Add(1f)|};",
        "l grows in a loop that stays one in the graph, where lists hold tensors only; add Tensor.Scalar(…) of a number, and have a list for each part of a tuple or an object")]
    [InlineData("Tensor<float>", "for (var i = 0; i < x.Shape[0]; i++) { {|GF1001:l.Add(x[i])|}; if (Sum(x[i]) > 3) break; }",
        "l grows in a loop that may end early, so its length is not made of constants and sizes of tensors; let it run to its end, or write the parts into a tensor of a fixed size: y[i] = …")]
    public Task Lists_that_grow_in_other_ways(string element, string loop, string reason) => Grows($$"""
        var l = new List<{{element}}>();
        {{loop}}
        var first = l[0];
        return x;
        """, reason);

    [Theory]
    [InlineData("var all = (y, {|GF1011:F()|}, F());", "a tuple")]
    [InlineData("var all = new P(y, {|GF1011:F()|}, F());", "an object of P")]
    [InlineData("var all = G(b: {|GF1011:F()|}, a: y);", "an argument of G")]
    [InlineData("Tensor<float> H() => y; var all = H() + {|GF1011:F()|};", "what a function returns")]
    public Task A_tensor_is_written_behind_what_has_it(string statement, string holder) => FallsBack($$"""
        [GraphFunction]
        public static Tensor<float> F([Shape(4)] Tensor<float> x)
        {
            var y = x + 1f;
            Tensor<float> F() { y[0] = 3; return x; }
            {{statement}}
            return x;
        }
        private record P(Tensor<float> A, Tensor<float> B, Tensor<float> C);
        private static Tensor<float> G(Tensor<float> a, Tensor<float> b) => a * b;
        """, $"y is {holder} too, which would change with it; put a copy there: y.Clone() (in F, File0.cs line 7)");

    [Theory]
    [InlineData("{|GF1003:s == s|}", "objects of types derived from S have more to compare; make S sealed")]
    [InlineData("{|GF1003:new S(x, n) != new S(x, 2)|}", "the operator != compares tensors, of which it sees the references alone; use All(Equal(x, y)) for them, and compare the numbers one by one")]
    [InlineData("{|GF1003:(x, n) == (x, 2)|}", "the operator == compares tensors, of which it sees the references alone; use All(Equal(x, y)) for them, and compare the numbers one by one")]
    [InlineData("{|GF1003:new T(n) == new T(2)|}", "how T compares is not captured; compare the members one by one")]
    [InlineData("{|GF1003:(n, new[] { n }) == (n, null)|}", "the operator == compares arrays or lists, and it is captured of tuples and records of numbers only; compare the parts one by one")]
    public Task Comparisons_of_other_parts(string condition, string reason) => FallsBack($$"""
        public record S([Shape(4)] Tensor<float> A, int N);
        public sealed record T(int N) { public bool Equals(T? other) => true; public override int GetHashCode() => 0; }
        [GraphFunction]
        public static Tensor<float> F([Shape(4)] Tensor<float> x, S s, int n) => {{condition}} ? x : -x;
        """, reason);

    [Fact]
    public Task Limits_and_signs() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape(4)] Tensor<float> x, int n, int m) => x * {|GF1008:Math.Clamp(3, n, m)|};
        [GraphFunction]
        public static Tensor<float> G([Shape(4)] Tensor<float> x, int n) => x * {|GF0014:Math.Clamp(n, 3, 2)|};
        [GraphFunction]
        public static Tensor<float> H([Shape(4)] Tensor<float> x, float f) => x * {|GF1003:Math.Sign(f)|};
        """, "Math.Clamp throws where its lower limit is above its upper one, so they must be known at build time; write Math.Min(Math.Max(x, least), most)");
}
