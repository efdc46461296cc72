using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>Lowers the nodes of an optimised graph one after the other: each to its kernels and the lines that call them.</summary>
internal sealed class NodeLowering(GraphBlock run, CodeWriter body)
{
    /// <summary>A part of the work below this many instruction-ish units is not worth another thread; about 15 µs, what waking a sleeping worker costs.</summary>
    private const long Grain = 2_400_000;

    public void Lower(Node node)
    {
        switch (node.Kind)
        {
            case OpKind.Constant or OpKind.Reshape or OpKind.Get or OpKind.After:
                return;
            case OpKind.Elementwise or OpKind.View or OpKind.Source or OpKind.Reduce or OpKind.Gather:
                LowerLoops(node, LoopGroup.Of(node), n => n);
                return;
            case OpKind.Fused:
                LowerFused(node);
                return;
            case OpKind.Contract:
                Launch("Gemm.Multiply", GraphDescription.Of(node), GraphDescription.Line(node), ContractCode.Call(node, run));
                return;
            case OpKind.Update:
                LowerUpdate(node);
                return;
            case OpKind.Effect:
                LowerEffect(node);
                return;
            case OpKind.Control:
                new ControlLowering(run, body).Lower(node);
                return;
            case OpKind.ArgReduce:
                LowerArgReduce(node);
                return;
            case OpKind.Concat:
                LowerConcat(node);
                return;
            case OpKind.Pad:
                LowerPad(node);
                return;
            default:
                throw new NotSupportedException($"{run.File.Entry.DisplayName}: {node.Op.Name} has no lowering for the CPU");
        }
    }

    private void Line(string text) => body.Line(text);

    /// <summary>Writes the line that runs a kernel, and lists it.</summary>
    /// <param name="text">The nodes it was made from.</param>
    /// <param name="source">Its own code; null where the line is all there is.</param>
    private void Launch(string name, string description, string text, string line, string? source = null)
    {
        Line(run.File.Entry.TimesKernels ? $"using ({EntryPoint.Times}.Of({run.File.Kernels.Count})) {line}" : line);
        run.File.Kernels.Add(new(name, description, text, source ?? line));
    }

    private void Launch(KernelSource source, string description, string text, string line)
    {
        run.Add(source);
        Launch(source.Name, description, text, line, source.Text);
    }

    /// <summary>Tokens have no bytes: the order of the statements is the order of the effects.</summary>
    private void LowerEffect(Node node)
    {
        string Operand() => run.BufferOf(node.Inputs[1]);
        string Place(long? number) => number is { } n && run.File.Entry.Places is { } places ? $", {places}.At{n}" : "";
        string Shape() => $"[{string.Join(", ", node.Inputs[1].Shape.Select(d => run.Dims.Of(d).Text))}]";
        string Violation(Violation violation) => violation == IR.Violation.Assertion ? "" : $", violation: global::GraphCompiler.IR.Violation.{violation}";
        switch (node.Op.Effect!(node))
        {
            case EffectFacts.Print print:
                Line($"Effects.Print({Operand()}, {(print.Label is { } label ? EntryWriter.Quote(label) : "null")}, {Shape()});");
                break;
            case EffectFacts.Assert assert when node.Inputs[1].Rank == 0:
                Line($"if (!{run.NumberOf(node.Inputs[1]).At(Precedence.Unary)}) Effects.Fail({EntryWriter.Quote(assert.Message)}{Place(assert.Place)}{Violation(assert.Violation)});");
                break;
            case EffectFacts.Assert assert:
                Line($"Effects.Assert({Operand()}, {EntryWriter.Quote(assert.Message)}, {Shape()}{Place(assert.Place)}{Violation(assert.Violation)});");
                break;
            case EffectFacts.Bounds bounds:
                LowerBounds(node, bounds);
                break;
        }
    }

