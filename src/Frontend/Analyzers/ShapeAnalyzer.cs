using System.Collections.Generic;
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

    private static void Analyze(SymbolAnalysisContext context)
    {
        foreach (var (type, attributes, what) in Places(context.Symbol))
        {
            if (Symbols.Shape(attributes) is not { } shape) continue;
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
    }

    /// <summary>Tensors, and tuples and arrays, where a shape is that of each tensor in them.</summary>
    private static bool IsShaped(ITypeSymbol type) => Symbols.IsTensor(type)
        || type is IArrayTypeSymbol { Rank: 1, ElementType: var element } && (IsShaped(element) || DataMember.IsStructure(element))
        || type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(e => IsShaped(e.Type));

    private static IEnumerable<(ITypeSymbol Type, ImmutableArray<AttributeData> Attributes, string What)> Places(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { AssociatedSymbol: null } method when !Symbols.IsGraphFunction(method) => method.Parameters
            .Select(p => (p.Type, p.GetAttributes(), $"parameter {p.Name}"))
            .Append((method.ReturnType, method.GetReturnTypeAttributes(), $"the result of {method.Name}")),
        IPropertySymbol property => [(property.Type, property.GetAttributes(), property.Name)],
        IFieldSymbol { IsImplicitlyDeclared: false } field => [(field.Type, field.GetAttributes(), field.Name)],
        _ => [],
    };
}
