using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>A use of an op in C#: its operands and attributes, each with the expression that it comes from.</summary>
/// <param name="Whole">The call or operator.</param>
internal sealed record OpUse(OpDef Op, IOperation Whole, IReadOnlyList<OpOperand> Operands, IReadOnlyList<OpAttribute> Attributes)
{
    /// <summary>What the user calls a value, where it is a variable.</summary>
    public static string? NameOf(IOperation source) => source.Syntax switch
    {
        ArgumentSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The expression that a mistake is about.</summary>
    public IOperation SourceOf(OpException mistake)
    {
        if (mistake.AttributeName is { } name && Attributes.FirstOrDefault(a => a.Name == name) is { } attribute) return attribute.Source;
        return mistake.Operand is { } i && i < Operands.Count ? Operands[i].Source : Whole;
    }
}

/// <param name="Node">null when the operand could not be captured, which has been reported.</param>
internal sealed record OpOperand(Node? Node, IOperation Source);

internal sealed record OpAttribute(string Name, Attr Value, IOperation Source);
