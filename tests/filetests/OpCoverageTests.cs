using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Filetests;

public class OpCoverageTests
{
    /// <summary>Every op has a line in <c>run/</c>, so that each engine runs each op on values written down by hand.</summary>
    [Fact]
    public void Every_op_is_run()
    {
        var text = string.Concat(Directory.EnumerateFiles(Checkout.PathOf("tests/filetests/run"), "*.ir").Select(File.ReadAllText));
        var used = Regex.Matches(text, @"= ([a-z_0-9]+)").Select(m => m.Groups[1].Value).ToHashSet();
        var missing = OpTable.All.Where(o => o.Kind is not (OpKind.Parameter or OpKind.Get or OpKind.Fused)).Select(o => o.Name).Where(n => !used.Contains(n)).ToList();
        Assert.True(missing.Count == 0, "add a case to tests/filetests/run for: " + string.Join(", ", missing));
    }
}
