using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Kernels;
using Spectre.Console;

namespace GraphCompiler.Tool;

using Graph = GraphCompiler.IR.Graph;

/// <param name="Sizes">NAME=SIZE each, or several separated by commas.</param>
/// <param name="Inputs">NAME=NUMBER each, or several separated by commas.</param>
/// <param name="Threads">Numbers of threads, separated by commas; null for the runtime's own.</param>
/// <param name="Seconds">For each row.</param>
internal sealed record BenchmarkOptions(IReadOnlyList<string> Sizes, IReadOnlyList<string> Inputs, string? Threads, double Seconds);

/// <summary>The command that measures a function of an assembly, compiled and op by op.</summary>
internal static class Benchmark
{
    private const int MostThreads = 1024, LongestDescription = 48;

    // Of a project; see GraphCompiler.props.
    private const string KernelTimesProperty = "GraphCompilerKernelTimes";

    public static void Run(GraphFile file, string? name, BenchmarkOptions options, TextWriter output)
    {
        var (full, graph) = file.Find(name);
        var (path, function, text) = file.Embedded(full);
        var sizes = Sizes(graph, options.Sizes);
        var numbers = Numbers(graph, options.Inputs);
        var threads = Threads(options.Threads);
        if (options.Seconds is not (> 0 and <= 600)) throw new ToolException($"--seconds {options.Seconds}: more than 0 and at most 600");
        var loaded = LoadedFunction.Load(path, function, text);
        var arguments = new SampleArguments(SampleInputs.Draw(graph, sizes, numbers));

        var table = TableOf("threads", "engine", "median", "fastest", "slowest", "allocated", "ratio");
        var kernels = TableOf("threads", "kernel", "runs a call", "time a call", "share");
        var before = Workers.Threads;
        try
        {
            foreach (var count in threads)
            {
                Workers.Threads = count;
                var (compiled, eager) = Timing.Of(loaded.Compiled(arguments), loaded.Eager(arguments), TimeSpan.FromSeconds(options.Seconds));
                AddRow(table, $"{count}", "compiled", compiled, "1");
                AddRow(table, "", "eager", eager, (eager.Median / compiled.Median).ToString("0.00", CultureInfo.InvariantCulture));
                AddKernels(kernels, $"{count}", loaded, loaded.Compiled(arguments), options.Seconds);
            }
        }
        // The user's own code runs here, and may throw anything.
        catch (Exception e)
        {
            throw new ToolException($"{full} threw {e.GetType().Name}: {e.Message}\nother sizes are given with --size N=128, other numbers with --input n=3");
        }
        finally
        {
            Workers.Threads = before;
        }
        output.WriteLine($"{full} {Inspection.Signature(graph)}{(sizes.Count == 0 ? "" : $", {string.Join(", ", sizes.Select(s => $"{s.Key} = {s.Value}"))}")}");
        if (!loaded.IsOptimized) output.WriteLine("note: this is a Debug build, whose times say little; build with -c Release, graphc too");
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No });
        console.Profile.Width = 120;
        console.Write(table);
        if (kernels.Rows.Count > 0) console.Write(kernels);
        else output.WriteLine($"The time of each kernel is taken where a project sets <{KernelTimesProperty}>true</{KernelTimesProperty}>.");
    }

    private static Table TableOf(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns) table.AddColumn(column == "kernel" ? new TableColumn(column) : new TableColumn(column).RightAligned());
        return table;
    }

    /// <summary>The kernels' own clocks over as many calls as fit into half the time, which come after those that warmed everything up.</summary>
    private static void AddKernels(Table table, string threads, LoadedFunction function, Action call, double seconds)
    {
        if (function.KernelTimes.Count == 0) return;
        function.ResetKernelTimes();
        var clock = Stopwatch.StartNew();
        var calls = 0;
        for (; calls < 3 || clock.Elapsed.TotalSeconds < seconds / 2; calls++) call();
        var whole = clock.Elapsed;
        var times = function.KernelTimes;
        foreach (var time in times)
        {
            table.AddRow(threads, Markup.Escape($"{time.Kernel.Name}: {Shortened(time.Kernel.Description)}"), Count((double)time.Runs / calls),
                Timing.Show(time.Total.TotalNanoseconds / calls), Share(time.Total / whole));
            threads = "";
        }
        // Threads that share a loop take the times of its kernels side by side, which may come to more than the whole.
        var rest = whole - TimeSpan.FromTicks(times.Sum(t => t.Total.Ticks));
        if (rest > TimeSpan.Zero) table.AddRow("", "everything else", "", Timing.Show(rest.TotalNanoseconds / calls), Share(rest / whole));

        static string Shortened(string text) => text.Length <= LongestDescription ? text : text[..(LongestDescription - 1)] + "…";
        static string Share(double part) => part.ToString("0 %", CultureInfo.InvariantCulture);
        static string Count(double runs) => runs.ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static void AddRow(Table table, string threads, string engine, Timing timing, string ratio) =>
        table.AddRow(threads, engine, Timing.Show(timing.Median), Timing.Show(timing.Least), Timing.Show(timing.Most), $"{timing.Bytes} B", ratio);

    private static SortedDictionary<string, long> Sizes(Graph graph, IReadOnlyList<string> given)
    {
        var sizes = new SortedDictionary<string, long>(graph.Symbols.ToDictionary(s => s, _ => (long)SampleInputs.DefaultSize), StringComparer.Ordinal);
        foreach (var (name, value) in Given("--size", "N=128", given))
        {
            if (!sizes.ContainsKey(name)) throw new ToolException($"--size: there is no size {name}{Spelling.DidYouMean(name, sizes.Keys)}; {(sizes.Count == 0 ? "all are fixed" : $"there are: {string.Join(", ", sizes.Keys)}")}");
            sizes[name] = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size
                : throw new ToolException($"--size {name}={value}: a size is a whole number from 0 to {int.MaxValue}");
        }
        return sizes;
    }

    private static Dictionary<string, Literal> Numbers(Graph graph, IReadOnlyList<string> given)
    {
        var numbers = new Dictionary<string, Literal>();
        foreach (var (name, value) in Given("--input", "n=3", given))
        {
            var parameter = Execution.Parameter(graph, name);
            if (parameter.Rank != 0) throw new ToolException($"--input: {name} is {parameter.Type}; only parameters of rank 0 are given, the others are drawn");
            numbers[name] = Execution.Value(parameter, value);
        }
        return numbers;
    }

    private static IEnumerable<(string Name, string Value)> Given(string option, string example, IReadOnlyList<string> given)
    {
        var names = new HashSet<string>();
        foreach (var text in given.SelectMany(g => g.Split(',')))
        {
            var (name, value) = Execution.NameAndValue(option, example, text);
            yield return names.Add(name) ? (name, value) : throw new ToolException($"{option}: {name} is given twice");
        }
    }

    private static IReadOnlyList<int> Threads(string? text) => text is null ? [Workers.Threads] : text.Split(',').Select(t =>
        int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostThreads ? count
            : throw new ToolException($"--threads {text}: numbers from 1 to {MostThreads}, separated by commas, such as 1,2")).ToList();
}
