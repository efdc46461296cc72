using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// What a loop requires of sizes it requires of its first round, so that a loop of no rounds asks for nothing; and what needs that
/// cannot leave the loop. Where something would, the loop goes into a branch that is taken if there is a round. The branch requires
/// what the loop did, and hoisting moves things out of the loop into it.
/// </summary>
public sealed record GuardLoops() : Pass("guard-loops")
{
    public override Graph Run(Graph graph, PassLog log) => graph.Nodes.All(n => n.Kind != OpKind.Control) ? graph
        : Rewriter.Run(graph, builder => (node, _) => node.Kind == OpKind.Control && node.Op.Control!(node) is { IsLoop: true } loop ? Guard(builder, node, loop, log) : default);

    private static Replacement Guard(GraphBuilder builder, Node node, ControlFacts loop, PassLog log)
    {
        var missing = node.Body("body").Requires.Where(c => !builder.Holds(c)).ToList();
        if (missing.Count == 0) return default;
        var known = builder.Requires.Concat(builder.Around).ToList();
        if (Hoisted(Branch(node, known.Concat(missing), Loop)) <= Hoisted(Branch(node, known, Loop))) return default;
        if (RunsOnce(builder, node, loop) is not { } condition) return default;
        log.Fire("loop → if there is a round, the loop");
        return new(builder.Results(builder.Add(OpTable.If, node.Inputs.Prepend(condition).ToArray(),
            ("then", new Attr.Body(Branch(node, missing, Loop))), ("else", new Attr.Body(Branch(node, [], (inner, inputs) => NoRound(inner, node, loop, inputs)))))));

        Seq<Node> Loop(GraphBuilder inner, IReadOnlyList<Node> inputs) => inner.Results(inner.Add(node.Op, inputs, node.Attributes));
    }

    private static Graph Branch(Node node, IEnumerable<DimConstraint> requires, System.Func<GraphBuilder, IReadOnlyList<Node>, Seq<Node>> results)
    {
        var builder = new GraphBuilder();
        foreach (var constraint in requires) builder.Require(constraint);
        var names = new List<string>();
        foreach (var input in node.Inputs) names.Add(GraphCopy.NewName(names, input.Name ?? (input.Kind == OpKind.Get ? input.Inputs[0] : input).Op.Name));
        var inputs = node.Inputs.Select((input, i) => builder.Parameter(names[i], input.Type)).ToList();
        return builder.Build("branch", results(builder, inputs));
    }

    /// <summary>How much of the loop in a graph leaves it.</summary>
    private static int Hoisted(Graph graph)
    {
        var log = new PassLog();
        new HoistProducts().Run(new HoistInvariants().Run(graph, log), log);
        return log.Fired.Count;
    }

    /// <summary>Whether there is a first round; null where that is not just a comparison.</summary>
    private static Node? RunsOnce(GraphBuilder builder, Node node, ControlFacts loop)
    {
        if (loop is ControlFacts.Scan scan)
        {
            // Nobody folds what is made here.
            if (scan.Length.Lower > 0 || scan.Length.IsConstant) return builder.Constant(Literal.Scalar(DType.Bool, scan.Length.Lower > 0 ? 1L : 0L));
            var length = builder.Add(OpTable.Dimension, [], ("value", new Attr.Dims(Seq.Of(scan.Length))), ("dtype", new Attr.Type(DType.I64)));
            return builder.Add(OpTable.Gt, [length, builder.Scalar(DType.I64, 0)]);
        }
        var condition = node.Body("cond");
        if (!condition.Nodes.All(n => n.Kind is OpKind.Constant or OpKind.Source or OpKind.Elementwise && n.Types.All(t => t.Rank == 0))) return null;
        return Known(condition, node.Inputs) is { } known ? builder.Constant(known) : GraphCopy.Inline(builder, condition, node.Inputs, [0])[0];
    }

    /// <summary>A condition's value where constants decide it.</summary>
    private static Literal? Known(Graph condition, Seq<Node> inputs)
    {
        var values = new Dictionary<Node, Literal?>();
        for (var i = 0; i < inputs.Count; i++) values.Add(condition.Parameters[i], Constants.Elements(inputs[i]));
        foreach (var node in condition.Nodes)
        {
            var operands = node.Inputs.Map(i => values[i]);
            values.Add(node, Constants.Elements(node)
                ?? (node.Kind == OpKind.Elementwise && operands.All(o => o is not null) ? ReferenceEngine.Evaluate(node, operands.ToArray()!)[0] : null));
        }
        return values[condition.Outputs[0]];
    }

    /// <summary>What the loop began with, and stacks of nothing.</summary>
    private static Seq<Node> NoRound(GraphBuilder builder, Node node, ControlFacts loop, IReadOnlyList<Node> inputs) => node.Types.Select((type, k) => k < loop.Carried
        ? inputs[k]
        : builder.Add(OpTable.Full, [], ("value", new Attr.Data(Literal.Scalar(type.DType, 0L))), ("shape", new Attr.Dims(type.Shape)))).ToSeq();
}
