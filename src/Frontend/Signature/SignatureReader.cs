using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>Reads and checks the declaration of a graph function: kind of method, parameters, return type, shapes.</summary>
/// <param name="leading">For how many axes "…" stands in its shapes; null where that is open.</param>
internal sealed class SignatureReader(IMethodSymbol method, Compilation compilation, Findings findings, CancellationToken token, int? leading = null)
{
    private readonly ShapeReader _shapes = new(findings, token, leading);
    private readonly LayoutReader _layouts = new(new(findings, token, leading), compilation, method.ContainingType, Symbols.ShortName(method));
    private readonly string _name = Symbols.ShortName(method);

    /// <summary>null when the method cannot be captured at all; the reason is among the findings.</summary>
    public FunctionSignature? Read()
    {
        if (!CheckKind()) return null;
        var inputs = method.Parameters.Select(ReadParameter).ToList();
        var returns = CheckReturnType();
        var result = ReadDeclaredResult();
        var self = method.IsStatic ? null : _layouts.ReadThis(method.ContainingType);
        CheckSymbols(inputs.OfType<FunctionInput>().SelectMany(i => i.Layout.Leaves).Concat(self?.Leaves ?? []));
        return returns && inputs.All(i => i is not null) ? new(inputs.Select(i => i!).ToSeq(), self, result) : null;
    }

    private bool CheckKind()
    {
        var place = method.Locations[0];
        var bodiless = method.MethodKind == MethodKind.LocalFunction ? "a local function; make it a method of the class"
            : method.ContainingType.TypeKind == TypeKind.Interface ? "a member of an interface; make it a method of a class or struct"
            : method.IsAbstract ? "abstract; mark a method with a body"
            : method.IsExtern ? "extern; mark a method with a body"
            : method is { IsPartialDefinition: true, PartialImplementationPart: null } ? "a partial method without a body; write its other part"
            : null;
        if (bodiless is not null)
        {
            findings.Add(Mistakes.NoBody, place, $"{_name} cannot be a graph function: it is {bodiless}");
            return false;
        }
        CheckCompanion(place);
        var kind = method.IsVirtual || method.IsOverride && !method.IsSealed && !method.ContainingType.IsSealed ? "it is virtual, so a call may run another method; make it non-virtual"
            : method.IsOverride ? "it is an override, which is called through its base class; call a non-virtual method from it"
            : method.IsGenericMethod ? "it is generic; call it from a graph function at a concrete type, which captures it there"
            : Types.FirstOrDefault(Symbols.IsOpen) is { } open ? $"{Symbols.InMessage(open)} is another type for each {method.ContainingType.Name}; write a graph function for each"
            : !method.IsStatic && !Symbols.IsNameable(method.ContainingType) ? "generated code outside its class cannot name the class; make it internal"
            : Types.FirstOrDefault(t => !Symbols.IsNameable(t)) is { } hidden ? $"generated code outside its class cannot name {Symbols.InMessage(hidden)}; make it internal"
            : method.IsAsync ? "it is async; only what it computes on tensors can be a graph function"
            : IsInFileLocalType(method.ContainingType) ? "its class is file-local, so generated code cannot reach it; make the class internal"
            : null;
        if (kind is null) return true;
        findings.Add(Fallbacks.MethodKind, place, $"{_name} runs eagerly because {kind}");
        return false;
    }

    private IEnumerable<ITypeSymbol> Types => method.Parameters.Select(p => p.Type).Append(method.ReturnType);

