using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphCompiler.Frontend;

/// <summary>Recognises the public API and the dtypes behind C# types.</summary>
internal static class Symbols
{
    /// <summary>Full name without <c>global::</c>, containing types included: <c>Shop.Digits</c>.</summary>
    private static readonly SymbolDisplayFormat s_name = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>A type as generated code writes it: from <c>global::</c> on, keywords escaped, nullable annotations kept.</summary>
    private static readonly SymbolDisplayFormat s_code = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>What messages and tools call a method: <c>Digits.Predict</c>, with its namespace in front.</summary>
    public static string FullName(IMethodSymbol method) => method.ToDisplayString(s_name);

    /// <summary>The short form for messages: <c>Digits.Predict</c>.</summary>
    public static string ShortName(IMethodSymbol method) =>
        method.ContainingType is { } type && !method.IsImplicitlyDeclared && method.MethodKind != MethodKind.LocalFunction
            ? $"{type.Name}.{(method.AssociatedSymbol is IPropertySymbol { IsIndexer: false } property ? property.Name : method.Name)}"
            : method.Name;

    /// <summary>What a message calls a method that it points into: not everything that has code has a name.</summary>
    public static string InProse(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.AnonymousFunction => "a lambda",
        MethodKind.Constructor => $"the constructor of {method.ContainingType.Name}",
        MethodKind.UserDefinedOperator or MethodKind.Conversion => $"an operator of {method.ContainingType.Name}",
        _ => method.AssociatedSymbol?.Name ?? method.Name,
    };

    /// <summary>An identifier as C# writes it: <c>@class</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static string InCode(ITypeSymbol type) => type.ToDisplayString(s_code);

    /// <summary>Whether code anywhere in the project can write the type down.</summary>
    public static bool IsNameable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsNameable(array.ElementType),
        INamedTypeSymbol named => IsReachable(named) && named.TypeArguments.All(IsNameable) && (named.ContainingType is not { } outer || IsNameable(outer)),
        _ => true,
    };

    /// <summary>Whether the compiler does not know a type, or a part of it.</summary>
    public static bool IsUnknown(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        IArrayTypeSymbol array => IsUnknown(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsUnknown) || (named.ContainingType is { } outer && IsUnknown(outer)),
        _ => false,
    };

    /// <summary>Whether a type has type parameters in it.</summary>
    public static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen) || (named.ContainingType is { } outer && IsOpen(outer)),
        _ => false,
    };

    /// <summary>Whether a type or member is no secret of the type around it.</summary>
    public static bool IsReachable(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable;

    /// <summary>The type as the user writes it, for messages.</summary>
    public static string InMessage(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public static bool IsApi(INamedTypeSymbol? type, string name) => type?.Name == name && IsApi(type);

    /// <summary>True for types of the public API itself, not of namespaces below it.</summary>
    public static bool IsApi(INamedTypeSymbol? type) =>
        type is { ContainingType: null, ContainingNamespace: { Name: KnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true } };

    public static bool IsTensor(ITypeSymbol? type) => type is INamedTypeSymbol { Arity: 1 } named && IsApi(named, KnownNames.Tensor);

    /// <summary>The dtype of a <c>Tensor&lt;T&gt;</c>; null for other types and for elements without a dtype.</summary>
    public static DType? TensorDType(ITypeSymbol? type) => IsTensor(type) ? ScalarDType(((INamedTypeSymbol)type!).TypeArguments[0]) : null;

    /// <summary>The dtype of a plain number or bool.</summary>
    public static DType? ScalarDType(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Single } => DType.F32,
        { SpecialType: SpecialType.System_Double } => DType.F64,
        { SpecialType: SpecialType.System_Int32 } => DType.I32,
        { SpecialType: SpecialType.System_Int64 } => DType.I64,
        { SpecialType: SpecialType.System_Boolean } => DType.Bool,
        { SpecialType: SpecialType.System_SByte } => DType.I8,
        { SpecialType: SpecialType.System_Byte } => DType.U8,
        { Name: "Half", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => DType.F16,
        INamedTypeSymbol { Name: "BFloat16" } named when IsApi(named) => DType.BF16,
        _ => null,
    };

    /// <summary>The integers that an enum is made of; any other type itself.</summary>
    public static ITypeSymbol Underlying(ITypeSymbol type) => type is INamedTypeSymbol { EnumUnderlyingType: { } integers } ? integers : type;

    /// <summary>The dtype in which a graph computes with a plain number: its own, or for types that no tensor has the next one that holds all their values; null where none does.</summary>
    public static DType? CarrierDType(ITypeSymbol? type) => type is null ? null : ScalarDType(Underlying(type)) ?? Underlying(type).SpecialType switch
    {
        SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => DType.I32,
        SpecialType.System_UInt32 => DType.I64,
        _ => null,
    };

    /// <summary>True for C#'s own number types that no tensor has.</summary>
    public static bool IsOtherNumber(ITypeSymbol type) => type.SpecialType is SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_UInt32
        or SpecialType.System_UInt64 or SpecialType.System_Char or SpecialType.System_Decimal or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    /// <summary>True for the plain number types and for System.Math's relatives, whose operators mean arithmetic.</summary>
    public static bool IsNumber(ITypeSymbol type) => ScalarDType(type) is not null || type.SpecialType != SpecialType.None;

    public static AttributeData? Shape(IEnumerable<AttributeData> attributes) =>
        attributes.FirstOrDefault(a => IsApi(a.AttributeClass, KnownNames.ShapeAttribute));

    /// <summary>The length that a <c>[Shape(…, Length = 3)]</c> gives an array; null when it gives none.</summary>
    public static int? Length(AttributeData? shape) =>
        shape?.NamedArguments.FirstOrDefault(a => a.Key == KnownNames.ShapeLength).Value is { Kind: TypedConstantKind.Primitive, Value: int length } ? length : null;

    public static bool IsGraphFunction(IMethodSymbol method) =>
        method.GetAttributes().Any(a => a.AttributeClass is { Name: "GraphFunctionAttribute" } type && IsApi(type));
}
