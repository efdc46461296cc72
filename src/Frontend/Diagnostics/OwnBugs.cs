using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Codegen;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// Bugs of ours that show while code is generated. What a generator reports ignores <c>#pragma</c>, so it writes them down as
/// constants in generated code, where the analyzers find them and report them on the function, or on its calls.
/// </summary>
internal sealed class OwnBugs
{
    private const string Namespace = "Bugs";
    private const string Function = nameof(Function);
    private const string Message = nameof(Message);
    private const string AllCalls = "";

    private readonly Dictionary<string, string> _byFunction;

    private OwnBugs(Dictionary<string, string> byFunction) => _byFunction = byFunction;

    /// <summary>The generated file for a function that could not be compiled.</summary>
    public static string Write(FunctionModel function, string bug) => Write(function.ClassName, function.Key, $"{function.DisplayName} runs eagerly because of a bug in GraphCompiler: {bug}");

    /// <summary>The generated file when calls could not be intercepted, of whatever function.</summary>
    public static string WriteOfCalls(string bug) => Write("Interceptors", AllCalls, $"calls of graph functions run eagerly because of a bug in GraphCompiler: {bug}");

    private static string Write(string name, string function, string message)
    {
        var code = new CodeWriter();
        GeneratedCode.Begin(code);
        using (code.Open($"namespace {KnownNames.GeneratedNamespace}.{Namespace}"))
        using (code.Open($"internal static class {name}"))
        {
            code.Line($"internal const string {Function} = {GeneratedCode.Quote(function)};");
            code.Line($"internal const string {Message} = {GeneratedCode.Quote(OneLine(message))};");
        }
        return code.ToString();
    }

    public static string OneLine(string message) => message.Replace("\r", "").Replace("\n", " | ");

    /// <summary>Those that the generator wrote down in this project.</summary>
    public static OwnBugs Of(Compilation compilation)
    {
        INamespaceSymbol? place = compilation.Assembly.GlobalNamespace;
        foreach (var name in $"{KnownNames.GeneratedNamespace}.{Namespace}".Split('.')) place = place?.GetNamespaceMembers().FirstOrDefault(n => n.Name == name);
        var found = new Dictionary<string, string>();
        foreach (var type in place?.GetTypeMembers() ?? [])
        {
            if (Constant(type, Function) is { } function && Constant(type, Message) is { } message) found[function] = message;
        }
        return new(found);
    }

    /// <summary>What went wrong with a function; null when nothing did.</summary>
    public string? About(IMethodSymbol method) => _byFunction.TryGetValue(method.GetDocumentationCommentId() ?? AllCalls, out var message) ? message : null;

    /// <summary>What went wrong with all calls; null when nothing did.</summary>
    public string? AboutCalls => _byFunction.TryGetValue(AllCalls, out var message) ? message : null;

    private static string? Constant(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as string;
}
