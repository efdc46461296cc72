using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

/// <summary>Runs a graph node by node. Intermediate results give their memory back after their last use.</summary>
internal static class EagerInterpreter
{
    /// <summary>One new tensor per output, from one input per parameter; those stay the caller's.</summary>
    public static ITensor[] Run(IR.Graph graph, ITensor[] inputs, IReadOnlyDictionary<string, long> symbols)
    {
        var values = new Dictionary<Node, ITensor[]>();
        for (var i = 0; i < inputs.Length; i++) values.Add(graph.Parameters[i], [inputs[i]]);

        var uses = new Dictionary<Node, int>();
        foreach (var node in graph.Nodes.Where(n => n.Kind != OpKind.Get))
        {
            foreach (var input in node.Inputs) Count(uses, Producer(input), 1);
        }
        foreach (var output in graph.Outputs) Count(uses, Producer(output), 1);

        foreach (var node in graph.Nodes)
        {
            if (node.Kind == OpKind.Get) continue;
            values.Add(node, EagerRules.Run(new(node, node.Inputs.Select(Value).ToArray(), symbols)));
            foreach (var input in node.Inputs)
            {
                var producer = Producer(input);
                if (Count(uses, producer, -1) == 0 && producer.Kind != OpKind.Parameter) Release(values[producer], []);
            }
        }

        var results = new ITensor[graph.Outputs.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var value = Value(graph.Outputs[i]);
            var isTaken = Producer(graph.Outputs[i]).Kind == OpKind.Parameter || results.Take(i).Contains(value);
            results[i] = isTaken ? value.Copy() : value;
        }
        foreach (var output in graph.Outputs.Select(Producer).Where(p => p.Kind != OpKind.Parameter)) Release(values[output], results);
        return results;

        ITensor Value(Node node) => node.Kind == OpKind.Get ? values[node.Inputs[0]][(int)node.Int("index")] : values[node][0];
    }

    /// <summary>The node that computed the value: <c>get</c> only names one of its results.</summary>
    private static Node Producer(Node node) => node.Kind == OpKind.Get ? node.Inputs[0] : node;

    private static int Count(Dictionary<Node, int> uses, Node node, int change) =>
        uses[node] = uses.TryGetValue(node, out var count) ? count + change : change;

    private static void Release(ITensor[] values, ITensor[] kept)
    {
        foreach (var value in values)
        {
            if (!kept.Contains(value)) value.Dispose();
        }
    }
}
