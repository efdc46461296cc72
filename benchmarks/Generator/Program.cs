using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GraphCompiler.Benchmarks.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

// write FOLDER: the sample as a project on disk, for the wall time of real builds with the generator and without it.
if (args is ["write", var folder])
{
    SampleProject.Write(folder);
    return;
}

// What the generator and the analyzers cost: on the first build of a process, on later ones, and for an edit.
Console.WriteLine($"{SampleProject.Texts.Count} files, {SampleProject.Texts.Sum(t => t.Text.Length) / 1024} KB; milliseconds");

// The compiler itself warms up on a compilation without us, as a build server has been by earlier projects.
Emit(SampleProject.Create());
Report("build without GraphCompiler", SampleProject.Create, Emit, 5);
Report("generator, first run in a process", SampleProject.Create, c => Run(c, out _), 1);
Report("generator, later runs", SampleProject.Create, c => Run(c, out _), 9);
Report("an analyzer that does nothing", WithGenerated, c => Analyze(c, new Nothing()), 5);
Report("analyzers, first run in a process", WithGenerated, c => Analyze(c, SampleProject.Analyzers), 1);
Report("analyzers, later runs", WithGenerated, c => Analyze(c, SampleProject.Analyzers), 5);
Report("build of the generator's files too", WithGenerated, Emit, 5);

var compilation = SampleProject.Create();
var driver = Run(compilation, out _);
Edit("edit in a file that has nothing to do with graphs", SampleProject.PlainFile, "x > 1", "x > {0}");
Edit("edit beside a call of a graph function", SampleProject.CallerFile, "x > 1", "x > {0}");
Edit("edit of what a file declares: all functions are read", SampleProject.PlainFile, "Method1(", "Method{0}(");
Edit("edit of a graph function", "File3.cs", "h - 3f", "h - {0}f");

void Edit(string title, string file, string from, string to)
{
    var times = new List<Cost>();
    for (var i = 0; i < 40; i++)
    {
        var tree = compilation.SyntaxTrees.First(t => t.FilePath == file);
        var text = SampleProject.Texts.First(t => t.Name == file).Text.Replace(from, string.Format(to, 100 + i));
        var next = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, SampleProject.Parse, file, Encoding.UTF8));
        times.Add(Time(() => driver = driver.RunGenerators(next)));
        compilation = next;
    }
    Print(title, times);
}

static GeneratorDriver Run(CSharpCompilation compilation, out Compilation output) =>
    CSharpGeneratorDriver.Create(SampleProject.Generators, parseOptions: SampleProject.Parse).RunGeneratorsAndUpdateCompilation(compilation, out output, out _);

static CSharpCompilation WithGenerated()
{
    Run(SampleProject.Create(), out var output);
    return (CSharpCompilation)output;
}

static void Analyze(CSharpCompilation compilation, params DiagnosticAnalyzer[] analyzers)
{
    var found = Task.Run(() => compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync()).Result;
    if (found.Length > 0) throw new InvalidOperationException(found[0].ToString());
}

static void Emit(CSharpCompilation compilation)
{
    var result = compilation.Emit(new MemoryStream());
    if (!result.Success) throw new InvalidOperationException(result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString());
}

static void Report(string title, Func<CSharpCompilation> prepare, Action<CSharpCompilation> action, int times) =>
    Print(title, Enumerable.Range(0, times).Select(_ => prepare()).Select(c => Time(() => action(c))).ToList());

static Cost Time(Action action)
{
    var cpu = Process.GetCurrentProcess().TotalProcessorTime;
    var clock = Stopwatch.StartNew();
    action();
    return new(clock.Elapsed.TotalMilliseconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds);
}

static void Print(string title, List<Cost> costs)
{
    var (wall, cpu) = (costs.Select(c => c.Wall).Order().ToList(), costs.Select(c => c.Cpu).Order().ToList());
    Console.WriteLine($"{title,-55} wall: median {wall[wall.Count / 2],7:F1} best {wall[0],7:F1}   processor: median {cpu[cpu.Count / 2],7:F1} best {cpu[0],7:F1}");
}

// On a busy machine the wall clock measures the others, so the processor's time stands beside it.
internal readonly record struct Cost(double Wall, double Cpu);
