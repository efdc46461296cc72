using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>A project that went through the generator and the compiler, loaded into the test's process.</summary>
internal sealed class LoadedProgram : IDisposable
{
    private readonly AssemblyLoadContext _context = new("program", isCollectible: true);

    private LoadedProgram(Assembly assembly, Compilation compilation, AssemblyLoadContext context) =>
        (Assembly, Compilation, _context) = (assembly, compilation, context);

    public Assembly Assembly { get; }
    public Compilation Compilation { get; }

    /// <summary>Builds and loads; a warning or error of any kind but the capture's own fails the test.</summary>
    /// <param name="libraries">Programs that this one references.</param>
    public static LoadedProgram Build(CSharpCompilation compilation, params LoadedProgram[] libraries)
    {
        compilation = compilation.AddReferences(libraries.Select(l => l.Compilation.ToMetadataReference()));
        var generation = Generation.Run(compilation);
        Assert.Empty(generation.Diagnostics);
        var image = new MemoryStream();
        var result = generation.Output.Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5))
            + string.Join("\n", generation.Files.Select(f => $"\n=== {f.Key}\n{f.Value}")));
        var context = libraries.FirstOrDefault()?._context ?? new AssemblyLoadContext("program", isCollectible: true);
        image.Position = 0;
        return new(context.LoadFromStream(image), generation.Output, context);
    }

    public object? Call(string type, string method, params object?[] arguments) =>
        Assembly.GetType(type, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    /// <summary>The companions of all graph functions, by the function's name.</summary>
    public IEnumerable<(string Name, object Companion)> Companions() =>
        from type in Assembly.GetTypes()
        from property in type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where property.PropertyType is { IsGenericType: true } t && t.GetGenericTypeDefinition() == typeof(GraphFunction<>) && !type.ContainsGenericParameters
        select ($"{type.Name}.{property.Name}", property.GetValue(null)!);

    public void Dispose() => _context.Unload();
}
