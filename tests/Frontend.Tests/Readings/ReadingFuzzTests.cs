using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>
/// Random edits of a project, after each of which every reading is what a fresh look gives. <c>GRAPHCOMPILER_FUZZ=N</c> makes
/// N times as many; a failure names the seed, and the edits are in the project's text.
/// </summary>
public class ReadingFuzzTests
{
    private const int Steps = 48;

    private static int Times => int.TryParse(Environment.GetEnvironmentVariable("GRAPHCOMPILER_FUZZ"), out var n) ? Math.Max(n, 1) : 1;

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 4 * Times));

    /// <summary>Pieces that mean something are exchanged.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Exchanged_pieces(int seed)
    {
        var random = new Random(seed);
        var files = EditedProject.Templates.Select(t => new Slots(t)).ToArray();
        var project = new ReadProject(Source.Compile(files.Select(f => f.ToString()).ToArray()));
        var states = new List<CSharpCompilation>();
        for (var step = 0; step < Steps; step++)
        {
            var next = project.Compilation;
            foreach (var _ in Enumerable.Range(0, random.Next(4) == 0 ? 3 : 1))
            {
                var file = random.Next(files.Length);
                files[file].Change(random.Next(files[file].Count), random);
                next = ReadProject.Replace(next, $"File{file}.cs", files[file].ToString());
            }
            Go(project, random, next, states);
        }
        Assert.InRange(project.Kept, project.Asked / 20, project.Asked);
    }

    /// <summary>Tokens are deleted, doubled and exchanged, as by someone who types.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Changed_tokens(int seed)
    {
        var random = new Random(1000 + seed);
        var original = Source.Compile(EditedProject.Templates.Select(t => new Slots(t).ToString()).ToArray());
        var project = new ReadProject(original);
        var states = new List<CSharpCompilation>();
        for (var step = 0; step < Steps; step++)
        {
            // Now and then all is whole again, or nothing would compile at last.
            if (step % 6 == 0)
            {
                project.Update(original);
                continue;
            }
            var file = $"File{random.Next(EditedProject.Templates.Length)}.cs";
            Go(project, random, ReadProject.Replace(project.Compilation, file, Mutate(project[file], random)), states);
        }
        Assert.InRange(project.Kept, project.Asked / 20, project.Asked);
    }

    /// <summary>What the analyzers report of a project with the generated files in it.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void With_generated_files(int seed)
    {
        var random = new Random(2000 + seed);
        var files = EditedProject.Templates.Select(t => new Slots(t)).ToArray();
        var compilation = Source.Compile(files.Select(f => f.ToString()).ToArray());
        var driver = Generation.Driver();
        for (var step = 0; step < Steps / 4; step++)
        {
            driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
            Assert.Null(driver.GetRunResult().Results.Single().Exception);
            foreach (var (_, method) in ReadProject.Functions(output))
            {
                var kept = ReadingCache.Read(method, output, default);
                var fresh = FunctionCapture.Run(method, output, default);
                Assert.Equal(fresh.Findings.All, kept.Findings.All);
                Assert.Equal(fresh.Findings.Broken, kept.Findings.Broken);
            }
            var file = random.Next(files.Length);
            files[file].Change(random.Next(files[file].Count), random);
            compilation = ReadProject.Replace(compilation, $"File{file}.cs", random.Next(3) > 0 ? files[file].ToString() : Mutate(compilation.SyntaxTrees[file], random));
        }
    }

    /// <summary>Also to earlier states, by undoing, and to other options and orders of files.</summary>
    private static void Go(ReadProject project, Random random, CSharpCompilation next, List<CSharpCompilation> states)
    {
        states.Add(project.Compilation);
        project.Update(next);
        switch (random.Next(12))
        {
            case 0:
                project.Update(states[random.Next(states.Count)]);
                project.Update(next);
                break;
            case 1:
                project.Update(next.WithOptions(next.Options.WithNullableContextOptions(NullableContextOptions.Disable)));
                project.Update(next);
                break;
            case 2:
                var files = next.SyntaxTrees.ToList();
                var moved = files[random.Next(files.Count)];
                files.Remove(moved);
                project.Update(next.RemoveAllSyntaxTrees().AddSyntaxTrees(files));
                project.Update(next.RemoveAllSyntaxTrees().AddSyntaxTrees(files.Append(moved)));
                project.Update(next);
                break;
        }
    }

    private static string Mutate(SyntaxTree file, Random random)
    {
        var text = file.ToString();
        var tokens = file.GetRoot().DescendantTokens().Where(t => t.Span.Length > 0).ToList();
        if (tokens.Count == 0) return text + " class Again { }";
        var (token, other) = (tokens[random.Next(tokens.Count)], tokens[random.Next(tokens.Count)]);
        return random.Next(5) switch
        {
            0 => text.Remove(token.SpanStart, token.Span.Length),
            1 => text.Insert(token.Span.End, " " + token.Text),
            2 => text.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, other.Text),
            3 => text.Insert(token.SpanStart, "\n#nullable disable\n"),
            _ => text.Insert(token.SpanStart, "/* a comment */ "),
        };
    }
}
