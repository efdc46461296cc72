using System.Linq;
using System.Threading.Tasks;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Graph functions of referenced assemblies are put into the graphs that call them.</summary>
[Collection("Graph.Output")]
public class ReferencedTests
{
    private const string Library = """
        namespace Lib;

        public record Layer([Shape("K", "M")] Tensor<float> W, [Shape("M")] Tensor<float> B);

        public record Cell([Shape("…", 3)] Tensor<float> H, float Rate);

        public static partial class L
        {
            [GraphFunction] public static Tensor<float> Dense([Shape("N", "K")] Tensor<float> x, Layer p, float rate = 2f) => Relu(MatMul(x, p.W) + p.B) * rate;
            [GraphFunction] public static Tensor<float> Over([Shape("N")] Tensor<float> x) => x + 1f;
            [GraphFunction] public static Tensor<float> Over([Shape("N")] Tensor<float> x, int n) => x + n;
            [GraphFunction] public static (Layer Next, Tensor<float> Loss) Step(Layer p, [Shape(2)] (Tensor<float> A, Tensor<float> B) q) => (p with { B = p.B + Sum(q.A * q.B) }, Sum(p.W));
            [GraphFunction] public static Tensor<float>[] Halves([Shape("2*H", 3)] Tensor<float> x) => [Reshape(x, x.Shape[0] / 2, 6), x * 2f];
            [GraphFunction] public static Tensor<float> Loop([Shape("N")] Tensor<float> x, int n)
            {
                for (var i = 0; i < n; i++) x = x * 2f + Sum(x) / x.Shape[0];
                return x;
            }
            [GraphFunction] public static (Tensor<float>, Tensor<float>) Guarded([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y, int n)
            {
                if (x.Shape[0] == y.Shape[0] && n > 0) return (x + y, Sum(y));
                for (var i = 0; i < n; i++)
                {
                    if (x.Shape[0] * 2 == y.Shape[0]) x = x + Reshape(y, 2, x.Shape[0])[1];
                    else x = x * 0.5f;
                }
                if (x.Shape[0] == 3) return (x * Tensor.Arange<float>(3), Max(y));
                return (x, Sum(x));
            }
            [GraphFunction] [return: Shape("N")] public static Tensor<float> Same([Shape("N")] Tensor<float> x, [Shape("M")] Tensor<float> y) => x.Shape[0] != y.Shape[0] ? Reshape(y, x.Shape[0] * 3)[..x.Shape[0]] : x * y;
            [GraphFunction] public static Tensor<float> Prints([Shape("N")] Tensor<float> x)
            {
                Graph.Print(x, "in the library");
                Graph.Assert(All(x > -1f), "not below");
                return x + x;
            }
            [GraphFunction] public static Tensor<float> Any([Shape("…", "K")] Tensor<float> x, Layer p) => MatMul(x, p.W) + p.B;
            [GraphFunction] public static Cell Next(Cell c, [Shape("…", 3)] Tensor<float> x) => new(c.H + x, c.Rate * 2f);
            [GraphFunction] public static Tensor<float> Eager([Shape("N")] Tensor<float> x) { try { return x; } finally { } }
        }

        public sealed partial class Net
        {
            [Shape(3)] public Tensor<float> Gain = Tensor.Ones<float>(3) * 2f;
            [GraphFunction] public Tensor<float> Scale([Shape("N", 3)] Tensor<float> x) => x * Gain;
        }
        """;

