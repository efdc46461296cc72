using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>Read-only members that every object has the same constant in: <c>private readonly int _heads = 4;</c></summary>
internal static class FixedMember
{
    /// <summary>The constant; without a value for members that a constructor or a caller may set.</summary>
    public static Optional<object?> Value(DataMember member, Compilation compilation, CancellationToken token = default)
    {
        // A struct may be default(S), whose initializers never ran.
        if (!member.IsReadOnly || member.Symbol is IPropertySymbol { SetMethod: not null } || member.Symbol.ContainingType.TypeKind != TypeKind.Class) return default;
        var initializer = Declarations.Of(member.Symbol, token).FirstOrDefault() switch
        {
            VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
            PropertyDeclarationSyntax { Initializer.Value: { } value } => value,
            _ => null,
        };
        if (initializer is null || !compilation.ContainsSyntaxTree(initializer.SyntaxTree) || IsAssigned(member, token)) return default;
        return Declarations.ModelOf(initializer.SyntaxTree, compilation).GetConstantValue(initializer, token);
    }

    /// <summary>By name alone, in all constructors: a parameter of the same name only makes an input of what could be a constant.</summary>
    private static bool IsAssigned(DataMember member, CancellationToken token) => member.Symbol.ContainingType.InstanceConstructors
        .SelectMany(c => Declarations.Of(c, token)).OfType<ConstructorDeclarationSyntax>()
        .SelectMany(c => c.DescendantNodes()).OfType<IdentifierNameSyntax>()
        .Any(n => n.Identifier.ValueText == member.Name && IsWritten(n.Parent is MemberAccessExpressionSyntax access && access.Name == n ? access : n));

    private static bool IsWritten(ExpressionSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or RefExpressionSyntax => true,
        _ => false,
    };
}
