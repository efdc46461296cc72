using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>Reads and checks the declaration of a graph function: kind of method, parameters, return type, shapes.</summary>
internal sealed class SignatureReader(IMethodSymbol method, Findings findings, CancellationToken token)
{
    private readonly ShapeReader _shapes = new(findings, token);
    private readonly string _name = Symbols.ShortName(method);

    /// <summary>null when the method cannot be captured at all; the reason is among the findings.</summary>
    public FunctionSignature? Read()
    {
        if (!CheckKind()) return null;
        var inputs = method.Parameters.Select(ReadParameter).ToList();
        var outputs = ReadReturnType();
        var result = ReadDeclaredResult();
        CheckSymbols(inputs);
        return outputs is { } types && inputs.All(i => i is not null) ? new(inputs.Select(i => i!).ToSeq(), types, result) : null;
    }

    private bool CheckKind()
    {
        var place = method.Locations[0];
        if (method.MethodKind == MethodKind.LocalFunction || method.ContainingType.TypeKind == TypeKind.Interface
            || method.IsAbstract || method.IsExtern || method is { IsPartialDefinition: true, PartialImplementationPart: null })
        {
            findings.Add(Mistakes.NoBody, place, $"{_name} cannot be a graph function: it must be a method with a body in a class or struct");
            return false;
        }
        CheckCompanion(place);
        var kind = !method.IsStatic ? "it is an instance method; make it static and pass what it uses"
            : method.IsGenericMethod || IsInGenericType(method.ContainingType) ? "it is generic; call a generic method from a graph function at a concrete type instead"
            : method.IsAsync ? "it is async; only what it computes on tensors can be a graph function"
            : IsInFileLocalType(method.ContainingType) ? "its class is file-local, so generated code cannot reach it; make the class internal"
            : null;
        if (kind is null) return true;
        findings.Add(Fallbacks.MethodKind, place, $"{_name} runs eagerly because {kind}");
        return false;
    }

    /// <summary>The companion is a new member of the class, so each class around the method is partial and the name is free.</summary>
    private void CheckCompanion(Location place)
    {
        var companion = Companion.NameOf(method);
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (!type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(token)).OfType<TypeDeclarationSyntax>().Any(d => d.Modifiers.Any(SyntaxKind.PartialKeyword)))
                findings.Add(Mistakes.NotPartial, place, $"class {type.Name} must be partial: the build adds {companion}, the companion of {_name}, to it");
        }
        if (method.ContainingType.GetMembers(companion).FirstOrDefault(m => !IsGenerated(m)) is { } taken)
            findings.Add(Mistakes.CompanionTaken, place, $"{method.ContainingType.Name} already has a member {taken.Name}: the build adds the companion of {_name} under that name; rename one of them");
    }

    private static bool IsGenerated(ISymbol member) =>
        member is IPropertySymbol { Type: INamedTypeSymbol type } && Symbols.IsApi(type, Companion.TypeName);

    private static bool IsInGenericType(INamedTypeSymbol type) => type.IsGenericType || (type.ContainingType is { } outer && IsInGenericType(outer));

    private static bool IsInFileLocalType(INamedTypeSymbol type) => type.IsFileLocal || (type.ContainingType is { } outer && IsInFileLocalType(outer));

    private FunctionInput? ReadParameter(IParameterSymbol parameter)
    {
        var place = parameter.Locations[0];
        if (parameter.RefKind != RefKind.None)
        {
            findings.Add(Mistakes.ByReference, place, $"parameter {parameter.Name} of {_name} is passed by reference; pass it by value and return what changes");
            return null;
        }
        var shape = Symbols.Shape(parameter.GetAttributes());
        if (Symbols.TensorDType(parameter.Type) is { } dtype)
        {
            if (shape is not null) return new(parameter, _shapes.Read(shape, _name) is { } dims ? new(dtype, dims) : null, HostScalar: false);
            findings.Add(Fallbacks.NoShape, place,
                $"{_name} runs eagerly because the rank of {parameter.Name} is not known; add [Shape(…)] with a size or a name per axis, such as [Shape(\"N\", 64)]");
            return new(parameter, null, HostScalar: false);
        }
        if (shape is not null)
            findings.Add(Mistakes.ShapeOfNonTensor, ShapeReader.Place(shape, token), $"parameter {parameter.Name} is {Symbols.InMessage(parameter.Type)}; [Shape] is for Tensor<T>");
        if (Symbols.ScalarDType(parameter.Type) is { } scalar) return new(parameter, TensorType.Scalar(scalar), HostScalar: true);
        findings.Add(Mistakes.ParameterType, place,
            $"parameter {parameter.Name} of {_name} is {Symbols.InMessage(parameter.Type)}; allowed: Tensor<T>, and float, double, int, long, bool, Half, BFloat16, sbyte, byte");
        return null;
    }

    private Seq<DType>? ReadReturnType()
    {
        var types = method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.Select(e => e.Type).ToList() : [method.ReturnType];
        var dtypes = types.Select(Symbols.TensorDType).ToList();
        if (!method.ReturnsByRef && !method.ReturnsByRefReadonly && dtypes.All(t => t is not null)) return dtypes.Select(t => t!.Value).ToSeq();
        var place = method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(token)).OfType<MethodDeclarationSyntax>().FirstOrDefault()?.ReturnType.GetLocation() ?? method.Locations[0];
        findings.Add(Mistakes.ReturnType, place,
            $"{_name} returns {(method.ReturnsVoid ? "nothing" : Symbols.InMessage(method.ReturnType))}; a graph function returns a Tensor<T> or a tuple of them");
        return null;
    }

    private DeclaredResult? ReadDeclaredResult()
    {
        if (Symbols.Shape(method.GetReturnTypeAttributes()) is not { } attribute) return null;
        var place = ShapeReader.Place(attribute, token);
        if (Symbols.IsTensor(method.ReturnType)) return _shapes.Read(attribute, _name) is { } dims ? new(dims, place) : null;
        findings.Add(Mistakes.ShapeOfNonTensor, place, $"{_name} returns {Symbols.InMessage(method.ReturnType)}; [return: Shape] is for a single Tensor<T>");
        return null;
    }

    /// <summary>A call finds N by reading an axis whose size is N, or depends on N in a way that can be solved: 2*N+1.</summary>
    private void CheckSymbols(IEnumerable<FunctionInput?> inputs)
    {
        var axes = inputs.Where(i => i is { Type: not null, HostScalar: false })
            .SelectMany(i => i!.Type!.Shape.Select((dim, axis) => (i.Parameter, Axis: axis, Dim: dim))).ToList();
        var known = new HashSet<string>(axes.Select(a => a.Dim.AsSymbol).OfType<string>());
        foreach (var (_, _, dim) in axes)
        {
            if (dim.Symbols.Where(s => !known.Contains(s)).ToList() is [var unknown] && dim.LinearIn(unknown) is not null) known.Add(unknown);
        }
        foreach (var (parameter, axis, dim) in axes)
        {
            if (dim.Symbols.FirstOrDefault(s => !known.Contains(s)) is not { } symbol) continue;
            findings.Add(Mistakes.UnknownSymbol, ShapeReader.Place(Symbols.Shape(parameter.GetAttributes())!, token, axis),
                $"{symbol} appears only inside \"{dim}\", so its value cannot be read from the arguments; give some axis the size \"{symbol}\" alone");
            known.Add(symbol);
        }
    }
}
