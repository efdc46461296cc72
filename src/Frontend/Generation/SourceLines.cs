using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// Where the lines of the graphs' texts come from. Kernels are compiled from these texts, and their <c>#line</c> directives name lines of
/// them; what is put in their place is known in the last step, so that lines that move compile nothing.
/// </summary>
/// <param name="Key">The function.</param>
/// <param name="Lines">One list for each of its graphs.</param>
internal sealed record SourceLines(string Key, Seq<Seq<SourceLocation?>> Lines)
{
    private const string Directive = "#line ";
    private const string Nowhere = "#line hidden";

    /// <summary>The kernels with the places in the user's source.</summary>
    public static LocatedKernels Locate(CompiledModel compiled, ImmutableArray<SourceLines> all)
    {
        var lines = all.FirstOrDefault(l => l.Key == compiled.Function.Key)?.Lines ?? default;
        var files = Enumerable.Range(0, lines.Count).ToDictionary(i => FileOf(compiled.Function, i), i => lines[i]);
        return new(compiled.Function.ClassName, compiled.Kernels?.Sources.Map(source => Locate(source, files)) ?? default);
    }

    /// <summary>What directives call the text of one of a function's graphs until then.</summary>
    public static string FileOf(FunctionModel function, int graph) => $"{function.ClassName}.{graph}";

    /// <summary>Places with the paths as the compiler writes them into debug information, the same on every machine.</summary>
    public static Seq<SourceLocation?> Mapped(Seq<SourceLocation?> places, SourceReferenceResolver? paths)
    {
        var known = new Dictionary<string, string>();
        string Path(string path)
        {
            if (!known.TryGetValue(path, out var mapped)) known.Add(path, mapped = paths?.NormalizePath(path, null) ?? path);
            return mapped;
        }
        return places.Map(p => p is null ? null : p with { File = Path(p.File) });
    }

    private static string Locate(string source, IReadOnlyDictionary<string, Seq<SourceLocation?>> files)
    {
        if (!source.Contains(Directive)) return source;
        var text = new StringBuilder();
        foreach (var line in source.TrimEnd('\n').Split('\n'))
        {
            var start = line.Length - line.TrimStart().Length;
            var isOurs = string.CompareOrdinal(line, start, Directive, 0, Directive.Length) == 0 && char.IsDigit(line[start + Directive.Length]);
            text.Append(isOurs ? Replace(line.Substring(start + Directive.Length), files) : line).Append('\n');
        }
        return text.ToString();
    }

    /// <param name="target"><c>7 "file"</c></param>
    private static string Replace(string target, IReadOnlyDictionary<string, Seq<SourceLocation?>> files)
    {
        var space = target.IndexOf(' ');
        var line = int.Parse(target.Substring(0, space), CultureInfo.InvariantCulture);
        // A path is written as it is, so one with a quote in it cannot be.
        return files.TryGetValue(target.Substring(space + 1).Trim('"'), out var places) && line <= places.Count && places[line - 1] is { File: { Length: > 0 } file } place && !file.Contains('"')
            ? $"{Directive}{place.Line} \"{file}\""
            : Nowhere;
    }
}

/// <summary>The files with a function's kernels, and the places in them.</summary>
internal sealed record LocatedKernels(string ClassName, Seq<string> Sources);
