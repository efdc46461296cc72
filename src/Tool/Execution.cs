using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Tool;

using Graph = GraphCompiler.IR.Graph;

/// <summary>The command that runs graphs.</summary>
internal static class Execution
{
    private static readonly Dictionary<string, Func<Graph, Literal[], Literal[]>> s_engines = new()
    {
        ["reference"] = (graph, inputs) => ReferenceEngine.Run(graph, new TensorEffects(), inputs),
        ["eager"] = EagerEngine.Run,
    };

    public static IReadOnlyList<string> EngineNames { get; } = [.. s_engines.Keys];

    public static void Run(Selection selection, IReadOnlyList<string> inputs, string engine, TextWriter output)
    {
        var graph = selection.Graph;
        var values = Values(graph, inputs);
        var outside = GraphCompiler.Graph.Output;
        GraphCompiler.Graph.Output = output;
        Literal[] results;
        try
        {
            results = s_engines[engine](graph, values);
        }
        // What engines throw for inputs that do not fit the graph; OpException is one of them.
        catch (Exception e) when (e is ArgumentException or ArithmeticException or GraphAssertException)
        {
            throw new ToolException(e.Message);
        }
        finally
        {
            GraphCompiler.Graph.Output = outside;
        }
        foreach (var result in results) output.WriteLine($"{LiteralText.WriteLists(result)} : {result.Type}");
    }

    private static Literal[] Values(Graph graph, IReadOnlyList<string> inputs)
    {
        var given = new Dictionary<string, string>();
        foreach (var input in inputs)
        {
            var (name, value) = NameAndValue("--input", "x=[1, 2]", input);
            if (!given.TryAdd(Parameter(graph, name).Name!, value)) throw new ToolException($"--input: {name} is given twice");
        }
        var missing = graph.Parameters.Where(p => !given.ContainsKey(p.Name!)).ToList();
        if (missing.Count > 0) throw new ToolException($"values are missing; give --input for each of: {Describe(missing)}");
        return graph.Parameters.Select(p => Value(p, given[p.Name!])).ToArray();
    }

    /// <exception cref="ToolException">There is no '='.</exception>
    public static (string Name, string Value) NameAndValue(string option, string example, string text) => text.IndexOf('=') is >= 0 and var equals
        ? (text[..equals].Trim().TrimStart('%'), text[(equals + 1)..])
        : throw new ToolException($"{option} {text}: expected NAME=VALUE, for instance {example}");

    /// <exception cref="ToolException">There is no parameter of that name.</exception>
    public static Node Parameter(Graph graph, string name) => graph.Parameters.FirstOrDefault(p => p.Name == name)
        ?? throw new ToolException($"--input: there is no parameter {name}{Spelling.DidYouMean(name, graph.Parameters.Select(p => p.Name!))}; there are: {Describe(graph.Parameters)}");

    private static string Describe(IEnumerable<Node> parameters) => string.Join(", ", parameters.Select(p => $"{p.Name} ({p.Type})"));

    /// <exception cref="ToolException">The text is no constant of the parameter's type.</exception>
    public static Literal Value(Node parameter, string text)
    {
        try
        {
            return LiteralText.Parse(text, parameter.Type);
        }
        catch (ParseException e)
        {
            throw new ToolException($"--input {parameter.Name}:\n{e.Message}");
        }
    }
}
