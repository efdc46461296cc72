using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>The switches by which users choose what our diagnostics are: all that work for other analyzers work for ours.</summary>
public class SeverityTests
{
    private const string Eager = "[GraphFunction] public static Tensor<float> F(Tensor<float> x) => x + x;";
    private const string Mistaken = "[GraphFunction] public static Tensor<float> F([Shape(2)] Tensor<float> x) => Sum(x, 3);";

    private static async Task<IReadOnlyList<DiagnosticSeverity>> Severities(string members, string editorConfig = "", string attribute = "", string id = "GF1006",
        params (string, string)[] options)
    {
        var compilation = Source.Compile(attribute + Source.InClass(members));
        var found = await Analysis.Run((CSharpCompilation)compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Config(editorConfig))),
            [.. options, .. Config.Values(editorConfig)]);
        Assert.All(found, d => Assert.Contains(d.Id, id));
        return found.Select(d => d.Severity).ToList();
    }

    [Theory]
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData("dotnet_diagnostic.GF1006.severity = error", DiagnosticSeverity.Error)]
    [InlineData("dotnet_diagnostic.GF1006.severity = suggestion", DiagnosticSeverity.Info)]
    [InlineData("dotnet_diagnostic.GF1006.severity = none", null)]
    [InlineData("graphcompiler_eager_fallback = error", DiagnosticSeverity.Error)]
    [InlineData("graphcompiler_eager_fallback = warning", DiagnosticSeverity.Warning)]
    [InlineData("graphcompiler_eager_fallback = error\ndotnet_diagnostic.GF1006.severity = none", null)]
    public async Task Editor_config(string lines, DiagnosticSeverity? expected) =>
        Assert.Equal(expected is { } severity ? [severity] : [], await Severities(Eager, lines));

    [Fact]
    public async Task Mistakes_can_be_configured_too() =>
        Assert.Equal([DiagnosticSeverity.Warning], await Severities(Mistaken, "dotnet_diagnostic.GF0104.severity = warning", id: "GF0104"));

    /// <summary>The file's own line wins over the project's property.</summary>
    [Fact]
    public async Task The_file_wins_over_the_project()
    {
        Assert.Equal([DiagnosticSeverity.Error], await Severities(Eager, options: ("build_property.GraphCompilerEagerFallback", "error")));
        Assert.Equal([DiagnosticSeverity.Warning], await Severities(Eager, "graphcompiler_eager_fallback = warning", options: ("build_property.GraphCompilerEagerFallback", "error")));
    }

    [Fact]
    public async Task Eager_fallbacks_as_errors_are_all_of_them() =>
        Assert.Equal([DiagnosticSeverity.Error, DiagnosticSeverity.Error], await Severities(
            Eager + "public static Func<Tensor<float>, Tensor<float>> P => G; [GraphFunction] private static Tensor<float> G([Shape] Tensor<float> x) => Tensor.Uninitialized<float>(3) + x;",
            "graphcompiler_eager_fallback = error\ndotnet_diagnostic.GF1006.severity = none\ndotnet_diagnostic.GF0104.severity = none", id: "GF1004 or GF1013"));

    [Fact]
    public async Task Warnings_as_errors()
    {
        var compilation = Source.Compile(Source.InClass(Eager));
        var strict = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Analysis.Run((CSharpCompilation)strict)).Severity);
    }

    [Theory]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"GraphCompiler.Capture\", \"GF1006\")] ", "")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"GraphCompiler.Capture\", \"GF1006:A tensor parameter without [Shape]\", Justification = \"any rank\")] ", "")]
    [InlineData("", "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"GraphCompiler.Capture\", \"GF1006\", Scope = \"member\", Target = \"~M:C.F(GraphCompiler.Tensor{System.Single})\")]\n")]
    [InlineData("", "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"GraphCompiler.Capture\", \"GF1006\", Scope = \"type\", Target = \"~T:C\")]\n")]
    [InlineData("#pragma warning disable GF1006\n", "")]
    [InlineData("#pragma warning disable\n", "")]
    public async Task Suppressed_in_the_code(string before, string ofAssembly) =>
        Assert.Empty(await Severities(before + Eager, attribute: ofAssembly));

    /// <summary>Suppressing one id suppresses no other.</summary>
    [Fact]
    public async Task Another_id_stays() =>
        Assert.Single(await Severities("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"GraphCompiler.Capture\", \"GF1007\")]\n#pragma warning disable GF1008\n" + Eager));

    /// <summary>An <c>.editorconfig</c> for all files, as the compiler reads it.</summary>
    private sealed class Config(string lines) : SyntaxTreeOptionsProvider
    {
        private readonly AnalyzerConfigOptionsResult _options = Read(lines);

        private static AnalyzerConfigOptionsResult Read(string lines) =>
            AnalyzerConfigSet.Create(new List<AnalyzerConfig> { AnalyzerConfig.Parse($"root = true\n[*]\n{lines}", "/p/.editorconfig") }).GetOptionsForSourcePath("/p/File0.cs");

        public static (string, string)[] Values(string lines) => Read(lines).AnalyzerOptions.Select(o => (o.Key, o.Value)).ToArray();

        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            _options.TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
