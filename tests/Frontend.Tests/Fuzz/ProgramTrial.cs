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
        Prelude.GraphAliases + Code.Format($"public static partial class {name} {{ {program.ToString().Replace(Code.Mark, "[GraphFunction] ")} }}");

    private static string PlainText(Code program, string name) =>
        Prelude.PlainAliases + $"public static partial class Plain {{ public static class {name} {{ {program.ToString().Replace(Code.Mark, "")} }} }}";

    /// <summary>What is wrong with each program; null for those that are right.</summary>
    /// <param name="programs">With the seeds of their inputs.</param>
    /// <param name="outcomes">Takes what the plain programs did, if it is there.</param>
    /// <param name="mayBeInvalid">Whether it pays to look at the programs before anything is generated for them.</param>
    public static Failure?[] Run(IReadOnlyList<(int Seed, Code Code)> programs, Action<Outcome>? outcomes = null, bool mayBeInvalid = true)
    {
        var failures = new Failure?[programs.Count];
        var compilation = Source.Compile(Prelude.GraphSource, Prelude.PlainSource).AddSyntaxTrees(programs.SelectMany((p, i) => new[]
        {
            Source.Tree(GraphText(p.Code, $"G{i}"), string.Format(GraphFile, i)), Source.Tree(PlainText(p.Code, $"P{i}"), string.Format(PlainFile, i)),
        }));
        if (mayBeInvalid) compilation = Drop(compilation, compilation.GetDiagnostics(), Invalid, failures);
        for (; ; )
        {
            var generation = Generation.Run(compilation);
            using var image = new MemoryStream();
            var result = generation.Output.Emit(image);
            if (!result.Success)
            {
                var rest = mayBeInvalid ? compilation : Drop(compilation, compilation.GetDiagnostics(), Invalid, failures);
                if (ReferenceEquals(rest, compilation)) rest = Drop(compilation, result.Diagnostics, "emit", failures);
                if (ReferenceEquals(rest, compilation)) throw new InvalidOperationException(result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString());
                compilation = rest;
                continue;
            }
            image.Position = 0;
            var context = new AssemblyLoadContext("fuzz", isCollectible: true);
            var assembly = context.LoadFromStream(image);
            for (var i = 0; i < programs.Count; i++) failures[i] ??= Run(assembly, compilation, i, programs[i].Seed, outcomes);
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

    private static Failure? Run(Assembly assembly, Compilation compilation, int number, int seed, Action<Outcome>? outcomes)
    {
        var type = assembly.GetType($"G{number}")!;
        if (type.GetMethod("Run") is not { } run) return new(Invalid, "the method under test was taken away");
        var plain = assembly.GetType($"Plain+P{number}")!.GetMethod("Run")!;
        var inputs = ProgramInputs.Of(run, seed).ToList();
        var expected = new List<Outcome>();
        foreach (var values in inputs)
        {
            if (Attempt("plain", v => Leaves(plain.Invoke(null, plain.GetParameters().Select((p, i) => ProgramInputs.Plain(v[i], p.ParameterType)).ToArray())!), values, out var outcome) is { } broken) return broken;
            expected.Add(outcome);
            outcomes?.Invoke(outcome);
        }
        dynamic companion = type.GetProperty("RunGraph")!.GetValue(null)!;
        if (!(bool)companion.Captured)
        {
            var capture = FunctionCapture.Run(Source.Method(compilation, type.Name, "Run"), compilation, default);
            if (capture.Findings.All.FirstOrDefault() is not { } first) return new("compile", CompilerBug(capture.Graph!));
            // Rightly so, if it is true.
            if (first.Descriptor.Id == "GF0014" && expected.All(e => e.Thrown is not null)) return null;
            return new($"capture {first.Descriptor.Id}", $"{first.Message}{first.Within}\n{first.Location.SourceTree!.GetText().ToString(first.Location.SourceSpan)}");
        }
        var graph = GraphParser.Parse((string)companion.Text);
        var engines = new (string Name, Func<object[], Literal[]> Run)[]
        {
            ("reference", values => Engine.Reference.Run(graph, values.Select(ProgramInputs.AsLiteral).ToArray())),
            ("eager", values => Call((Delegate)companion.Eager, values)),
            ("cpu", values => Call((Delegate)companion.Compiled, values)),
        };
        foreach (var (values, outcome) in inputs.Zip(expected))
        {
            foreach (var (name, engine) in engines)
            {
                if (Attempt(name, engine, values, out var actual) is { } failure) return failure;
                if (outcome.Difference(actual, isEager: name == "eager") is { } difference)
                    return new($"{name} {difference.Kind}", $"{ProgramInputs.Show(values)}: {difference.Problem}\n{GraphPrinter.Print(graph)}");
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

    private static Failure? Attempt(string name, Func<object[], Literal[]> run, object[] inputs, out Outcome outcome)
    {
        var task = Task.Run(() =>
        {
            Literal[] results = [];
            Exception? thrown = null;
            var text = Printed.By(() =>
            {
                try
                {
                    results = run(inputs);
                }
                catch (Exception e)
                {
                    thrown = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
                }
            });
            return new Outcome(results, text, thrown);
        });
        outcome = task.Wait(s_patience, CancellationToken.None) ? task.Result : new([], "", null);
        return task.IsCompleted ? null : new(name + " does not end", ProgramInputs.Show(inputs));
    }

    private static Literal[] Call(Delegate function, object[] inputs)
    {
        var arguments = function.Method.GetParameters().Select((p, i) => p.ParameterType.IsPrimitive ? inputs[i] : LiteralTensors.ToTensor(ProgramInputs.AsLiteral(inputs[i]))).ToArray();
        return Leaves(function.DynamicInvoke(arguments)!);
    }

    private static Literal[] Leaves(object result)
    {
        var tuple = (ITuple)result;
        return Enumerable.Range(0, tuple.Length).Select(i => ProgramInputs.AsLiteral(tuple[i]!)).ToArray();
    }
}
