using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>Reads the dims of a <c>[Shape]</c>.</summary>
/// <param name="leading">For how many axes "…" stands; null where that is open.</param>
internal sealed class ShapeReader(Findings findings, CancellationToken token, int? leading = null)
{
    /// <summary>Whether the number of axes is left open.</summary>
    public static bool IsOpen(AttributeData? shape) => Entries(shape).Any(IsEllipsis);

    /// <summary>The least rank of a shape.</summary>
    public static int LeastRank(AttributeData shape) => Entries(shape).Count(v => !IsEllipsis(v));

    private static IEnumerable<TypedConstant> Entries(AttributeData? shape) =>
        shape?.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } list] ? list.Values : [];

    private static bool IsEllipsis(TypedConstant value) => value is { Kind: TypedConstantKind.Primitive, Value: "…" or "..." };

    /// <summary>For how many axes "…" stands; null where that is open.</summary>
    public int? LeadingAxes => leading;

    /// <summary>Whether a size is that of a leading axis, which all shapes of a function share.</summary>
    public bool IsLeading(string symbol) => leading is { } count && Enumerable.Range(0, count).Any(axis => Leading(axis) == symbol);

    private static string Leading(int axis) => $"B{axis}";

    /// <summary>The dims, or null after reporting what is wrong with them.</summary>
    /// <param name="function">Whose shape it is, for messages.</param>
    public Seq<Dim>? Read(AttributeData attribute, string function)
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array } list]) return default(Seq<Dim>);
        if (list.IsNull)
        {
            findings.Add(Mistakes.MalformedShape, Place(attribute, 0), "[Shape(null)] has no dims; write [Shape] alone for a rank-0 tensor");
            return null;
        }
        var dims = new List<Dim?>();
        for (var i = 0; i < list.Values.Length; i++)
        {
            if (!IsEllipsis(list.Values[i]) || leading is not { } count) dims.Add(Read(attribute, i, list.Values[i], function));
            else if (list.Values.Take(i).Any(IsEllipsis)) dims.Add(Malformed(attribute, i, "a second \"…\"; one stands for all axes that are left open"));
            else dims.AddRange(Enumerable.Range(0, count).Select(axis => (Dim?)Dim.Symbol(Leading(axis))));
        }
        return dims.All(d => d is not null) ? dims.Select(d => d!).ToSeq() : default(Seq<Dim>?);
    }

    private Dim? Read(AttributeData attribute, int axis, TypedConstant value, string function)
    {
        switch (value.Value)
        {
            // The compiler has an error of its own to show there.
            case null when value.Kind == TypedConstantKind.Error:
                findings.Broken = true;
                return null;
            case int size:
                return size >= 0 ? size : Malformed(attribute, axis, $"{size} is negative; a size is 0 or more");
            case "…" or "...":
                findings.Add(Fallbacks.LeadingAxes, Place(attribute, axis),
                    $"{function} runs eagerly because \"{value.Value}\" leaves the number of axes open here; give each axis a size or a name");
                return null;
            case string text:
                return Parse(attribute, axis, text);
            default:
                return Malformed(attribute, axis,
                    $"{(value.Value is { } other ? $"{other} ({value.Type?.Name})" : "null")} is not a size; use an int, a name such as \"N\" or an expression such as \"2*N\"");
        }
    }

    private Dim? Parse(AttributeData attribute, int axis, string text)
    {
        try
        {
            var dim = DimParser.Parse(text);
            return dim.Upper < 0 ? Malformed(attribute, axis, $"\"{text}\" is never 0 or more") : dim;
        }
        catch (DimFormatException e)
        {
            findings.Add(Mistakes.MalformedShape, Within(Place(attribute, axis), text, e.Position), $"[Shape] axis {axis}: {e.Message}");
            return null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return Malformed(attribute, axis, e.Message);
        }
    }

    private Dim? Malformed(AttributeData attribute, int axis, string problem)
    {
        findings.Add(Mistakes.MalformedShape, Place(attribute, axis), $"[Shape] axis {axis}: {problem}");
        return null;
    }

    /// <summary>From a position on in a string that is written as it is, without escapes: there the source is the value.</summary>
    private static Location Within(Location place, string text, int position)
    {
        if (text.Length == 0 || place.SourceTree is not { } tree || tree.GetText().ToString(place.SourceSpan) != $"\"{text}\"") return place;
        var start = place.SourceSpan.Start + 1 + Math.Min(position, text.Length - 1);
        return Location.Create(tree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, Math.Max(start + 1, place.SourceSpan.End - 1)));
    }

    private Location Place(AttributeData attribute, int axis) => Place(attribute, token, axis);

    /// <summary>The attribute's argument for an axis; the whole attribute without an axis, or where the dims are not written one by one.</summary>
    public static Location Place(AttributeData attribute, CancellationToken token, int axis = int.MaxValue) => Declarations.Of(attribute, token) switch
    {
        AttributeSyntax { ArgumentList.Arguments: var arguments } when axis < arguments.Count => arguments[axis].GetLocation(),
        { } syntax => syntax.GetLocation(),
        null => Location.None,
    };
}
