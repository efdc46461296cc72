using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using GraphCompiler.IR;

namespace GraphCompiler.Eager;

/// <summary>
/// A graph ready to run node by node: every value has a numbered place, and every step knows which values were needed for the last
/// time, so that their memory goes back at once.
/// </summary>
internal sealed class EagerProgram
{
    private static readonly ConditionalWeakTable<IR.Graph, EagerProgram> s_programs = [];

    private readonly List<Step> _steps = [];
    private readonly int[] _outputs;

    // The places of constants hold their tensors, those of everything else are empty.
    private readonly ITensor?[] _initial;
    private readonly int _parameters;

    private EagerProgram(IR.Graph graph)
    {
        _parameters = graph.Parameters.Count;
        var places = new Dictionary<Node, int>();
        var initial = new List<ITensor?>();
        foreach (var parameter in graph.Parameters) Place(parameter, null);
        foreach (var node in graph.Nodes)
        {
            if (node.Kind == OpKind.Get)
            {
                places.Add(node, places[node.Inputs[0]] + (int)node.Int("index"));
                continue;
            }
            if (node.Kind == OpKind.Constant)
            {
                Place(node, Literals.ToTensor(node.Literal("value")));
                continue;
            }
            var inputs = node.Inputs.Select(i => places[i]).ToArray();
            Place(node, null);
            for (var i = 1; i < node.Types.Count; i++) initial.Add(null);
            _steps.Add(new(node, inputs, places[node]));
        }
        _initial = [.. initial];
        _outputs = graph.Outputs.Select(o => places[o]).ToArray();

        var lastUse = new Dictionary<int, Step>();
        foreach (var step in _steps)
        {
            for (var i = 0; i < step.Node.Types.Count; i++) lastUse[step.Result + i] = step;
            foreach (var input in step.Inputs)
            {
                if (lastUse.ContainsKey(input)) lastUse[input] = step;
            }
        }
        foreach (var (place, step) in lastUse)
        {
            if (!_outputs.Contains(place)) step.Released.Add(place);
        }

        void Place(Node node, ITensor? value)
        {
            places.Add(node, initial.Count);
            initial.Add(value);
        }
    }

    /// <summary>The program of a graph, made once.</summary>
    public static EagerProgram Of(IR.Graph graph) => s_programs.GetValue(graph, static g => new(g));

    /// <summary>One new tensor per output, from one input per parameter; those stay the caller's. Messages name the function.</summary>
    public ITensor[] Run(ITensor[] inputs, IReadOnlyDictionary<string, long> symbols, string function)
    {
        var values = (ITensor?[])_initial.Clone();
        inputs.CopyTo(values, 0);
        foreach (var step in _steps)
        {
            var operands = new ITensor[step.Inputs.Length];
            for (var i = 0; i < operands.Length; i++) operands[i] = values[step.Inputs[i]]!;
            EagerRules.Run(new(step.Node, operands, symbols, function)).CopyTo(values, step.Result);
            foreach (var place in step.Released) values[place]!.Dispose();
        }

        var results = new ITensor[_outputs.Length];
        for (var i = 0; i < results.Length; i++)
        {
            var value = values[_outputs[i]]!;
            var isOwn = _outputs[i] >= _parameters && _initial[_outputs[i]] is null && _outputs.AsSpan(0, i).IndexOf(_outputs[i]) < 0;
            results[i] = isOwn ? value : value.Copy();
        }
        return results;
    }

    private sealed record Step(Node Node, int[] Inputs, int Result)
    {
        public List<int> Released { get; } = [];
    }
}
