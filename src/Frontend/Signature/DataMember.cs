using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>A member that holds state: a field, an auto-property, or a primary constructor's parameter that the type's methods read.</summary>
/// <param name="Symbol">The member as declared, its containing type's parameters unbound: what values are kept under.</param>
/// <param name="Type">In the constructed type.</param>
/// <param name="IsReadOnly">Written only while the object is made.</param>
internal sealed record DataMember(ISymbol Symbol, ITypeSymbol Type, bool IsReadOnly)
{
    public string Name => Symbol.Name;

    /// <summary>Its own <c>[Shape]</c>, or that of the record's parameter that declares it.</summary>
    public AttributeData? Shape => Symbols.Shape(Symbol.GetAttributes())
        ?? (PositionalParameter(Symbol) is { } parameter ? Symbols.Shape(parameter.GetAttributes()) : null);

    /// <summary>The members of a type: those of its base types first, each type's in the order of their declaration.</summary>
    public static IReadOnlyList<DataMember> Of(INamedTypeSymbol type)
    {
        var members = new List<DataMember>();
        for (var t = type; t is not null && t.SpecialType == SpecialType.None; t = t.BaseType) members.InsertRange(0, Declared(t));
        return members;
    }

    /// <summary>True for a class or struct with tensors or such objects among its members.</summary>
    public static bool IsStructure(ITypeSymbol type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } named
        && Of(named).Any(m => Symbols.IsTensor(m.Type));

    public static DataMember? Find(INamedTypeSymbol type, ISymbol member) =>
        Of(type).FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.Symbol, member.OriginalDefinition));

    private static IEnumerable<DataMember> Declared(INamedTypeSymbol type) => type.GetMembers()
        .Select((member, i) => (Member: Read(member), Order: Position(member), i))
        .Where(m => m.Member is not null)
        // A record's positional properties stand behind the members that are written in its body.
        .OrderBy(m => m.Order).ThenBy(m => m.i)
        .Select(m => m.Member!)
        .Concat(CapturedParameters(type));

    private static DataMember? Read(ISymbol member) => member switch
    {
        { IsStatic: true } => null,
        IFieldSymbol { IsConst: false, AssociatedSymbol: null, IsImplicitlyDeclared: false } field => new(field.OriginalDefinition, field.Type, field.IsReadOnly),
        IPropertySymbol { IsIndexer: false, IsVirtual: false, IsAbstract: false, IsOverride: false } property when IsAuto(property) =>
            new(property.OriginalDefinition, property.Type, property.SetMethod is null or { IsInitOnly: true }),
        _ => null,
    };

    /// <summary>In source an auto-property has a field of its own; of other assemblies only the accessors' mark tells.</summary>
    public static bool IsAuto(IPropertySymbol property)
    {
        var declared = property.OriginalDefinition;
        return declared.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, declared))
            // A record's EqualityContract is generated too, and holds nothing.
            || (declared is { DeclaringSyntaxReferences.IsEmpty: true, IsImplicitlyDeclared: false, Name: not "EqualityContract", GetMethod: { } getter } && IsGenerated(getter));
    }

    /// <summary>Whether the compiler made a method itself.</summary>
    public static bool IsGenerated(IMethodSymbol method) =>
        method.IsImplicitlyDeclared || method.GetAttributes().Any(a => a.AttributeClass is { Name: "CompilerGeneratedAttribute" });

    /// <summary>The parameter of a record's primary constructor that a property stands for.</summary>
    public static IParameterSymbol? PositionalParameter(ISymbol member)
    {
        if (member is not IPropertySymbol { ContainingType: { IsRecord: true } type } property) return null;
        var syntax = Declarations.Of(property).FirstOrDefault();
        return syntax is not null and not ParameterSyntax ? null
            : type.InstanceConstructors.SelectMany(c => c.Parameters).FirstOrDefault(p => p.Name == property.Name
                && (syntax is null ? SymbolEqualityComparer.Default.Equals(p.Type, property.Type) : Declarations.Of(p).FirstOrDefault() == syntax));
    }

    private static IEnumerable<DataMember> CapturedParameters(INamedTypeSymbol type) => type.IsRecord
        ? []
        : type.InstanceConstructors.Where(IsPrimary).SelectMany(c => c.Parameters).Where(p => p.RefKind == RefKind.None && IsKept(p, type))
            // Methods may assign it, so it is not read-only.
            .Select(p => new DataMember(p.OriginalDefinition, p.Type, IsReadOnly: false));

    /// <summary>Whether code that runs after the constructor names the parameter; initializers alone do not keep it.</summary>
    private static bool IsKept(IParameterSymbol parameter, INamedTypeSymbol type) => Declarations.Of(type).OfType<TypeDeclarationSyntax>()
        .SelectMany(t => t.Members).Where(m => m is not (FieldDeclarationSyntax or BaseTypeDeclarationSyntax))
        .SelectMany(m => m.DescendantNodes(n => n is not EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax })).OfType<IdentifierNameSyntax>()
        .Any(n => n.Identifier.ValueText == parameter.Name && IsVariable(n) && !n.Ancestors().TakeWhile(a => a is not TypeDeclarationSyntax).Any(a => Declares(a, parameter.Name)));

    /// <summary>Whether a name stands for itself, not for a member of what stands before it or for a parameter of what is called.</summary>
    private static bool IsVariable(IdentifierNameSyntax name) =>
        name.Parent is not (NameColonSyntax or NameEqualsSyntax or MemberBindingExpressionSyntax) && (name.Parent as MemberAccessExpressionSyntax)?.Name != name;

    /// <summary>Whether what stands in a scope means a parameter or local of its own by a name.</summary>
    private static bool Declares(SyntaxNode scope, string name) => scope switch
    {
        BaseMethodDeclarationSyntax method => Has(method.ParameterList, name),
        LocalFunctionStatementSyntax function => Has(function.ParameterList, name),
        IndexerDeclarationSyntax indexer => indexer.ParameterList.Parameters.Any(p => p.Identifier.ValueText == name),
        ParenthesizedLambdaExpressionSyntax lambda => Has(lambda.ParameterList, name),
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.ValueText == name,
        BlockSyntax block => block.Statements.Any(s => s.DescendantNodesAndSelf(n => n is not BlockSyntax).Any(n => n switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText == name,
            SingleVariableDesignationSyntax variable => variable.Identifier.ValueText == name,
            ForEachStatementSyntax loop => loop.Identifier.ValueText == name,
            _ => false,
        })),
        _ => false,
    };

    private static bool Has(ParameterListSyntax parameters, string name) => parameters.Parameters.Any(p => p.Identifier.ValueText == name);

    public static bool IsPrimary(IMethodSymbol constructor) =>
        Declarations.Of(constructor).FirstOrDefault() is TypeDeclarationSyntax;

    private static int Position(ISymbol member) =>
        member.DeclaringSyntaxReferences.FirstOrDefault() is { } syntax && Single(member.ContainingType) ? syntax.Span.Start : 0;

    /// <summary>Places in one file can be compared; a type in parts keeps the compiler's order.</summary>
    private static bool Single(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Length == 1;
}
