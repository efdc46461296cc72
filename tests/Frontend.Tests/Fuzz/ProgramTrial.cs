using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Threading;
using System.Threading.Tasks;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <param name="Kind">Which step failed; a shrunk program has to fail in the same.</param>
internal sealed record Failure(string Kind, string Problem);

/// <summary>
/// Compiles many programs at once, since a compilation has a high fixed cost, and runs each: as plain C#, on the Reference engine from
/// its graph, eagerly, and compiled.
/// </summary>
internal static class ProgramTrial
{
    /// <summary>A program that is no C#: not one of ours, but a shrunk one may be.</summary>
    public const string Invalid = "invalid";

    // Programs end after microseconds; one that does not shows a wrong loop.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private const string GraphFile = "G{0}.cs";
    private const string PlainFile = "P{0}.cs";

    public static string GraphText(Code program, string name) =>
        Prelude.GraphAliases + Code.Format($"public static partial class {name} {{ {program.ToString().Replace(Code.Head, Prelude.GraphHead)} }}");

    private static string PlainText(Code program, string name) =>
        Prelude.PlainAliases + $"public static partial class Plain {{ public static class {name} {{ {program.ToString().Replace(Code.Head, Prelude.PlainHead)} }} }}";

    /// <summary>What is wrong with each program; null for those that are right.</summary>
    public static Failure?[] Run(IReadOnlyList<(int Seed, Code Code)> programs)
    {
        var failures = new Failure?[programs.Count];
        var compilation = Source.Compile(Prelude.Source).AddSyntaxTrees(programs.SelectMany((p, i) => new[]
        {
            Source.Tree(GraphText(p.Code, $"G{i}"), string.Format(GraphFile, i)), Source.Tree(PlainText(p.Code, $"P{i}"), string.Format(PlainFile, i)),
        }));
        compilation = Drop(compilation, compilation.GetDiagnostics(), Invalid, failures);
        for (; ; )
        {
            var generation = Generation.Run(compilation);
            using var image = new MemoryStream();
            var result = generation.Output.Emit(image);
            if (!result.Success)
            {
                var rest = Drop(compilation, result.Diagnostics, "emit", failures);
                if (ReferenceEquals(rest, compilation)) throw new InvalidOperationException(result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString());
                compilation = rest;
                continue;
            }
            image.Position = 0;
            var context = new AssemblyLoadContext("fuzz", isCollectible: true);
            var assembly = context.LoadFromStream(image);
            for (var i = 0; i < programs.Count; i++) failures[i] ??= Run(assembly, compilation, i, programs[i].Seed);
            context.Unload();
            return failures;
        }
    }

