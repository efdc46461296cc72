using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Which edits have which functions read again; <see cref="ReadProject"/> checks every reading against a fresh one.</summary>
public class ReadingCacheTests
{
    /// <summary>File0, File1 and so on: F uses all that can be edited, G nothing of it.</summary>
    private static readonly string[] s_files =
    [
        """
        public static partial class C
        {
            [GraphFunction]
            public static Tensor<float> F([Shape("N", Sizes.Width)] Tensor<float> x, Layer layer)
            {
                var y = Steps.First(x) * Sizes.Scale + layer.Apply(x);
                return y * Sizes.Factor(y) + new Counter(2).Start;
            }
        }
        """,
        """
        public static partial class D
        {
            [GraphFunction] public static Tensor<float> G([Shape("N")] Tensor<float> x) { return Relu(x); }
        }
        """,
        "public static class Steps { public static Tensor<float> First(Tensor<float> x) { return Tanh(x); } }",
        """
        public static class Sizes
        {
            public const int Width = 4;
            public static readonly float Scale = 2f;
            public static float Factor(object x) => 3f;
        }
        """,
        """
        public sealed record Layer([property: Shape(4)] Tensor<float> W)
        {
            public Tensor<float> Apply(Tensor<float> x) { return x * W; }
        }
        public class Counter(int given) { public int Start { get; } = given; public int Next() { return 1; } }
        """,
        """
        public class Unrelated
        {
            public static int M() { return 1; }
            public static int N => 2;
            public int O { get { return 3; } }
            public static int P = 4;
            static Unrelated() { P = 5; }
            public static int operator +(Unrelated a, int b) { return b; }
        }
        """,
    ];

    private static ReadProject Project() => new(Source.Compile(s_files));

    private static string[] Names(IEnumerable<string> functions) => functions.Select(f => f.Split(' ')[1]).ToArray();

    [Theory]
    [InlineData("return 1;", "return 1 + 1;")]
    [InlineData("return 1;", "int more = 1; /* and */ return more;")]
    [InlineData("N => 2", "N => 3")]
    [InlineData("return 3;", "return 4;")]
    [InlineData("P = 5;", "P = 6;")]
    [InlineData("return b;", "return b + b;")]
    [InlineData("return 1;", "return unknown;")]
    [InlineData("public class", "/* a comment */ public class")]
    public void An_edit_of_a_body_that_nobody_read_has_nothing_read_again(string from, string to) =>
        Assert.Empty(Project().Edit("File5.cs", from, to));

    [Theory]
    [InlineData(0, "var y = ", "var y = 2f * ", "F")]
    [InlineData(0, "layer.Apply(x);", "layer.Apply(x); // done", "F")]
    [InlineData(1, "Relu(x)", "Tanh(x)", "G")]
    [InlineData(2, "Tanh(x)", "Relu(x)", "F")]
    [InlineData(2, "public static class", "\n\npublic static class", "F")]
    [InlineData(3, "=> 3f", "=> 4f", "F")]
    [InlineData(4, "return x * W;", "return x + W;", "F")]
    [InlineData(4, "return 1;", "return given;", "F")]
    public void An_edit_of_a_body_has_the_functions_read_again_that_read_it(int file, string from, string to, string read) =>
        Assert.Equal([read], Names(Project().Edit($"File{file}.cs", from, to)));

    /// <summary>What is declared may matter to any body.</summary>
    [Theory]
    [InlineData(3, "Width = 4", "Width = 5")]
    [InlineData(3, "Scale = 2f", "Scale = 3f")]
    [InlineData(3, "public static float Factor", "public static float Factor(Tensor<float> x) => 5f; public static float Factor")]
    [InlineData(3, "public static readonly", "internal static readonly")]
    [InlineData(4, "[property: Shape(4)]", "[property: Shape(\"M\")]")]
    [InlineData(4, "Tensor<float> W)", "Tensor<float> W, int Count)")]
    [InlineData(5, "public int O { get { return 3; } }", "public int O { get { return field; } }")]
    [InlineData(5, "public class Unrelated", "public class Renamed")]
    [InlineData(5, "public static int P = 4;", "public static int P = 5;")]
    [InlineData(5, "public class", "#nullable disable\npublic class")]
    [InlineData(5, "return 1;", "\n#nullable disable\nreturn 1;")]
    [InlineData(5, "public class", "[Obsolete] public class")]
    [InlineData(5, "public class", "using Other = System.Math; public class")]
    [InlineData(6, "global using System;", "global using System; global using System.Linq;")]
    public void An_edit_of_what_is_declared_has_all_read_again(int file, string from, string to) =>
        Assert.Equal(["F", "G"], Names(Project().Edit(file == 6 ? "Usings.cs" : $"File{file}.cs", from, to)).Order());

