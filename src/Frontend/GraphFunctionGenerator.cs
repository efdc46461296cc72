using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>
/// Turns methods marked <c>[GraphFunction]</c> into compiled graphs: their companions, their kernels, and the interceptors that
/// send plain calls to them. It reports no mistakes; the analyzer does, which shares its readings.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GraphFunctionGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Rehearsal.Start();

        // Read each function: its body as IR text. Roslyn asks again after every edit, of whatever file.
        var readings = context.SyntaxProvider.ForAttributeWithMetadataName(
                KnownNames.GraphFunctionAttribute,
                static (node, _) => node is MethodDeclarationSyntax,
                static (function, token) => ReadingCache.Read((IMethodSymbol)function.TargetSymbol, function.SemanticModel.Compilation, token).Function);

        // As text, and on the left: for a bool beside an array, Roslyn's tables of steps would be compiled anew in every compiler.
        var kernelTimes = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue(KnownNames.KernelTimesProperty, out var value) ? value : "");

        // Edits move functions about in their files; what follows does not know where they stand.
        var compiler = new FunctionCompiler();
        var models = readings.Select(static (r, _) => r.Model).WithTrackingName(Steps.Readings);
        var functions = kernelTimes.Combine(models.Collect())
            .SelectMany((all, token) => compiler.Prepare(all.Right, IsTrue(all.Left), token)).WithTrackingName(Steps.Functions);

        // Optimise and generate code, once for each IR text.
        var compiled = functions.Select((f, _) => compiler.Compile(f)).WithTrackingName(Steps.Compiled);
        context.RegisterSourceOutput(compiled, static (output, function) => WriteFunction(output, function));

        // Say where they stand, for messages and for debuggers.
        var lines = readings.Select(static (r, _) => new SourceLines(r.Model.Key, r.Lines)).Collect();
        var located = compiled.Combine(lines).Select(static (all, _) => SourceLines.Locate(all.Left, all.Right)).WithTrackingName(Steps.Located);
        context.RegisterSourceOutput(located, static (output, kernels) => WriteKernels(output, kernels));
        var places = readings.Collect().Combine(functions.Collect()).Select(static (all, _) => PlacesFile.Of(all.Left, all.Right)).WithTrackingName(Steps.Places);
        context.RegisterSourceOutput(places, static (output, found) => WritePlaces(output, found));

        // Send calls to the kernels, if the project allows it.
        var captured = compiled.Where(static c => c.Kernels is not null).Select(static (c, _) => c.Function).Collect();
        var calls = context.CompilationProvider.Combine(captured)
            .Select(static (all, token) => CallFinder.Find(all.Left, all.Right, token)).WithTrackingName(Steps.Calls);
        context.RegisterSourceOutput(calls, static (output, found) => WriteInterceptors(output, found));
    }

    /// <summary>The steps by the names under which tests look at them.</summary>
    internal static class Steps
    {
        public const string Readings = nameof(Readings);
        public const string Functions = nameof(Functions);
        public const string Compiled = nameof(Compiled);
        public const string Located = nameof(Located);
        public const string Places = nameof(Places);
        public const string Calls = nameof(Calls);
    }

    private static bool IsTrue(string property) => property.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static void WriteFunction(SourceProductionContext output, CompiledModel compiled)
    {
        if (compiled.Bug is { } bug) Add(output, compiled.Function.ClassName + ".Bug", OwnBugs.Write(compiled.Function, bug));
        if (CompanionWriter.Write(compiled) is { } text) Add(output, compiled.Function.ClassName, text);
    }

    private static void WriteKernels(SourceProductionContext output, LocatedKernels kernels)
    {
        for (var i = 0; i < kernels.Sources.Count; i++) Add(output, $"{kernels.ClassName}.Kernels{(i == 0 ? "" : $".{i}")}", kernels.Sources[i]);
    }

    private static void WritePlaces(SourceProductionContext output, PlacesFile places)
    {
        if (!places.Functions.IsEmpty) Add(output, "Places", places.Write());
    }

    private static void WriteInterceptors(SourceProductionContext output, InterceptionModel found)
    {
        if (found.Bug is { } bug) Add(output, "Interceptors.Bug", OwnBugs.WriteOfCalls(bug));
        if (!found.Functions.IsEmpty) Add(output, "Interceptors", InterceptorWriter.Write(found.Functions));
    }

    private static void Add(SourceProductionContext output, string name, string text) =>
        output.AddSource($"{name}.g.cs", GeneratedFiles.Text(text));
}
