using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>
/// Warns where uses of a graph function are not sent to its compiled graph: where it becomes a delegate, for only calls that name
/// the method can be; and at calls, where a bug of ours left them alone.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UseAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Fallbacks.Delegate, Fallbacks.CompilerBug];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (FunctionNames.Of(start.Compilation, start.CancellationToken) is not { IsEmpty: false } names) return;
            var bug = OwnBugs.Of(start.Compilation).AboutCalls;
            start.RegisterSemanticModelAction(c => Analyze(c, names, bug));
        });
    }

    // An action on method references would have the compiler make operations of all the project's bodies.
    private static void Analyze(SemanticModelAnalysisContext context, ImmutableHashSet<string> names, string? bug)
    {
        foreach (var name in WrittenNames.Find(context.SemanticModel.SyntaxTree, names, context.CancellationToken))
        {
            var expression = WrittenNames.Expression(name);
            if (WrittenNames.Call(expression) is { } call)
            {
                if (bug is not null && context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol method && Symbols.IsGraphFunction(method))
                    FallbackSeverity.Report(new(Fallbacks.CompilerBug, call.GetLocation(), bug, ""), context.Options, context.ReportDiagnostic);
            }
            else if (context.SemanticModel.GetOperation(expression, context.CancellationToken) is IMethodReferenceOperation reference) Analyze(context, reference);
        }
    }

    private static void Analyze(SemanticModelAnalysisContext context, IMethodReferenceOperation reference)
    {
        if (!Symbols.IsGraphFunction(reference.Method) || IsTransformed(reference)) return;
        var name = Symbols.ShortName(reference.Method);
        FallbackSeverity.Report(new(Fallbacks.Delegate, reference.Syntax.GetLocation(),
            $"{name} runs eagerly when it is called through this delegate; pass {reference.Method.ContainingType.Name}.{Companion.NameOf(reference.Method)}.Compiled, or a lambda that calls {name}", ""),
            context.Options, context.ReportDiagnostic);
    }

    /// <summary>True for an argument of an op, such as Grad: what it does with the function is its own affair.</summary>
    private static bool IsTransformed(IOperation reference)
    {
        var parent = reference.Parent;
        while (parent is IConversionOperation or IDelegateCreationOperation) parent = parent.Parent;
        return parent is IArgumentOperation { Parent: IInvocationOperation call } && Symbols.IsApi(call.TargetMethod.ContainingType, KnownNames.Ops);
    }
}
