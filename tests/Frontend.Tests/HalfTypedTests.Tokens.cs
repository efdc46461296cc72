using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GraphCompiler.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Programs that end at every token, and programs that lack one.</summary>
public partial class HalfTypedTests
{
    // Tokens spread evenly over the program; GRAPHCOMPILER_FUZZ takes more.
    private const int MostEditsInSuite = 25;

    private static readonly Dictionary<string, string> s_programs = new()
    {
        ["branches"] = """
            if (Sum(x) > limit) { x = -x; } else if (n > 2 && !flag) return x * 2f;
            var y = flag ? x : x + 1f;
            return n switch { 0 => x, > 3 and < 9 when flag => y, _ => x - y };
            """,
        ["loops"] = """
            var s = x;
            for (int i = 0, j = n; i < j; i++) { if (i == 3) continue; s += x * i; }
            while (Sum(s) < limit) { s = s * 2f; if (flag) break; }
            do { s = s - 1f; } while (n-- > 0);
            foreach (var row in x) s += row;
            return s;
            """,
        ["switches"] = """
            switch (n) { case 1: case 2: x += 1f; break; case > 5 when flag: return x; default: x = Relu(x); break; }
            var k = x.Rank is 1 or 2 ? n is var m and > 0 ? m : 2 : 3;
            return x * k;
            """,
        ["data"] = """
            var pair = new Pair(x, x * 2f);
            var (a, b) = pair with { Left = x + 1f };
            (a, b) = (b, a);
            Tensor<float>[] all = [a, b, .. new[] { x }];
            var t = (Sum: a + b, all.Length);
            t.Sum *= pair.Right;
            return Stack(all)[0] + t.Sum[..];
            """,
        ["calls"] = """
            Tensor<float> Twice(Tensor<float> v, float by = 2f) => v * by;
            Func<Tensor<float>, Tensor<float>> f = v => Twice(v, by: 3f);
            Split(x, out var left, out var right);
            Graph.Print(left, $"left {nameof(left)}"); Graph.Assert(All(left < right), "order");
            return f(Reshape(x, x.Shape[0] / 2, -1)[0..^1, ^1]);
            """,
    };

    public static TheoryData<string> Programs => [.. s_programs.Keys, .. CaptureTests.Files.Select(f => (string)f[0])];

    private static string TextOf(string program) => s_programs.TryGetValue(program, out var body)
        ? $$"""
            public record Pair(Tensor<float> Left, Tensor<float> Right);
            public static partial class C
            {
                [GraphFunction]
                public static Tensor<float> F([Shape("N")] Tensor<float> x, float limit, int n, bool flag)
                {
                    {{body}}
                }
                private static void Split(Tensor<float> x, out Tensor<float> left, out Tensor<float> right) { left = x; right = x; }
            }
            """
        : File.ReadAllText(CaptureTests.PathOf(program));

    [Theory]
    [MemberData(nameof(Programs))]
    public Task A_program_that_ends_at_any_token(string program) => EachToken(program, (text, token) => text[..token.SpanStart]);

    [Theory]
    [MemberData(nameof(Programs))]
    public Task A_program_without_any_one_token(string program) => EachToken(program, (text, token) => text.Remove(token.SpanStart, token.Span.Length));

    private static async Task EachToken(string program, Func<string, SyntaxToken, string> edit)
    {
        var text = TextOf(program);
        var tokens = Source.Tree(text, "File0.cs").GetRoot().DescendantTokens().Where(t => t.Span.Length > 0).ToList();
        var most = Math.Min(tokens.Count, FuzzEffort.Trials(MostEditsInSuite));
        var chosen = Enumerable.Range(0, most).Select(i => tokens[i * tokens.Count / most]);
        // One that the others are made from, so that they share what they know of the references.
        var whole = Source.Compile(text);
        _ = whole.GetSpecialType(SpecialType.System_Object);
        await Parallel.ForEachAsync(chosen, async (token, _) =>
        {
            var edited = edit(text, token);
            if (await Trouble(whole.ReplaceSyntaxTree(whole.SyntaxTrees[0], Source.Tree(edited, "File0.cs"))) is { } trouble) Assert.Fail($"{trouble}\n\nat '{token}', line {token.GetLocation().GetLineSpan().StartLinePosition.Line + 1} of:\n{edited}");
        });
    }

    /// <summary>What went wrong: something threw, or something was said about a method that does not compile.</summary>
    private static async Task<string?> Trouble(CSharpCompilation compilation)
    {
        var driver = Generation.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        if (driver.GetRunResult().Results.Single().Exception is { } thrown) return $"the generator threw {thrown}";
        string? bug = null;
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (e, analyzer, _) => bug = $"{analyzer} threw {e}", concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var found = await output.WithAnalyzers(Analysis.Analyzers, options).GetAnalyzerDiagnosticsAsync();
        return bug ?? found.Select(d => d.Id is "GF1901" or "GF1902" ? d.ToString() : IsNoise(output, d) ? $"{d}, in a method that does not compile" : null).FirstOrDefault(d => d is not null);
    }

    private static bool IsNoise(Compilation output, Diagnostic found)
    {
        if (found.Location.SourceTree is not { } tree) return false;
        var method = tree.GetRoot().FindNode(found.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>();
        return method is not null && FunctionCapture.HasErrors(method, output, default);
    }
}