    private const string Program = """
        using Lib;

        public partial class C
        {
            [GraphFunction] public static Tensor<float> Dense([Shape("B", 4)] Tensor<float> x, Layer p) => L.Dense(L.Dense(x, p), p with { W = Transpose(p.W) }, rate: 0.5f);
            [GraphFunction] public static Tensor<float> Over([Shape("A", "B")] Tensor<float> x) => L.Over(x[0]) * L.Over(Sum(x, axis: 0), 3);
            [GraphFunction] public static (Tensor<float>, Layer) Step(Layer p, [Shape(2)] Tensor<float> a)
            {
                var (next, loss) = L.Step(p, (a, a * 2f));
                return (loss, next with { W = next.W * 3f });
            }
            [GraphFunction] public static Tensor<float> Halves([Shape("P", 3)] Tensor<float> x) => Sum(L.Halves(Concat([x, x], axis: 0))[0]) + Sum(L.Halves(Concat([x, x], axis: 0))[^1]);
            [GraphFunction] public static Tensor<float> Loop([Shape("A", "B")] Tensor<float> x, int n, int m)
            {
                for (var i = 0; i < m; i++) x = x + L.Loop(Sum(x, axis: 0), n);
                return x;
            }
            [GraphFunction] public static (Tensor<float>, Tensor<float>) Guarded([Shape(3)] Tensor<float> x, [Shape(4)] Tensor<float> y, int n) => L.Guarded(x, y, n);
            [GraphFunction] public static (Tensor<float>, Tensor<float>) GuardedEqual([Shape(2)] Tensor<float> x, [Shape(4)] Tensor<float> y, int n) => L.Guarded(L.Guarded(x, y, n).Item1, x, n);
            [GraphFunction] public static Tensor<float> GuardedByName([Shape("A")] Tensor<float> x) => L.Same(x, x * 2f);
            [GraphFunction] public static Tensor<float> Prints([Shape("A")] Tensor<float> x)
            {
                Graph.Print(x, "before");
                Graph.Assert(All(x > 3f), "not below here");
                var y = L.Prints(x * 2f);
                Graph.Print(y, "after");
                return y;
            }

            [GraphFunction] public static Tensor<float> Any([Shape("A", "B", 4)] Tensor<float> x, Layer p) => L.Any(x, p) + L.Any(x[0], p) + L.Any(x[0, 0], p);
            [GraphFunction] public static Cell Next([Shape("A", "B", 3)] Tensor<float> x)
            {
                var c = new Cell(x, 0.5f);
                return L.Next(L.Next(c, x), x * c.Rate);
            }

            private readonly Net _net = new();
            [GraphFunction] public Tensor<float> Scale([Shape("N", 3)] Tensor<float> x) => _net.Scale(_net.Scale(x));
        }
        """;

    [Fact]
    public void They_are_inlined_and_give_what_eager_gives()
    {
        using var library = LoadedProgram.Build(Source.Compile(Library).WithAssemblyName("Lib"));
        using var program = LoadedProgram.Build(Source.Compile(Program), library);
        var companions = program.Companions().ToList();
        Assert.Equal(12, companions.Count);
        foreach (var (function, companion) in companions)
        {
            dynamic f = companion;
            Assert.True((bool)f.Captured, $"{function}: {f.Reason}");
            RunTests.Compare(function, companion, GraphParser.Parse((string)f.Text));
        }
        Assert.Equal("""
            graph @Dense(%x: f32[B,4], %p_W: f32[p_K,p_M], %p_B: f32[p_M]) -> f32[B,p_K] {
            """.Trim(), ((string)((dynamic)companions.Single(c => c.Name == "C.DenseGraph").Companion).Text).Split('\n')[0]);
    }

    [Fact]
    public async Task What_is_not_captured_there_is_said_here()
    {
        var library = Generation.Run(Source.Compile(Library).WithAssemblyName("Lib")).Output;
        var diagnostics = await Analysis.Run(Source.Compile("""
            public static partial class C
            {
                [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x) => Lib.L.Eager(x);
                [GraphFunction] public static Tensor<float> G([Shape(3, 5)] Tensor<float> x, [Shape(2)] Tensor<float> y) => Lib.L.Dense(x, new(x, y));
            }
            """).AddReferences(library.ToMetadataReference()));
        Assert.Equal(["GF1004", "GF0009"], diagnostics.OrderBy(d => d.Location.SourceSpan).Select(d => d.Id));
        Assert.Equal("C.F runs eagerly because L.Eager is not captured in Lib, so there is no graph of it to put here", diagnostics.Single(d => d.Id == "GF1004").GetMessage());
    }

    [Fact]
    public void From_a_compiled_assembly()
    {
        var library = Generation.Run(Source.Compile(Library).WithAssemblyName("Lib")).Output;
        var image = new System.IO.MemoryStream();
        Assert.True(library.Emit(image).Success);
        var compilation = Source.Compile(Program).AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        foreach (var method in compilation.GetTypeByMetadataName("C")!.GetMembers().OfType<IMethodSymbol>().Where(Symbols.IsGraphFunction))
        {
            var result = FunctionCapture.Run(method, compilation, default);
            Assert.True(result.Graph is not null, $"{method.Name}: {result.Findings.First?.Message}");
        }
    }
}
