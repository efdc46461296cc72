using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>Names of C# as names of the IR.</summary>
internal static class Identifiers
{
    /// <summary>C# names have letters of all scripts, IR names those of ASCII: <c>β</c> is <c>u03B2</c>.</summary>
    public static string InIr(string name) => GraphBuilder.IsIdentifier(name)
        ? name
        : string.Concat(name.Select(c => GraphBuilder.IsIdentifier("_" + c) ? c.ToString() : $"u{(int)c:X4}"));
}
