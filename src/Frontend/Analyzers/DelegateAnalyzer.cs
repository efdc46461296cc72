using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Warns where a graph function becomes a delegate: only calls that name the method can be sent to its compiled graph.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DelegateAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Fallbacks.Delegate];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.MethodReference);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var reference = (IMethodReferenceOperation)context.Operation;
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