    private void LowerBounds(Node node, EffectFacts.Bounds bounds)
    {
        var what = bounds.Of is { } name ? $"{name} in {run.File.Entry.DisplayName}" : run.File.Entry.DisplayName;
        var where = $"{bounds.Axis}, {run.Dims.Of(bounds.Size)}, {EntryWriter.Quote(bounds.Op)}, {EntryWriter.Quote(what)}";
        string Caret(int i) => bounds.Carets.Contains(i) ? "true" : "false";
        var index = node.Inputs[1];
        Line(node.Inputs.Count == 3 ? $"Bounds.Range({run.NumberOf(index)}, {Caret(0)}, {run.NumberOf(node.Inputs[2])}, {Caret(1)}, {where});"
            : index.Rank > 0 ? $"Bounds.Indices({run.BufferOf(index)}, {run.Dims.Of(index.Type.Count)}, {where});"
            : $"Bounds.{(bounds.Carets.IsEmpty ? "Index" : "FromEnd")}({run.NumberOf(index)}, {where});");
    }

    private void LowerFused(Node node)
    {
        var graph = node.Body("body");
        if (graph.Nodes.FirstOrDefault(n => n.Kind == OpKind.Contract) is { } contract)
        {
            LowerEpilogue(node, graph, contract);
            return;
        }
        var outer = graph.Parameters.Select((p, i) => (p, node.Inputs[i])).ToDictionary(p => p.p, p => p.Item2);
        LowerLoops(node, new LoopGroup(graph.Parameters, graph.Outputs), n => outer[n]);
    }

    /// <summary>A matrix product whose elements are worked on while they are in registers.</summary>
    private void LowerEpilogue(Node node, Graph graph, Node contract)
    {
        var whole = new LoopGroup(graph.Parameters, graph.Outputs);
        var outer = graph.Parameters.Select((p, i) => (p, node.Inputs[i])).ToDictionary(p => p.p, p => p.Item2);
        // Operands that only the product reads are no business of the epilogue.
        var members = new HashSet<Node>(whole.Members.Where(m => m != contract).SelectMany(m => m.Inputs));
        var read = graph.Parameters.Where(members.Contains).ToList();
        var group = new LoopGroup(read.Append(contract).ToSeq(), graph.Outputs);
        var inputs = read.Select(p => new KernelBuffer(NameOf(outer[p]), outer[p], 0)).Append(new KernelBuffer("sum", contract, 0)).ToSeq();
        var outputs = Enumerable.Range(0, node.Types.Count).Select(k => new KernelBuffer("result", node, k)).ToSeq();
        var kernel = LoopLowering.LowerEpilogue(KernelName(whole), group, inputs, outputs, EpilogueSpace.ColumnAxes(contract));
        var lines = GraphDescription.Lines(whole).ToList();
        var source = EpilogueWriter.Write(kernel, read.Count, Enumerable.Range(0, read.Count).Where(i => run.IsNumber(outer[read[i]])), lines);
        var instance = Instance(source, buffer => buffer < read.Count ? run.VariableOf(outer[read[buffer]]) : run.VariableOf(node, buffer - read.Count - 1));
        Launch(source, GraphDescription.Of(whole), string.Join("\n", lines),
            $"Gemm.Multiply({ContractCode.Shape(contract, run.Dims)}, in {run.BufferOf(outer[contract.Inputs[0]])}.Ref, in {run.BufferOf(outer[contract.Inputs[1]])}.Ref, {instance});");
    }

    /// <param name="outer">The value in the graph that an input of the group stands for.</param>
    private void LowerLoops(Node node, LoopGroup group, Func<Node, Node> outer)
    {
        var values = group.Inputs.Map(outer);
        var inputs = values.Map(v => new KernelBuffer(NameOf(v), v, 0));
        var outputs = Enumerable.Range(0, node.Types.Count).Select(k => new KernelBuffer("result", node, k)).ToSeq();
        bool IsChecked(Node index, Dim size) => GatherCode.IsChecked(outer(index), size);
        if (PlanMemory.IsScalarCode(node))
        {
            new ScalarCode(run, LoopLowering.Lower(group.Title, group, inputs, outputs, checkedBefore: IsChecked) with { Function = run.File.Entry.DisplayName }, values).Lower(node, Line);
            return;
        }
        var kernel = LoopLowering.Lower(KernelName(group), group, inputs, outputs, checkedBefore: IsChecked);
        Emit(kernel, values, GraphDescription.Lines(group), GraphDescription.Of(group));
    }

    private void LowerConcat(Node node)
    {
        var axis = (int)node.Int("axis");
        Dim start = 0;
        foreach (var operand in node.Inputs)
        {
            var (from, at) = (start, operand);
            LowerCopy(node, operand, (space, index) => Affine.Linear(node.Shape,
                index.With(axis, index[axis] + Affine.Constant(from, space.Axes.Count)), space.Axes.Count));
            start += at.Shape[axis];
        }
    }

