using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>Makes the descriptors. The message of each diagnostic is composed where it is found, so the format is just <c>{0}</c>.</summary>
internal static class Rule
{
    /// <summary>The user's mistake: the function cannot mean what it says.</summary>
    public static DiagnosticDescriptor Mistake(string id, string title) => New(id, title, "GraphCompiler.Correctness", DiagnosticSeverity.Error);

    /// <summary>A limitation: the program works, this function runs op by op.</summary>
    public static DiagnosticDescriptor RunsEagerly(string id, string title) => New(id, title, "GraphCompiler.Capture", DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor New(string id, string title, string category, DiagnosticSeverity severity) =>
        new(id, title, "{0}", category, severity, isEnabledByDefault: true);
}
