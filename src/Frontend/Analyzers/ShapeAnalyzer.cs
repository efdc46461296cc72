using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GraphCompiler.Frontend;

/// <summary>Checks the <c>[Shape]</c> of fields, properties and methods that are not graph functions; those check their own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Mistakes.MalformedShape, Mistakes.ShapeOfNonTensor];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.GraphFunctionAttribute) is not null)
                start.RegisterSymbolAction(Analyze, SymbolKind.Method, SymbolKind.Property, SymbolKind.Field);
        });
    }

    // This runs for all members of a project, and few have attributes where a shape may stand.
    private static void Analyze(SymbolAnalysisContext context)
    {
        switch (context.Symbol)
        {
            case IMethodSymbol { AssociatedSymbol: null } method when !Symbols.IsGraphFunction(method):
                foreach (var parameter in method.Parameters)
                {
                    if (parameter.GetAttributes() is { IsEmpty: false } given) Check(context, parameter.Type, given, $"parameter {parameter.Name}");
                }
                if (method.GetReturnTypeAttributes() is { IsEmpty: false } ofResult) Check(context, method.ReturnType, ofResult, $"the result of {method.Name}");
                break;
            case IPropertySymbol property:
                Check(context, property.Type, property.GetAttributes(), property.Name);
                break;
            case IFieldSymbol { IsImplicitlyDeclared: false } field:
                Check(context, field.Type, field.GetAttributes(), field.Name);
                break;
        }
    }

    private static void Check(SymbolAnalysisContext context, ITypeSymbol type, ImmutableArray<AttributeData> attributes, string what)
    {
        if (Symbols.Shape(attributes) is not { } shape) return;
        var findings = new Findings();
        if (IsShaped(type)) new ShapeReader(findings, context.CancellationToken).Read(shape, what);
        else
        {
            findings.Add(Mistakes.ShapeOfNonTensor, ShapeReader.Place(shape, context.CancellationToken),
                $"{what} is {Symbols.InMessage(type)}; [Shape] is for Tensor<T>");
        }
        // Open axes are fine where nothing is captured.
        foreach (var finding in findings.All.Where(f => f.IsMistake)) FallbackSeverity.Report(finding, context.Options, context.ReportDiagnostic);
    }

    /// <summary>Tensors, and tuples and arrays, where a shape is that of each tensor in them.</summary>
    private static bool IsShaped(ITypeSymbol type) => Symbols.IsTensor(type)
        || type is IArrayTypeSymbol { Rank: 1, ElementType: var element } && (IsShaped(element) || DataMember.IsStructure(element))
        || type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(e => IsShaped(e.Type));
}
