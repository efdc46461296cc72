using System;
using System.Collections.Generic;

namespace GraphCompiler.IR;

/// <summary>A text with the name it goes by in messages, and the way to point into it.</summary>
internal sealed class SourceText(string text, string file)
{
    // A constant's data can make a line of megabytes; the excerpt shows the part around the caret.
    private const int ExcerptWidth = 120;

    private readonly int[] _lineStarts = LineStarts(text);

    public string Text { get; } = text;
    public string File { get; } = file;

    /// <summary>Line and column of a position, both from 1.</summary>
    public (int Line, int Column) Locate(int position)
    {
        var line = Array.BinarySearch(_lineStarts, position);
        if (line < 0) line = ~line - 1;
        return (line + 1, position - _lineStarts[line] + 1);
    }

    public ParseException Error(int start, int length, string problem, string? id = null)
    {
        start = Math.Min(start, Text.Length);
        var (line, column) = Locate(start);
        var lineStart = _lineStarts[line - 1];
        var lineEnd = line < _lineStarts.Length ? _lineStarts[line] - 1 : Text.Length;
        if (lineEnd > lineStart && Text[lineEnd - 1] == '\r') lineEnd--;
        length = Math.Max(1, Math.Min(length, lineEnd - start));
        return new ParseException(File, line, column, length, problem, Excerpt(lineStart, lineEnd, Math.Min(start, lineEnd), length), id);
    }

    /// <summary>The source line and below it <c>^~~~</c> under the span.</summary>
    private string Excerpt(int lineStart, int lineEnd, int start, int length)
    {
        var from = Math.Max(lineStart, start - (ExcerptWidth / 2));
        var to = Math.Min(lineEnd, from + ExcerptWidth);
        var shown = (from > lineStart ? "…" : "") + Text.Substring(from, to - from) + (to < lineEnd ? "…" : "");
        var indent = from > lineStart ? " " : "";
        for (var i = from; i < start; i++) indent += Text[i] == '\t' ? '\t' : ' ';
        return "  " + shown + "\n  " + indent + "^" + new string('~', Math.Max(0, Math.Min(length, to - start) - 1));
    }

    private static int[] LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1)) starts.Add(i + 1);
        return starts.ToArray();
    }
}
