using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Finds the bound bodies and initializers of the compilation's own members.</summary>
internal sealed partial class BodyCapture
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Dictionary<ISymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>null for methods of other assemblies and methods without a body.</summary>
    private IOperation? BodyOf(IMethodSymbol method)
    {
        var implementation = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (!_bodies.TryGetValue(implementation, out var body))
            _bodies.Add(implementation, body = Declarations.Of(implementation, _token).Select(BodyOf).FirstOrDefault(b => b is not null));
        return body;
    }

    private IOperation? BodyOf(SyntaxNode declaration) => Bind(declaration) switch
    {
        IMethodBodyOperation method => method.BlockBody ?? method.ExpressionBody,
        ILocalFunctionOperation { IsImplicit: false } local => local.Body,
        // The arrow of "int Size => 4" stands for its getter.
        IBlockOperation block => block,
        _ => null,
    };

    private IOperation? InitializerOf(ISymbol member)
    {
        if (_bodies.TryGetValue(member, out var known)) return known;
        // A static constructor may assign another value.
        var assigned = member.ContainingType.StaticConstructors.Any(c => !c.IsImplicitlyDeclared);
        var initializer = assigned ? null : Declarations.Of(member, _token).Select(d => d switch
        {
            VariableDeclaratorSyntax { Initializer: { } field } => Bind(field),
            PropertyDeclarationSyntax { Initializer: { } property } => Bind(property),
            _ => null,
        }).FirstOrDefault(o => o is not null);
        var value = (initializer as ISymbolInitializerOperation)?.Value;
        _bodies.Add(member, value);
        return value;
    }

    private IOperation? Bind(SyntaxNode node)
    {
        if (!_compilation.ContainsSyntaxTree(node.SyntaxTree)) return null;
        if (!_models.TryGetValue(node.SyntaxTree, out var model)) _models.Add(node.SyntaxTree, model = Declarations.ModelOf(node.SyntaxTree, _compilation));
        return model.GetOperation(node, _token);
    }
}
