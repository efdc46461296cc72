using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.Harness;
using GraphCompiler.IR;

namespace GraphCompiler.Fuzz;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Makes a failing sample smaller as long as it keeps failing in the same place.</summary>
internal static class Shrinker
{
    private const int MaxAttempts = 400;

    /// <param name="fails">True for a sample that still shows the failure.</param>
    public static Sample Shrink(Sample sample, Func<Sample, bool> fails)
    {
        var attempts = 0;
        for (var changed = true; changed && attempts < MaxAttempts;)
        {
            changed = false;
            foreach (var smaller in Candidates(sample))
            {
                if (attempts++ >= MaxAttempts) break;
                if (!Try(smaller, fails, out var kept)) continue;
                sample = kept;
                changed = true;
                break;
            }
        }
        return sample;
    }

    private static bool Try(Func<Sample?> candidate, Func<Sample, bool> fails, out Sample kept)
    {
        kept = null!;
        try
        {
            if (candidate() is not { } sample) return false;
            kept = sample;
            // Inputs that the smaller graph refuses are no failure of the same kind.
            if (Outcome.Of(() => Engine.Reference.Run(sample.Graph, sample.Inputs)) is { Ending: null, Problem: not null }) return false;
            return fails(sample);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Smaller samples, the most promising first.</summary>
    private static IEnumerable<Func<Sample?>> Candidates(Sample sample)
    {
        var graph = sample.Graph;
        if (graph.Outputs.Count > 1)
        {
            foreach (var output in graph.Outputs) yield return () => Rebuild(sample, [output], _ => null);
        }
        // Instead of an output what it is made of.
        foreach (var output in graph.Outputs.Where(o => o.Kind is not (OpKind.Parameter or OpKind.Get)))
        {
            foreach (var input in output.Inputs.Where(i => i.Types.Count == 1))
                yield return () => Rebuild(sample, graph.Outputs.Select(o => ReferenceEquals(o, output) ? input : o).ToList(), _ => null);
        }
        var values = new Lazy<Dictionary<Node, Literal>>(() => Evaluate(sample));
        foreach (var node in graph.Nodes.Reverse().Where(n => n.Types.Count == 1 && n.Kind != OpKind.Constant))
            yield return () => Rebuild(sample, graph.Outputs, n => ReferenceEquals(n, node) ? Replacement.Parameter(values.Value[node]) : null);
        foreach (var node in graph.Nodes.Reverse())
        {
            foreach (var input in node.Inputs.Where(i => i.Types.Count == 1 && node.Types.Count == 1 && i.Type == node.Type))
                yield return () => Rebuild(sample, graph.Outputs, n => ReferenceEquals(n, node) ? Replacement.Operand(input) : null);
        }
        foreach (var node in graph.Nodes.Where(n => n.Kind == OpKind.Control))
        {
            foreach (var attributes in SmallerBodies(node))
                yield return () => Rebuild(sample, graph.Outputs, n => ReferenceEquals(n, node) ? Replacement.Bodies(attributes()) : null);
        }
        foreach (var symbol in graph.Symbols.ToList())
        {
            var value = sample.Symbols[symbol];
            foreach (var less in new[] { 0, 1, 2, value / 2, value - 1 }.Where(v => v >= 0 && v < value).Distinct()) yield return () => Resize(sample, symbol, less);
        }
        foreach (var i in Enumerable.Range(0, sample.Inputs.Length))
        {
            var input = sample.Inputs[i];
            if (input.Count == 0) continue;
            foreach (var value in new[] { 0L, 1L, 2L })
            {
                var plain = Splat(input, value);
                if (!plain.Equals(input)) yield return () => sample with { Inputs = sample.Inputs.Select((x, k) => k == i ? plain : x).ToArray() };
            }
        }
    }

    /// <summary>The node's attributes with one body made smaller: without a node, or with a parameter in place of a result.</summary>
    private static IEnumerable<Func<Seq<Attr>>> SmallerBodies(Node node)
    {
        for (var a = 0; a < node.Attributes.Count; a++)
        {
            if (node.Attributes[a] is not Attr.Body { Value: var body }) continue;
            var at = a;
            // Without its counter a loop would never end.
            var counter = node.Op.Control!(node) is ControlFacts.While ? body.Outputs[0] : null;
            foreach (var smaller in Smaller(body, counter)) yield return () => node.Attributes.With(at, new Attr.Body(smaller()));
        }
    }

    private static IEnumerable<Func<Graph>> Smaller(Graph body, Node? counter)
    {
        for (var k = 0; k < body.Outputs.Count; k++)
        {
            var (output, at) = (body.Outputs[k], k);
            foreach (var parameter in body.Parameters.Where(p => p.Type == output.Type && p != output && output != counter).Take(3))
                yield return () => Copy(body, [.. body.Outputs.Select((o, i) => i == at ? parameter : o)], _ => null, out _);
        }
        foreach (var node in body.Nodes.Reverse().Where(n => n != counter))
        {
            foreach (var input in node.Inputs.Where(i => i.Types.Count == 1 && node.Types.Count == 1 && i.Type == node.Type))
                yield return () => Copy(body, body.Outputs, n => ReferenceEquals(n, node) ? Replacement.Operand(input) : null, out _);
            if (node.Kind != OpKind.Control) continue;
            foreach (var attributes in SmallerBodies(node))
                yield return () => Copy(body, body.Outputs, n => ReferenceEquals(n, node) ? Replacement.Bodies(attributes()) : null, out _);
        }
    }

    private static Literal Splat(Literal like, long value) => like.DType.IsFloat()
        ? Literal.Of(like.DType, like.Shape, Enumerable.Repeat((double)value, like.Count))
        : Literal.Of(like.DType, like.Shape, Enumerable.Repeat(value, like.Count));

    private static Dictionary<Node, Literal> Evaluate(Sample sample)
    {
        var nodes = sample.Graph.Nodes.Where(n => n.Types.Count == 1).ToList();
        var builder = new Graph[1];
        // A graph that returns every node: its results are the nodes' values.
        builder[0] = Copy(sample.Graph, nodes, _ => null, out _);
        var results = Engine.Reference.Run(builder[0], sample.Inputs);
        return nodes.Select((n, i) => (n, results[i])).ToDictionary(p => p.n, p => p.Item2);
    }

    /// <summary>What stands in for a node: a new parameter with a value, one of its operands, or the node with other bodies.</summary>
    private sealed record Replacement(Literal? Value, Node? Input, Seq<Attr>? Attributes)
    {
        public static Replacement Parameter(Literal value) => new(value, null, null);
        public static Replacement Operand(Node input) => new(null, input, null);
        public static Replacement Bodies(Seq<Attr> attributes) => new(null, null, attributes);
    }

    private static Sample? Rebuild(Sample sample, IReadOnlyList<Node> outputs, Func<Node, Replacement?> replace)
    {
        var graph = Copy(sample.Graph, outputs, replace, out var added);
        var inputs = sample.Inputs.Concat(added).ToList();
        // Parameters that nothing uses go, unless they are the only ones to show a symbol's value.
        var used = graph.Nodes.SelectMany(n => n.Inputs).Concat(graph.Outputs).ToHashSet();
        var keep = Enumerable.Range(0, inputs.Count).Where(i => used.Contains(graph.Parameters[i])).ToList();
        return new Sample(Without(graph, keep), keep.Select(i => inputs[i]).ToArray());
    }

    private static Graph Without(Graph graph, List<int> keep)
    {
        if (keep.Count == graph.Parameters.Count) return graph;
        var kept = keep.Select(i => graph.Parameters[i]).ToHashSet();
        return Copy(graph, graph.Outputs, _ => null, out _, p => kept.Contains(p));
    }

    private static Graph Copy(Graph graph, IReadOnlyList<Node> outputs, Func<Node, Replacement?> replace, out List<Literal> added, Func<Node, bool>? keep = null)
    {
        var builder = new GraphBuilder();
        var images = new Dictionary<Node, Node>();
        added = [];
        foreach (var parameter in graph.Parameters.Where(p => keep is null || keep(p))) images.Add(parameter, builder.Parameter(parameter.Name!, parameter.Type));
        foreach (var node in graph.Nodes)
        {
            images.Add(node, replace(node) switch
            {
                { Value: { } value } => NewParameter(value, added),
                { Input: { } input } => images[input],
                { Attributes: { } attributes } => builder.Add(node.Op, node.Inputs.Map(i => images[i]), attributes),
                _ when node.Kind == OpKind.Get => builder.Get(images[node.Inputs[0]], (int)node.Int("index")),
                _ => builder.Add(node.Op, node.Inputs.Map(i => images[i]), node.Attributes),
            });
        }
        return builder.Build(graph.Name, outputs.Select(o => images[o]).ToList());

        Node NewParameter(Literal value, List<Literal> values)
        {
            values.Add(value);
            return builder.Parameter(NewName(graph, values.Count), value.Type);
        }
    }

    private static string NewName(Graph graph, int number)
    {
        var name = $"v{number}";
        while (graph.Parameters.Any(p => p.Name == name)) name += "_";
        return name;
    }

    /// <summary>The sample with a smaller value of a symbol: inputs are cut to the sizes that gives.</summary>
    private static Sample Resize(Sample sample, string symbol, long size)
    {
        var symbols = sample.Symbols.ToDictionary(s => s.Key, s => s.Key == symbol ? size : s.Value);
        return sample with { Inputs = sample.Inputs.Select((x, i) => Cut(x, sample.Graph.Parameters[i].Shape.Map(d => d.Evaluate(symbols)))).ToArray() };
    }

    private static Literal Cut(Literal x, Seq<long> shape)
    {
        if (x.Shape == shape) return x;
        var builder = new GraphBuilder();
        var parameter = builder.Parameter("x", x.Type);
        var slice = builder.Add(OpTable.Slice, [parameter], ("starts", new Attr.Dims(shape.Map(_ => Dim.Zero))), ("stops", new Attr.Dims(shape.Map(d => (Dim)d))));
        return ReferenceEngine.Run(builder.Build("cut", [slice]), x)[0];
    }
}
