using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Simpler forms of a branch.</summary>
internal static class BranchSimplification
{
    /// <summary>Instructions that both sides together may take for a selection of numbers to be better than a jump.</summary>
    private const int CheapSelection = 12;

    public static Replacement Simplify(GraphBuilder builder, Node node, SortedSet<int> used, PassLog log)
    {
        var (then, otherwise) = (node.Body("then"), node.Body("else"));
        var captures = node.Inputs.RemoveAt(0);
        var decided = Constants.Splat(node.Inputs[0]) is { } condition ? (condition.Integer(0) != 0 ? then : otherwise) : null;
        // What is required whichever way is taken is required here.
        GraphCopy.Require(builder, decided is not null ? decided.Requires : then.Requires.Where(otherwise.Requires.Contains));
        var asksMore = then.Requires.Concat(otherwise.Requires).Any(c => !builder.Holds(c));
        if ((decided ?? (!asksMore && GraphComparer.SameComputation(then, otherwise) ? then : null)) is { } taken)
        {
            log.Fire("if with one branch → the branch");
            return new(GraphCopy.Inline(builder, taken, captures, Enumerable.Range(0, node.Types.Count)));
        }
        if (!asksMore && Select(builder, node, then, otherwise, captures) is { Keeps: false } selection)
        {
            log.Fire("if of cheap numbers → select");
            return selection;
        }
        var smaller = WithoutUnused(builder, node, used, log);
        if (smaller.Keeps) smaller = WithoutShared(builder, node, asksMore, log);
        return smaller.Keeps ? WithKnown(builder, node, log) : smaller;
    }

    /// <summary>Both sides computed, one taken: what the hardware prefers where they are short, and nothing stands in the way of fusion.</summary>
    private static Replacement Select(GraphBuilder builder, Node node, Graph then, Graph otherwise, Seq<Node> captures)
    {
        if (node.Types.Any(t => t.Rank > 0 || !t.DType.In(DTypes.Compute)) || Cost(then) + Cost(otherwise) > CheapSelection) return default;
        var all = Enumerable.Range(0, node.Types.Count).ToList();
        var (yes, no) = (GraphCopy.Inline(builder, then, captures, all), GraphCopy.Inline(builder, otherwise, captures, all));
        return new(all.Select(k => yes[k] == no[k] ? yes[k] : builder.Add(OpTable.Select, [node.Inputs[0], yes[k], no[k]])).ToSeq());
    }

    private static int Cost(Graph branch) => branch.Nodes.Sum(n => n.Kind switch
    {
        OpKind.Constant => 0,
        OpKind.Elementwise when n.Rank == 0 => PrimitiveCost.Of(n.Op.BodyOf(n), n.DType.IsFloat()),
        _ => CheapSelection + 1,
    });

    private static Replacement WithoutUnused(GraphBuilder builder, Node node, SortedSet<int> used, PassLog log)
    {
        var (then, otherwise) = (node.Body("then"), node.Body("else"));
        var needed = GraphCopy.Needed(then, used);
        needed.UnionWith(GraphCopy.Needed(otherwise, used));
        var kept = needed.OrderBy(i => i).ToList();
        if (kept.Count == node.Inputs.Count - 1 && used.Count == node.Types.Count) return default;
        log.Fire("if without unused values");
        var smaller = builder.Add(node.Op, kept.Select(i => node.Inputs[i + 1]).Prepend(node.Inputs[0]).ToArray(),
            ("then", new Attr.Body(GraphCopy.Narrow(then, kept, used))), ("else", new Attr.Body(GraphCopy.Narrow(otherwise, kept, used))));
        return SimplifyControl.Results(builder, node, smaller, used);
    }

    /// <summary>A result that both sides compute alike, or that another result is already, needs no branch.</summary>
    private static Replacement WithoutShared(GraphBuilder builder, Node node, bool asksMore, PassLog log)
    {
        var bodies = new[] { node.Body("then"), node.Body("else") };
        // Side by side in one builder equal computations are one node.
        var trial = new GraphBuilder();
        var parameters = node.Inputs.Skip(1).Select((_, i) => trial.Parameter(bodies[0].Parameters[i].Name!, bodies[0].Parameters[i].Type)).ToSeq();
        var all = Enumerable.Range(0, node.Types.Count).ToList();
        var (then, otherwise) = (GraphCopy.Inline(trial, bodies[0], parameters, all), GraphCopy.Inline(trial, bodies[1], parameters, all));
        var shared = all.Where(k => then[k] == otherwise[k]).ToList();
        var first = all.Select(k => all.First(j => then[j] == then[k] && otherwise[j] == otherwise[k])).ToList();
        var kept = all.Where(k => !shared.Contains(k) && first[k] == k).ToList();
        // A branch that is left without results still says what its way requires.
        if (kept.Count == all.Count || (kept.Count == 0 && asksMore)) return default;
        log.Fire("result of both branches → no branch");
        var captures = node.Inputs.RemoveAt(0);
        var outside = GraphCopy.Inline(builder, bodies[0], captures, shared);
        var smaller = kept.Count == 0 ? null : builder.Add(node.Op, node.Inputs,
            ("then", new Attr.Body(GraphCopy.Narrow(bodies[0], Enumerable.Range(0, captures.Count), kept))),
            ("else", new Attr.Body(GraphCopy.Narrow(bodies[1], Enumerable.Range(0, captures.Count), kept))));
        return new(all.Select(k => shared.IndexOf(k) is var at and >= 0 ? outside[at] : builder.Get(smaller!, kept.IndexOf(first[k]))).ToSeq());
    }

    /// <summary>Numbers are written where they are used, operands that come twice come once, and a branch knows what its condition was.</summary>
    private static Replacement WithKnown(GraphBuilder builder, Node node, PassLog log)
    {
        var operands = new CaptureList(node, 1);
        if (!operands.IsShorter && !node.Inputs.Skip(1).Contains(node.Inputs[0])) return default;
        log.Fire("if with known captures");
        var kept = operands.Kept.Where(i => node.Inputs[i] != node.Inputs[0]).ToList();
        var smaller = builder.Add(node.Op, kept.Select(i => node.Inputs[i]).Prepend(node.Inputs[0]).ToArray(), ("then", Body("then", true)), ("else", Body("else", false)));
        return new(builder.Results(smaller));

        Attr Body(string name, bool condition)
        {
            var body = node.Body(name);
            return new Attr.Body(GraphCopy.Rebuild(body, inner =>
            {
                var images = operands.Bind(inner, body, -1, i => node.Inputs[i] == node.Inputs[0]);
                for (var i = 1; i < node.Inputs.Count; i++)
                {
                    if (node.Inputs[i] == node.Inputs[0]) images[body.Parameters[i - 1]] = inner.Constant(Literal.Scalar(DType.Bool, condition ? 1L : 0L));
                }
                return images;
            }, body.Outputs));
        }
    }
}
