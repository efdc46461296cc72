using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GraphCompiler;

/// <summary>Prints elements as nested brackets, aligned in columns, large tensors with "…" in the middle: as numpy's array2string does.</summary>
internal readonly ref struct TensorText<T>
    where T : unmanaged
{
    private readonly ReadOnlySpan<T> _elements;
    private readonly Shape _shape;
    private readonly TensorFormat _format;
    private readonly bool _summarised;
    private readonly Func<T, string> _text;

    public TensorText(ReadOnlySpan<T> elements, Shape shape, TensorFormat format)
    {
        _elements = elements;
        _shape = shape;
        _format = format;
        _summarised = shape.Count > format.Threshold;
        var shown = new List<T>();
        Collect(0, 0, shown);
        _text = ElementText.For<T>(shown, format.Precision ?? TensorFormat.DefaultPrecision);
    }

    public override string ToString()
    {
        if (_shape.Rank == 0) return ElementText.Scalar(_elements[0], _format.Precision);
        if (_shape.Count == 0) return "[]";
        var text = new StringBuilder();
        Write(text, 0, 0);
        return text.ToString();
    }

    /// <summary>Elements between two neighbours along an axis.</summary>
    private int Stride(int axis)
    {
        var stride = 1;
        for (var inner = axis + 1; inner < _shape.Rank; inner++) stride *= _shape[inner];
        return stride;
    }

    /// <summary>The places along an axis that are shown; −1 stands for those left out.</summary>
    private IEnumerable<int> Places(int axis)
    {
        var (size, edge) = (_shape[axis], _format.EdgeItems);
        if (!_summarised || size <= 2 * edge) return Enumerable.Range(0, size);
        return Enumerable.Range(0, edge).Append(-1).Concat(Enumerable.Range(size - edge, edge));
    }

    private void Collect(int axis, int offset, List<T> shown)
    {
        if (axis == _shape.Rank)
        {
            if (_shape.Count > 0) shown.Add(_elements[offset]);
            return;
        }
        foreach (var place in Places(axis))
        {
            if (place >= 0) Collect(axis + 1, offset + place * Stride(axis), shown);
        }
    }

    private void Write(StringBuilder text, int axis, int offset)
    {
        if (axis == _shape.Rank - 1)
        {
            WriteRow(text, axis, offset);
            return;
        }
        text.Append('[');
        var first = true;
        foreach (var place in Places(axis))
        {
            // An empty line between matrices, two between their stacks.
            if (!first) text.Append(',').Append('\n', _shape.Rank - 1 - axis).Append(' ', axis + 1);
            first = false;
            if (place < 0) text.Append("...");
            else Write(text, axis + 1, offset + place * Stride(axis));
        }
        text.Append(']');
    }

    private void WriteRow(StringBuilder text, int axis, int offset)
    {
        text.Append('[');
        var column = axis + 1;
        var first = true;
        foreach (var place in Places(axis))
        {
            var item = place < 0 ? "..." : _text(_elements[offset + place]);
            if (!first)
            {
                text.Append(',');
                // One for the comma that follows, or all the brackets.
                if (column + 2 + item.Length + _shape.Rank > _format.LineWidth)
                {
                    text.Append('\n').Append(' ', axis + 1);
                    column = axis + 1;
                }
                else
                {
                    text.Append(' ');
                    column += 2;
                }
            }
            first = false;
            text.Append(item);
            column += item.Length;
        }
        text.Append(']');
    }
}
