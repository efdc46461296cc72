using System.Collections.Generic;
using System.Composition;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GraphCompiler.Frontend.CodeFixes;

/// <summary>GF0007: declares the shape that the result has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ResultShapeFix)), Shared]
public sealed class ResultShapeFix() : GraphCodeFix(Mistakes.ResultShape)
{
    private protected override IEnumerable<FixChoice> Choices(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute) yield break;
        // Without a declaration nothing contradicts the body, and its graph tells.
        if (site.Try(new TextChange(Whole(list, attribute), "")) is not { Result.Graph.Outputs: [{ Shape: var shape }] }) yield break;
        var text = ShapeText.Write(shape);
        yield return FixChoice.Replace($"Declare the result as [{text}]", "result", attribute, text);
    }

    /// <summary>The attribute with the comma or the brackets that go with it.</summary>
    private static TextSpan Whole(AttributeListSyntax list, AttributeSyntax attribute)
    {
        if (list.Attributes.Count == 1) return list.Span;
        var i = list.Attributes.IndexOf(attribute);
        return i == 0
            ? TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart)
            : TextSpan.FromBounds(list.Attributes[i - 1].Span.End, attribute.Span.End);
    }
}

/// <summary>Shapes as a <c>[Shape]</c> writes them.</summary>
internal static class ShapeText
{
    /// <summary><c>Shape("N", 64)</c></summary>
    public static string Write(IEnumerable<Dim> shape) => shape.Select(d => d.AsConstant is { } size ? size.ToString() : $"\"{d}\"").ToList() is { Count: > 0 } dims
        ? $"Shape({string.Join(", ", dims)})"
        : "Shape";
}
