using System.IO; using System.Linq; using Xunit;
namespace GraphCompiler.Frontend.Tests.Fuzz;
public class ProbeStats { [Fact] public void Stats() {
  var ps = Enumerable.Range(0, 200).Select(s => ProgramGenerator.Make(s).ToString()).ToList();
  using var w = new StreamWriter("/tmp/stats.txt");
  foreach (var k in new[] { "Func<", "Trio t", "new(", "[] t", "[0] =", "while (", "for (", "foreach (", "return ", "break;", "continue;", "switch (", " switch {", "Either(", "ref ", "out ", "L1", ".A =" , ".C" }) w.WriteLine($"{k}: {ps.Count(p => p.Contains(k))} programs");
  var big = Enumerable.Range(0, 200).OrderByDescending(s => ProgramGenerator.Make(s).Size).First();
  w.WriteLine(ProgramTrial.GraphText(ProgramGenerator.Make(7), "C"));
  w.WriteLine(ProgramTrial.GraphText(ProgramGenerator.Make(8), "C"));
} }
