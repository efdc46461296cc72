using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Source text in which <c>{|ID:…|}</c> marks the span of an expected diagnostic. Marks may nest.</summary>
internal static class Markup
{
    public sealed record Mark(string Id, int Start, int End, int Line);

    public static (string Text, IReadOnlyList<Mark> Marks) Parse(string marked)
    {
        marked = marked.Replace("\r\n", "\n");
        var text = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var marks = new List<Mark>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked.AsSpan(i).StartsWith("{|"))
            {
                var colon = marked.IndexOf(':', i);
                open.Push((marked[(i + 2)..colon], text.Length));
                i = colon;
            }
            else if (marked.AsSpan(i).StartsWith("|}"))
            {
                var (id, start) = open.Pop();
                marks.Add(new(id, start, text.Length, text.ToString(0, start).Count(c => c == '\n')));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }
        return (text.ToString(), marks.OrderBy(m => m.Start).ThenBy(m => m.End).ToList());
    }
}
