using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Passes by name, for <c>graphc --passes</c> and file tests.</summary>
public static class PassList
{
    /// <summary>Every pass once, in the pipeline's order.</summary>
    public static IReadOnlyList<Pass> All(PassOptions options) =>
        Pipeline.Default(options).Passes.GroupBy(p => p.Name).Select(g => g.First()).ToList();

    public static Pass? Find(string name, PassOptions options) => All(options).FirstOrDefault(p => p.Name == name);

    /// <summary>Reads a comma-separated list: <c>simplify,fuse</c>.</summary>
    /// <exception cref="FormatException">An unknown pass; the message lists the known ones.</exception>
    public static Pipeline Parse(string names, PassOptions options) => new(names.Split(',').Select(n => n.Trim()).Select(name =>
        Find(name, options) ?? throw new FormatException(
            $"there is no pass '{name}'; known: {string.Join(", ", All(options).Select(p => p.Name))}")).ToSeq());
}
