using System.Linq;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>Whether the compiler accepts interceptors in the generated namespace: the project has to list it.</summary>
internal static class Interceptors
{
    public static bool Allowed(ParseOptions options) =>
        options.Features.TryGetValue(KnownNames.InterceptorsFeature, out var namespaces)
        && namespaces.Split(';').Select(n => n.Trim()).Any(n => n == KnownNames.GeneratedNamespace || n == KnownNames.Namespace);
}
