using System;
using System.IO;

namespace GraphCompiler.Harness;

/// <summary>Third-party cases that live outside the repository, in the folder that GRAPHCOMPILER_SUITES names (default: ../shared).</summary>
public static class Suites
{
    public const string Variable = "GRAPHCOMPILER_SUITES";

    public static string Root { get; } = Path.GetFullPath(Environment.GetEnvironmentVariable(Variable) ?? Checkout.PathOf("../shared"));

    public static string PathOf(string file) => Path.Combine(Root, file);

    /// <summary>Why a test of this file or folder is skipped; null when it is there.</summary>
    public static string? MissingReason(string file) => File.Exists(PathOf(file)) || Directory.Exists(PathOf(file))
        ? null
        : $"{file} is not in {Root}; set {Variable} to the folder that has it";
}
