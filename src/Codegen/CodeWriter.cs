using System;
using System.Text;

namespace GraphCompiler.Codegen;

/// <summary>Source text that grows line by line, indented by the open braces.</summary>
public sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _afterOpening = true;
    private string? _place;
    private bool _isPlaced;

    /// <summary>
    /// A <c>#line</c> directive for each of the lines that are written from now on: the place in the user's source that they come from.
    /// With null, what follows comes from nowhere.
    /// </summary>
    public string? Place
    {
        get => _place;
        set
        {
            _place = value;
            if (value is null) Hide();
        }
    }

    /// <summary>Whether nothing has been written.</summary>
    public bool IsEmpty => _text.Length == 0;

    private void Hide()
    {
        if (_isPlaced) Directive("#line hidden");
        _isPlaced = false;
    }

    /// <summary>Adds a line; an empty one gets no indentation.</summary>
    public void Line(string text = "")
    {
        if (_place is not null)
        {
            Directive(_place);
            _isPlaced = true;
        }
        WriteLine(text);
    }

    private void WriteLine(string text)
    {
        _afterOpening = false;
        if (text.Length > 0) _text.Append(' ', _depth * 4).Append(text);
        _text.Append('\n');
    }

    /// <summary>Several lines, each indented, which say themselves where they come from.</summary>
    public void Lines(string text)
    {
        Hide();
        foreach (var line in text.Replace("\r\n", "\n").TrimEnd('\n').Split('\n')) WriteLine(line);
    }

    /// <summary>An empty line, unless a block has just begun.</summary>
    public void Gap()
    {
        if (!_afterOpening) Line();
    }

    /// <summary>A line that stands at the margin: a directive such as <c>#line</c>.</summary>
    public void Directive(string text) => _text.Append(text).Append('\n');

    /// <summary>Opens a brace under <paramref name="head"/>; disposing closes it.</summary>
    public Block Open(string head)
    {
        if (head.Length > 0) Line(head);
        Hide();
        WriteLine("{");
        _depth++;
        _afterOpening = true;
        return new Block(this, "}");
    }

    /// <summary>The lines inside are one level deeper, without braces: a wrapped statement.</summary>
    public Block Indent()
    {
        _depth++;
        return new Block(this, null);
    }

    public override string ToString() => _text.ToString();

    /// <summary>An open block of a <see cref="CodeWriter"/>.</summary>
    public readonly struct Block(CodeWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end is null) return;
            writer.Hide();
            writer.WriteLine(end);
        }
    }
}
