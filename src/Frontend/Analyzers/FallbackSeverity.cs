using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GraphCompiler.Frontend;

/// <summary>What "runs eagerly" is in a file: a warning, or an error where the project does not want any such function.</summary>
internal static class FallbackSeverity
{
    public static void Report(Finding finding, AnalyzerOptions options, Action<Diagnostic> report)
    {
        var severity = finding.Descriptor.DefaultSeverity;
        if (severity == DiagnosticSeverity.Warning && IsError(options.AnalyzerConfigOptionsProvider, finding.Location.SourceTree)) severity = DiagnosticSeverity.Error;
        report(finding.ToDiagnostic(severity));
    }

    private static bool IsError(AnalyzerConfigOptionsProvider options, SyntaxTree? tree)
    {
        // The file's own .editorconfig wins over the project's property.
        if (tree is null || !options.GetOptions(tree).TryGetValue(KnownNames.FallbackKey, out var value))
            options.GlobalOptions.TryGetValue(KnownNames.FallbackProperty, out value);
        return string.Equals(value, "error", StringComparison.OrdinalIgnoreCase);
    }
}