    /// <summary>Bodies decide what fields a struct has, and so whether it is unmanaged.</summary>
    [Theory]
    [InlineData("public struct Name(string text) { public int M() { return 1; } }", "return 1;", "return text.Length;")]
    [InlineData("public struct Name { public string M { get { return \"\"; } } }", "return \"\";", "return field;")]
    [InlineData("public struct Name { public string M => \"\"; }", "=> \"\"", "=> field")]
    [InlineData("public partial struct Name(string text); public partial struct Name { public int M() { return 1; } }", "return 1;", "return text.Length;")]
    public void A_body_that_gives_a_struct_a_field_is_part_of_what_is_declared(string file, string from, string to)
    {
        var project = new ReadProject(Source.Compile(
            """
            public static partial class C
            {
                [GraphFunction] public static Tensor<float> F([Shape("N")] Tensor<float> x) => x * Size<Name>(x);
                private static float Size<T>(object x) where T : unmanaged => 1f;
                private static float Size<T>(Tensor<float> x) where T : IDisposable => 1f;
            }
            """,
            file));
        Assert.NotNull(Text());
        Assert.Single(project.Edit("File1.cs", from, to));
        Assert.Null(Text());

        string? Text() => ReadProject.Functions(project.Compilation).Select(f => ReadProject.Read(f.Method, project.Compilation).Function.Model.Capture.Text).Single();
    }

    [Fact]
    public void Top_level_statements_name_variables_for_all_files()
    {
        var compilation = Source.Compile(s_files).WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var project = new ReadProject(compilation.AddSyntaxTrees(Source.Tree("var x = 1;", "Program.cs")));
        Assert.Equal(2, project.Edit("Program.cs", "x", "y").Count);
    }

    public static TheoryData<string> Changes => [.. s_changes.Keys];

    private static readonly Dictionary<string, Func<CSharpCompilation, CSharpCompilation>> s_changes = new()
    {
        ["a reference less"] = c => c.RemoveReferences(c.References.First(r => r.Display!.EndsWith("System.Net.Http.dll"))),
        ["the same reference, read again"] = c => c.References.First(r => r.Display!.EndsWith("GraphCompiler.Runtime.dll")) is var runtime
            ? c.ReplaceReference(runtime, MetadataReference.CreateFromFile(runtime.Display!)) : c,
        ["nullable"] = c => c.WithOptions(c.Options.WithNullableContextOptions(NullableContextOptions.Disable)),
        ["overflow checks"] = c => c.WithOptions(c.Options.WithOverflowChecks(true)),
        ["a preprocessor symbol"] = c => Parsed(c, Source.Parse.WithPreprocessorSymbols("EXTRA")),
        ["language version"] = c => Parsed(c, Source.Parse.WithLanguageVersion(LanguageVersion.CSharp13)),
        ["assembly name"] = c => c.WithAssemblyName("Other"),
        ["a file more"] = c => c.AddSyntaxTrees(Source.Tree("class More { }", "More.cs")),
        ["a file less"] = c => c.RemoveSyntaxTrees(c.SyntaxTrees.Single(t => t.FilePath == "File5.cs")),
        ["a file under another name"] = c => c.ReplaceSyntaxTree(c.SyntaxTrees[5], c.SyntaxTrees[5].WithFilePath("Renamed.cs")),
        ["another order of files"] = c => c.RemoveAllSyntaxTrees().AddSyntaxTrees(c.SyntaxTrees.Reverse()),
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_of_the_project_has_all_read_again(string change)
    {
        var project = Project();
        Assert.Equal(["F", "G"], Names(project.Update(s_changes[change](project.Compilation))).Order());
    }

    private static CSharpCompilation Parsed(CSharpCompilation compilation, CSharpParseOptions options) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(t => Source.Tree(t.ToString(), t.FilePath, options)));

    [Fact]
    public void Many_edits_and_undoing_them()
    {
        var project = Project();
        var first = project.Compilation;
        for (var i = 0; i < 10; i++) Assert.Empty(project.Edit("File5.cs", i == 0 ? "return 1;" : $"return {i - 1} + 7;", $"return {i} + 7;"));
        Assert.Empty(project.Update(first));
    }

