using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Runs the generator and then all analyzers, as a build does.</summary>
internal static class Analysis
{
    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new GraphFunctionAnalyzer(), new ShapeAnalyzer(), new UseAnalyzer()];

    /// <summary>What our analyzers and our generator report; anything they throw fails the test.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Run(CSharpCompilation compilation, params (string Key, string Value)[] options)
    {
        var generated = Generation.Run(compilation);
        var analysis = generated.Output.WithAnalyzers(Analyzers, new AnalyzerOptions([], new Options(options)));
        var all = await analysis.GetAllDiagnosticsAsync();
        Assert.Empty(all.Where(d => d.Id is "AD0001"));
        return all.Concat(generated.Diagnostics).Where(d => d.Id.StartsWith("GF") && !d.IsSuppressed).ToList();
    }

    private sealed class Options((string Key, string Value)[] values) : AnalyzerConfigOptionsProvider
    {
        private readonly AnalyzerConfigOptions _global = new Set(values.Where(v => v.Key.StartsWith("build_property.")));
        private readonly AnalyzerConfigOptions _files = new Set(values.Where(v => !v.Key.StartsWith("build_property.")));

        public override AnalyzerConfigOptions GlobalOptions => _global;
        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _files;
        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _files;
    }

    private sealed class Set(IEnumerable<(string Key, string Value)> values) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = values.ToDictionary(v => v.Key, v => v.Value);
#nullable disable
        public override bool TryGetValue(string key, out string value) => _values.TryGetValue(key, out value);
    }
}
