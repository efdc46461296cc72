using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GraphCompiler.Frontend;

/// <summary>Reports the mistakes in graph functions, and the reasons why some run eagerly. It shares the generator's readings.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GraphFunctionAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Mistakes.All, .. Fallbacks.All];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.GraphFunctionAttribute) is null) return;
            var bugs = OwnBugs.Of(start.Compilation);
            start.RegisterSymbolAction(c => Analyze((IMethodSymbol)c.Symbol, bugs, c.Compilation, c.Options, c.ReportDiagnostic, c.CancellationToken), SymbolKind.Method);
            start.RegisterSyntaxNodeAction(c => AnalyzeLocalFunction(c, bugs), SyntaxKind.LocalFunctionStatement);
        });
    }

    // Local functions are no symbols of their own to analyzers, and few of them have attributes.
    private static void AnalyzeLocalFunction(SyntaxNodeAnalysisContext context, OwnBugs bugs)
    {
        if (((LocalFunctionStatementSyntax)context.Node).AttributeLists.Count > 0
            && context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken) is IMethodSymbol method)
        {
            Analyze(method, bugs, context.Compilation, context.Options, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static void Analyze(IMethodSymbol method, OwnBugs bugs, Compilation compilation, AnalyzerOptions options, System.Action<Diagnostic> report, CancellationToken token)
    {
        // Of a partial method the declaration with the attribute speaks, and both have its attributes.
        if (method.PartialDefinitionPart is not null || !Symbols.IsGraphFunction(method)) return;
        // The generator reads ordinary methods only.
        var findings = method.MethodKind == MethodKind.Ordinary ? ReadingCache.Read(method, compilation, token).Findings : FunctionCapture.Run(method, compilation, token).Findings;
        var syntax = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(token);
        if (syntax is null) return;
        // Half-typed code has errors of its own; ours would be noise until they are gone.
        if (findings.Any && (findings.Broken || FunctionCapture.HasErrors(syntax, compilation, token))) return;
        foreach (var finding in findings.All) FallbackSeverity.Report(finding, options, report);
        if (findings.Any) return;
        if (bugs.About(method) is { } bug) FallbackSeverity.Report(new(Fallbacks.CompilerBug, method.Locations[0], bug, ""), options, report);
        if (Interceptors.Allowed(syntax.SyntaxTree.Options)) return;
        var name = Symbols.ShortName(method);
        FallbackSeverity.Report(new(Fallbacks.NoInterceptors, method.Locations[0],
            $"calls of {name} run eagerly because the project does not list {KnownNames.GeneratedNamespace} in <InterceptorsNamespaces>; "
            + "the GraphCompiler package does, and build/UseGraphCompiler.props for project references", ""), options, report);
    }
}
