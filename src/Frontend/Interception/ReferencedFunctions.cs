using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>The captured graph functions of referenced assemblies, by the IR that those embed.</summary>
internal static class ReferencedFunctions
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, Dictionary<string, string>> s_known = new();

    /// <summary>The IR of a function of another assembly; null when that does not embed any.</summary>
    public static string? TextOf(IMethodSymbol method) =>
        s_known.GetValue(method.ContainingAssembly, Read).TryGetValue(Companion.EmbeddedName(method.OriginalDefinition), out var text) ? text : null;

    /// <summary>IR texts by assembly and embedded name; assemblies without graph functions are left out.</summary>
    public static ImmutableDictionary<IAssemblySymbol, Dictionary<string, string>> Of(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols
            .Where(UsesRuntime).Select(a => (Assembly: a, Names: s_known.GetValue(a, Read))).Where(a => a.Names.Count > 0)
            .ToImmutableDictionary(a => a.Assembly, a => a.Names, (IEqualityComparer<IAssemblySymbol>)SymbolEqualityComparer.Default);

    /// <summary>The method's own name in <c>Shop.Digits.Predict#2</c>.</summary>
    public static string SimpleName(string embedded) => embedded.Substring(embedded.LastIndexOf('.') + 1).Split('#')[0];

    private static bool UsesRuntime(IAssemblySymbol assembly) =>
        assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == KnownNames.RuntimeAssembly));

    private static Dictionary<string, string> Read(IAssemblySymbol assembly)
    {
        var texts = new Dictionary<string, string>();
        foreach (var attribute in assembly.GetAttributes())
        {
            if (Symbols.IsApi(attribute.AttributeClass, KnownNames.CompiledGraphAttribute) && attribute.ConstructorArguments is [{ Value: string name }, { Value: string text }]) texts[name] = text;
        }
        return texts;
    }
}
