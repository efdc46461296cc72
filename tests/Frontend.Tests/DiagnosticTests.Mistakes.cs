using System.Threading.Tasks;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

public partial class DiagnosticTests
{
    /// <summary>The members of a class with mistakes, and the message of the first.</summary>
    private static Task Mistaken(string members, string? message = null) => Reports($"public static partial class C\n{{\n{members}\n}}\n", message);

    [Fact]
    public Task Op_takes_other_dtypes() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<int> F([Shape("N")] Tensor<int> x) => Exp({|GF0101:x|});
        }
        """, "exp: dtype i32 of x is not accepted; allowed: f32, f64");

    [Fact]
    public Task Shapes_do_not_broadcast() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape("N", 3)] Tensor<float> x, [Shape(4)] Tensor<float> b) { var y = x * 2f; return y + {|GF0103:b|}; }
        }
        """, "add: shapes [N,3] (y) and [4] (b) do not broadcast: 3 and 4 in axis 1; each pair must be equal or one of them 1");

    [Fact]
    public Task Axis_out_of_range() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape("N", 3)] Tensor<float> x) => Softmax(x, axis: {|GF0104:2|}) + Sum(x, {|GF0104:-3|});
        }
        """, "softmax: axis 2 is out of range for rank 2; allowed: -2 to 1");

    [Fact]
    public Task Rank() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape] Tensor<float> x, [Shape(2)] Tensor<float> y) => MatMul({|GF0105:x|}, y);
            [GraphFunction] public static Tensor<float> G([Shape(2)] Tensor<float> x) => {|GF0105:x[0, 1]|};
        }
        """, "matmul: x has rank 0; allowed: 1 or more (use * to scale)");

    [Fact]
    public Task Value_of_an_argument() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(4)] Tensor<float> x) => Reshape(x, {|GF0106:[-1, -1]|});
            [GraphFunction] public static Tensor<float> G([Shape(4)] Tensor<int> x) => OneHot<float>(x, {|GF0106:-1|});
        }
        """, "reshape: shape [-1,-1] has more than one -1; at most one size can be computed");

    [Fact]
    public Task Inner_dimensions() => Reports("""
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> F([Shape("N", 64)] Tensor<float> x, [Shape(64, 128)] Tensor<float> w1, [Shape(128, 10)] Tensor<float> w2) =>
                MatMul(x, {|GF0107:w2|});
        }
        """, "matmul: inner dimensions differ: 64 (x, axis 1) and 128 (w2, axis 0)");

    [Fact]
    public Task Number_of_elements() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(4)] Tensor<float> x) => Reshape(x, {|GF0108:[3, 2]|}) + {|GF0108:Tensor.Create([1f, 2], 3)|};
        }
        """, "reshape: x of shape [4] has 4 elements, the shape [3,2] has 6; they must agree");

    [Fact]
    public Task Other_shapes() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(4, 2)] Tensor<float> x, [Shape(4, 3)] Tensor<float> y) => Concat([x, {|GF0109:y|}]);
        }
        """, "concat: sizes of axis 1 differ: 2 (x) and 3 (y); only axis 0 may differ");

    [Fact]
    public Task Index_out_of_range() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(4, 2)] Tensor<float> x) => x[{|GF0110:4|}] + x[{|GF0110:^5|}] + x[{|GF0110:3..5|}, 0] * {|GF0110:x.Shape[2]|};
        }
        """, "index 4 is out of range for axis 0 of x, whose size is 4; allowed: -4 to 3");

    /// <summary>Other than an index, an end of a range does not count from the end when it is negative.</summary>
    [Fact]
    public Task Negative_ends_of_ranges() => Reports("""
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> F([Shape(4, 2)] Tensor<float> x)
            {
                var back = -1;
                return x[{|GF0110:back..|}] + x[{|GF0110:..-2|}] + x[{|GF0110:^back..|}] + x[{|GF0110:^back|}];
            }
        }
        """, "-1 is negative: an end of a range, and what stands behind ^, throws then; write ^1 to count from the end");

    [Fact]
    public Task Index_as_written() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(4, 2)] Tensor<float> x) => x[{|GF0110:^0|}] + x[{|GF0110:^5|}];
        }
        """, "index ^0 is out of range for axis 0 of x, whose size is 4; allowed: -4 to 3");

    [Theory]
    [InlineData("5 / zero", "DivideByZeroException: it divides by zero")]
    [InlineData("5L % zero", "DivideByZeroException: it divides by zero")]
    [InlineData("n / zero", "DivideByZeroException: it divides by zero")]
    [InlineData("x.Shape[0] / zero", "DivideByZeroException: it divides by zero")]
    [InlineData("smallest / -1", "OverflowException: it divides -2147483648 by -1")]
    [InlineData("smallest % -1", "OverflowException: it divides -2147483648 by -1")]
    [InlineData("Math.Abs(smallest)", "OverflowException: it takes the absolute value of -2147483648")]
    public Task Arithmetic_that_throws(string expression, string exception) => Reports($$"""
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> F([Shape("N")] Tensor<float> x, int n)
            {
                int zero = 0, smallest = int.MinValue;
                return x * (float)({|GF0014:{{expression}}|});
            }
        }
        """, "every call throws " + exception);

    [Fact]
    public Task Splits() => Reports("""
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> F([Shape("N", 6)] Tensor<float> x) =>
                Split(x, {|GF0106:4|}, 1)[0] + Split(x, 2, {|GF0104:2|})[0] + Split(x, [3], {|GF0104:-3|})[0];
        }
        """, "split: axis 1 of size 6 does not divide into 4 equal parts");

    [Fact]
    public Task Written_parts() => Reports("""
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> F([Shape(4, 3)] Tensor<float> x)
            {
                var y = x + 1f;
                y[0] = {|GF0103:x[.., 0]|};
                y[{|GF0110:4|}] = x[0];
                {|GF0105:y[0, 0, 0]|} = 1;
                y[..2] += {|GF0103:x[..3]|};
                return y;
            }
        }
        """);

    [Fact]
    public Task A_vector_as_an_index() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(4)] Tensor<float> x, [Shape("N")] Tensor<int> i) => x[{|GF0105:i|}];
        }
        """, "an index between brackets has rank 1 (shape [N]); allowed: rank 0. Use Take for several indices");

    [Fact]
    public Task Too_few_operands() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(4)] Tensor<float> x) => x + {|GF0111:Concat<float>([])|};
        }
        """, "concat: no operands given; at least one is needed");

    [Fact]
    public Task Empty_reduction() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(0, 4)] Tensor<float> x) => Max({|GF0113:x|}, 0);
        }
        """, "max: axis 0 of x has no elements; at least one is needed");

    [Fact]
    public Task Branches_of_different_shape() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N", 3)] Tensor<float> x, bool flip)
        {
            var y = x;
            if (flip) y = x * 2f;
            else {|GF0012:y = Sum(x, axis: 0)|};
            return y;
        }
        """, "y is f32[N,3] after one branch and f32[3] after the other; a variable keeps its dtype and shape through branches and loops");

    [Fact]
    public Task Results_of_different_shape() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N", 3)] Tensor<float> x)
        {
            if (Sum(x) > 0f) return x;
            return {|GF0012:Sum(x, axis: 0)|};
        }
        """, "the result is f32[N,3] after one branch and f32[3] after the other; a variable keeps its dtype and shape through branches and loops");

    [Fact]
    public Task Null_in_a_branch() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x, bool flip)
        {
            var y = x;
            if (flip) {|GF0012:y = null!|};
            return y + x;
        }
        """, "y is null after one branch; give it a tensor in every branch");

    [Fact]
    public Task Variable_that_grows_in_a_loop() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape(1)] Tensor<float> x, int n)
        {
            for (var i = 0; i < n; i++) {|GF0012:x = Concat([x, x], axis: 0)|};
            return x;
        }
        """, "x is f32[1] before a round of the loop and f32[2] after it; a variable keeps its dtype and shape through branches and loops");

    [Fact]
    public Task A_variable_of_two_shapes_that_nobody_reads_is_no_mistake() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N", 3)] Tensor<float> x, bool flip)
        {
            var t = x;
            var y = x;
            if (flip)
            {
                t = Sum(x, axis: 0);
                y = y * t;
            }
            return y;
        }
        """);

    [Fact]
    public Task Vector_as_a_condition() => Mistaken("""
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            while ({|GF0013:x > 0f|}) x = x - 1f;
            return x;
        }
        [GraphFunction]
        public static Tensor<float> G([Shape("N")] Tensor<float> x, bool flip) => flip && {|GF0013:x < 1f|} ? x : -x;
        """, "a condition must be one truth value, bool[]; this is bool[N]: use All(…) or Any(…) to make one of it, or Where(…) to choose for each element");

    [Fact]
    public Task Element_counts_that_no_size_makes_equal() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape("N", 3)] Tensor<float> x) => Reshape(x, {|GF0108:4|}, 2);
            [GraphFunction] public static Tensor<float> G([Shape("N", 3)] Tensor<float> x) => Reshape(x, 3, 2);
        }
        """, "reshape: x of shape [N,3] has 3*N elements, the shape [4,2] has 8; they must agree");
}
