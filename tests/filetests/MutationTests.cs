using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Filetests;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Damaged texts: parsing one gives a graph that prints and parses again, or a <see cref="ParseException"/>, never anything else.</summary>
public class MutationTests
{
    private static readonly string[] s_pieces =
    [
        "%0", "%x", "%0#1", "#", "@f", "graph", "return", "requires", "==", "->", "=", ":", ",", "(", ")", "[", "]", "{", "}", "\"", "\\", "//", "\n", "\t", "\0", "é", "\ud800",
        "0", "1", "-1", "2", "7", "1.5", "-0", "1e9", "1e999", "nan", "inf", "-inf", "true", "9223372036854775807", "-9223372036854775808", "99999999999999999999",
        "N", "M", "N*N", "N//0", "N//M", "max(N,M)", "-N", "f32", "f64", "i32", "i64", "bool", "f16", "bf16", "i8", "u8", "f32[]", "f32[N]", "bool[]", "none", "splat", "base64", "...",
        "axis", "shape", "value", "dtype", "body", "then", "else", "cond", "perm", "starts", "keep_dims",
        .. OpTable.All.Select(o => o.Name),
    ];

    [Fact]
    public void A_damaged_text_gives_a_diagnostic_or_a_graph()
    {
        var seeds = Directory.EnumerateFiles(Checkout.PathOf("tests/filetests"), "*.ir", SearchOption.AllDirectories).Order()
            .SelectMany(f => File.ReadAllText(f).Split("// ---")).Where(t => t.Contains("graph")).Select(t => t.Split("// expect:")[0]).ToList();
        var trials = FuzzEffort.Trials(inSuite: 10_000);
        for (var trial = 0; trial < trials; trial++)
        {
            var seed = FuzzEffort.Seed + trial;
            var random = new Random(seed);
            var text = seeds[random.Next(seeds.Count)];
            for (var n = random.Next(1, 5); n > 0; n--) text = Mutate(text, random);
            try
            {
                Parse(text);
            }
            catch (Exception e) when (e is not ParseException)
            {
                Assert.Fail($"GRAPHCOMPILER_FUZZ_SEED={seed}: {e}\n\n{text}");
            }
        }
    }

    private static void Parse(string text)
    {
        Seq<Graph> graphs;
        try
        {
            graphs = GraphParser.ParseModule(text);
        }
        catch (ParseException e)
        {
            // The place has to be in the text, for editors to jump to.
            var lines = text.Split('\n');
            Assert.InRange(e.Line, 1, lines.Length);
            Assert.InRange(e.Column, 1, lines[e.Line - 1].Length + 1);
            return;
        }
        foreach (var graph in graphs)
        {
            var printed = GraphPrinter.Print(graph);
            Assert.Equal(printed, GraphPrinter.Print(GraphParser.Parse(printed)));
        }
    }

    private static string Mutate(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(text.Length - at, random.Next(4) == 0 ? random.Next(40) : random.Next(4));
        return random.Next(6) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, Piece(random)),
            2 => text.Remove(at, length).Insert(at, Piece(random)),
            3 => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
            4 => text[..at],
            // A whole word for another: what stays well-formed reaches the ops' own checks.
            _ => ReplaceWord(text, at, random),
        };
    }

    private static string ReplaceWord(string text, int at, Random random)
    {
        static bool InWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
        while (at < text.Length && !InWord(text[at])) at++;
        var end = at;
        while (end < text.Length && InWord(text[end])) end++;
        while (at > 0 && InWord(text[at - 1])) at--;
        return text[..at] + Piece(random) + text[end..];
    }

    private static string Piece(Random random) => s_pieces[random.Next(s_pieces.Length)];
}