    /// <summary>Takes out the programs with errors, in their own or in generated files.</summary>
    private static CSharpCompilation Drop(CSharpCompilation compilation, IEnumerable<Diagnostic> diagnostics, string kind, Failure?[] failures)
    {
        foreach (var error in diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            var file = Path.GetFileName(error.Location.SourceTree?.FilePath ?? "");
            if (file.Length < 2 || file[0] is not ('G' or 'P') || !int.TryParse(new string(file.Skip(1).TakeWhile(char.IsDigit).ToArray()), out var i) || failures[i] is not null) continue;
            failures[i] = new(kind, $"{error}\n{error.Location.SourceTree!.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line]}");
            compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(t => t.FilePath == string.Format(GraphFile, i) || t.FilePath == string.Format(PlainFile, i)));
        }
        return compilation;
    }

    private static Failure? Run(Assembly assembly, Compilation compilation, int number, int seed)
    {
        var type = assembly.GetType($"G{number}")!;
        if (type.GetMethod("Run") is null) return new(Invalid, "the method under test was taken away");
        dynamic companion = type.GetProperty("RunGraph")!.GetValue(null)!;
        if (!(bool)companion.Captured)
        {
            var capture = FunctionCapture.Run(Source.Method(compilation, type.Name, "Run"), compilation, default);
            if (capture.Findings.All.FirstOrDefault() is not { } first) return new("compile", CompilerBug(capture.Graph!));
            return new($"capture {first.Descriptor.Id}", $"{first.Message}{first.Within}\n{first.Location.SourceTree!.GetText().ToString(first.Location.SourceSpan)}");
        }
        var graph = GraphParser.Parse((string)companion.Text);
        var plain = assembly.GetType($"Plain+P{number}")!.GetMethod("Run")!;
        var engines = new (string Name, Func<object[], Literal[]> Run)[]
        {
            ("reference", inputs => Engine.Reference.Run(graph, inputs.Select(AsLiteral).ToArray())),
            ("eager", inputs => Call((Delegate)companion.Eager, inputs)),
            ("cpu", inputs => Call((Delegate)companion.Compiled, inputs)),
        };
        foreach (var inputs in Inputs(seed))
        {
            var call = new Func<object[], Literal[]>(values => Leaves(plain.Invoke(null, plain.GetParameters().Select((p, i) => values[i] is float[] v ? Activator.CreateInstance(p.ParameterType, v[0], v[1], v[2]) : values[i]).ToArray())!));
            if (Attempt("plain", call, inputs, out var expected) is { } broken) return broken;
            foreach (var (name, run) in engines)
            {
                if (Attempt(name, run, inputs, out var actual) is { } failure) return failure;
                for (var i = 0; i < expected.Length; i++)
                {
                    if (Closeness.Exact.Difference(expected[i], actual[i]) is { } difference)
                        return new(name, $"{Show(inputs)}: result {i}: {difference}\n{GraphPrinter.Print(graph)}");
                }
            }
        }
        return null;
    }

    private static string CompilerBug(IR.Graph graph)
    {
        try
        {
            new CpuEngine().Compile(graph, "C");
            return "not captured, and nothing says why";
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private static Failure? Attempt(string name, Func<object[], Literal[]> run, object[] inputs, out Literal[] results)
    {
        results = [];
        var task = Task.Run(() => run(inputs));
        try
        {
            if (!task.Wait(s_patience, CancellationToken.None)) return new(name + " does not end", Show(inputs));
            results = task.Result;
            return null;
        }
        catch (AggregateException e)
        {
            var inner = e.InnerException is TargetInvocationException { InnerException: { } thrown } ? thrown : e.InnerException!;
            return new($"{name} throws {inner.GetType().Name}", $"{Show(inputs)}: {inner}");
        }
    }

    private static string Show(object[] inputs) => string.Join(", ", inputs.Select(i => i is float[] v ? $"[{string.Join(", ", v)}]" : i.ToString()));

    /// <summary>For n, r, f, a, x, b, v.</summary>
    private static IEnumerable<object[]> Inputs(int seed)
    {
        var random = new Random(seed);
        float Number() => random.Next(-8, 9) * 0.5f;
        yield return [0, 0f, false, 0, 0f, false, new float[3]];
        for (var i = 0; i < 4; i++)
            yield return [random.Next(-5, 20), Number(), random.Next(2) == 0, random.Next(-5, 20), Number(), random.Next(2) == 0, new[] { Number(), Number(), Number() }];
    }

    private static Literal[] Call(Delegate function, object[] inputs)
    {
        var arguments = function.Method.GetParameters().Select((p, i) => p.ParameterType.IsPrimitive ? inputs[i] : LiteralTensors.ToTensor(AsLiteral(inputs[i]))).ToArray();
        return Leaves(function.DynamicInvoke(arguments)!);
    }

    private static Literal[] Leaves(object result)
    {
        var tuple = (ITuple)result;
        return Enumerable.Range(0, tuple.Length).Select(i => AsLiteral(tuple[i]!)).ToArray();
    }

    private static Literal AsLiteral(object value) => value switch
    {
        int i => Literal.Scalar(DType.I32, (long)i),
        float f => Literal.Scalar(DType.F32, f),
        bool b => Literal.Scalar(DType.Bool, b ? 1L : 0L),
        float[] v => Literal.Of(DType.F32, Seq.Of((long)v.Length), v.Select(e => (double)e)),
        _ when value.GetType().Name == "V" => AsLiteral(((dynamic)value).ToArray()),
        _ => LiteralTensors.ToLiteral(value),
    };
}
