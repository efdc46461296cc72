using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>The captured graph functions of referenced assemblies, by the IR that those embed.</summary>
internal static class ReferencedFunctions
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, HashSet<string>> s_known = new();

    /// <summary>Embedded names by assembly; assemblies without graph functions are left out.</summary>
    public static ImmutableDictionary<IAssemblySymbol, HashSet<string>> Of(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols
            .Where(UsesRuntime).Select(a => (Assembly: a, Names: s_known.GetValue(a, Read))).Where(a => a.Names.Count > 0)
            .ToImmutableDictionary(a => a.Assembly, a => a.Names, (IEqualityComparer<IAssemblySymbol>)SymbolEqualityComparer.Default);

    /// <summary>The method's own name in <c>Shop.Digits.Predict#2</c>.</summary>
    public static string SimpleName(string embedded) => embedded.Substring(embedded.LastIndexOf('.') + 1).Split('#')[0];

    private static bool UsesRuntime(IAssemblySymbol assembly) =>
        assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == KnownNames.RuntimeAssembly));

    private static HashSet<string> Read(IAssemblySymbol assembly) => new(assembly.GetAttributes()
        .Where(a => Symbols.IsApi(a.AttributeClass, KnownNames.CompiledGraphAttribute))
        .Select(a => a.ConstructorArguments.FirstOrDefault().Value).OfType<string>());
}
