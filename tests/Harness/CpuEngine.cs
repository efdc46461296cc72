using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using GraphCompiler.Codegen;
using GraphCompiler.IR;
using GraphCompiler.Passes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphCompiler.Harness;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Compiled graphs: the C# that code generation writes, compiled in memory as the user's project would.</summary>
/// <param name="optimize">False only expands composites: a kernel for each node.</param>
public sealed class CpuEngine(bool optimize = true) : Engine
{
    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.") || name.StartsWith("GraphCompiler.") || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p)).ToArray());

    public override string Name => optimize ? "cpu" : "cpu, unoptimised";

    public override IReadOnlyList<Func<Literal[], Literal[]>> Prepare(IReadOnlyList<Graph> graphs)
    {
        var functions = graphs.Select((g, i) => Compile(g, $"Graph{i}")).ToList();
        var assembly = Load(functions.Select(f => f.Source), optimize ? [] : ["CS0162", "CS0219"]);
        return functions.Select((_, i) => Runner(assembly.GetType($"GraphCompiler.Compiled.Graph{i}")!.GetMethod("Invoke")!)).ToList();
    }

    /// <summary>The generated code of a graph.</summary>
    public CompiledFunction Compile(Graph graph, string className)
    {
        var entry = new EntryPoint("GraphCompiler.Compiled", className, graph.Name,
            graph.Parameters.Map(p => new EntryParameter("@" + p.Name!, HostScalar: false)));
        if (optimize) return CpuCompiler.Compile(entry, graph, PassOptions.Default);
        var expanded = new Pipeline(Seq.Of<Pass>(new Expand(default))).Run(graph);
        return CpuCompiler.Emit(entry, expanded.Graph, expanded.Trace);
    }

    /// <summary>Compiles sources into an assembly of their own.</summary>
    /// <param name="sources">Whole files.</param>
    /// <param name="allowed">Warnings that are no failures: passes take out loops of no rounds, which are unreachable code, and results of branches that nobody wants.</param>
    /// <exception cref="InvalidOperationException">They do not compile; the message has the errors with their lines.</exception>
    public static Assembly Load(IEnumerable<string> sources, params string[] allowed)
    {
        var trees = sources.Select(s => CSharpSyntaxTree.ParseText(s, new CSharpParseOptions(LanguageVersion.Latest))).ToList();
        var compilation = CSharpCompilation.Create($"Compiled{Guid.NewGuid():N}", trees, s_references.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var problems = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning && !allowed.Contains(d.Id)).ToList();
        if (problems.Count > 0) throw new InvalidOperationException(Describe(problems[0], problems.Count));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }

    private static string Describe(Diagnostic problem, int count)
    {
        var tree = problem.Location.SourceTree;
        return $"{count} problems in generated code, the first: {problem}\n{tree}";
    }

    private static Func<Literal[], Literal[]> Runner(MethodInfo invoke) => inputs =>
    {
        object result;
        try
        {
            result = invoke.Invoke(null, inputs.Select(LiteralTensors.ToTensor).ToArray())!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
        return result is ITuple tuple
            ? Enumerable.Range(0, tuple.Length).Select(i => LiteralTensors.ToLiteral(tuple[i]!)).ToArray()
            : [LiteralTensors.ToLiteral(result)];
    };
}
