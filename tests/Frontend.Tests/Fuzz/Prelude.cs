namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>What makes one text two programs: on tensors, and on plain values.</summary>
internal static class Prelude
{
    public const string GraphAliases = """
        using System.Collections.Generic;
        using TI = GraphCompiler.Tensor<int>;
        using TL = GraphCompiler.Tensor<long>;
        using TF = GraphCompiler.Tensor<float>;
        using TD = GraphCompiler.Tensor<double>;
        using TB = GraphCompiler.Tensor<bool>;
        using Vec = GraphCompiler.Tensor<float>;
        using Row = GraphCompiler.Tensor<float>;
        using Tab = GraphCompiler.Tensor<float>;
        using static TensorParts;

        """;

    public const string PlainAliases = """
        using System.Collections.Generic;
        using TI = int;
        using TL = long;
        using TF = float;
        using TD = double;
        using TB = bool;
        using Vec = Plain.V;
        using Row = Plain.V;
        using Tab = Plain.M;

        """;

    /// <summary>What the tensors' programs call beside the API.</summary>
    public const string GraphSource = """
        public static class TensorParts
        {
            public static Tensor<int> ToInt(Tensor<float> x) => Cast<int>(x);
            public static Tensor<float> ToFloat(Tensor<int> x) => Cast<float>(x);
            public static Tensor<long> ToLong(Tensor<int> x) => Cast<long>(x);
            public static Tensor<int> Narrow(Tensor<long> x) => Cast<int>(x);
            public static Tensor<double> ToDouble(Tensor<float> x) => Cast<double>(x);
            public static Tensor<float> Narrow(Tensor<double> x) => Cast<float>(x);
            public static Tensor<float> Zeros() => Tensor.Zeros<float>([3]);
            public static Tensor<float> Blank(Tensor<float> w) => Tensor.Zeros<float>(w.Shape[0]);
            public static Tensor<float> BlankTable(Tensor<float> t) => Tensor.Zeros<float>(t.Shape[0], 3);
            public static Tensor<float> Whole(Tensor<float> v) => Floor(Minimum(Maximum(v, -100f), 100f)) + 0f;
            public static Tensor<float> SumOf(Tensor<float> v) => Sum(Whole(v));
            public static Tensor<float> ColumnSums(Tensor<float> t) => Sum(Whole(t), axis: 0);
            public static Tensor<float> RowSums(Tensor<float> t) => Sum(Whole(t), axis: 1);
            public static Tensor<float> Product(Tensor<float> t, Tensor<float> v) => MatMul(Whole(t), Whole(v)) + 0f;
            public static Tensor<float> Outer(Tensor<float> w, Tensor<float> v) => ExpandDims(w, 1) * v;
        }
        """;

