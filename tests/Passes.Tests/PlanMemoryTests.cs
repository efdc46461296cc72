using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Xunit;

namespace GraphCompiler.Passes.Tests;

using Graph = GraphCompiler.IR.Graph;

public class PlanMemoryTests
{
    [Fact]
    public void A_plan_shares_memory_and_prints()
    {
        var plan = PlanMemory.Plan(GraphParser.Parse("""
            graph @f(%x: f32[N,64]) {
              %0 = neg %x
              %1 = exp %0
              %2 = sum %1 [axis=[1]]
              %3 = reshape %1 [shape=[64*N]]
              %4 = abs %3
              %5 = exp %2
              return %4, %5
            }
            """));
        Assert.Equal("""
            arena: 512*N bytes, 64*((4*N+63)//64)+512*N without sharing
            %x : f32[N,64] parameter 0
            %0 : f32[N,64] arena at 0, 256*N bytes
            %1 : f32[N,64] arena at 256*N, 256*N bytes
            %2 : f32[64*N] is %1
            %3 : f32[64*N] output 0
            %4 : f32[N] arena at 0, 4*N bytes
            %5 : f32[N] output 1

            """.ReplaceLineEndings("\n"), plan.Text);
    }

    /// <summary>An update takes the memory of what it changes, unless that is the caller's or somebody reads it later.</summary>
    [Fact]
    public void Updates_write_over_what_nobody_needs()
    {
        var plan = PlanMemory.Plan(GraphParser.Parse("""
            graph @f(%x: f32[4], %v: f32[], %i: i32[]) {
              %0 = update %x, %v, %i [axes=[0]]
              %1 = update %0, %v, %i [axes=[0]]
              %2 = exp %1
              %3 = update %1, %v, %i [axes=[0]]
              %4 = update %3, %v, %i [axes=[0]]
              %5 = exp %3
              return %2, %4, %5, %1
            }
            """));
        // What reads the old value runs before the update, unless it is returned.
        Assert.Equal("""
            arena: 0 bytes
            %x : f32[4] parameter 0
            %v : f32[] parameter 1
            %i : i32[] parameter 2
            %0 : f32[4] output 3
            %1 : f32[4] is %0
            %2 : f32[4] output 0
            %3 : f32[4] output 1
            %5 : f32[4] output 2
            %4 : f32[4] is %3

            """.ReplaceLineEndings("\n"), plan.Text);
    }

    [Theory]
    // An output that aliases a parameter, a constant or another output is copied.
    [InlineData("%x: f32[N]", "return %x", "output 0: copied from %x")]
    [InlineData("%x: f32[N]", "%1 = reshape %x [shape=[1,N]] return %1", "output 0: copied from %0")]
    [InlineData("", "%c = constant [1, 2] : f32[2] return %c", "output 0: copied from %0")]
    [InlineData("%x: f32[N]", "%1 = neg %x return %1, %1", "output 1: copied from %0")]
    [InlineData("%x: f32[N,4]", "%1 = neg %x %2 = reshape %1 [shape=[4*N]] return %1, %2", "output 1: copied from %1")]
    public void An_output_without_memory_of_its_own_is_copied(string parameters, string body, string line)
    {
        var plan = PlanMemory.Plan(Reduction.Parse(parameters, body));
        Assert.Contains(line, plan.Text);
        Simulate(plan, 3);
    }

    [Fact]
    public void A_reshaped_output_is_written_in_place()
    {
        var plan = PlanMemory.Plan(Reduction.Parse("%x: f32[N,4]", "%1 = neg %x %2 = reshape %1 [shape=[4*N]] return %2"));
        Assert.Empty(plan.Copies);
        Assert.Equal(new Placement.Output(0), plan.Of(plan.Graph.Nodes[0]));
        Assert.True(plan.ArenaBytes.Is(0));
    }

    [Fact]
    public void A_chain_needs_two_buffers()
    {
        var builder = new GraphBuilder();
        var x = builder.Parameter("x", new(DType.F32, Seq.Of(Dim.Symbol("N"), 10)));
        for (var i = 0; i < 20; i++) x = builder.Add(i % 2 == 0 ? OpTable.Exp : OpTable.Neg, [x]);
        var plan = PlanMemory.Plan(builder.Build("chain", [x]));
        Assert.Equal(2 * Arena.Align(Dim.Symbol("N") * 40), plan.ArenaBytes);
    }

