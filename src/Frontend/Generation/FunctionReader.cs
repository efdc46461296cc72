using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphCompiler.Frontend;

/// <summary>Captures a graph function and turns what its symbol says into text.</summary>
internal static class FunctionReader
{
    public static Reading Read(IMethodSymbol method, Compilation compilation, CancellationToken token)
    {
        var capture = FunctionCapture.Run(method, compilation, token);
        var name = Companion.EmbeddedName(method);
        var model = new FunctionModel(
            name,
            Symbols.ShortName(method),
            ClassName(name),
            CanHaveCompanion(method, capture.Findings) ? Companion.NameOf(method) : null,
            method.GetDocumentationCommentId() ?? name,
            ReadContainer(method, through: capture.Entry is not null),
            ReadSignature(method),
            ReadCapture(capture, out var lines));
        var paths = compilation.Options.SourceReferenceResolver;
        return new(new(model, capture.Places, lines.Map(l => SourceLines.Mapped(l, paths))), capture.Findings);
    }

    private static CaptureModel ReadCapture(CaptureResult capture, out Seq<Seq<SourceLocation?>> lines)
    {
        var all = new List<Seq<SourceLocation?>>();
        string? Print(IR.Graph? graph)
        {
            Seq<SourceLocation?> places = default;
            var text = graph is null ? null : GraphPrinter.Print(graph, out places);
            all.Add(places);
            return text;
        }
        var variants = capture.Variants.Map(v => new VariantModel(Print(v.Graph), v.Problem));
        var text = variants.IsEmpty ? Print(capture.Graph) : string.Join("\n", variants.Select(v => v.Text).Where(t => t is not null));
        lines = all.ToSeq();
        return new(text, capture.Entry, capture.Findings.First?.Message, capture.Findings.First?.Descriptor.Id, variants);
    }

    /// <summary>A name with dots as an identifier.</summary>
    public static string ClassName(string name) => new(name.Select(c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_').ToArray());

    private static bool CanHaveCompanion(IMethodSymbol method, Findings findings) =>
        !findings.All.Any(f => f.Descriptor == Mistakes.NotPartial || f.Descriptor == Mistakes.CompanionTaken || f.Descriptor == Mistakes.NoBody)
        // What is wrong with a type is said where it stands, not a second time in generated code.
        && !method.Parameters.Select(p => p.Type).Append(method.ReturnType).Any(Symbols.IsUnknown)
        && !method.IsGenericMethod && !method.ContainingType.IsFileLocal && !method.ReturnsByRef && !method.ReturnsByRefReadonly
        && method.Parameters.All(p => p.RefKind == RefKind.None && !p.Type.IsRefLikeType && p.Type is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol))
        && method.ContainingType is { IsRefLikeType: false } && !method.ReturnType.IsRefLikeType && !method.ReturnsVoid;

    /// <param name="through">Whether calls go through the function's own class because of its entry.</param>
    private static ContainerModel ReadContainer(IMethodSymbol method, bool through)
    {
        var types = new List<INamedTypeSymbol>();
        for (var type = method.ContainingType; type is not null; type = type.ContainingType) types.Insert(0, type);
        var visible = types.TakeWhile(Symbols.IsReachable).Count();
        var hidden = visible < types.Count ? types.Count - visible + 1 : Symbols.IsReachable(method) && !through ? 0 : 1;
        return new(
            method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString(),
            types.Select(t => new TypeModel($"partial {Keyword(t)} {t.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}", Symbols.InCode(t))).ToSeq(),
            Symbols.InCode(method.ContainingType),
            hidden);
    }

    private static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };

    public static SignatureModel ReadSignature(IMethodSymbol method) => new(
        SyntaxFacts.GetText(method.DeclaredAccessibility),
        Symbols.Escape(method.Name),
        Symbols.InCode(method.ReturnType),
        method.IsStatic ? null : new(Symbols.InCode(method.ContainingType), ByReference: method.ContainingType.IsValueType),
        method.IsExtensionMethod,
        method.Parameters.Select(p => new ParameterModel(Symbols.Escape(p.Name), Symbols.InCode(p.Type), Symbols.ScalarDType(p.Type) is not null)).ToSeq(),
        TypeParameters.List(method.ContainingType),
        TypeParameters.Constraints(method.ContainingType));
}
