namespace GraphCompiler.Frontend.Tests;

public partial class ShapeGuardTests
{
    /// <summary>What a condition on sizes says of them is known where it holds. Those in <c>Guarded</c> never throw.</summary>
    private const string Knowledge = """
        public static partial class Guarded
        {
            [GraphFunction]
            public static Tensor<float> Choice([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n) => x.Shape[0] == y.Shape[0] ? x : y;

            [GraphFunction]
            public static Tensor<float> OtherChoice([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n) => !(x.Shape[0] == y.Shape[0]) ? x : y;

            [GraphFunction]
            public static Tensor<float> Added([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (x.Shape[0] == y.Shape[0]) return x + y;
                return y;
            }

            [GraphFunction]
            public static Tensor<float> Three([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (x.Shape[0] != 3) return x;
                x = x + Tensor.Arange<float>(3);
                return n > 1 ? x * 2f : Tensor.Ones<float>(3);
            }

            [GraphFunction]
            public static Tensor<float> InABlock([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (n > 0)
                {
                    if (n > 1 && x.Shape[0] == 1) return Maximum(x, 0f) * n;
                }
                return x;
            }

            [GraphFunction]
            public static Tensor<float> Local([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                var (k, m) = (x.Shape[0], y.Shape[0]);
                var same = k == m;
                var z = x;
                if (same) z = y;
                if (2 * k == 4) z = z + Tensor.Ones<float>(2);
                return z;
            }

            [GraphFunction]
            public static Tensor<float> Switch([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                switch (x.Shape[0])
                {
                    case 0: return x;
                    case 1: return Tensor.Ones<float>(1);
                    case 2: return Tensor.Arange<float>(2) + n;
                    case 3 when n > 1: return Tensor.Arange<float>(3) * x;
                    default: return -x;
                }
            }

            [GraphFunction]
            public static Tensor<float> Arms([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n) => (x.Shape[0], y.Shape[0]) switch
            {
                (2, 2) => x * y,
                (2, _) => Tensor.Ones<float>(2),
                (_, 2 or 4) => x,
                var (a, b) when a == b => y,
                _ => x + 1f,
            };

            [GraphFunction]
            public static Tensor<float> And([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (x.Shape[0] == y.Shape[0] && Sum(x) > 2f) return y;
                if (n > 1 || x.Shape[0] != y.Shape[0]) return x;
                return y * 2f;
            }

            [GraphFunction]
            public static Tensor<float> Empty([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (x.Shape[0] < 1) return Tensor.Zeros<float>(0);
                if (0 < y.Shape[0]) return x * Max(y);
                return x - Sum(y);
            }

            [GraphFunction]
            public static Tensor<float> Chain([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (x.Shape[0] != y.Shape[0]) return x;
                if (y.Shape[0] == 2) x = Tensor.Ones<float>(2);
                // Known: nothing of it is in the graph.
                if (x.Shape[0] != y.Shape[0]) return Max(Tensor.Zeros<float>(0)) + x;
                for (var i = 0; i < n; i++) x = y + (float)i;
                return x;
            }

            [GraphFunction]
            public static Tensor<float> Product([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (x.Shape[0] == 2 * y.Shape[0]) return Concat([y, y], axis: 0);
                if (x.Shape[0] + 1 == y.Shape[0]) return y[1..];
                if (x.Shape[0] != y.Shape[0] * y.Shape[0]) return x;
                return Reshape(Tensor.Ones<float>(y.Shape[0], y.Shape[0]), -1);
            }

            [GraphFunction]
            private static Tensor<T> Twice<T>([Shape("K")] Tensor<T> x) where T : unmanaged => x + x;

            [GraphFunction]
            public static Tensor<float> Generic([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                Graph.Assert(All(Twice(Tensor.Arange<int>(2) + n) < 12), "at both types");
                return Twice<float>(Twice(x));
            }

            [GraphFunction]
            public static Tensor<float> Repeated([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (x.Shape[0] == 1) return Sum((x + y) * n);
                if (y.Shape[0] == 1) return Sum(x - y);
                return x.Shape[0] == y.Shape[0] ? Sum(x * y) : Sum(y);
            }
        }

        public static partial class Declared
        {
            [return: Shape("K")]
            private static Tensor<float> Pick([Shape("K")] Tensor<float> a, [Shape("L")] Tensor<float> b, int n) => n > 1 ? a : b;

            [GraphFunction]
            public static Tensor<float> Helper([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n) => Pick(x, y, n) + x;

            [GraphFunction]
            public static Tensor<float> LocalFunction([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                [return: Shape("N")]
                Tensor<float> Either(bool first)
                {
                    if (first) return x;
                    return y * 2f;
                }

                for (var i = 0; i < 50; i++) x = x + Either(n > i);
                return x;
            }

            [GraphFunction]
            public static Tensor<float> Lambda([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                Func<int, Tensor<float>> either = [return: Shape("M")] (int i) => n > i ? x : y;
                return either(2) - y;
            }
        }

        public static partial class Asserted
        {
            [GraphFunction]
            public static Tensor<float> Chosen([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                Graph.Assert(x.Shape[0] == y.Shape[0], "as many of each");
                return n > 1 ? x : y;
            }

            [GraphFunction]
            public static Tensor<float> InABranch([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (n < 1) return x;
                Graph.Assert(x.Shape[0] == y.Shape[0] && x.Shape[0] != 0, "as many of each");
                return y;
            }

            [GraphFunction]
            public static Tensor<float> InALoop([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                for (var i = 0; i < n; i++)
                {
                    Graph.Assert(x.Shape[0] == y.Shape[0], "as many of each");
                    if (x.Shape[0] != y.Shape[0]) Graph.Print(x, "not here");
                    y = x - y;
                }
                if (x.Shape[0] != y.Shape[0]) return Tensor.Scalar(-1f);
                return Sum(x + y);
            }
        }
        """;
}
