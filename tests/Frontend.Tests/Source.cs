using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphCompiler.Frontend.Tests;

/// <summary>C# texts as compilations against the public API.</summary>
internal static class Source
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.") || name is "mscorlib.dll" or "netstandard.dll" or "GraphCompiler.Runtime.dll" or "GraphCompiler.IR.dll"))
        .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p)).ToList());

    public static readonly CSharpParseOptions Parse = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Preview)
        .WithFeatures([new(KnownNames.InterceptorsFeature, KnownNames.GeneratedNamespace)]);

    private const string Usings = """
        global using System;
        global using GraphCompiler;
        global using static GraphCompiler.Ops;
        """;

    /// <summary>A project of the given files, <c>File0.cs</c> first.</summary>
    public static CSharpCompilation Compile(params string[] files) => Compile(Parse, files);

    public static CSharpCompilation Compile(CSharpParseOptions parse, params string[] files) => CSharpCompilation.Create("Test",
        files.Select((text, i) => Tree(text, $"File{i}.cs", parse)).Append(Tree(Usings, "Usings.cs", parse)),
        s_references.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Tree(string text, string path, CSharpParseOptions? parse = null) => CSharpSyntaxTree.ParseText(text, parse ?? Parse, path, System.Text.Encoding.UTF8);

    /// <summary>The body of a partial class around a graph function.</summary>
    public static string InClass(string members) => $"public static partial class C\n{{\n{members}\n}}\n";

    public static IMethodSymbol Method(Compilation compilation, string type, string name) =>
        compilation.GetTypeByMetadataName(type)!.GetMembers(name).OfType<IMethodSymbol>().First();
}
