using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using GraphCompiler.IR;

namespace GraphCompiler.Tool;

/// <summary>graphc's commands and options. Exit codes: 0 done, 1 a mistake in what was given, 2 a mistake in the command line, 3 a bug in GraphCompiler.</summary>
public static class CommandLine
{
    private const int Done = 0, BadInput = 1, BadCommandLine = 2, Bug = 3;

    private static readonly Argument<string> s_file = new("file") { Description = "An assembly (.dll, .exe) built with GraphCompiler, or IR text (.ir)." };

    private static readonly Argument<string> s_assembly = new("file") { Description = "An assembly (.dll, .exe) built with GraphCompiler." };

    private static readonly Argument<string?> s_function = new("function")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The graph's name or the end of it, as 'graphc list' shows it: Digits.Predict. Not needed when there is only one.",
    };

    private static readonly Option<string?> s_after = new("--after")
    {
        HelpName = "each-pass|none|PASS",
        Description = "Which state to show: after each pass, as captured, or after one pass (its last run). Default: after the last pass.",
    };

    private static readonly Option<string?> s_passes = new("--passes")
    {
        HelpName = "PASS,PASS,…",
        Description = "Run these passes in this order instead of the compiler's.",
    };

    private static readonly Option<bool> s_fastMath = new("--fast-math") { Description = "Allow rewrites that hold only up to rounding, or not for NaN and infinities." };

    /// <summary>Runs one command line.</summary>
    /// <returns>The process's exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        // "@f" is a graph here, not a file with more arguments.
        var parsed = Build().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            var code = parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? BadCommandLine : code;
        }
        catch (Exception e) when (e is ToolException or ParseException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e is ParseException ? e.Message : $"graphc: {e.Message}");
            return BadInput;
        }
        catch (CompilerBugException e)
        {
            error.WriteLine(e.Message);
            return Bug;
        }
    }

    private static Command Build()
    {
        // Not a RootCommand: that one takes its name from the executable, which is "dotnet" or a test host as often as not.
        var root = new Command("graphc", "graphc shows what GraphCompiler makes of graph functions. It reads the graphs that the build embedded in an assembly, without "
            + "loading or running it (bench does), or IR text (docs/ir.md).") { new HelpOption(), new VersionOption() };
        root.Subcommands.Add(new Command("list", "List the graphs of a file with their signatures, and the functions that run eagerly with the reason.") { s_file }
            .Does((parsed, output) => Inspection.List(GraphFile.Open(parsed.GetRequiredValue(s_file)), output)));

        var locations = new Option<bool>("--locations") { Description = "End each line with the place in the source it comes from." };
        var full = new Option<bool>("--full-constants") { Description = "Show large constants in full, so that the text can be read back." };
        var remarks = new Option<bool>("--remarks") { Description = "Show what the passes say about single nodes: fused with what, or why not." };
        var plan = new Option<bool>("--plan") { Description = "Show where each result lies in memory." };
        root.Subcommands.Add(new Command("dump", "Show a graph's IR, before, between and after the passes.")
            { s_file, s_function, s_after, s_passes, s_fastMath, remarks, plan, locations, full }
            .Does((parsed, output) => Inspection.Dump(Select(parsed), new DumpOptions(parsed.GetValue(remarks), parsed.GetValue(plan),
                new PrintOptions(parsed.GetValue(locations), ElideLargeConstants: !parsed.GetValue(full))), output)));

        root.Subcommands.Add(new Command("code", "Show the C# that a graph becomes.") { s_file, s_function, s_after, s_passes, s_fastMath }
            .Does((parsed, output) => Inspection.Code(Select(parsed), output)));

        root.Subcommands.Add(new Command("dot", "Write a graph for Graphviz: graphc dot model.ir | dot -Tsvg -o model.svg") { s_file, s_function, s_after, s_passes, s_fastMath }
            .Does((parsed, output) => Inspection.Dot(Select(parsed), output)));

        var input = new Option<string[]>("--input", "-i")
        {
            HelpName = "NAME=VALUE",
            Description = "A parameter's value as IR text writes constants: -i x=[[1, 2], [3, 4]]. Once for each parameter.",
            AllowMultipleArgumentsPerToken = true,
        };
        var engine = new Option<string>("--engine") { HelpName = string.Join('|', Execution.EngineNames), Description = "What runs the graph.", DefaultValueFactory = _ => Execution.EngineNames[0] };
        engine.AcceptOnlyFromAmong([.. Execution.EngineNames]);
        root.Subcommands.Add(new Command("run", "Run a graph on given inputs and show its results.") { s_file, s_function, input, engine, s_after, s_passes, s_fastMath }
            .Does((parsed, output) => Execution.Run(Select(parsed), parsed.GetValue(input) ?? [], parsed.GetRequiredValue(engine), output)));

        var size = new Option<string[]>("--size", "-s")
        {
            HelpName = "NAME=SIZE,…",
            Description = $"Sizes that the shapes leave open: -s N=128,M=10. Default: {SampleInputs.DefaultSize}.",
            AllowMultipleArgumentsPerToken = true,
        };
        var number = new Option<string[]>("--input", "-i") { HelpName = "NAME=NUMBER,…", Description = "Parameters of rank 0: -i steps=100. Default: 1.", AllowMultipleArgumentsPerToken = true };
        var threads = new Option<string?>("--threads") { HelpName = "COUNT,COUNT,…", Description = "Threads to measure with, one after the other. Default: as many as the runtime would use." };
        var seconds = new Option<double>("--seconds") { Description = "About how long to measure for each row.", DefaultValueFactory = _ => 1 };
        root.Subcommands.Add(new Command("bench", "Measure a function of an assembly, compiled and op by op. This one loads the assembly and runs its code. Floats are drawn from a "
            + "standard normal distribution, integers are 0 or 1; each run draws the same.") { s_assembly, s_function, size, number, threads, seconds }
            .Does((parsed, output) => Benchmark.Run(GraphFile.Open(parsed.GetRequiredValue(s_assembly)), parsed.GetValue(s_function),
                new(parsed.GetValue(size) ?? [], parsed.GetValue(number) ?? [], parsed.GetValue(threads), parsed.GetValue(seconds)), output)));
        return root;
    }

    private static Selection Select(ParseResult parsed) => new(
        GraphFile.Open(parsed.GetRequiredValue(s_file)).Find(parsed.GetValue(s_function)),
        parsed.GetValue(s_after), parsed.GetValue(s_passes), parsed.GetValue(s_fastMath));

    private static Command Does(this Command command, Action<ParseResult, TextWriter> action)
    {
        command.SetAction(parsed =>
        {
            action(parsed, parsed.InvocationConfiguration.Output);
            return Done;
        });
        return command;
    }
}
