using System;
using System.IO;

namespace GraphCompiler.Harness;

/// <summary>The source tree that the tests were built from.</summary>
public static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GraphCompiler.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"no GraphCompiler.sln above {AppContext.BaseDirectory}");
    }
}