    /// <summary>The ops that the plain programs call, in plain loops, and the tensors of rank 1 and 2. Tensors are objects, as ours are.</summary>
    public const string PlainSource = """
        using System.Collections.Generic;
        using System.Linq;

        public static partial class Plain
        {
            public sealed class V(params float[] items)
            {
                public float[] Items { get; } = items;
                public int[] Shape => [Items.Length];
                public static implicit operator V(float x) => new(x);
                public V Clone() => new([.. Items]);
                public V Map(Func<float, float> f) => new(Items.Select(f).ToArray());

                // A value of one element broadcasts.
                public static V Map(V x, V y, Func<float, float, float> f)
                {
                    if (x.Items.Length != y.Items.Length && x.Items.Length != 1 && y.Items.Length != 1) throw new ArgumentException("sizes");
                    var n = x.Items.Length == 1 ? y.Items.Length : x.Items.Length;
                    return new(Enumerable.Range(0, n).Select(i => f(x.Items[x.Items.Length == 1 ? 0 : i], y.Items[y.Items.Length == 1 ? 0 : i])).ToArray());
                }

                public float this[int i] { get => Items[Place(i, Items.Length)]; set => Items[Place(i, Items.Length)] = value; }
                public float this[Index i] { get => this[i.IsFromEnd ? -i.Value : i.Value]; set => this[i.IsFromEnd ? -i.Value : i.Value] = value; }

                public V this[Range r]
                {
                    get => new(Items[Limited(r, Items.Length)]);
                    set
                    {
                        var (from, to) = (Limited(r, Items.Length).Start.Value, Limited(r, Items.Length).End.Value);
                        for (var i = from; i < to; i++) Items[i] = value.Items[value.Items.Length == 1 ? 0 : i - from];
                    }
                }

                public static V operator +(V x, V y) => Map(x, y, (p, q) => p + q);
                public static V operator -(V x, V y) => Map(x, y, (p, q) => p - q);
                public static V operator *(V x, V y) => Map(x, y, (p, q) => p * q);
                public static V operator -(V x) => x.Map(p => -p);
                public static bool[] operator <(V x, V y) => Map(x, y, (p, q) => p < q ? 1 : 0).Items.Select(c => c > 0).ToArray();
                public static bool[] operator <=(V x, V y) => Map(x, y, (p, q) => p <= q ? 1 : 0).Items.Select(c => c > 0).ToArray();
                public static bool[] operator >(V x, V y) => y < x;
                public static bool[] operator >=(V x, V y) => y <= x;
                public IEnumerator<float> GetEnumerator() => ((IEnumerable<float>)Items).GetEnumerator();
            }

            public sealed class M(params V[] rows)
            {
                public V[] Rows { get; } = rows;
                public int[] Shape => [Rows.Length, 3];
                public M Clone() => Map(x => x);
                public M Map(Func<float, float> f) => new(Rows.Select(r => r.Map(f)).ToArray());
                public static M Map(M x, M y, Func<float, float, float> f) => new(x.Rows.Zip(y.Rows, (p, q) => V.Map(p, q, f)).ToArray());
                public static M Map(M x, V y, Func<float, float, float> f) => new(x.Rows.Select(r => V.Map(r, y, f)).ToArray());
                public V this[int i] { get => Rows[Place(i, Rows.Length)].Clone(); set => Rows[Place(i, Rows.Length)][..] = value; }
                public V this[Index i] { get => this[i.IsFromEnd ? -i.Value : i.Value]; set => this[i.IsFromEnd ? -i.Value : i.Value] = value; }
                public float this[int i, int j] { get => Rows[Place(i, Rows.Length)][j]; set => Rows[Place(i, Rows.Length)][j] = value; }

                public M this[Range r]
                {
                    get => new(Rows[Limited(r, Rows.Length)].Select(q => q.Clone()).ToArray());
                    set
                    {
                        var from = Limited(r, Rows.Length).Start.Value;
                        for (var i = 0; i < value.Rows.Length; i++) Rows[from + i][..] = value.Rows[i];
                    }
                }

                public V this[Range r, int j]
                {
                    get => new(Rows[Limited(r, Rows.Length)].Select(q => q[j]).ToArray());
                    set
                    {
                        var (from, to) = (Limited(r, Rows.Length).Start.Value, Limited(r, Rows.Length).End.Value);
                        for (var i = from; i < to; i++) Rows[i][j] = value.Items[value.Items.Length == 1 ? 0 : i - from];
                    }
                }

                public static M operator +(M x, M y) => Map(x, y, (p, q) => p + q);
                public static M operator -(M x, M y) => Map(x, y, (p, q) => p - q);
                public static M operator *(M x, M y) => Map(x, y, (p, q) => p * q);
                public static M operator +(M x, V y) => Map(x, y, (p, q) => p + q);
                public static M operator -(M x, V y) => Map(x, y, (p, q) => p - q);
                public static M operator *(M x, V y) => Map(x, y, (p, q) => p * q);
                public static M operator -(M x) => x.Map(p => -p);
                public static bool[] operator <(M x, V y) => x.Rows.SelectMany(r => r < y).ToArray();
                public static bool[] operator >(M x, V y) => x.Rows.SelectMany(r => r > y).ToArray();
                public IEnumerator<V> GetEnumerator() => ((IEnumerable<V>)Rows.Select(r => r.Clone()).ToArray()).GetEnumerator();
            }

            private static int Place(int i, int size) => i >= -size && i < size ? (i < 0 ? i + size : i) : throw new IndexOutOfRangeException();

            private static Range Limited(Range r, int size)
            {
                var (from, to) = (r.Start.GetOffset(size), r.End.GetOffset(size));
                if (from < 0 || to < from || to > size) throw new IndexOutOfRangeException();
                return from..to;
            }

            private static class Graph
            {
                public static void Print<T>(T x, string label) where T : unmanaged => GraphCompiler.Graph.Output.WriteLine($"{label}: {Tensor.Scalar(x)}");
                public static void Print(short x, string label) => Print((int)x, label);
                public static void Print(uint x, string label) => Print((long)x, label);
                public static void Print(V x, string label) => GraphCompiler.Graph.Output.WriteLine($"{label}: {Tensor.Create<float>(x.Items, x.Items.Length)}");
                public static void Print(M x, string label) => GraphCompiler.Graph.Output.WriteLine($"{label}: {Tensor.Create<float>(x.Rows.SelectMany(r => r.Items).ToArray(), x.Rows.Length, 3)}");
                public static void Assert(bool condition, string message) => Assert([condition], message);

                public static void Assert(bool[] condition, string message)
                {
                    if (!condition.All(c => c)) throw new GraphAssertException(message);
                }
            }

            private static int ToInt(float x) => (int)x;
            private static float ToFloat(int x) => x;
            private static long ToLong(int x) => x;
            private static int Narrow(long x) => unchecked((int)x);
            private static double ToDouble(float x) => x;
            private static float Narrow(double x) => (float)x;
            private static V Zeros() => new(0f, 0f, 0f);
            private static V Blank(V w) => new(new float[w.Items.Length]);
            private static M BlankTable(M t) => new(t.Rows.Select(r => Blank(r)).ToArray());
            private static float Whole(float x) => MathF.Floor(MathF.Min(MathF.Max(x, -100f), 100f)) + 0f;
            private static V Whole(V v) => v.Map(Whole);
            private static M Whole(M v) => v.Map(Whole);
            private static float SumOf(V v) => v.Items.Aggregate(0f, (s, e) => s + Whole(e));
            private static float SumOf(M t) => t.Rows.Aggregate(0f, (s, r) => s + SumOf(r));
            private static V ColumnSums(M t) => t.Rows.Aggregate(Zeros(), (s, r) => s + Whole(r));
            private static V RowSums(M t) => new(t.Rows.Select(SumOf).ToArray());
            private static V Product(M t, V v) => new(t.Rows.Select(r => Dot(r, v)).ToArray());
            private static float Dot(V x, V y) => x.Items.Zip(y.Items, (p, q) => Whole(p) * Whole(q)).Aggregate(0f, (s, e) => s + e);
            private static M Outer(V w, V v) => new(w.Items.Select(e => e * v).ToArray());
            private static float Max(V v) => v.Items.Aggregate(MathF.Max);
            private static float Min(V v) => v.Items.Aggregate(MathF.Min);
            private static V Max(M t, int axis) => new(t.Rows.Select(Max).ToArray());
            private static float Abs(float x) => MathF.Abs(x);
            private static double Abs(double x) => Math.Abs(x);
            private static float Floor(float x) => MathF.Floor(x);
            private static double Floor(double x) => Math.Floor(x);
            private static V Abs(V x) => x.Map(MathF.Abs);
            private static V Floor(V x) => x.Map(MathF.Floor);
            private static M Abs(M x) => x.Map(MathF.Abs);
            private static int Minimum(int x, int y) => Math.Min(x, y);
            private static int Maximum(int x, int y) => Math.Max(x, y);
            private static long Minimum(long x, long y) => Math.Min(x, y);
            private static long Maximum(long x, long y) => Math.Max(x, y);
            private static float Minimum(float x, float y) => MathF.Min(x, y);
            private static float Maximum(float x, float y) => MathF.Max(x, y);
            private static double Minimum(double x, double y) => Math.Min(x, y);
            private static double Maximum(double x, double y) => Math.Max(x, y);
            private static V Minimum(V x, V y) => V.Map(x, y, MathF.Min);
            private static V Maximum(V x, V y) => V.Map(x, y, MathF.Max);
            private static M Minimum(M x, M y) => M.Map(x, y, MathF.Min);
            private static M Maximum(M x, V y) => M.Map(x, y, MathF.Max);
            private static V Flip(V x, int axis) => new(x.Items.Reverse().ToArray());
            private static M Flip(M x, int axis) => new(x.Rows.Reverse().ToArray());
            private static bool Equal(int x, int y) => x == y;
            private static bool NotEqual(int x, int y) => x != y;
            private static bool Equal(long x, long y) => x == y;
            private static bool All(bool[] x) => x.All(c => c);
            private static bool Any(bool[] x) => x.Any(c => c);
            private static V Where(bool[] c, V x, V y) => new(c.Select((p, i) => p ? x[i] : y[i]).ToArray());
            private static M Where(bool[] c, M x, M y) => new(x.Rows.Select((r, i) => Where(c[(3 * i)..(3 * i + 3)], r, y.Rows[i])).ToArray());
            private static V Stack(float[] x, int axis) => new(x);
            private static M Stack(V[] x, int axis) => new(x.Select(r => r.Clone()).ToArray());
        }
        """;
}
