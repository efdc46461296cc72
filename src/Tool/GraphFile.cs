using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.IR;

namespace GraphCompiler.Tool;

using Graph = GraphCompiler.IR.Graph;

/// <summary>The graphs of a file: an assembly that the build put graphs into, or IR text.</summary>
internal sealed class GraphFile
{
    private static readonly Regex s_typeParameters = new("<[^<>]*>"), s_rank = new(@"_\d+$");

    private readonly string _path;
    private readonly bool _isAssembly;

    private GraphFile(string path, bool isAssembly, IReadOnlyList<(string Name, Graph Graph)> graphs, IReadOnlyList<(string Name, string Reason)> eager) =>
        (_path, _isAssembly, Graphs, Eager) = (path, isAssembly, graphs, eager);

    /// <summary>Graph functions that have no graph, and why: <c>GF1002: …</c>.</summary>
    public IReadOnlyList<(string Name, string Reason)> Eager { get; }

    public IReadOnlyList<(string Name, Graph Graph)> Graphs { get; }

    /// <exception cref="ToolException">There is no such file, or it holds no graphs.</exception>
    /// <exception cref="ParseException">The text is malformed.</exception>
    public static GraphFile Open(string path)
    {
        if (Directory.Exists(path)) throw new ToolException($"{path} is a folder; give an assembly or a file of IR text");
        if (!File.Exists(path)) throw new ToolException($"there is no file {path}");
        var isAssembly = IsAssembly(path);
        if (!isAssembly) return new(path, isAssembly, ReadText(path), []);
        var (graphs, eager) = ReadAssembly(path);
        return new(path, isAssembly, graphs, eager);
    }

    /// <summary>The assembly, and what the build put into it for the function that a graph is of.</summary>
    /// <exception cref="ToolException">The file is IR text, which has no code.</exception>
    public (string Path, string Function, string Text) Embedded(string graph)
    {
        if (!_isAssembly) throw new ToolException($"{_path} is IR text, which nobody has compiled; give the assembly of a program that was built with GraphCompiler");
        var (name, text) = EmbeddedGraphs.Read(_path).First(e => Parse(e.Name, e.Text).Any(g => g.Item1 == graph));
        return (_path, name, text);
    }

    /// <summary>The graph a user means: by its whole name or its last parts; the only one when no name is given.</summary>
    public (string Name, Graph Graph) Find(string? name)
    {
        if (name is null)
        {
            return Graphs.Count == 1
                ? Graphs[0]
                : throw new ToolException($"{_path} has {Graphs.Count} graphs; say which:\n{Listing(Graphs)}");
        }
        name = name.TrimStart('@');
        var exact = Graphs.Where(g => g.Name == name).ToList();
        var found = exact.Count > 0 ? exact : Graphs.Where(g => Ends(g.Name).Contains(name)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw Missing(name),
            _ => throw new ToolException($"{name} is the end of several names; give more of it:\n{Listing(found)}"),
        };
    }

    /// <summary>The error for a name that no graph has: a function that runs eagerly has none, one of any leading axes has several.</summary>
    private ToolException Missing(string name)
    {
        if (Eager.FirstOrDefault(e => Ends(e.Name).Concat(Ends(s_typeParameters.Replace(e.Name, ""))).Contains(name)) is { Reason: { } reason })
            return new($"{_path} has no graph {name}: {reason}");
        var ranks = Graphs.Where(g => s_rank.IsMatch(g.Name) && Ends(s_rank.Replace(g.Name, "")).Contains(name)).ToList();
        return ranks.Count > 0
            ? new($"{name} has a graph for each number of leading axes; say which:\n{Listing(ranks)}")
            : new($"{_path} has no graph {name}{Spelling.DidYouMean(name, Graphs.SelectMany(g => Ends(g.Name)))}\nIt has:\n{Listing(Graphs)}");
    }

    /// <summary>a.b.c, b.c and c.</summary>
    private static IEnumerable<string> Ends(string name)
    {
        yield return name;
        for (var dot = name.IndexOf('.'); dot >= 0; dot = name.IndexOf('.', dot + 1)) yield return name[(dot + 1)..];
    }

    private static string Listing(IEnumerable<(string Name, Graph Graph)> graphs) => string.Join("\n", graphs.Select(g => "  " + g.Name));

    private static bool IsAssembly(string path)
    {
        using var file = File.OpenRead(path);
        // Every PE image begins with "MZ", and no IR text does.
        return file.ReadByte() == 'M' && file.ReadByte() == 'Z';
    }

    private static (List<(string, Graph)> Graphs, List<(string, string)> Eager) ReadAssembly(string path)
    {
        List<(string Name, string Text)> embedded, eager;
        try
        {
            embedded = EmbeddedGraphs.Read(path).ToList();
            eager = EmbeddedGraphs.ReadEager(path).ToList();
        }
        catch (BadImageFormatException)
        {
            throw new ToolException($"{path} is not a .NET assembly{Beside(path)}");
        }
        return embedded.Count + eager.Count > 0
            ? (embedded.SelectMany(e => Parse(e.Name, e.Text)).ToList(), eager)
            : throw new ToolException($"{path} holds no graphs. A project that references GraphCompiler puts them there when it is built, one for each method with [GraphFunction]");
    }

    /// <summary>One graph, or one for each number of leading axes, <c>Digits.Predict_2</c>, where the shapes leave that open.</summary>
    private static IEnumerable<(string, Graph)> Parse(string name, string text)
    {
        try
        {
            var graphs = GraphParser.ParseModule(text, name);
            return graphs.Count == 1 ? [(name, graphs[0])] : graphs.Select(g => (name + g.Name[g.Name.LastIndexOf('_')..], g));
        }
        catch (ParseException e)
        {
            throw new ToolException($"the graph {name} cannot be read; it was made by another version of GraphCompiler:\n{e.Message}");
        }
    }

    /// <summary>A program's launcher is native, and its code lies beside it.</summary>
    private static string Beside(string path) =>
        Path.ChangeExtension(path, ".dll") is var assembly && assembly != path && File.Exists(assembly) ? $"; did you mean {assembly}?" : "";

    private static List<(string, Graph)> ReadText(string path)
    {
        var text = File.ReadAllText(path);
        if (text.Contains('\0')) throw new ToolException($"{path} is neither a .NET assembly nor IR text{Beside(path)}");
        var graphs = GraphParser.ParseModule(text, path).Select(g => (g.Name, g)).ToList();
        return graphs.Count > 0 ? graphs : throw new ToolException($"{path} holds no graph");
    }
}
