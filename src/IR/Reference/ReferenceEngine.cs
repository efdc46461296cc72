using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// The oracle: evaluates graphs node by node, each op at full width (double, long) and its result rounded to the dtype.
/// Slow and independent of code generation; constant folding uses it too.
/// </summary>
public static class ReferenceEngine
{
    private static readonly IReadOnlyDictionary<string, long> s_noSymbols = new Dictionary<string, long>();

    /// <summary>Runs a graph on one literal per parameter.</summary>
    /// <exception cref="ArgumentException">Inputs do not fit the parameters, or a constraint of the graph does not hold.</exception>
    /// <exception cref="OpException">An op cannot be evaluated on these values: an index out of range.</exception>
    /// <exception cref="NotSupportedException">The graph has effects; there is an overload that says what they do.</exception>
    public static Literal[] Run(Graph graph, params Literal[] inputs) => Run(graph, inputs, s_noSymbols, NoEffects.Instance, graph.Name);

    /// <param name="effects">What prints and asserts do.</param>
    /// <inheritdoc cref="Run(Graph, Literal[])"/>
    public static Literal[] Run(Graph graph, IEffects effects, params Literal[] inputs) => Run(graph, inputs, s_noSymbols, effects, graph.Name);

    /// <summary>One result per result of the node, from literals that fit its operands; for constant folding.</summary>
    /// <param name="symbols">Values of the symbols in the node's types and attributes; may be left out when there are none.</param>
    /// <param name="effects">What prints and asserts do, if the node is one or holds some.</param>
    /// <exception cref="NotSupportedException">The node prints or asserts, and nothing says what that does.</exception>
    public static Literal[] Evaluate(Node node, IReadOnlyList<Literal> operands, IReadOnlyDictionary<string, long>? symbols = null, IEffects? effects = null) =>
        Evaluate(new(node, operands.ToArray(), symbols ?? s_noSymbols, effects ?? NoEffects.Instance, node.Op.Name));

    private static Literal[] Evaluate(ReferenceCall call)
    {
        var results = ReferenceRules.Evaluate(call);
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].DType != call.Node.Types[i].DType || results[i].Shape != call.ResultShape(i))
                throw new InvalidOperationException($"{call.Node.Op.Name}: result {i} is {results[i].Type}, its type is {call.Node.Types[i]}");
        }
        return results;
    }

    internal static Literal[] Run(Graph graph, Literal[] inputs, IReadOnlyDictionary<string, long> outer, IEffects effects, string function)
    {
        for (var i = 0; i < Math.Min(inputs.Length, graph.Parameters.Count); i++)
        {
            if (inputs[i].DType != graph.Parameters[i].DType)
                throw new ArgumentException($"{graph.Name}: {graph.Parameters[i].Name} is {graph.Parameters[i].DType.Name()}, got {inputs[i].DType.Name()}");
        }
        var symbols = SymbolBinding.Bind(graph, inputs.Select(l => l.Shape).ToArray(), outer, function);
        var values = new Dictionary<Node, Literal[]>();
        for (var i = 0; i < inputs.Length; i++) values.Add(graph.Parameters[i], [inputs[i]]);
        foreach (var node in graph.Nodes)
        {
            // Only get takes an operand that has several results, and takes all of them.
            var operands = node.Kind == OpKind.Get ? values[node.Inputs[0]] : node.Inputs.Select(input => values[input][0]);
            values.Add(node, Evaluate(new(node, operands.ToArray(), symbols, effects, function)));
        }
        return graph.Outputs.Select(o => values[o][0]).ToArray();
    }

    private sealed class NoEffects : IEffects
    {
        public static readonly NoEffects Instance = new();

        public void Print(Literal value, string? label) => throw Unexpected("print");
        public void Assert(Literal condition, string message, Violation violation) => throw Unexpected("assert");

        private static NotSupportedException Unexpected(string effect) => new($"{effect}: nothing says what effects do here");
    }
}