    /// <summary>The companion is a new member of the class, so each class around the method is partial and the name is free.</summary>
    private void CheckCompanion(Location place)
    {
        var companion = Companion.NameOf(method);
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (!Declarations.Of(type, token).OfType<TypeDeclarationSyntax>().Any(d => d.Modifiers.Any(SyntaxKind.PartialKeyword)))
                findings.Add(Mistakes.NotPartial, place, $"class {type.Name} must be partial: the build adds {companion}, the companion of {_name}, to it");
        }
        if (method.ContainingType.GetMembers(companion).FirstOrDefault(m => !IsGenerated(m)) is { } taken)
            findings.Add(Mistakes.CompanionTaken, place, $"{method.ContainingType.Name} already has a member {taken.Name}: the build adds the companion of {_name} under that name; rename one of them");
    }

    private static bool IsGenerated(ISymbol member) =>
        member is IPropertySymbol { Type: INamedTypeSymbol type } && Symbols.IsApi(type, Companion.TypeName);

    private static bool IsInFileLocalType(INamedTypeSymbol type) => type.IsFileLocal || (type.ContainingType is { } outer && IsInFileLocalType(outer));

    private FunctionInput? ReadParameter(IParameterSymbol parameter)
    {
        var place = parameter.Locations[0];
        if (parameter.RefKind != RefKind.None)
        {
            findings.Add(Mistakes.ByReference, place, $"parameter {parameter.Name} of {_name} is passed by reference; pass it by value and return what changes");
            return null;
        }
        if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null, Type.IsReferenceType: true })
        {
            findings.Add(Fallbacks.NotConstant, place, $"{_name} runs eagerly because whether {parameter.Name} is null must be known at build time: the graph has it always or never; "
                + "leave the default out, and write an overload without the parameter; both may call a method that has the default");
            return null;
        }
        var shape = Symbols.Shape(parameter.GetAttributes());
        if (_layouts.Read(parameter) is { } layout)
        {
            if (shape is null && layout is not Layout.Structure && layout.Leaves.Any(l => l.Type is null)) ReportNoShape(parameter, "rank", "add [Shape(…)] with a size or a name per axis, such as [Shape(\"N\", 64)]");
            if (layout is Layout.Leaf { HostScalar: true } or Layout.Structure && shape is not null) ReportShape(parameter, shape);
            return new(parameter, layout);
        }
        if (parameter.Type is IArrayTypeSymbol { Rank: 1, ElementType: var element } && (Symbols.IsTensor(element) || DataMember.IsStructure(element)))
        {
            if (Symbols.Length(shape) is null) ReportNoShape(parameter, "length", "add [Shape(…, Length = n)] with the number of its elements");
            return null;
        }
        if (shape is not null) ReportShape(parameter, shape);
        if (DataMember.IsStructure(parameter.Type) && DataMember.Of((INamedTypeSymbol)parameter.Type).Where(m => Symbols.IsTensor(m.Type)).ToList() is { Count: > 0 } tensors)
        {
            findings.Add(Fallbacks.NoShape, place, $"{_name} runs eagerly because the shape of {string.Join(" and ", tensors.Select(m => $"{parameter.Name}.{m.Name}"))} is not known; "
                + $"add [Shape(…)] to the members of {parameter.Type.Name} that it reads");
            return null;
        }
        if (parameter.Type is IArrayTypeSymbol { Rank: 1, ElementType: var number } && Symbols.ScalarDType(number) is not null)
        {
            findings.Add(Mistakes.ParameterType, place,
                $"parameter {parameter.Name} of {_name} is {Symbols.InMessage(parameter.Type)} of any length; make it a Tensor<{Symbols.InMessage(number)}>, or add [Shape(Length = n)] if it always has n numbers");
            return null;
        }
        findings.Add(Mistakes.ParameterType, place,
            $"parameter {parameter.Name} of {_name} is {Symbols.InMessage(parameter.Type)}; allowed: Tensor<T>, float, double, int, long, bool, Half, BFloat16, sbyte, byte, short, ushort, uint, char, enums, and records, tuples and arrays of them");
        return null;
    }

    private void ReportNoShape(IParameterSymbol parameter, string what, string remedy) => findings.Add(Fallbacks.NoShape, parameter.Locations[0],
        $"{_name} runs eagerly because the {what} of {parameter.Name} is not known; {remedy}");

    private void ReportShape(IParameterSymbol parameter, AttributeData shape) => findings.Add(Mistakes.ShapeOfNonTensor, ShapeReader.Place(shape, token),
        $"parameter {parameter.Name} is {Symbols.InMessage(parameter.Type)}; [Shape] is for Tensor<T>, so {(Symbols.CarrierDType(parameter.Type) is null ? "put it on the members" : "leave it out")}");

    private bool CheckReturnType()
    {
        var problem = method.ReturnsVoid ? "nothing"
            : method.ReturnsByRef || method.ReturnsByRefReadonly ? "a reference"
            : new ResultType(compilation, method.ContainingType).Problem(method.ReturnType);
        if (problem is null) return true;
        var place = Declarations.Of(method, token).OfType<MethodDeclarationSyntax>().FirstOrDefault()?.ReturnType.GetLocation() ?? method.Locations[0];
        findings.Add(Mistakes.ReturnType, place, $"{_name} returns {problem}; a graph function returns a Tensor<T>, or a tuple, array or record of them"
            + (Symbols.ScalarDType(method.ReturnType) is null ? "" : $"; return Tensor<{problem}> and let the caller ask for its Item()"));
        return false;
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
    private void CheckSymbols(IEnumerable<Layout.Leaf> leaves)
    {
        var axes = leaves.Where(l => l is { Type: not null, HostScalar: false })
            .SelectMany(l => l.Type!.Shape.Select((dim, axis) => (Leaf: l, Axis: axis, Dim: dim))).ToList();
        var known = new HashSet<string>(axes.Select(a => a.Dim.AsSymbol).OfType<string>());
        foreach (var (_, _, dim) in axes)
        {
            if (dim.Symbols.Where(s => !known.Contains(s)).ToList() is [var unknown] && dim.LinearIn(unknown) is not null) known.Add(unknown);
        }
        foreach (var (leaf, axis, dim) in axes)
        {
            if (dim.Symbols.FirstOrDefault(s => !known.Contains(s)) is not { } symbol) continue;
            findings.Add(Mistakes.UnknownSymbol, ShapeReader.Place(leaf.Declared!, token, axis),
                $"{symbol} appears only inside \"{dim}\", so its value cannot be read from the arguments; give some axis the size \"{symbol}\" alone");
            known.Add(symbol);
        }
    }
}
