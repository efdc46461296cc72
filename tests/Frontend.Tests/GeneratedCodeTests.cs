using System.Collections.Generic;
using System.IO;
using System.Linq;
using GraphCompiler.Harness;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>
/// The files that the generator adds, as a user sees them. Kernels are left to the tests of code generation: they change with it.
/// </summary>
public class GeneratedCodeTests
{
    private static readonly string s_folder = Checkout.PathOf("tests/Frontend.Tests/Golden/generated");

    public static IEnumerable<object[]> Files => Directory.GetFiles(s_folder, "*.cs").Select(f => new object[] { Path.GetFileNameWithoutExtension(f) });

    [Theory]
    [MemberData(nameof(Files))]
    public void File(string name)
    {
        var files = Generation.Run(Source.Compile(System.IO.File.ReadAllText(Path.Combine(s_folder, name + ".cs")))).Files;
        var text = string.Concat(files.Where(f => !f.Key.EndsWith(".Kernels.g.cs")).OrderBy(f => f.Key, System.StringComparer.Ordinal)
            .Select(f => $"// ======== {f.Key}\n{WithoutKernels(f.Value)}"));
        Golden.Check(Path.Combine(s_folder, name + ".txt"), text);
    }

    private static string WithoutKernels(string file)
    {
        var texts = file.IndexOf("\nnamespace GraphCompiler.Generated.Texts");
        return texts < 0 ? file : file[..(texts + 1)];
    }
}
