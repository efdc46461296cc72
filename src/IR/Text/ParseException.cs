using System;

namespace GraphCompiler.IR;

/// <summary>A mistake in IR text. The message has the place, the problem and the source line with a caret under the mistake.</summary>
public sealed class ParseException : FormatException
{
    internal ParseException(string file, int line, int column, int length, string problem, string excerpt, string? id)
        : base($"{file}:{line}:{column}: error{(id is null ? "" : " " + id)}: {problem}\n{excerpt}") =>
        (File, Line, Column, Length, Problem, Id) = (file, line, column, length, problem, id);

    public string File { get; }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>From 1.</summary>
    public int Column { get; }

    /// <summary>How many characters of the line the mistake takes up, at least 1.</summary>
    public int Length { get; }

    /// <summary>The message without place and excerpt.</summary>
    public string Problem { get; }

    /// <summary>The diagnostic id when an op refused its operands or attributes (a constant of <see cref="OpErrors"/>).</summary>
    public string? Id { get; }
}
