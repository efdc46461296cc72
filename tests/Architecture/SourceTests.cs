using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Architecture.Tests;

/// <summary>Rules that a reader can rely on while finding a way through the sources.</summary>
public class SourceTests
{
    private const int MaxLines = 420;

    [Fact]
    public void No_file_grows_past_about_400_lines()
    {
        var long_ = AllFiles().Select(f => (File: Repository.Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > MaxLines).Select(f => $"{f.File}: {f.Lines} lines").ToList();
        Assert.True(long_.Count == 0, "Split by topic:\n" + string.Join("\n", long_));
    }

    [Fact]
    public void No_type_is_called_manager_helper_or_util()
    {
        var named = Find(AllFiles(), new Regex(@"\b(class|struct|record|interface)\s+\w*(Manager|Helper|Util|Utils|Utilities)\b"));
        Assert.True(named.Count == 0, "Name what the type does:\n" + string.Join("\n", named));
    }

    [Fact]
    public void No_regions() => Assert.Empty(Find(AllFiles(), new Regex(@"^\s*#region\b")));

    /// <summary>Passes and code generation ask for an op's kind and facts, so that a new op works without touching them.</summary>
    [Fact]
    public void No_op_is_compared_by_name_outside_the_table_and_the_rules()
    {
        var names = string.Join("|", OpTable.All.Select(o => Regex.Escape(o.Name)));
        var comparison = new Regex($@"\.Name\s*(==|!=|is( not)?)\s*""({names})""|""({names})""\s*(==|!=)|case\s+""({names})""|Op\s*==\s*OpTable\.\w+");
        var files = new[] { "src/Passes", "src/Codegen", "src/Frontend", "src/Runtime" }.SelectMany(Repository.SourceFiles)
            .Where(f => !Repository.Relative(f).StartsWith("src/Passes/Rules/"));
        var found = Find(files, comparison);
        Assert.True(found.Count == 0, "Ask for the op's kind or a fact of its definition:\n" + string.Join("\n", found));
    }

    /// <summary>A kept reading holds as long as the files do that were looked into, so each look has to be noted.</summary>
    [Fact]
    public void Capture_goes_from_symbols_to_syntax_by_way_of_Declarations()
    {
        var found = Find(new[] { "src/Frontend/Capture", "src/Frontend/Signature" }.SelectMany(Repository.SourceFiles),
            new Regex(@"\.(GetSyntax|GetSyntaxAsync|GetSemanticModel|GetRoot|GetCompilationUnitRoot)\("));
        // It asks about the function's own errors, which are no part of a reading.
        found.RemoveAll(line => line.Contains("GetDiagnostics(declaration.Span"));
        Assert.True(found.Count == 0, "Use Declarations, or the file is not noted:\n" + string.Join("\n", found));
    }

    private static IEnumerable<string> AllFiles() =>
        new[] { "src", "tests", "examples", "benchmarks" }.Where(f => Directory.Exists(Path.Combine(Repository.Root, f))).SelectMany(Repository.SourceFiles);

    private static List<string> Find(IEnumerable<string> files, Regex pattern) =>
        (from file in files
         from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
         where pattern.IsMatch(line.Text)
         select $"{Repository.Relative(file)}:{line.Number}: {line.Text.Trim()}").ToList();
}
