using System.Threading.Tasks;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>What is wrong with objects, arrays, members of <c>this</c> and calls.</summary>
public partial class DiagnosticTests
{
    [Fact]
    public Task Always_throws() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape("N", 12)] Tensor<float> x) => {|GF0014:Heads(x, 5)|} + Heads(x, 4);
            private static Tensor<float> Heads(Tensor<float> x, int heads)
            {
                if (x.Shape[1] % heads != 0) throw new ArgumentException($"{heads} heads do not divide {x.Shape[1]}");
                return Sum(x);
            }
            [GraphFunction] public static Tensor<float> G([Shape("N", 12)] Tensor<float> x)
            {
                {|GF0014:ArgumentOutOfRangeException.ThrowIfLessThan(x.Rank, 3)|};
                return x + x;
            }
            [GraphFunction] public static Tensor<float> H([Shape("N", 12)] Tensor<float> x) => {|GF0014:throw new NotSupportedException("later")|};
        }
        """, "every call throws ArgumentException: 5 heads do not divide 12 (in Heads, File0.cs line 6)");

    [Fact]
    public Task Throws_when_data_say_so() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape] Tensor<float> x)
        {
            if (x > 0f) {|GF1002:throw new ArgumentException("positive");|}
            return x;
        }
        """, "whether it throws is known only at run time; use Graph.Assert(condition, \"message\")");

    [Fact]
    public Task Members_without_a_shape() => Reports("""
        public record Layer(Tensor<float> W, [Shape(3)] Tensor<float> B, string Name);
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F(Layer p) => {|GF1006:p.W|} + p.B * {|GF1012:p.Name|}.Length;
        }
        """, "C.F runs eagerly because the rank of p.W is not known; add [Shape(…)] to the member W of Layer");

    [Fact]
    public Task Arrays_of_unknown_length() => FallsBack("""
        [GraphFunction] public static Tensor<float> F([Shape(2)] Tensor<float>[] {|GF1006:layers|}) => layers[0];
        """, "the length of layers is not known; add [Shape(…, Length = n)] with the number of its elements");

    [Fact]
    public Task Index_beyond_an_array() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(2, Length = 2)] Tensor<float>[] layers) => layers[0] + {|GF0110:layers[2]|};
        }
        """, "index 2 is out of range: the list has length 2");

    [Fact]
    public Task Shape_of_a_record() => Reports("""
        public record Layer([Shape(3)] Tensor<float> W);
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([{|GF0006:Shape(3)|}] Layer p) => p.W + p.W;
        }
        """, "parameter p is Layer; [Shape] is for Tensor<T>, so put it on the members");

    [Fact]
    public Task Another_object_while_the_old_one_is_used() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape(2)] Tensor<float> x, bool other)
        {
            var y = x.Clone();
            return {|GF1011:y|} + G();
            Tensor<float> G()
            {
                if (other) y = x * 2f;
                y[0] = 5f;
                return y[1];
            }
        }
        """, "whether y is given another object, while this expression uses it, depends on data; assign y in a statement of its own");

    [Fact]
    public Task Spread_of_a_list_that_changes() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape(2)] Tensor<float> x)
        {
            var list = new System.Collections.Generic.List<Tensor<float>> { x };
            return Stack([{|GF1011:.. list|}, G()]);
            Tensor<float> G()
            {
                list.Add(x + 1f);
                return x;
            }
        }
        """, "what stands behind it changes the list that is spread; change it in a statement of its own");

    [Fact]
    public Task Results_that_cannot_be_made() => Reports("""
        public record Named([Shape(3)] Tensor<float> W, string Name);
        public class Closed { public Tensor<float> W { get; } = Tensor.Ones<float>(3); }
        public static partial class C
        {
            [GraphFunction] public static {|GF0003:Named|} F(Named p) => p;
            [GraphFunction] public static {|GF0003:Closed|} G([Shape(3)] Tensor<float> x) => new();
            [GraphFunction] public static {|GF0003:(Tensor<float> A, object B)|} H([Shape(3)] Tensor<float> x) => (x, x);
        }
        """, "C.F returns Name of type string; a graph function returns a Tensor<T>, or a tuple, array or record of them");

    [Fact]
    public Task Constructors_that_change_their_parameters() => Reports("""
        public class Doubled { public Doubled(Tensor<float> w) => W = w * 2f; public Tensor<float> W { get; } }
        public class Same(Tensor<float> w, [Shape(3)] Tensor<float> b) { public Tensor<float> B { get; } = b; public Tensor<float> W { get; } = w; }
        public static partial class C
        {
            [GraphFunction] public static Doubled {|GF1003:F|}([Shape(3)] Tensor<float> x) => new(x);
            [GraphFunction] public static Same G([Shape(3)] Tensor<float> x) => new(x, x * 2f);
        }
        """, "C.F runs eagerly because the result cannot be made again: the constructor of Doubled gives W another value than its parameter's");

    [Fact]
    public Task Shapes_of_members() => Reports("""
        public record Layer([Shape(3)] Tensor<float> W);
        public class Net
        {
            [Shape(3, Length = 2)] public Tensor<float>[] All = [];
            [Shape(Length = 2)] public Layer[] Layers { get; } = [];
            [Shape(3)] public (Tensor<float> A, Tensor<float> B) Pair;
            [{|GF0006:Shape(3)|}] public Layer One = null!;
            [{|GF0006:Shape(3)|}] public float Rate;
        }
        """, "One is Layer; [Shape] is for Tensor<T>");

    [Fact]
    public Task Parameters_without_tensors() => Reports("""
        public static partial class C
        {
            [GraphFunction] public static Tensor<float> F([Shape(3)] Tensor<float> x, DateTime {|GF0002:when|}, object {|GF0002:any|}, System.Collections.Generic.List<int> {|GF0002:list|}) => x + x;
        }
        """);

    [Fact]
    public Task Writes_to_objects() => Reports("""
        public class Weights { [Shape(3)] public Tensor<float> W = Tensor.Ones<float>(3); public Weights Self() => this; }
        public partial class C
        {
            [Shape(3)] private Tensor<float> _w = Tensor.Ones<float>(3);
            private readonly Weights _weights = new();
            private void Keep(Tensor<float> x) => _w = x;

            [GraphFunction] public Tensor<float> F([Shape(3)] Tensor<float> x)
            {
                {|GF1011:_w|} = x;
                {|GF1011:_weights.W|} = x;
                {|GF1011:Keep(x)|};
                return x + x;
            }
            [GraphFunction] public static Tensor<float> G(Weights p, [Shape(3)] Tensor<float> x)
            {
                {|GF1011:p.W|} = x;
                var mine = new Weights { W = x };
                var other = mine;
                {|GF1011:mine.W|} = x + x;
                return {|GF1011:new Weights().Self()|}.W;
            }
        }
        """, "C.F runs eagerly because it writes this._w; return the new value and let the caller store it");

    [Fact]
    public Task Calls_that_depend_on_the_object() => Reports("""
        public class Layer { [Shape(3)] public Tensor<float> W = Tensor.Ones<float>(3); public virtual Tensor<float> Forward(Tensor<float> x) => x * W; }
        public partial class C
        {
            private readonly Layer _layer = new();
            [GraphFunction] public Tensor<float> F([Shape(3)] Tensor<float> x) => {|GF1004:_layer.Forward(x)|};
        }
        """, "C.F runs eagerly because which Forward is called depends on the object; make Layer sealed, or Forward not virtual");

    [Fact]
    public Task Recursion_that_data_end() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape] Tensor<float> x) => x > 1f ? {|GF1005:F(x / 2f)|} : x;
        """, "F calls itself more than 32 times in a row: what ends it must be known at build time; where it depends on data write a loop (in F, File0.cs line 4)");

    [Fact]
    public Task One_variable_by_reference_twice() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape] Tensor<float> x)
        {
            {|GF1011:Swap(ref x, ref x)|};
            return x + x;
        }
        private static void Swap(ref Tensor<float> a, ref Tensor<float> b) => (a, b) = (b, a);
        """, "Swap gets one variable by reference twice; give it two variables");

    [Fact]
    public Task One_variable_by_reference_and_by_name() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape] Tensor<float> x, [Shape] Tensor<float> y)
        {
            Twice(ref y);
            return {|GF1011:Twice(ref x)|};
            Tensor<float> Twice(ref Tensor<float> p)
            {
                p = p * 2f;
                return x;
            }
        }
        """, "Twice gets x by reference and may see it by its name too; pass it by value");
}
