using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphCompiler.Frontend;

/// <summary>
/// Runs the generator once on a small program of its own, on another thread, when a compiler has just been started. Most of what a first
/// run costs is the runtime's work: loading types, compiling methods, binding calls, ours and Roslyn's. The compiler runs its generators one
/// after the other on one thread, and while it is busy with those before ours another processor has nothing to do: it does that work then.
/// Nothing but time depends on it.
/// </summary>
internal static class Rehearsal
{
    private static int s_started;

    /// <summary>Starts the rehearsal, if this process has had none.</summary>
    public static void Start()
    {
        // The pool starts with a thread for each processor; with one there is nobody to do it meanwhile. (Analyzers may not ask for the count itself.)
        ThreadPool.GetMinThreads(out var processors, out _);
        if (processors > 1 && Interlocked.Exchange(ref s_started, 1) == 0) ThreadPool.QueueUserWorkItem(static _ => Try());
    }

    private static void Try()
    {
        try
        {
            Run();
        }
        catch (Exception)
        {
            // On a thread of the pool it would end the compiler. The project's own run meets the same, and reports it.
        }
    }

    /// <summary>The run itself; a test looks at what it generates, for only what is generated has been rehearsed.</summary>
    public static GeneratorDriverRunResult Run()
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)
            .WithFeatures([new KeyValuePair<string, string>(KnownNames.InterceptorsFeature, KnownNames.GeneratedNamespace)]);
        var runtime = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        var api = Compile(KnownNames.RuntimeAssembly, Api, runtime);
        var program = Compile(nameof(Rehearsal), Program, runtime, api.ToMetadataReference());
        return CSharpGeneratorDriver.Create([new GraphFunctionGenerator().AsSourceGenerator()], parseOptions: options).RunGenerators(program).GetRunResult();

        CSharpCompilation Compile(string name, string text, params MetadataReference[] references) => CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText(text, options, $"{name}.cs")], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>As much of the public API as the program needs; nobody knows where the runtime assembly is.</summary>
    private const string Api = """
        namespace GraphCompiler
        {
            public sealed class GraphFunctionAttribute : System.Attribute { }
            public sealed class ShapeAttribute : System.Attribute { public ShapeAttribute(params object[] dimensions) { } }
            public sealed class Tensor<T>
            {
                public static Tensor<T> operator +(Tensor<T> x, Tensor<T> y) => x;
                public static Tensor<T> operator -(Tensor<T> x, Tensor<T> y) => x;
                public static Tensor<T> operator *(Tensor<T> x, Tensor<T> y) => x;
                public static implicit operator Tensor<T>(T x) => null!;
            }
            public static class Ops
            {
                public static Tensor<T> MatMul<T>(Tensor<T> x, Tensor<T> y, bool transposeX = false, bool transposeY = false) => x;
                public static Tensor<T> Relu<T>(Tensor<T> x) => x;
                public static Tensor<T> Tanh<T>(Tensor<T> x) => x;
                public static Tensor<T> Mean<T>(Tensor<T> x, int axis, bool keepDims = false) => x;
                public static Tensor<T> Softmax<T>(Tensor<T> x, int axis) => x;
            }
        }
        """;

    /// <summary>What most functions have: products with epilogues, elementwise chains, a loop, reductions; and a call of it.</summary>
    private const string Program = """
        using GraphCompiler;
        using static GraphCompiler.Ops;
        namespace Rehearsal
        {
            public static partial class Network
            {
                [GraphFunction]
                public static Tensor<float> Predict([Shape("N", 64)] Tensor<float> x, [Shape(64, 32)] Tensor<float> w, [Shape(32)] Tensor<float> b, float scale)
                {
                    var h = Relu(MatMul(x, w) + b);
                    for (var i = 0; i < 2; i++) h = h * scale + Tanh(h - 1f);
                    return Softmax(h - Mean(h, axis: -1, keepDims: true), axis: -1);
                }

                public static Tensor<float> Call(Tensor<float> x, Tensor<float> w, Tensor<float> b) => Predict(x, w, b, 0.5f);
            }
        }
        """;
}
