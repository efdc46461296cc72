using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>
/// Groups what can be computed in one go into <c>fused</c> nodes, by kind: elementwise chains and trees with the broadcasts, views and
/// sources they read, reductions with what they reduce and what becomes of their results, a matrix product with its epilogue. A group
/// may have several outputs. For every edge a remark says what was fused, or why not.
/// </summary>
public sealed record Fuse() : Pass("fuse")
{
    public override Graph Run(Graph graph, PassLog log) => new Rebuild(graph, FusionPlan.Of(graph, log), log, this).Run();

    /// <summary>Writes the plan down as a graph: the kernels in an order in which each finds its inputs.</summary>
    private sealed class Rebuild(Graph graph, FusionPlan plan, PassLog log, Fuse pass)
    {
        private readonly GraphBuilder _builder = new();
        private readonly Dictionary<Node, Node> _images = [];

        public Graph Run()
        {
            foreach (var constraint in graph.Requires) _builder.Require(constraint);
            foreach (var parameter in graph.Parameters) _images.Add(parameter, _builder.Parameter(parameter.Name!, parameter.Type, parameter.IsWeight));
            foreach (var group in InOrder(graph.Outputs.Concat(graph.Nodes).Select(plan.HomeOf))) Emit(group);
            return _builder.Build(graph.Name, graph.Outputs.Map(Image));
        }

        /// <summary>Depth first with an explicit stack: every kernel after those it reads from.</summary>
        private IEnumerable<FusionGroup> InOrder(IEnumerable<FusionGroup?> roots)
        {
            var (done, order) = (new HashSet<FusionGroup>(), new List<FusionGroup>());
            foreach (var root in roots)
            {
                var stack = new Stack<(FusionGroup Group, bool Ready)>();
                if (root is not null) stack.Push((root, false));
                while (stack.Count > 0)
                {
                    var (group, ready) = stack.Pop();
                    if (ready) order.Add(group);
                    else if (done.Add(group))
                    {
                        stack.Push((group, true));
                        foreach (var input in plan.InputsOf(group).Reverse())
                        {
                            if (plan.HomeOf(input) is { } home) stack.Push((home, false));
                        }
                    }
                }
            }
            return order;
        }

        private void Emit(FusionGroup group)
        {
            // What may fail says where.
            var speaker = group.Members.FirstOrDefault(m => m.Kind == OpKind.Gather) ?? group.First;
            _builder.Location = graph.Locations.TryGetValue(speaker, out var place) ? place : null;
            if (!group.IsOpen || group.Members.Count == 1) EmitNode(group.First);
            else EmitFused(group);
        }

        private void EmitNode(Node node)
        {
            // The body of a group that is fused already is a kernel, not a graph of kernels.
            var attributes = node.Kind == OpKind.Fused ? node.Attributes
                : node.Attributes.Map(a => a is Attr.Body body ? new Attr.Body(pass.Run(body.Value, log)) : a);
            _images.Add(node, node.Kind == OpKind.Get
                ? _builder.Get(Image(node.Inputs[0]), (int)node.Int("index"))
                : _builder.Add(node.Op, node.Inputs.Map(Image), attributes));
        }

        private void EmitFused(FusionGroup group)
        {
            var (inputs, outputs) = (plan.InputsOf(group), plan.OutputsOf(group));
            var body = new GraphBuilder();
            var names = new HashSet<string>();
            var inner = inputs.ToDictionary(n => n, n => body.Parameter(Unique(NameOf(n), names), n.Type));
            var loops = new LoopGroup(inputs, outputs);
            foreach (var member in loops.Members) inner.Add(member, body.Add(member.Op, member.Inputs.Map(i => inner[i]), member.Attributes));
            var fused = _builder.Add(OpTable.Fused, inputs.Map(Image), ("body", new Attr.Body(body.Build(loops.Title, outputs.Map(o => inner[o])))));
            for (var i = 0; i < outputs.Count; i++) _images.Add(outputs[i], _builder.Get(fused, i));
        }

        private Node Image(Node node)
        {
            // Numbers belong to no kernel; whoever wants one has it.
            if (!_images.TryGetValue(node, out var image)) _images.Add(node, image = _builder.Add(node.Op, default(Seq<Node>), node.Attributes));
            return image;
        }

        private static string NameOf(Node node) => node.Kind == OpKind.After ? NameOf(node.Inputs[0]) : node.Name ?? node.Op.Name;

        private static string Unique(string wish, HashSet<string> taken)
        {
            var name = wish;
            for (var i = 2; !taken.Add(name); i++) name = wish + i;
            return name;
        }
    }
}
