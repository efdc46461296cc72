using System;
using System.IO;
using System.Linq;
using GraphCompiler.Codegen;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Tool;

using Graph = GraphCompiler.IR.Graph;

/// <param name="Remarks">Show what passes say about nodes.</param>
/// <param name="Plan">Show the memory plan of the last graph.</param>
internal sealed record DumpOptions(bool Remarks, bool Plan, PrintOptions Print);

/// <summary>The commands that show graphs.</summary>
internal static class Inspection
{
    public static void List(GraphFile file, TextWriter output)
    {
        var width = file.Graphs.Select(g => g.Name).Concat(file.Eager.Select(e => e.Name)).Max(n => n.Length);
        foreach (var (name, graph) in file.Graphs)
            output.WriteLine($"{name.PadRight(width)}  {Signature(graph)}  {graph.Nodes.Count} nodes");
        foreach (var (name, reason) in file.Eager) output.WriteLine($"{name.PadRight(width)}  eager: {reason}");
    }

    public static string Signature(Graph graph) =>
        $"({string.Join(", ", graph.Parameters.Select(p => $"{p.Name}: {p.Type}"))}) -> {(graph.Outputs.Count == 1 ? graph.OutputTypes[0] : $"({graph.OutputTypes})")}";

    public static void Dump(Selection selection, DumpOptions options, TextWriter output)
    {
        if (selection.ShowEachPass) DumpSteps(selection, options, output);
        else DumpState(selection, options, output);
        if (options.Plan) output.WriteLine($"\n== memory plan\n{PlanMemory.Plan(selection.Graph).Text.TrimEnd()}");
    }

    private static void DumpState(Selection selection, DumpOptions options, TextWriter output)
    {
        output.Write(GraphPrinter.Print(selection.Graph, options.Print));
        if (!options.Remarks) return;
        foreach (var step in selection.Steps) WriteRemarks(step, output);
    }

    private static void DumpSteps(Selection selection, DumpOptions options, TextWriter output)
    {
        output.WriteLine($"== captured: {selection.Captured.Nodes.Count} nodes");
        output.Write(GraphPrinter.Print(selection.Captured, options.Print));
        foreach (var step in selection.Steps)
        {
            output.WriteLine($"\n== {step.Summary}");
            foreach (var (rule, times) in step.Log.Counts) output.WriteLine($"   {(times == 1 ? "" : $"{times} × ")}{rule}");
            if (options.Remarks) WriteRemarks(step, output);
            if (step.Changed) output.Write(GraphPrinter.Print(step.After, options.Print));
        }
    }

    public static void Code(Selection selection, TextWriter output)
    {
        var graph = selection.Graph;
        var entry = new EntryPoint("GraphCompiler.Generated", ClassName(selection.Name), selection.Name, graph.Parameters.Map(p => new EntryParameter("@" + p.Name, HostScalar: false)));
        try
        {
            output.Write(CpuCompiler.Emit(entry, graph, new PassTrace(selection.Steps)).Source);
        }
        catch (NotSupportedException e)
        {
            throw new ToolException(e.Message);
        }
    }

    private static string ClassName(string name)
    {
        var letters = new string(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_').ToArray());
        return char.IsAsciiDigit(letters.FirstOrDefault('_')) ? "_" + letters : letters;
    }

    public static void Dot(Selection selection, TextWriter output) => output.Write(DotWriter.Write(selection.Name, selection.Graph));

    private static void WriteRemarks(PassStep step, TextWriter output)
    {
        var names = GraphPrinter.Names(step.Before);
        foreach (var remark in step.Log.Remarks)
            output.WriteLine($"   {step.Name}: {(names.TryGetValue(remark.Node, out var name) ? name : remark.Node.ToString())} {remark.Node.Op.Name}: {remark.Text}");
    }
}