    private void LowerPad(Node node)
    {
        var value = Literal.Scalar(node.DType, node.Float("value"));
        var pool = new ExprPool();
        var everywhere = Affine.Variable(0, 1);
        var fill = new Kernel(run.File.Members.New("Fill"), Seq.Of(new KernelBuffer("result", node, 0)), 0, Seq.Of(new LoopAxis(node.Type.Count, false)),
            Seq.Of(new Stage(default, Seq.Of(new Store(0, everywhere, pool.Constant(value))))), default);
        Emit(fill, default, Seq.Of(GraphDescription.Line(node)), "fill");
        var before = node.Dims("before");
        LowerCopy(node, node.Inputs[0], (space, index) => Affine.Linear(node.Shape,
            index.Select((x, k) => x + Affine.Constant(before[k], space.Axes.Count)).ToSeq(), space.Axes.Count));
    }

    /// <summary>The operand copied, unless the result has its memory, and then the part written over it.</summary>
    private void LowerUpdate(Node node)
    {
        var (x, value, axes) = (node.Inputs[0], node.Inputs[1], node.Ints("axes"));
        Dim Stride(int axis) => Dim.Product(node.Shape.Skip(axis + 1));
        var kept = OpTable.UpdatedAxes(node.Rank, axes);
        Dim from = 0;
        for (var k = 0; k < kept.Count; k++) from += node.Dims("starts")[k] * Stride(kept[k]);
        var terms = axes.Select((axis, i) => GatherCode.Position(node.Op.Name, run.NumberOf(node.Inputs[i + 2]).Text,
            new((int)axis, node.Shape[(int)axis], Stride((int)axis), GatherCode.IsChecked(node.Inputs[i + 2], node.Shape[(int)axis]), Count: null), NameOf(x), run.File.Entry.DisplayName, run.Dims.Of)).ToList();
        if (!from.Is(0)) terms.Add(run.Dims.Of(from).Text);
        // Numbers and what they are read from before the memory changes.
        var number = value.Rank == 0 ? run.NumberOf(value).Text : null;
        var source = number is null ? run.BufferOf(value) : null;
        var result = run.VariableOf(node);
        if (run.BufferOf(x) is var old && old != result) Line($"Entry.Copy({old}, {result}, {run.Dims.Of(node.Type.Count)});");
        var target = terms.Count == 0 ? $"{result}.Ref" : $"Unsafe.Add(ref {result}.Ref, {string.Join(" + ", terms)})";
        if (number is not null)
        {
            Line($"{target} = {number};");
            return;
        }
        var moves = kept.Select((axis, k) => $"new MoveAxis({run.Dims.Of(value.Shape[k])}, {run.Dims.Of(Dim.Product(value.Shape.Skip(k + 1)))}, {run.Dims.Of(Stride(axis))})");
        Launch("Moves.Copy", GraphDescription.Of(node), GraphDescription.Line(node), $"Moves.Copy(in {source}.Ref, ref {target}, {string.Join(", ", moves)});");
    }

    /// <summary>Copies a value into a part of a node's result.</summary>
    private void LowerCopy(Node node, Node operand, Func<LoopSpace, Seq<Affine>, Affine> place)
    {
        var number = LoopGroup.IsNumber(operand);
        var group = new LoopGroup(number ? default : Seq.Of(operand), Seq.Of(operand));
        var kernel = LoopLowering.Lower(NameScope.PascalCase(run.File.Members.New(node.Op.Name)), group,
            group.Inputs.Map(v => new KernelBuffer(NameOf(v), v, 0)), Seq.Of(new KernelBuffer("result", node, 0)), place);
        Emit(kernel, group.Inputs, Seq.Of(GraphDescription.Line(node)), GraphDescription.Of(node));
    }

