using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// Members of the class library that do something besides computing, or give another value at every call: a graph would do it at
/// the wrong time or know the value of the build. Each with what to use instead.
/// </summary>
internal static class OutsideWorld
{
    private const string Print = "use Graph.Print(tensor, \"label\")";
    private const string Draw = "draw the numbers with Tensor.RandomNormal(key, shape) or RandomUniform outside and pass them as a parameter";
    private const string Pass = "read it outside and pass the value as a parameter";

    /// <summary>Why a member cannot be in a graph, and what to do; null for all others.</summary>
    public static string? Reason(ISymbol member)
    {
        if (member.ContainingType is not { } type || type.ContainingNamespace is not { IsGlobalNamespace: false } space) return null;
        var what = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? $"new {type.Name}" : $"{type.Name}.{member.Name}";
        switch (space.ToDisplayString(), type.Name)
        {
            case ("System", "Console"):
                return member.Name.StartsWith("Write") ? $"{what} is no part of a graph; {Print}" : $"{what} is no part of a graph; {Pass}";
            case ("System.Diagnostics", "Debug" or "Trace"):
                return $"{what} is no part of a graph; {(member.Name == "Assert" ? "use Graph.Assert(condition, \"message\")" : Print)}";
            case ("System", "Random") or ("System.Security.Cryptography", "RandomNumberGenerator"):
                return $"{what} gives other numbers at every call; {Draw}";
            case ("System", "DateTime" or "DateTimeOffset") when member.Name is "Now" or "UtcNow" or "Today":
            case ("System", "Guid") when member.Name is "NewGuid" or "CreateVersion7":
            case ("System", "Environment" or "TimeProvider"):
                return $"{what} gives another value at every call; {Pass}";
            case ("System.Diagnostics", "Stopwatch"):
                return $"{what} measures the reading of the method, not the graph; measure outside, around the call";
            case ("System.IO", _) when type.Name != "Path":
                return $"{what} is input or output, no part of a graph; do it outside and pass what was read as a parameter, or {Print}";
            default:
                return null;
        }
    }
}
