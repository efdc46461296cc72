using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GraphCompiler.Architecture.Tests;

/// <summary>The source tree the tests look at.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(Root, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GraphCompiler.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"no GraphCompiler.sln above {AppContext.BaseDirectory}");
    }
}
