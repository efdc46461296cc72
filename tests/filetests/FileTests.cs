using System.Collections.Generic;
using System.IO;
using System.Linq;
using GraphCompiler.Harness;
using Xunit;

namespace GraphCompiler.Filetests;

/// <summary>Each <c>.ir</c> file in this folder is a test: running its cases has to reproduce the file. README.md has the directives.</summary>
public class FileTests
{
    private static readonly string s_root = Checkout.PathOf("tests/filetests");

    public static IEnumerable<object[]> Files => Directory.EnumerateFiles(s_root, "*.ir", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(s_root, f).Replace('\\', '/')).Order().Select(f => new object[] { f });

    [Theory]
    [MemberData(nameof(Files))]
    public void File(string file)
    {
        var path = Path.Combine(s_root, file);
        var text = System.IO.File.ReadAllText(path).Replace("\r\n", "\n");
        Golden.Check(path, CaseFile.Rerun(text, Path.GetFileName(file)));
    }
}