    private void Emit(Kernel kernel, Seq<Node> inputs, IEnumerable<string> comment, string description)
    {
        kernel = kernel with { Name = NameScope.PascalCase(kernel.Name), Function = run.File.Entry.DisplayName };
        var lines = comment.ToList();
        if (!IsSmall(Dim.Product(kernel.Axes.Select(a => a.Extent))) && SplitReduction.Of(kernel) is { } split)
        {
            EmitSplit(split, inputs, lines, description);
            return;
        }
        string Buffer(int buffer) => buffer < kernel.Inputs
            ? run.VariableOf(inputs[buffer])
            : run.VariableOf(kernel.Buffers[buffer].Node, kernel.Buffers[buffer].Result);
        if (!inputs.Any(run.IsNumber) && MoveCode.Of(kernel, run.Dims, Buffer) is { } move)
        {
            Launch(move.Method, description, string.Join("\n", lines), $"{move.Method}({move.Arguments});");
            return;
        }
        var source = KernelWriter.Write(kernel, Enumerable.Range(0, inputs.Count).Where(i => run.IsNumber(inputs[i])), lines);
        Launch(source, description, string.Join("\n", lines), Call(source, Buffer));
    }

    /// <summary>A reduction that threads share by tiles of what it reduces.</summary>
    private void EmitSplit(SplitReduction split, Seq<Node> inputs, List<string> lines, string description)
    {
        var scalars = Enumerable.Range(0, inputs.Count).Where(i => run.IsNumber(inputs[i])).ToList();
        var parts = KernelWriter.Write(split.Parts, scalars, lines);
        var places = split.Partials.Map(p => run.Scratch(p.Type, p.Name!));
        string Buffer(Kernel kernel, int buffer) => buffer < inputs.Count ? run.VariableOf(inputs[buffer])
            : buffer < inputs.Count + places.Count ? places[buffer - inputs.Count]
            : run.VariableOf(kernel.Buffers[buffer].Node, kernel.Buffers[buffer].Result);
        Launch(parts, description, string.Join("\n", lines), Call(parts, b => Buffer(split.Parts, b)));
        var finish = KernelWriter.Write(split.Finish, scalars, ["What the tiles gave, combined."]);
        Launch(finish, "combines the parts of " + parts.Name, "", Call(finish, b => Buffer(split.Finish, b)));
    }

    private void LowerArgReduce(Node node)
    {
        var (x, axis) = (node.Inputs[0], (int)node.Int("axis"));
        var kernel = "ArgReduction." + (node.Op.Reduction!.Combine == Primitive.Max ? "Maximum" : "Minimum");
        var sizes = new[] { Dim.Product(x.Shape.Take(axis)), x.Shape[axis], Dim.Product(x.Shape.Skip(axis + 1)) }.Select(size => run.Dims.Of(size).Text);
        Launch(kernel, GraphDescription.Of(node), GraphDescription.Line(node), $"{kernel}({run.BufferOf(x)}, {run.VariableOf(node)}, {string.Join(", ", sizes)});");
    }

    /// <summary>The kernel's struct with its fields set.</summary>
    /// <param name="buffer">The variable for a buffer of the kernel.</param>
    private string Instance(KernelSource source, Func<int, string> buffer)
    {
        var fields = source.Fields.Select(f => $"{f.Name} = {(f.Size is { } size ? run.Dims.Of(size).Text : buffer(f.Buffer))}");
        return $"new {source.Name}{source.Lanes.Parameters} {{ {string.Join(", ", fields)} }}";
    }

    private string Call(KernelSource source, Func<int, string> buffer)
    {
        var instance = Instance(source, buffer);
        if (source.Items.Is(1) || IsSmall(source.Items * source.ItemCost)) return $"{instance}.Run(0, {run.Dims.Of(source.Items)}, 0);";
        return $"Workers.For({run.Dims.Of(source.Items)}, {GrainOf(source)}, {instance}{(source.ItemsAreElements ? ", multiple: 64" : "")});";
    }

    /// <summary>Small work of a known size does not ask for threads.</summary>
    private static bool IsSmall(Dim work) => work.AsConstant < 2 * Grain;

    private string GrainOf(KernelSource source) => source.ItemCost.AsConstant is { } cost
        ? Math.Max(1, Grain / Math.Max(1, cost)).ToString()
        : $"{Grain} / nint.Max(1, {run.Dims.Of(source.ItemCost)})";

    private string KernelName(LoopGroup group) => NameScope.PascalCase(run.File.Members.New(group.Title));

    private static string NameOf(Node value) => value.Kind == OpKind.After ? NameOf(value.Inputs[0]) : value.Name ?? (value.Kind == OpKind.Get ? value.Inputs[0].Op.Name : value.Op.Name);
}
