namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>What makes one text two programs: on tensors, and on plain values.</summary>
internal static class Prelude
{
    public const string GraphAliases = """
        using TI = GraphCompiler.Tensor<int>;
        using TF = GraphCompiler.Tensor<float>;
        using TB = GraphCompiler.Tensor<bool>;
        using Vec = GraphCompiler.Tensor<float>;
        using static TensorParts;

        """;

    public const string PlainAliases = """
        using TI = int;
        using TF = float;
        using TB = bool;
        using Vec = Plain.V;

        """;

    public const string GraphHead = "[GraphFunction] public static (TI, TF, TB, Vec) Run(int n, float r, bool f, [Shape] TI a, [Shape] TF x, [Shape] TB b, [Shape(3)] Vec v)";
    public const string PlainHead = "public static (TI, TF, TB, Vec) Run(int n, float r, bool f, TI a, TF x, TB b, Vec v)";

    public const string Source = """
        using System.Collections.Generic;

        public static class TensorParts
        {
            public static Tensor<int> ToInt(Tensor<float> x) => Cast<int>(x);
            public static Tensor<float> ToFloat(Tensor<int> x) => Cast<float>(x);
            public static Tensor<float> Zeros() => Tensor.Zeros<float>([3]);
            public static Tensor<float> SumOf(Tensor<float> v) => Sum(Floor(Minimum(Maximum(v, -100f), 100f)));
        }

        public static partial class Plain
        {
            public readonly struct V(float a, float b, float c)
            {
                private readonly float[] _items = [a, b, c];
                private float[] Items => _items ?? [0f, 0f, 0f];
                public float this[Index i] => Items[i];
                public static V Map(V x, Func<float, float> f) => new(f(x[0]), f(x[1]), f(x[2]));
                public static V Map(V x, V y, Func<float, float, float> f) => new(f(x[0], y[0]), f(x[1], y[1]), f(x[2], y[2]));
                private static V All(float x) => new(x, x, x);
                public static V operator +(V x, V y) => Map(x, y, (p, q) => p + q);
                public static V operator -(V x, V y) => Map(x, y, (p, q) => p - q);
                public static V operator *(V x, V y) => Map(x, y, (p, q) => p * q);
                public static V operator +(V x, float y) => x + All(y);
                public static V operator -(V x, float y) => x - All(y);
                public static V operator *(V x, float y) => x * All(y);
                public static V operator *(float x, V y) => All(x) * y;
                public static V operator -(V x) => Map(x, p => -p);
                public static bool[] operator <(V x, V y) => [x[0] < y[0], x[1] < y[1], x[2] < y[2]];
                public static bool[] operator >(V x, V y) => y < x;
                public static bool[] operator <=(V x, V y) => [x[0] <= y[0], x[1] <= y[1], x[2] <= y[2]];
                public static bool[] operator >=(V x, V y) => y <= x;
                public static bool[] operator <(V x, float y) => x < All(y);
                public static bool[] operator >(V x, float y) => x > All(y);
                public static bool[] operator <=(V x, float y) => x <= All(y);
                public static bool[] operator >=(V x, float y) => x >= All(y);
                public float[] ToArray() => [.. Items];
                public IEnumerator<float> GetEnumerator() => ((IEnumerable<float>)Items).GetEnumerator();
            }

            private static int ToInt(float x) => (int)x;
            private static float ToFloat(int x) => x;
            private static V Zeros() => new(0f, 0f, 0f);
            private static float SumOf(V v) => 0f + Part(v[0]) + Part(v[1]) + Part(v[2]);
            private static float Part(float x) => MathF.Floor(MathF.Min(MathF.Max(x, -100f), 100f));
            private static float Max(V v) => MathF.Max(MathF.Max(v[0], v[1]), v[2]);
            private static float Min(V v) => MathF.Min(MathF.Min(v[0], v[1]), v[2]);
            private static float Abs(float x) => MathF.Abs(x);
            private static float Floor(float x) => MathF.Floor(x);
            private static V Abs(V x) => V.Map(x, MathF.Abs);
            private static V Floor(V x) => V.Map(x, MathF.Floor);
            private static int Minimum(int x, int y) => Math.Min(x, y);
            private static int Maximum(int x, int y) => Math.Max(x, y);
            private static float Minimum(float x, float y) => MathF.Min(x, y);
            private static float Maximum(float x, float y) => MathF.Max(x, y);
            private static V Minimum(V x, V y) => V.Map(x, y, MathF.Min);
            private static V Maximum(V x, V y) => V.Map(x, y, MathF.Max);
            private static bool Equal(int x, int y) => x == y;
            private static bool NotEqual(int x, int y) => x != y;
            private static bool All(bool[] x) => x[0] && x[1] && x[2];
            private static bool Any(bool[] x) => x[0] || x[1] || x[2];
            private static V Where(bool[] c, V x, V y) => new(c[0] ? x[0] : y[0], c[1] ? x[1] : y[1], c[2] ? x[2] : y[2]);
            private static V Stack(float[] x, int axis) => new(x[0], x[1], x[2]);
        }
        """;
}
