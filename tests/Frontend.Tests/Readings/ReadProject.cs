using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>
/// A project that is edited, and what is known of its graph functions. After every edit each reading has to be the one that a fresh
/// look gives, which is the oracle of all tests here.
/// </summary>
internal sealed class ReadProject
{
    private Dictionary<string, Reading> _readings = [];

    public ReadProject(CSharpCompilation compilation)
    {
        Compilation = compilation;
        Update(compilation);
    }

    public CSharpCompilation Compilation { get; private set; }

    /// <summary>How many readings were asked for, and how many of them were kept ones.</summary>
    public int Asked { get; private set; }
    public int Kept { get; private set; }

    public SyntaxTree this[string file] => Compilation.SyntaxTrees.Single(t => t.FilePath == file);

    /// <summary>The functions that are read again after a piece of one file is replaced.</summary>
    public IReadOnlyList<string> Edit(string file, string from, string to)
    {
        Assert.Contains(from, this[file].ToString());
        return Update(Replace(Compilation, file, this[file].ToString().Replace(from, to)));
    }

    /// <summary>The functions that are read again in another state of the project.</summary>
    public IReadOnlyList<string> Update(CSharpCompilation compilation)
    {
        Compilation = compilation;
        var readings = Functions(compilation).ToDictionary(f => f.Name, f => Read(f.Method, compilation));
        var again = readings.Where(r => !_readings.TryGetValue(r.Key, out var before) || !ReferenceEquals(before, r.Value)).Select(r => r.Key).Order().ToList();
        (Asked, Kept) = (Asked + readings.Count, Kept + readings.Count - again.Count);
        _readings = readings;
        return again;
    }

    public static CSharpCompilation Replace(CSharpCompilation compilation, string file, string text)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == file);
        return compilation.ReplaceSyntaxTree(tree, Source.Tree(text, file, (CSharpParseOptions)tree.Options));
    }

    /// <summary>A reading as the generator or an analyzer gets it, checked.</summary>
    public static Reading Read(IMethodSymbol method, CSharpCompilation compilation)
    {
        var reading = ReadingCache.Read(method, compilation, default);
        var fresh = FunctionReader.Read(method, compilation, default);
        Assert.Equal(Text(fresh), Text(reading));
        Assert.Equal(fresh.Function, reading.Function);
        Assert.Equal(fresh.Findings.All, reading.Findings.All);
        Assert.All(reading.Findings.All, f => Assert.True(f.Location.SourceTree is null || compilation.ContainsSyntaxTree(f.Location.SourceTree)));
        Assert.Equal(fresh.Findings.Broken, reading.Findings.Broken);
        return reading;
    }

    /// <summary>For messages of failed tests.</summary>
    private static string Text(Reading reading) =>
        $"{reading.Function.Model}\n{reading.Function.Model.Capture.Text}\n{string.Join("\n", reading.Function.Places)}\n"
        + $"{(reading.Findings.Broken ? "broken\n" : "")}{string.Join("\n", reading.Findings.All.Select(f => $"{f.Descriptor.Id} {f.Location} {f.Message}{f.Within}"))}";

    /// <summary>As the generator finds them.</summary>
    public static IEnumerable<(string Name, IMethodSymbol Method)> Functions(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                if (model.GetDeclaredSymbol(node) is { } method && Symbols.IsGraphFunction(method)) yield return ($"{tree.FilePath}:{node.SpanStart} {method.Name}", method);
            }
        }
    }
}
