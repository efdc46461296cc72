using System;
using System.Text;

namespace GraphCompiler.IR;

/// <summary>
/// Literals as IR text: <c>1.5</c> at rank 0, nested lists <c>[[1, 2], [3, 4]]</c>, <c>splat 0</c> for equal elements and
/// <c>base64 "…"</c> (<see cref="ElementBytes"/>) for many. Dtype and shape stand elsewhere. Exact both ways; NaNs lose their payload.
/// </summary>
public static class LiteralText
{
    private const int MaxSplatInList = 8;
    private const int MaxInList = 32;

    /// <summary>A larger literal is a mistake in a text, never a program: it would need gigabytes.</summary>
    internal const long MaxElements = 1 << 26;

    public static string Write(Literal literal)
    {
        if (literal.Shape.IsEmpty) return Element(literal, 0);
        if (literal.Count == 0) return "[]";
        if (literal.Count > MaxSplatInList && literal.IsSplat) return "splat " + Element(literal, 0);
        if (literal.Count > MaxInList) return "base64 \"" + Convert.ToBase64String(ElementBytes.Write(literal)) + "\"";
        return WriteLists(literal);
    }

    /// <summary>All elements as nested lists, however many.</summary>
    public static string WriteLists(Literal literal)
    {
        if (literal.Shape.IsEmpty) return Element(literal, 0);
        var text = new StringBuilder();
        var next = 0;
        WriteList(literal, 0, text, ref next);
        return text.ToString();
    }

    /// <summary>Reads a literal for <paramref name="type"/>; a dim with symbols takes its size from the text.</summary>
    /// <exception cref="ParseException">The text is no literal of that type.</exception>
    public static Literal Parse(string text, TensorType type)
    {
        var position = 0;
        var literal = Parse(text, ref position, type);
        var rest = new Lexer(new SourceText(text, "literal")) { Position = position }.Next();
        return rest.Kind == TokenKind.End
            ? literal
            : throw new SourceText(text, "literal").Error(rest.Start, rest.Length, $"{rest.Description} after the literal");
    }

    /// <summary>Reads one literal from the middle of a text and moves <paramref name="position"/> behind it.</summary>
    /// <exception cref="ParseException">The text is no literal of that type.</exception>
    public static Literal Parse(string text, ref int position, TensorType type)
    {
        var source = new SourceText(text, "literal");
        var lexer = new Lexer(source) { Position = position };
        var syntax = LiteralSyntax.Read(source, lexer, lexer.Next());
        position = syntax.End;
        return syntax.ToLiteral(type);
    }

    private static void WriteList(Literal literal, int axis, StringBuilder text, ref int next)
    {
        text.Append('[');
        for (var i = 0; i < literal.Shape[axis]; i++)
        {
            if (i > 0) text.Append(", ");
            if (axis == literal.Shape.Count - 1) text.Append(Element(literal, next++));
            else WriteList(literal, axis + 1, text, ref next);
        }
        text.Append(']');
    }

    internal static string Element(Literal literal, int i) => literal.DType.IsFloat()
        ? NumberText.Write(literal.Float(i), literal.DType)
        : NumberText.Write(literal.Integer(i), literal.DType);
}
