namespace GraphCompiler.Frontend.Tests;

/// <summary>Files that mean something to each other in all the ways that we know of, with pieces to exchange.</summary>
internal static class EditedProject
{
    public static readonly string[] Templates =
    [
        // Functions in a file of their own, and others beside them.
        """
        using Alias = App.«Layers¦Others»;
        «¦using static App.Others;»
        namespace App;
        public static partial class A
        {
            [GraphFunction] public static Tensor<float> F([Shape("N", Widths.Width)] Tensor<float> x)
            {
                «var y = x;¦var y = x * 2f;¦// y is x
                var y = x + x;»
                return Alias.Dense(y) * Sizes.Scale;
            }

            [GraphFunction] public static Tensor<float> G([Shape("N")] Tensor<float> x) => Relu(x)«¦ + 1f»;
        }
        """,
        """
        namespace App;
        public static partial class B
        {
            [GraphFunction] public static Tensor<float> Calls([Shape("N", 4)] Tensor<float> x) => A.G(x«¦ * 2f»[0]) + Sizes.Bias;
            [GraphFunction] public static Tensor<float> Extends([Shape("N")] Tensor<float> x) { Graph.Assert(Sum(x) > 0f, "positive"); return x.Twice(«1¦2¦1.5»); }
            [GraphFunction] public static Tensor<float> Objects(Pair p, [Shape("N")] Tensor<float> x) => p.Left * x + new Holder(3).Value + p.Sum();
            [GraphFunction] public static Tensor<float> Chosen([Shape("N")] Tensor<float> x) { Shape s = «new Square()¦new Round()»; return x * s.Area() + (int)Kind.«One¦Two»; }
            [GraphFunction] public static Tensor<float> Generic([Shape("N")] Tensor<float> x) => Layers.Apply<Cell, float>(x);
            [GraphFunction] public static Box Makes([Shape("N")] Tensor<float> x) => new Box(x«¦ * 2f»);
            [GraphFunction] public static Tensor<float> Wrong([Shape("N", 3)] Tensor<float> x) => MatMul(x, Layers.Weights(x));
        }
        """,
        """
        namespace App;
        public sealed partial class Model
        {
            [Shape(4)] public Tensor<float> W = Tensor.Zeros<float>(4);
            private readonly int _heads = «4¦5»;
            public static readonly float Rate = «0.5f¦0.25f»;
            [GraphFunction] public Tensor<float> Run([Shape("N", 4)] Tensor<float> x) => x * W * _heads * Rate + Step(x);
        }
        """,
        """
        namespace App;
        public sealed partial class Model
        {
            private Tensor<float> Step(Tensor<float> x) «{ return x; }¦{ return x + 1f; }¦=> x - W;¦{ #nullable disable
                return x; }»
            public string«¦?» Name { get; set; } = "";
        }
        """,
        // Bodies that decide what is a constant, and what a constructor keeps.
        """
        namespace App;
        public sealed partial class Model { public Model() { «¦_heads = 3;» } }
        public partial class Box { public int Later() { «return 1;¦return given.Rank;» } }
        """,
        // Helpers.
        """
        «¦#nullable disable»
        namespace App;
        public static class Layers
        {
            public static Tensor<float> Dense(Tensor<float> x) { «return Relu(x);¦return Tanh(x);¦var z = x * 2f; return z;¦return Unknown(x);» }
            public static Tensor<float> Weights(Tensor<float> x) { «return Transpose(x);¦return x;» }
            public static Tensor<float> Apply<T, E>(Tensor<float> x)«¦ where T : unmanaged» { return x * Size<T>(x) * Held<T>(x); }
            private static float Held<T>(object x) where T : unmanaged => 3f;
            private static float Held<T>(Tensor<float> x) where T : «IDisposable¦struct» => 4f;
            private static float Size<T>(object«¦?» x)«¦ where T : class» => «1f¦2f»;
            «¦public static float Size<T>(Tensor<float> x) => 7f;»
            public static int Unused() { «return 1;¦return 2;¦var f = 1; return f;¦» }
        }
        public static class Others
        {
            public static Tensor<float> Dense(Tensor<float> x) => «Sigmoid(x)¦x»;
            «¦public static Tensor<float> Relu(Tensor<float> x) => x * 3f;»
        }
        """,
        """
        namespace App;
        public static class Sizes
        {
            public static readonly float Scale = «2f¦3f¦Compute()»;
            public static float Bias => «1f¦Scale»;
            private static float Compute() { «return 4f;¦return 5f;» }
            «¦static Sizes() { Scale = 9f; }»
        }
        """,
        // Nobody looks into these: constants, declarations.
        """
        namespace App;
        public static class Widths
        {
            public const int Width = «4¦Wider¦5»;
            private const int Wider = «6¦4»;
        }
        public partial struct Cell(«int¦string» held)
        {
            public int Get() { «return 0;¦return held.GetHashCode();» }
            public int More { get { return «0¦field»; } }
        }
        public enum Kind { Zero, «¦Half, »One, Two«¦ = 7» }
        """,
        """
        namespace App;
        public sealed record Pair([property: Shape("«N¦2¦M»")] Tensor<float> Left, [property: Shape("N")] Tensor<float> Right)
        {
            public Tensor<float> Sum() «{ return Left + Right; }¦=> Left;¦{ return Other; }»
            public Tensor<float> Other «=> Right;¦{ get; init; } = Right;¦{ get => field; init; } = Right;¦{ get => Right; init { } }»
        }
        public partial class Holder(int given)
        {
            public int Value { get; } = given«¦ + 1»;
            public int Later() { «return 1;¦return given;» }
        }
        public partial class Box(Tensor<float> given) { public Tensor<float> Given { get; } = given; }
        public abstract class Shape«¦Base» { public abstract float Area(); «¦public virtual int Corners() => 0;» }
        public class Square : Shape { public override float Area() { «return 1f;¦return 1.5f;» } }
        public sealed class Round : «Shape¦Square» { public override float Area() => «3f¦base.Area()»; }
        """,
        """
        namespace App;
        public static class Extensions
        {
            public static Tensor<float> Twice(this Tensor<float> x, float by) { «return x * by;¦return x * by * 2f;» }
            «¦public static Tensor<float> Twice(this Tensor<float> x, int by) { return x - by; }»
            «¦public static Tensor<float> Twice(this Tensor<float> x, double by = 3) => x;»
            public static int Noise() { «return 1;¦int a = 1; return a;¦for (;;) { }¦return;¦return "text";» }
        }
        """,
        """
        «¦global using static App.Extensions;»
        «¦global using Alias = App.Others;»
        «¦#define EXTRA»
        #if EXTRA
        namespace App { public static partial class B { public static Tensor<float> Relu(Tensor<float> x) => x; } }
        #endif
        """,
    ];
}