    /// <summary>Random graphs with symbolic sizes that partly compare and partly do not, run on an arena that knows who owns each byte.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void Live_results_never_overlap(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < 40; n++)
        {
            var plan = PlanMemory.Plan(RandomGraph(random));
            for (var k = 0; k < 4; k++) Simulate(plan, random.Next(0, 40), random.Next(0, 40));
            Assert.True((plan.UnsharedBytes - plan.ArenaBytes).Evaluate(Sizes(plan.Graph, 7, 7)) >= 0);
        }
    }

    private static Graph RandomGraph(Random random)
    {
        var builder = new GraphBuilder();
        Dim n = Dim.Symbol("N"), m = Dim.Symbol("M");
        Dim[] sizes = [n, m, n * 3, n + m, 17, 64, n * 16, m * 5 + 1];
        var values = new List<Node> { builder.Parameter("x", new(DType.F32, Seq.Of(n))), builder.Parameter("y", new(DType.F64, Seq.Of(m))) };
        for (var i = random.Next(3, 25); i > 0; i--)
        {
            var value = values[random.Next(values.Count)];
            var size = sizes[random.Next(sizes.Length)];
            values.Add(random.Next(4) switch
            {
                0 => builder.Add(OpTable.Exp, [value]),
                1 => builder.Add(OpTable.ExpandDims, [value], ("axis", new Attr.Ints(Seq.Of(0L)))),
                2 => builder.Add(OpTable.Concat, [value, value], ("axis", new Attr.Int(value.Rank - 1))),
                _ => Views.Full(builder, Literal.Scalar(DType.F32, (double)i), Seq.Of(size)),
            });
        }
        var outputs = Enumerable.Range(0, random.Next(1, 4)).Select(_ => values[random.Next(values.Count)]).Append(values[^1]).ToList();
        // All values meet at the end in some order, so that lifetimes differ.
        foreach (var value in values.Where(_ => random.Next(3) == 0)) outputs.Add(builder.Add(OpTable.Exp, [value]));
        return builder.Build("random", outputs);
    }

    private static Dictionary<string, long> Sizes(Graph graph, params int[] sizes) =>
        graph.Symbols.Select((s, i) => (s, (long)sizes[i % sizes.Length])).ToDictionary(p => p.s, p => p.Item2);

    /// <summary>Runs the kernels in order on an arena of owners: what a kernel reads must be there still, and not be overwritten meanwhile.</summary>
    private static void Simulate(MemoryPlan plan, params int[] sizes)
    {
        var symbols = Sizes(plan.Graph, sizes);
        var arena = new long[plan.ArenaBytes.Evaluate(symbols)];
        var id = plan.Placements.Keys.Select((result, i) => (result, i)).ToDictionary(p => p.result, p => p.i + 1L);
        Assert.Equal(0, arena.Length % 64);
        var written = new HashSet<(Node, int)>();
        (int Start, int Count)? Range((Node Node, int Result) result)
        {
            if (plan.Placements[result] is not Placement.Arena place) return null;
            var offset = place.OffsetBytes.Evaluate(symbols);
            Assert.Equal(0, offset % 64);
            return ((int)offset, (int)MemoryPlan.Bytes(result.Node.Types[result.Result]).Evaluate(symbols));
        }
        (Node Node, int Result) Follow(Node value)
        {
            while (value.Kind is OpKind.Reshape) value = value.Inputs[0];
            return MemoryPlan.Resolve(value);
        }
        void AssertIntact((Node Node, int Result) result)
        {
            if (Range(result) is { } range) Assert.True(arena.AsSpan(range.Start, range.Count).Count(id[result]) == range.Count, plan.Text);
            else if (plan.Placements[result] is Placement.Output) Assert.Contains(result, written);
        }
        foreach (var node in plan.Graph.Nodes.Where(n => n.Kind is not (OpKind.Get or OpKind.Reshape or OpKind.Constant)))
        {
            foreach (var input in node.Inputs) AssertIntact(Follow(input));
            for (var i = 0; i < node.Types.Count; i++)
            {
                written.Add((node, i));
                if (Range((node, i)) is { } range) Array.Fill(arena, id[(node, i)], range.Start, range.Count);
            }
            foreach (var input in node.Inputs) AssertIntact(Follow(input));
            for (var i = 0; i < node.Types.Count; i++) AssertIntact((node, i));
        }
        // Each output has exactly one source: a kernel that writes it, or a copy.
        var direct = plan.Placements.Values.OfType<Placement.Output>().Select(o => o.Index);
        Assert.Equal(Enumerable.Range(0, plan.Graph.Outputs.Count), direct.Concat(plan.Copies.Select(c => c.Output)).Order());
        foreach (var output in plan.Placements.Where(p => p.Value is Placement.Output))
            Assert.Equal(output.Key, Follow(plan.Graph.Outputs[((Placement.Output)output.Value).Index]));
        foreach (var copy in plan.Copies) AssertIntact(Follow(copy.Source));
    }
}
