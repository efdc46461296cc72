using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Filetests;

/// <summary>A file of cases, separated by lines that begin with <c>// ---</c>.</summary>
internal static class CaseFile
{
    private const string Separator = "// ---";

    /// <summary>The file's text with the outcomes that its cases have now.</summary>
    public static string Rerun(string text, string name)
    {
        var lines = text.Split('\n').ToList();
        if (lines[^1] == "") lines.RemoveAt(lines.Count - 1);
        var result = new List<string>();
        var current = new List<string>();
        foreach (var line in lines.Append(Separator))
        {
            if (!line.StartsWith(Separator, StringComparison.Ordinal))
            {
                current.Add(line);
                continue;
            }
            result.AddRange(Case.Rerun(current, name));
            result.Add(line);
            current.Clear();
        }
        result.RemoveAt(result.Count - 1);
        return string.Join("\n", result) + "\n";
    }
}
