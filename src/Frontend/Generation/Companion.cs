using System.Linq;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>Naming of what the build adds for a graph function. Overloads are numbered in the order of their declaration.</summary>
internal static class Companion
{
    /// <summary>The companion's type: <c>GraphFunction&lt;TDelegate&gt;</c>.</summary>
    public const string TypeName = "GraphFunction";

    /// <summary><c>PredictGraph</c>; <c>PredictGraph2</c> for the second overload.</summary>
    public static string NameOf(IMethodSymbol method) => method.Name + KnownNames.CompanionSuffix + (Overload(method) is > 1 and var n ? n.ToString() : "");

    /// <summary>The name under which the IR is embedded: <c>Shop.Digits.Predict</c>; <c>Shop.Digits.Predict#2</c> for the second overload.</summary>
    public static string EmbeddedName(IMethodSymbol method) => Symbols.FullName(method) + (Overload(method) is > 1 and var n ? $"#{n}" : "");

    private static int Overload(IMethodSymbol method)
    {
        var overloads = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Where(Symbols.IsGraphFunction).ToList();
        return overloads.FindIndex(m => SymbolEqualityComparer.Default.Equals(m, method)) + 1;
    }
}
