using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
namespace GraphCompiler.Frontend.Tests.Fuzz;
public class ProbeFuzz
{
    [Fact]
    public void Explore()
    {
        var start = int.Parse(Environment.GetEnvironmentVariable("PF_START") ?? "0"); var count = int.Parse(Environment.GetEnvironmentVariable("PF_COUNT") ?? "200");
        var shrink = int.Parse(Environment.GetEnvironmentVariable("PF_SHRINK") ?? "1");
        var outFile = Environment.GetEnvironmentVariable("PF_OUT") ?? "/tmp/pf.txt";
        using var w = new StreamWriter(outFile) { AutoFlush = true };
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var byKind = new Dictionary<string, List<(int, Code, Failure)>>();
        foreach (var seeds in Enumerable.Range(start, count).Chunk(50))
        {
            var programs = seeds.Select(s => (Seed: s, Code: ProgramGenerator.Make(s))).ToList();
            var f = ProgramTrial.Run(programs);
            for (var i = 0; i < programs.Count; i++) if (f[i] is { } x)
            {
                var key = x.Kind.StartsWith("capture") || x.Kind is "invalid" or "emit" ? x.Kind + " " + System.Text.RegularExpressions.Regex.Replace(x.Problem.Split((char)10)[0], @"G\d+.Run|[GP]\d+(_Run.g)?.cs.*?:", "") : x.Kind;
                if (!byKind.TryGetValue(key, out var l)) byKind[key] = l = [];
                l.Add((programs[i].Seed, programs[i].Code, x));
            }
            w.WriteLine($"{seeds[^1] + 1}: {clock.Elapsed.TotalSeconds:f0} s, sizes {programs.Average(p => p.Code.Size):f0}; failing {byKind.Sum(k => k.Value.Count)}");
        }
        foreach (var (k, l) in byKind.OrderByDescending(b => b.Value.Count)) w.WriteLine($"{l.Count} x {k}: seeds {string.Join(",", l.Take(8).Select(x => x.Item1))}");
        foreach (var (k, l) in byKind.OrderByDescending(b => b.Value.Count)) foreach (var (seed, code, failure) in l.OrderBy(x => x.Item2.Size).Take(shrink))
        {
            try {
            var (small, why) = failure.Kind == "invalid" ? (code, failure) : ProgramShrinker.Shrink(seed, code, failure);
            w.WriteLine($"\n######## {k} seed {seed} after {clock.Elapsed.TotalSeconds:f0} s: {why.Problem[..Math.Min(why.Problem.Length, 3000)]}\n{ProgramTrial.GraphText(small, "C")}");
            } catch (Exception e) { w.WriteLine($"\n######## {k} seed {seed}: shrinking failed {e}"); }
        }
    }
}
