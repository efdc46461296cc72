using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Runs the generator.</summary>
/// <param name="Output">The project with the generated files.</param>
/// <param name="Diagnostics">What the generator reported itself.</param>
/// <param name="Files">The generated files by name.</param>
internal sealed record Generation(Compilation Output, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyDictionary<string, string> Files)
{
    public static Generation Run(CSharpCompilation compilation)
    {
        var driver = Driver((CSharpParseOptions)compilation.SyntaxTrees[0].Options).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        var result = driver.GetRunResult();
        Assert.Null(result.Results.Single().Exception);
        return new(output, diagnostics, result.GeneratedTrees.ToDictionary(t => System.IO.Path.GetFileName(t.FilePath), t => t.ToString()));
    }

    public static GeneratorDriver Driver(CSharpParseOptions? parse = null, bool trackSteps = false) => CSharpGeneratorDriver.Create(
        [new GraphFunctionGenerator().AsSourceGenerator()], parseOptions: parse ?? Source.Parse,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: trackSteps));
}
