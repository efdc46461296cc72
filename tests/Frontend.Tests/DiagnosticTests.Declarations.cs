using System.Threading.Tasks;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

// Mistakes in what a graph function declares: its class, its parameters, its result and their shapes.
public partial class DiagnosticTests
{
    [Fact]
    public Task Class_is_not_partial() => Reports("""
        public static class C
        {
            [GraphFunction] public static Tensor<float> {|GF0001:F|}([Shape("N")] Tensor<float> x) => x + x;
        }
        """, "class C must be partial: the build adds FGraph, the companion of C.F, to it");

    [Fact]
    public Task A_class_around_is_not_partial() => Reports("""
        public static class Outer
        {
            public static partial class C
            {
                [GraphFunction] public static Tensor<float> {|GF0001:F|}([Shape("N")] Tensor<float> x) => x + x;
            }
        }
        """, "class Outer must be partial: the build adds FGraph, the companion of C.F, to it");

    [Fact]
    public Task Parameter_of_another_type() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x, string {|GF0002:name|}, float[] {|GF0002:data|}) => x + x;
        }
        """, "parameter name of C.F is string; allowed: Tensor<T>, float, double, int, long, bool, Half, BFloat16, sbyte, byte, short, ushort, uint, char, enums, and records, tuples and arrays of them");

    [Fact]
    public Task Return_type() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static {|GF0003:float|} F([Shape("N")] Tensor<float> x) => 1f;
            [GraphFunction] public static {|GF0003:void|} G([Shape("N")] Tensor<float> x) { }
            [GraphFunction] public static {|GF0003:(Tensor<float>, int)|} H([Shape("N")] Tensor<float> x) => (x, 1);
        }
        """, "C.F returns float; a graph function returns a Tensor<T>, or a tuple, array or record of them; return Tensor<float> and let the caller ask for its Item()");

    [Fact]
    public Task Parameter_by_reference() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape("N")] ref Tensor<float> {|GF0004:x|}) => x + x;
        }
        """, "parameter x of C.F is passed by reference; pass it by value and return what changes");

    [Theory]
    [InlineData("{|GF0005:-1|}", "[Shape] axis 0: -1 is negative; a size is 0 or more")]
    [InlineData("\"2{|GF0005:*|}\"", "[Shape] axis 0: dimension \"2*\", column 3: the expression ends where a number, a name or '(' was expected")]
    [InlineData("\"N {|GF0005:M|}\"", "[Shape] axis 0: dimension \"N M\", column 3: 'M' where + - * // or the end was expected")]
    [InlineData("\"N{|GF0005:/2|}\"", "[Shape] axis 0: dimension \"N/2\", column 2: division of sizes is written '//' and rounds down")]
    [InlineData("\"N//{|GF0005:0|}\"", "[Shape] axis 0: dimension \"N//0\", column 5: division by 0")]
    [InlineData("\"(N + 1{|GF0005:1|}\"", "[Shape] axis 0: dimension \"(N + 11\", column 8: expected ')'")]
    [InlineData("\"N{|GF0005:#|}\"", "[Shape] axis 0: dimension \"N#\", column 2: '#' where + - * // or the end was expected")]
    [InlineData("{|GF0005:\"\"|}", "[Shape] axis 0: dimension \"\", column 1: the expression ends where a number, a name or '(' was expected")]
    // A position in a text with escapes, or in a constant, is not a place in the source.
    [InlineData("{|GF0005:@\"N M\"|}", "[Shape] axis 0: dimension \"N M\", column 3: 'M' where + - * // or the end was expected")]
    [InlineData("{|GF0005:Bad|}", "[Shape] axis 0: dimension \"N M\", column 3: 'M' where + - * // or the end was expected")]
    [InlineData("{|GF0005:\"-3\"|}", "[Shape] axis 0: \"-3\" is never 0 or more")]
    [InlineData("{|GF0005:1.5|}", "[Shape] axis 0: 1.5 (Double) is not a size; use an int, a name such as \"N\" or an expression such as \"2*N\"")]
    [InlineData("\"…\", {|GF0005:\"...\"|}", "[Shape] axis 1: a second \"…\"; one stands for all axes that are left open")]
    public Task Malformed_shape(string dim, string message) => Reports($$"""
        public static partial class C
        {
            private const string Bad = "N M";
            [GraphFunction] public static Tensor<float> F([Shape({{dim}}, 3)] Tensor<float> x) => x + x;
        }
        """, message);

    [Fact]
    public Task Malformed_shape_outside_of_graph_functions() => Reports("""
        public class C
        {
            [Shape({|GF0005:-1|})] public Tensor<float>? Field;
            [Shape("{|GF0005:(|}")] public Tensor<float>? Property { get; set; }
            [return: Shape({|GF0005:-1|})] public static Tensor<float> G([Shape({|GF0005:-2|})] Tensor<float> x) => x;
            [{|GF0006:Shape(1)|}] public int Other;
        }
        """);

    [Fact]
    public Task Shape_of_something_else() => Reports("""
        public static partial class C
        {
            [GraphFunction]
            [return: {|GF0006:Shape("N")|}]
            public static (Tensor<float>, Tensor<float>) F([Shape("N")] Tensor<float> x, [{|GF0006:Shape|}] float rate) => (x, x);
        }
        """, "C.F returns (Tensor<float>, Tensor<float>); [return: Shape] is for a single Tensor<T>");

    [Fact]
    public Task Result_of_another_shape() => Reports("""
        public static partial class C
        {
            [GraphFunction]
            [return: {|GF0007:Shape("N", 4)|}]
            public static Tensor<float> F([Shape("N", 3)] Tensor<float> x) => x * 2f;

            [GraphFunction]
            [return: {|GF0007:Shape("N")|}]
            public static Tensor<float> G([Shape("N")] Tensor<float> x) => Sum(x);
        }
        """, "C.F returns [N,3], declared [N,4]: axis 1 is 3, declared 4");

    [Fact]
    public Task Companion_is_taken() => Reports("""
        public static partial class C
        {
            public static int FGraph => 1;
            [GraphFunction] public static Tensor<float> {|GF0008:F|}([Shape("N")] Tensor<float> x) => x + x;
        }
        """, "C already has a member FGraph: the build adds the companion of C.F under that name; rename one of them");

    [Fact]
    public Task Argument_of_a_called_method() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape("N", 3)] Tensor<float> x, [Shape(4)] Tensor<float> b) => G({|GF0009:x|}, b) + H(x, {|GF0009:b|});
            private static Tensor<float> G([Shape("N", 4)] Tensor<float> x, [Shape(4)] Tensor<float> b) => x + b;
            private static Tensor<float> H([Shape("B", "K")] Tensor<float> x, [Shape("K")] Tensor<float> b) => x + b;
        }
        """, "G declares x as [N,4], the argument is [N,3]: axis 1 is 3, declared 4");

    [Fact]
    public Task No_body() => Reports("""
        public static partial class C
        {
            public static void M()
            {
                [GraphFunction] static Tensor<float> {|GF0010:Local|}([Shape("N")] Tensor<float> x) => x + x;
                Local(Tensor.Zeros<float>(1));
            }
        }
        public partial interface I
        {
            [GraphFunction] static Tensor<float> {|GF0010:F|}([Shape("N")] Tensor<float> x) => x + x;
        }
        """);

    [Fact]
    public Task Symbol_only_inside_an_expression() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(3, {|GF0011:"N*M"|})] Tensor<float> x, [Shape("M")] Tensor<float> y, [Shape({|GF0011:"K//2"|})] Tensor<float> z) => x + x;
            [GraphFunction] public static Tensor<float> G([Shape("2*N+1")] Tensor<float> x) => x + x;
        }
        """, "N appears only inside \"M*N\", so its value cannot be read from the arguments; give some axis the size \"N\" alone");
}
