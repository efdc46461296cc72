using System;

namespace GraphCompiler.IR;

/// <summary>
/// Reads a dimension expression, as <c>[Shape("2*N")]</c> and the IR text write it:
/// <c>sum = ["-"] product {("+" | "-") product}; product = factor {("*" | "//") factor};
/// factor = integer | name | "(" sum ")" | ("max" | "min") "(" sum "," sum ")"</c>.
/// </summary>
public sealed class DimParser
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private DimParser(string text, int start) => (_text, _at) = (text, start);

    /// <exception cref="DimFormatException">The text is not a dimension expression.</exception>
    public static Dim Parse(string text)
    {
        var parser = new DimParser(text, 0);
        var result = parser.Expression();
        parser.SkipSpace();
        return parser._at == text.Length ? result : throw parser.Fail($"'{text[parser._at]}' where + - * // or the end was expected");
    }

    /// <summary>Reads one expression from the middle of a text and moves <paramref name="position"/> behind it.</summary>
    /// <exception cref="DimFormatException">There is no dimension expression at that position.</exception>
    public static Dim Parse(string text, ref int position)
    {
        var parser = new DimParser(text, position);
        try
        {
            return parser.Expression();
        }
        finally
        {
            position = parser._at;
        }
    }

    private Dim Expression()
    {
        var start = _at;
        try
        {
            return Sum();
        }
        catch (OverflowException)
        {
            throw Fail("the expression is too large", start);
        }
    }

    private Dim Sum()
    {
        var sum = Take("-") ? -Product() : Product();
        while (true)
        {
            if (Take("+")) sum += Product();
            else if (Take("-")) sum -= Product();
            else return sum;
        }
    }

    private Dim Product()
    {
        var product = Factor();
        while (true)
        {
            if (Take("*")) product *= Factor();
            else if (Take("//")) product = Divide(product, Factor());
            else if (Take("/")) throw Fail("division of sizes is written '//' and rounds down", _at - 1);
            else return product;
        }
    }

    private Dim Divide(Dim a, Dim b) => b.Is(0) ? throw Fail("division by 0") : Dim.FloorDiv(a, b);

    private Dim Factor()
    {
        SkipSpace();
        if (Take("("))
        {
            var inner = Inner();
            Expect(")");
            return inner;
        }
        var start = _at;
        if (_at < _text.Length && IsDigit(_text[_at]))
        {
            while (_at < _text.Length && IsDigit(_text[_at])) _at++;
            return long.TryParse(_text.Substring(start, _at - start), out var value) ? value : throw Fail("number out of range", start);
        }
        while (_at < _text.Length && (_text[_at] == '_' || (_text[_at] < 128 && char.IsLetterOrDigit(_text[_at])))) _at++;
        var name = _text.Substring(start, _at - start);
        if (name == "") throw Unexpected();
        if (name is not ("max" or "min")) return Dim.Symbol(name);
        Expect("(");
        var a = Inner();
        Expect(",");
        var b = Inner();
        Expect(")");
        return name == "max" ? Dim.Max(a, b) : Dim.Min(a, b);
    }

    // Brackets nest by recursion; a hostile text must not end the process.
    private Dim Inner()
    {
        if (++_depth > MaxDepth) throw Fail($"brackets nested deeper than {MaxDepth}");
        var sum = Sum();
        _depth--;
        return sum;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private bool Take(string token)
    {
        SkipSpace();
        if (string.CompareOrdinal(_text, _at, token, 0, token.Length) != 0) return false;
        _at += token.Length;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token)) throw Fail($"expected '{token}'");
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] == ' ') _at++;
    }

    private DimFormatException Unexpected() => Fail(_at < _text.Length
        ? $"'{_text[_at]}' where a number, a name or '(' was expected"
        : "the expression ends where a number, a name or '(' was expected");

    private DimFormatException Fail(string problem, int? at = null) => new(_text, at ?? _at, problem);
}

/// <summary>A text that is not a dimension expression.</summary>
public sealed class DimFormatException : FormatException
{
    internal DimFormatException(string text, int position, string problem)
        : base($"dimension \"{text}\", column {position + 1}: {problem}") => (Position, Problem) = (position, problem);

    /// <summary>Where in the text, from 0.</summary>
    public int Position { get; }

    /// <summary>The message without the place.</summary>
    public string Problem { get; }
}
