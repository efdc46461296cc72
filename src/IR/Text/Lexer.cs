using System;
using System.Text;

namespace GraphCompiler.IR;

internal enum TokenKind
{
    End,

    /// <summary>An op, a dtype, an attribute's name, a keyword.</summary>
    Identifier,

    /// <summary><c>%x</c> or <c>%0</c>; the text is without the sign.</summary>
    Value,

    /// <summary><c>@predict</c> or <c>@"any text"</c>; the text is without the sign.</summary>
    GraphName,

    /// <summary>A number as written, sign included; also <c>-inf</c>.</summary>
    Number,

    /// <summary>A quoted text; the token's text is what it means.</summary>
    Text,

    Punctuation,
}

internal sealed record Token(TokenKind Kind, int Start, int End, string Text)
{
    public int Length => End - Start;
    public bool Is(string punctuation) => Kind == TokenKind.Punctuation && Text == punctuation;

    /// <summary>What messages call the token.</summary>
    public string Description => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.Value => $"'%{Text}'",
        TokenKind.GraphName => $"'@{Text}'",
        TokenKind.Text => "a quoted text",
        _ => $"'{(Text.Length > 40 ? Text.Substring(0, 40) + "…" : Text)}'",
    };
}

/// <summary>Cuts IR text into tokens. Line breaks count as spaces; <c>//</c> begins a comment, except inside a dimension.</summary>
internal sealed class Lexer(SourceText source)
{
    private readonly string _text = source.Text;

    /// <summary>Where the next token is looked for. Dimensions are read from the text itself and move this.</summary>
    public int Position { get; set; }

    public Token Next()
    {
        SkipSpace();
        if (Position >= _text.Length) return new Token(TokenKind.End, _text.Length, _text.Length, "");
        var start = Position;
        var c = _text[start];
        if (IsNameStart(c)) return Word(TokenKind.Identifier, start, start);
        if (IsDigit(c) || (c is '-' or '.' && IsDigit(Peek(1)))) return Number(start);
        if (c == '-' && Peek(1) is 'i' or 'n') return Word(TokenKind.Number, start, start + 1);
        if (c == '%')
        {
            return IsNamePart(Peek(1))
                ? Word(TokenKind.Value, start, start + 1, skip: 1)
                : throw Error(start, 1, "expected a name or a number after '%'");
        }
        if (c == '@') return GraphName(start);
        if (c == '"')
        {
            var value = Quoted();
            return new Token(TokenKind.Text, start, Position, value);
        }
        return Punctuation(start, c);
    }

    public void SkipSpace()
    {
        while (Position < _text.Length)
        {
            if (_text[Position] is ' ' or '\t' or '\r' or '\n')
            {
                Position++;
            }
            else if (_text[Position] == '/' && Peek(1) == '/')
            {
                var end = _text.IndexOf('\n', Position);
                Position = end < 0 ? _text.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    private Token Word(TokenKind kind, int start, int from, int skip = 0)
    {
        Position = from;
        while (Position < _text.Length && IsNamePart(_text[Position])) Position++;
        return new Token(kind, start, Position, _text.Substring(start + skip, Position - start - skip));
    }

    private Token Number(int start)
    {
        Position++;
        while (IsDigit(Peek(0)) || Peek(0) == '.') Position++;
        if (Peek(0) is 'e' or 'E')
        {
            var exponent = Peek(1) is '+' or '-' ? 2 : 1;
            if (IsDigit(Peek(exponent)))
            {
                Position += exponent;
                while (IsDigit(Peek(0))) Position++;
            }
        }
        if (IsNamePart(Peek(0))) throw Error(start, Position - start + 1, "this is not a number");
        return new Token(TokenKind.Number, start, Position, _text.Substring(start, Position - start));
    }

    private Token GraphName(int start)
    {
        Position = start + 1;
        if (Peek(0) == '"')
        {
            var name = Quoted();
            return new Token(TokenKind.GraphName, start, Position, name);
        }
        while (Position < _text.Length && (IsNamePart(_text[Position]) || _text[Position] == '.')) Position++;
        return Position > start + 1
            ? new Token(TokenKind.GraphName, start, Position, _text.Substring(start + 1, Position - start - 1))
            : throw Error(start, 1, "expected a name after '@'");
    }

    /// <summary>Reads a quoted text at the position, escapes as in C#: \" \\ \n \r \t \uXXXX.</summary>
    private string Quoted()
    {
        var start = Position++;
        // A constant's data may be megabytes long and has no escapes: copy it in one piece.
        var plain = Position;
        while (Position < _text.Length && _text[Position] is not ('"' or '\\' or '\n')) Position++;
        var value = new StringBuilder(_text, plain, Position - plain, Math.Max(16, Position - plain));
        while (true)
        {
            if (Position >= _text.Length || _text[Position] == '\n') throw Error(start, Position - start, "the quoted text is not closed on its line");
            var c = _text[Position++];
            if (c == '"') return value.ToString();
            value.Append(c == '\\' ? Escape() : c);
        }
    }

    private char Escape()
    {
        var c = Peek(0);
        Position++;
        switch (c)
        {
            case '"' or '\\': return c;
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when Position + 4 <= _text.Length && ushort.TryParse(_text.Substring(Position, 4),
                System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var code):
                Position += 4;
                return (char)code;
            default:
                throw Error(Position - 2, 2, "unknown escape; known: \\\" \\\\ \\n \\r \\t \\uXXXX");
        }
    }

    private Token Punctuation(int start, char c)
    {
        var text = c switch
        {
            '-' when Peek(1) == '>' => "->",
            '=' when Peek(1) == '=' => "==",
            '(' or ')' or '[' or ']' or '{' or '}' or ',' or ':' or '=' or '#' => c.ToString(),
            _ => throw Error(start, 1, c is > ' ' and < (char)127 ? $"'{c}' has no meaning here" : $"the character U+{(int)c:X4} has no meaning here"),
        };
        Position += text.Length;
        return new Token(TokenKind.Punctuation, start, Position, text);
    }

    private char Peek(int ahead) => Position + ahead < _text.Length ? _text[Position + ahead] : '\0';
    private ParseException Error(int start, int length, string problem) => source.Error(start, length, problem);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
    private static bool IsNameStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';
    private static bool IsNamePart(char c) => IsNameStart(c) || IsDigit(c);

    /// <summary>The text between quotes for <paramref name="value"/>, quotes included.</summary>
    public static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>A graph's name as it is written after '@'.</summary>
    public static string GraphNameText(string name)
    {
        foreach (var c in name)
        {
            if (!IsNamePart(c) && c != '.') return Quote(name);
        }
        return name == "" ? "\"\"" : name;
    }
}
