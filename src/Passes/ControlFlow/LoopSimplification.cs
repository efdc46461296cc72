using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Simpler forms of a loop.</summary>
internal static class LoopSimplification
{
    /// <summary>A loop of no rounds or of one, as far as that is known.</summary>
    public static Replacement Decided(GraphBuilder builder, Node node, ControlFacts loop, PassLog log)
    {
        // The condition runs at least once, and so do as many rounds as there are for all sizes: they ask what the graph asks.
        if (loop is ControlFacts.While) GraphCopy.Require(builder, node.Body("cond").Requires);
        else if (((ControlFacts.Scan)loop).Length.Lower > 0) GraphCopy.Require(builder, node.Body("body").Requires);
        if (loop is not ControlFacts.Scan scan)
        {
            if (!NeverHolds(node.Body("cond"), node.Inputs)) return default;
            log.Fire("while false → its operands");
            return new(node.Inputs.Slice(0, loop.Carried));
        }
        if (scan.Length.Is(0))
        {
            log.Fire("scan of nothing → its operands");
            return new(node.Types.Select((t, k) => k < scan.Carried ? node.Inputs[k] : Views.Full(builder, Literal.Scalar(t.DType, 0L), t.Shape)).ToSeq());
        }
        var scanned = node.Inputs.Slice(scan.Carried, scan.Scanned);
        if (!scan.Length.Is(1) || scanned.Any(s => !s.Shape[0].Is(1)) || node.Types.Skip(scan.Carried).Any(t => !t.Shape[0].Is(1))) return default;
        log.Fire("scan of one round → its body");
        var body = node.Body("body");
        var values = node.Inputs.Select((x, i) => scanned.Count > 0 && i >= scan.Carried && i < scan.Captures ? Views.Reshape(builder, x, body.Parameters[i].Shape) : x).ToSeq();
        var results = GraphCopy.Inline(builder, body, values, Enumerable.Range(0, node.Types.Count));
        return new(results.Select((r, k) => k < scan.Carried ? r : Views.Reshape(builder, r, node.Types[k].Shape)).ToSeq());
    }

    /// <summary>Whether the condition is false from the start, whatever the loop does.</summary>
    private static bool NeverHolds(Graph cond, Seq<Node> operands)
    {
        if (Constants.Splat(cond.Outputs[0]) is { } constant) return constant.Integer(0) == 0;
        var needed = GraphCopy.Needed(cond, [0]);
        // What sizes decide is not known here.
        if (!cond.Requires.IsEmpty || !needed.All(i => LoopGroup.IsNumber(operands[i]) && operands[i].Rank == 0) || !cond.Nodes.All(n => n.Kind is OpKind.Elementwise or OpKind.Constant && n.Rank == 0)) return false;
        var kept = needed.OrderBy(i => i).ToList();
        return ReferenceEngine.Run(GraphCopy.Narrow(cond, kept, [0]), kept.Select(i => operands[i].Literal("value")).ToArray())[0].Integer(0) == 0;
    }

    /// <summary>Results that nothing needs, and what is computed for them alone.</summary>
    public static Replacement WithoutUnused(GraphBuilder builder, Node node, ControlFacts loop, SortedSet<int> used, PassLog log)
    {
        var body = node.Body("body");
        var needed = new HashSet<int>(used.Where(i => i < loop.Carried));
        if (loop is ControlFacts.While) needed.UnionWith(GraphCopy.Needed(node.Body("cond"), [0]));
        var kept = Closed(needed, body, loop.Carried, used.Where(i => i >= loop.Carried).ToSeq());
        var results = kept.Where(i => i < loop.Carried).Concat(used.Where(i => i >= loop.Carried)).ToList();
        if (kept.Count == node.Inputs.Count && results.Count == node.Types.Count) return default;
        // A loop without state runs for ever or not at all.
        if (results.Count == 0) return default;
        log.Fire(loop is ControlFacts.While ? "while without unused values" : "scan without unused values");
        return SimplifyControl.Results(builder, node, Narrow(builder, node, loop, kept, results), results);
    }

    private static Node Narrow(GraphBuilder builder, Node node, ControlFacts loop, List<int> kept, List<int> results)
    {
        var inputs = kept.Select(i => node.Inputs[i]).ToArray();
        var body = new Attr.Body(GraphCopy.Narrow(node.Body("body"), kept, results));
        return loop is ControlFacts.Scan scan
            ? Scan(builder, node, scan, inputs, kept.Count(i => i < loop.Carried), kept.Count(i => i >= loop.Carried && i < loop.Captures), body)
            : builder.Add(node.Op, inputs, ("cond", new Attr.Body(GraphCopy.Narrow(node.Body("cond"), kept, [0]))), ("body", body));
    }

    private static Node Scan(GraphBuilder builder, Node node, ControlFacts.Scan scan, Node[] inputs, int carried, int scanned, Attr body) => builder.Add(node.Op, inputs,
        ("carried", new Attr.Int(carried)), ("scanned", new Attr.Int(scanned)),
        // The number of rounds came from the scanned operands.
        ("length", scanned == 0 ? new Attr.Dims(Seq.Of(scan.Scanned > 0 ? node.Inputs[scan.Carried].Shape[0] : scan.Length)) : Attr.Absent.Value),
        ("reverse", new Attr.Bool(scan.Reverse)), ("body", body));

    /// <summary>Operands that a loop needs: those given, and what the body computes their next round's values and some outputs from.</summary>
    private static List<int> Closed(HashSet<int> needed, Graph body, int carried, Seq<int> outputs)
    {
        while (true)
        {
            var more = GraphCopy.Needed(body, needed.Where(i => i < carried).Concat(outputs));
            if (more.IsSubsetOf(needed)) return needed.OrderBy(i => i).ToList();
            needed.UnionWith(more);
        }
    }