    [Fact]
    public void Findings_stand_where_they_belong_after_edits()
    {
        var project = new ReadProject(Source.Compile(
            """
            public static partial class C
            {
                [GraphFunction] public static Tensor<float> F([Shape(2, 3)] Tensor<float> x) => Steps.First(x);
                [GraphFunction] public static Tensor<float> G([Shape("N")] Tensor<float> x) => x;
            }
            """,
            "public static class Steps { public static Tensor<float> First(Tensor<float> x) { return MatMul(x, x); } }",
            s_files[5]));
        Assert.Equal("Steps.First(x)", Place());
        Assert.Empty(project.Edit("File2.cs", "return 1;", "return 2;"));
        Assert.Equal("Steps.First(x)", Place());
        Assert.Equal(["F", "G"], Names(project.Edit("File0.cs", "public static partial", "\n\n// moved\npublic static partial")).Order());
        Assert.Equal("Steps.First(x)", Place());

        string Place()
        {
            var finding = ReadProject.Functions(project.Compilation).SelectMany(f => ReadProject.Read(f.Method, project.Compilation).Findings.All).Single();
            return finding.Location.SourceTree!.ToString().Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length);
        }
    }

    [Fact]
    public void A_cancelled_reading_is_not_kept()
    {
        var compilation = Source.Compile(s_files);
        var method = Source.Method(compilation, "C", "F");
        Assert.ThrowsAny<OperationCanceledException>(() => ReadingCache.Read(method, compilation, new CancellationToken(canceled: true)));
        Assert.NotNull(ReadProject.Read(method, compilation).Function.Model.Capture.Text);
    }

    /// <summary>The stack's depth is no property of the program.</summary>
    [Fact]
    public void A_reading_that_ran_out_of_stack_is_not_kept()
    {
        var sum = string.Concat(Enumerable.Repeat("Relu(", 600)) + "x" + new string(')', 600);
        var compilation = Source.Compile(Source.InClass($"[GraphFunction] public static Tensor<float> F([Shape(\"N\")] Tensor<float> x) => {sum};"));
        var method = Source.Method(compilation, "C", "F");
        compilation.GetDiagnostics();
        Reading? shallow = null;
        var small = new Thread(() => shallow = ReadingCache.Read(method, compilation, default), 256 * 1024);
        small.Start();
        small.Join();
        var large = new Thread(() => Assert.NotNull(ReadingCache.Read(method, compilation, default).Function.Model.Capture.Text), 64 * 1024 * 1024);
        large.Start();
        large.Join();
        Assert.Contains(shallow!.Findings.All, f => f.Message.Contains("nested too deeply"));
    }

    [Fact]
    public async Task Many_threads_get_the_same()
    {
        var compilation = Source.Compile(s_files);
        var method = Source.Method(compilation, "C", "F");
        var fresh = FunctionReader.Read(method, compilation, default);
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ReadingCache.Read(method, compilation, default))));
        Assert.All(all, r => Assert.Equal(fresh.Function, r.Function));
    }

    /// <summary>As the generator reads it first and the analyzers after it.</summary>
    [Fact]
    public void Analyzers_share_the_generators_readings()
    {
        var compilation = Source.Compile(s_files);
        var output = Generation.Run(compilation).Output;
        foreach (var name in new[] { ("C", "F"), ("D", "G") })
        {
            var read = ReadingCache.Read(Source.Method(compilation, name.Item1, name.Item2), compilation, default);
            Assert.Same(read, ReadingCache.Read(Source.Method(output, name.Item1, name.Item2), output, default));
        }
    }

    /// <summary>A companion hides a member of that name that the class inherits.</summary>
    [Theory]
    [InlineData("FGraph")]
    [InlineData("GraphCompiler.Generated.Texts.C_F.Plan.Length")]
    public void Functions_that_name_generated_code_are_read_with_it(string named)
    {
        var compilation = Source.Compile(
            $"public partial class C : Base {{ [GraphFunction] public static Tensor<float> F([Shape(\"N\")] Tensor<float> x) {{ if (false) {{ var y = {named}; }} return x; }} }}",
            "public class Base { public static float FGraph => 2f; }");
        var output = Generation.Run(compilation).Output;
        var read = ReadingCache.Read(Source.Method(compilation, "C", "F"), compilation, default);
        Assert.NotSame(read, ReadingCache.Read(Source.Method(output, "C", "F"), output, default));
    }

    /// <summary>What another generator adds may mean anything.</summary>
    [Fact]
    public void Files_of_other_generators_have_all_read_again()
    {
        var compilation = Source.Compile(s_files);
        var output = ((CSharpCompilation)Generation.Run(compilation).Output).AddSyntaxTrees(Source.Tree("partial class Other { }", "Other.g.cs"));
        var read = ReadingCache.Read(Source.Method(compilation, "D", "G"), compilation, default);
        Assert.NotSame(read, ReadingCache.Read(Source.Method(output, "D", "G"), output, default));
    }

    [Fact]
    public void Readings_keep_no_project_alive()
    {
        var (tree, compilation, other) = Read();
        for (var i = 0; i < 10 && (compilation.IsAlive || other.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(compilation.IsAlive, "the compilation is kept");
        Assert.False(other.IsAlive, "a file is kept that was not read");
        GC.KeepAlive(tree);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (SyntaxTree, WeakReference, WeakReference) Read()
        {
            var compilation = Source.Compile(s_files);
            ReadingCache.Read(Source.Method(compilation, "C", "F"), compilation, default);
            return (compilation.SyntaxTrees[0], new(compilation), new(compilation.SyntaxTrees[5]));
        }
    }
}
