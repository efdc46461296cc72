using System.Threading.Tasks;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

public partial class DiagnosticTests
{
    [Fact]
    public Task A_counter_is_said_once() => FallsBack("""
        private static int s_calls;
        private static float s_total;
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            {|GF1011:s_calls|}++;
            {|GF1011:s_total|} += 2f;
            return x + x;
        }
        """, "it writes s_calls; return the value and let the caller store it");

    [Fact]
    public Task Parts_of_tensors_that_others_see() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape(4)] Tensor<float> x)
        {
            var y = x + 1f;
            var other = y;
            {|GF1011:y[0]|} = 0;
            {|GF1011:x[1..]|} *= 2;
            var z = x;
            {|GF1011:z[0]|} = 1;
            {|GF1011:Kept(x)[0]|} = 1;
            return x + other;
        }
        private static Tensor<float> Kept(Tensor<float> x) => x;
        """, "another variable may refer to the same tensor as y and would change with it; write to one of its own: var own = y.Clone()");

    [Fact]
    public Task Tensors_that_are_handed_on_and_written() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape(4)] Tensor<float> x, bool c)
        {
            var y = Relu(x);
            var kept = (y, 1);
            var z = c ? x : x + 1f;
            {|GF1011:z[0]|} = 1;
            var w = -x;
            var all = new[] { w };
            {|GF1011:w[0]|} = 1;
            {|GF1011:y[0]|} = 1;
            return y + z + w + all[0] + kept.Item1;
        }
        """);

    [Fact]
    public Task Tensors_that_functions_and_expressions_hand_on() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape(4)] Tensor<float> x)
        {
            var y = x + 1f;
            Func<Tensor<float>> f = () => y;
            var z = f();
            {|GF1011:y[0]|} = 77f;
            var a = x + 1f;
            (Tensor<float>, int) Both() => (a, 1);
            z += Both().Item1;
            {|GF1011:a[0]|} = 77f;
            var b = x + 1f;
            z = b = x.Clone();
            {|GF1011:b[0]|} = 77f;
            var c = x + 1f;
            var d = c += 1f;
            {|GF1011:c[0]|} = 77f;
            var e = x + 1f;
            foreach (var t in new[] { e })
            {
                z = t;
                {|GF1011:t[1]|} = 77f;
            }
            {|GF1011:e[0]|} = 77f;
            return z + d;
        }
        """);

    [Fact]
    public Task Writes_to_what_a_loop_runs_through() => FallsBack("""
        [GraphFunction]
        public static Tensor<float> F([Shape(4)] Tensor<float> x)
        {
            var n = 0;
            var own = x.Clone();
            var sum = Tensor.Zeros<float>();
            foreach (var e in own)
            {
                sum += e;
                {|GF1011:own[^1]|} = sum;
            }
            var a = new[] { 1, 2, 3 };
            foreach (var v in a)
            {
                n += v;
                {|GF1011:a[2]|} = 10;
            }
            return sum * n;
        }
        """, "a loop runs through own and would see the change; run through a copy, own.Clone()");

    [Fact]
    public Task Writes() => FallsBack("""
        private static int s_calls;
        [GraphFunction]
        public static Tensor<float> F([Shape("N")] Tensor<float> x)
        {
            {|GF1011:s_calls|} = 1;
            var sizes = new[] { 1, 2 };
            var alias = sizes;
            {|GF1011:sizes[0]|} = 3;
            return x + x;
        }
        """, "it writes s_calls; return the value and let the caller store it");
}