    /// <summary>
    /// Carried values that stay as they begin become captures, those that go the same way as another become that one, and captures that
    /// are numbers, or come twice, are no operands.
    /// </summary>
    public static Replacement WithoutKnown(GraphBuilder builder, Node node, ControlFacts loop, PassLog log)
    {
        var captures = new CaptureList(node, loop.Captures);
        var twins = Twins(node, loop);
        var constant = Enumerable.Range(0, loop.Carried).Select(k => twins[k] == k && Stays(node, loop, k, twins)).ToList();
        var kept = Enumerable.Range(0, loop.Carried).Where(k => twins[k] == k && !constant[k]).ToList();
        if (kept.Count == loop.Carried && !captures.IsShorter) return default;
        // A while needs state: without it, it runs for ever or not at all, and says so as it is.
        if (loop is ControlFacts.While && kept.Count == 0) return default;
        // One that only repeats what it began with still says what its rounds require.
        if (kept.Count == 0 && node.Types.Count == loop.Carried && node.Body("body").Requires.Any(c => !builder.Holds(c))) return default;
        log.Fire(kept.Count < loop.Carried ? "loop value that does not change" : "loop with known captures");
        var stacks = Enumerable.Range(loop.Carried, node.Types.Count - loop.Carried);
        // A new capture for what stays, unless the body can make it.
        var staying = Enumerable.Range(0, loop.Carried).Where(k => constant[k] && !CaptureList.IsKnown(node.Inputs[k])).ToList();
        var inputs = kept.Concat(Enumerable.Range(loop.Carried, loop.Captures - loop.Carried)).Concat(captures.Kept).Concat(staying).Select(i => node.Inputs[i]).ToArray();
        var body = Body("body", node.Body("body").Outputs.Where((_, k) => k >= loop.Carried || kept.Contains(k)));
        Node? smaller = kept.Count == 0 && node.Types.Count == loop.Carried ? null
            : loop is ControlFacts.Scan scan ? Scan(builder, node, scan, inputs, kept.Count, scan.Scanned, body)
            : builder.Add(node.Op, inputs, ("cond", Body("cond", node.Body("cond").Outputs)), ("body", body));
        return new(Enumerable.Range(0, node.Types.Count).Select(k =>
            k >= loop.Carried ? builder.Get(smaller!, kept.Count + k - loop.Carried)
            : constant[twins[k]] ? node.Inputs[k]
            : builder.Get(smaller!, kept.IndexOf(twins[k]))).ToSeq());

        Attr Body(string name, IEnumerable<Node> outputs)
        {
            var graph = node.Body(name);
            return new Attr.Body(GraphCopy.Rebuild(graph, inner =>
            {
                var images = new Dictionary<Node, Node>();
                foreach (var i in kept.Concat(Enumerable.Range(loop.Carried, loop.Captures - loop.Carried))) images.Add(graph.Parameters[i], inner.Parameter(graph.Parameters[i].Name!, graph.Parameters[i].Type));
                foreach (var entry in captures.Bind(inner, graph, 0)) images.Add(entry.Key, entry.Value);
                foreach (var k in Enumerable.Range(0, loop.Carried).Where(k => constant[k]))
                {
                    var (parameter, operand) = (graph.Parameters[k], node.Inputs[k]);
                    images.Add(parameter, CaptureList.IsKnown(operand) ? inner.Add(operand.Op, [], operand.Attributes) : inner.Parameter(parameter.Name!, parameter.Type));
                }
                foreach (var k in Enumerable.Range(0, loop.Carried).Where(k => twins[k] != k)) images.Add(graph.Parameters[k], images[graph.Parameters[twins[k]]]);
                return images;
            }, outputs));
        }
    }

    /// <summary>Whether a round gives the value that it got: its own, or the number that it begins with.</summary>
    private static bool Stays(Node node, ControlFacts loop, int k, int[] twins)
    {
        var (body, init) = (node.Body("body"), node.Inputs[k]);
        var next = body.Outputs[k];
        if (Enumerable.Range(0, loop.Carried).Any(j => twins[j] == k && next == body.Parameters[j])) return true;
        return Constants.Splat(init) is { } first && Constants.Splat(next) is { } value && first.Equals(value) && init.Rank == 0;
    }

    /// <summary>For each carried value the first one that begins like it and goes on like it.</summary>
    private static int[] Twins(Node node, ControlFacts loop)
    {
        var body = node.Body("body");
        var twins = Enumerable.Range(0, loop.Carried).Select(k => Enumerable.Range(0, k + 1).First(j => node.Inputs[j] == node.Inputs[k])).ToArray();
        while (twins.Where((twin, k) => twin != k).Any())
        {
            // If they are equal in one round, are they in the next? In one builder equal computations are one node.
            var trial = new GraphBuilder();
            var images = body.Parameters.Select((p, i) => (p, i)).Where(p => p.i >= loop.Carried || twins[p.i] == p.i).ToDictionary(p => p.p, p => trial.Parameter(p.p.Name!, p.p.Type));
            for (var k = 0; k < loop.Carried; k++) images[body.Parameters[k]] = images[body.Parameters[twins[k]]];
            GraphCopy.Copy(trial, body, images, body.Outputs.Take(loop.Carried).ToList());
            var refined = twins.Select((twin, k) => Enumerable.Range(0, k + 1).First(j => twins[j] == twin && images[body.Outputs[j]] == images[body.Outputs[k]])).ToArray();
            if (refined.SequenceEqual(twins)) break;
            twins = refined;
        }
        return twins;
    }
}
