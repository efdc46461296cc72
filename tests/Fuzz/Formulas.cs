using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Fuzz;

using Graph = GraphCompiler.IR.Graph;

/// <summary>Writes elementwise ops whose body has several primitives as nodes of one primitive each, the way kernels compute them: rounding after every step.</summary>
internal static class Formulas
{
    private static readonly Dictionary<Primitive, OpDef> s_ops = OpTable.All
        .Where(o => o.Body is not null && o.Kind == OpKind.Elementwise && o.Body.Args.Select((a, i) => a.Op == Primitive.Arg && a.Index == i).All(plain => plain))
        .GroupBy(o => o.Body!.Op).ToDictionary(g => g.Key, g => g.First());

    /// <param name="steps">The nodes that formulas became.</param>
    public static Graph Expand(Graph graph, out HashSet<Node> steps)
    {
        var made = new HashSet<Node>();
        var result = Rewriter.Run(graph, builder => (node, _) => IsFormula(node) ? Write(builder, node.Op.BodyOf(node), node, made) : null);
        steps = made;
        return result;
    }

    private static bool IsFormula(Node node) => node.Kind == OpKind.Elementwise && node.Op.Body!.Args.Any(a => a.Op != Primitive.Arg);

    private static Node Write(GraphBuilder builder, Scalar body, Node node, HashSet<Node> made)
    {
        var types = node.Inputs.Select(i => i.DType).ToList();
        // The shape comes from operands alone; a formula that uses only some of them still has the node's shape.
        var value = Write(body, node.DType);
        return value.Shape == node.Shape ? value : builder.Add(OpTable.BroadcastTo, [value], ("shape", new Attr.Dims(node.Shape)));

        Node Write(Scalar part, DType place)
        {
            switch (part.Op)
            {
                case Primitive.Arg: return node.Inputs[part.Index];
                case Primitive.Const: return builder.Constant(place.IsFloat() ? Literal.Scalar(place, part.Value) : Literal.Scalar(place, (long)part.Value));
            }
            var dtype = part.Op == Primitive.Cast ? place
                : part.Args.Skip(part.Op == Primitive.Select ? 1 : 0).Select(a => a.TypeOf(types)).FirstOrDefault(t => t is not null) ?? place;
            // The one primitive that no op is alone.
            if (part.Op == Primitive.Exp2) return Step(OpTable.Pow, [builder.Scalar(dtype, 2), Write(part.Args[0], dtype)]);
            var operands = part.Args.Select((a, i) => Write(a, part.Op == Primitive.Select && i == 0 ? DType.Bool : dtype)).ToArray();
            return part.Op == Primitive.Cast ? Step(OpTable.Cast, operands, ("dtype", new Attr.Type(part.Target))) : Step(s_ops[part.Op], operands);
        }

        Node Step(OpDef op, Node[] operands, params (string, Attr)[] attributes)
        {
            var step = builder.Add(op, operands, attributes);
            made.Add(step);
            return step;
        }
    }
}
