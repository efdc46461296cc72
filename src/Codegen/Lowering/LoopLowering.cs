using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>Makes a group of nodes that share a loop space into one kernel.</summary>
internal sealed class LoopLowering : LoopWalk<Expr>
{
    private readonly ExprPool _pool;
    private readonly AxisPlan _axes;
    private readonly IReadOnlyDictionary<Node, int> _buffers;
    private readonly List<Access> _accesses = [];
    private readonly List<Reduction> _reductions = [];

    private readonly Func<Node, Dim, bool>? _checkedBefore;

    private LoopLowering(LoopSpace space, LoopGroup group, AxisPlan axes, IReadOnlyDictionary<Node, int> buffers, Func<Node, Dim, bool>? checkedBefore = null)
        : base(space, group) => (_pool, _axes, _buffers, _checkedBefore) = (new(), axes, buffers, checkedBefore);

    /// <param name="inputs">Where each input of the group lies; the same order.</param>
    /// <param name="outputs">Where each output goes; the same order.</param>
    /// <param name="place">Moves the index at which output k is written: into a part of a larger tensor. Null for the tensor's own.</param>
    /// <param name="checkedBefore">Whether indices that are an input of the group are known to be in an axis of a size; null where none are.</param>
    /// <exception cref="InvalidOperationException">The group does not share a loop space; the message gives the reason.</exception>
    public static Kernel Lower(string name, LoopGroup group, Seq<KernelBuffer> inputs, Seq<KernelBuffer> outputs,
        Func<LoopSpace, Seq<Affine>, Affine>? place = null, Func<Node, Dim, bool>? checkedBefore = null)
    {
        var space = LoopSpace.Of(group, out var refusal) ?? throw new InvalidOperationException($"{name}: {refusal}");
        var buffers = group.Inputs.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        // The first walk finds out which accesses there are, the second one is over the loops chosen for them.
        var scout = new LoopLowering(space, group, AxisPlan.Identity(space), buffers);
        scout.Results(name, inputs.Count, place);
        var lowering = new LoopLowering(space, group, AxisPlan.Of(space, scout._accesses), buffers, checkedBefore);
        var stores = lowering.Results(name, inputs.Count, place);
        return StagePlan.Arrange(name, inputs, outputs, lowering._axes.Axes, lowering._reductions, stores, lowering._pool);
    }

    /// <summary>The elementwise nodes behind a matrix product over its rows and columns; the product is one of the group's inputs.</summary>
    public static Kernel LowerEpilogue(string name, LoopGroup group, Seq<KernelBuffer> inputs, Seq<KernelBuffer> outputs, int columnAxes)
    {
        var space = LoopSpace.Of(group, out var refusal) ?? throw new InvalidOperationException($"{name}: {refusal}");
        var buffers = group.Inputs.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        var lowering = new LoopLowering(space, group, AxisPlan.RowsAndColumns(space, columnAxes), buffers);
        var stores = lowering.Results(name, inputs.Count, null);
        return StagePlan.Arrange(name, inputs, outputs, lowering._axes.Axes, [], stores, lowering._pool);
    }

    private List<Store> Results(string name, int inputs, Func<LoopSpace, Seq<Affine>, Affine>? place)
    {
        var stores = new List<Store>();
        for (var k = 0; k < Group.Outputs.Count; k++)
        {
            var output = Group.Outputs[k];
            var index = Space.IndexOf(output.Shape)
                ?? throw new InvalidOperationException($"{name}: result {k} of shape {TensorType.ShapeText(output.Shape)} is not on the loops of its group");
            var value = Visit(output, index);
            if (Refusal is not null) throw new InvalidOperationException($"{name}: {Refusal}");
            var target = place?.Invoke(Space, index) ?? Affine.Linear(output.Shape, index, Space.Axes.Count);
            stores.Add(new(inputs + k, Access(target), value));
        }
        return stores;
    }

    private Affine Access(Affine index)
    {
        _accesses.Add(new(index, index.DependsOn(k => Space.Axes[k].Reduced) || !Space.Reduces ? 2 : 1));
        return _axes.Map(index);
    }

    protected override Expr Input(Node input, Seq<Dim> shape, Seq<Affine> index) =>
        _pool.Load(input.DType, _buffers[input], Access(Affine.Linear(shape, index, Space.Axes.Count)));

    protected override Expr Splat(Node constant) => _pool.Constant(Rank0(constant.Literal("value")));

    protected override Expr Source(Node node, Seq<Affine> index) => node.Op.Source!(node) switch
    {
        SourceFacts.Splat splat => _pool.Constant(splat.Value),
        SourceFacts.Index position => _pool.Position(node.DType, Access(index[position.Axis])),
        SourceFacts.Size size => _pool.Position(node.DType, Access(Affine.Constant(size.Value, Space.Axes.Count))),
        var other => throw new NotSupportedException(other.GetType().Name),
    };

    protected override Expr Elementwise(Node node, Seq<Affine> index, Expr[] operands)
    {
        if (Refusal is not null) return null!;
        var value = _pool.From(node.Op.BodyOf(node), operands);
        value.Hint ??= node.Op.Name;
        return value;
    }

    protected override Expr Reduce(Node node, Expr operand)
    {
        if (Refusal is not null) return null!;
        // All reduced axes have extent 1: there is nothing to combine.
        if (!_axes.Axes.Any(a => a.Reduced)) return operand;
        var facts = node.Op.Reduction!;
        var reduction = new Reduction(_reductions.Count, facts.Combine, facts.Init(node.DType), operand);
        _reductions.Add(reduction);
        var result = _pool.Reduced(reduction);
        result.Hint = node.Op.Name;
        return result;
    }

    protected override Expr Gather(Node table, Seq<(Expr Position, Node Indices, int Axis)> positions, Seq<Affine> index) =>
        _pool.Gather(table.DType, _buffers[table], Access(Affine.Linear(table.Shape, index, Space.Axes.Count)),
            positions.Map(p => p.Position), positions.Map(p => new GatheredAxis(p.Axis, table.Shape[p.Axis], Dim.Product(table.Shape.Skip(p.Axis + 1)),
                _buffers.ContainsKey(p.Indices) && _checkedBefore?.Invoke(p.Indices, table.Shape[p.Axis]) == true, CountOf(p.Indices, p.Position))));

    /// <summary>For a position that does not move with the loops, so that it is looked at before them.</summary>
    private static Dim? CountOf(Node indices, Expr position) => indices.Type.Count is var count && count.Lower is not >= 1
        && Expr.PostOrder([position]).All(e => e switch { Expr.Load load => load.Index.IsConstant, Expr.Position p => p.Index.IsConstant, _ => e is not Expr.Reduced }) ? count : null;

    internal static Literal Rank0(Literal splat) => splat.DType.IsFloat()
        ? Literal.Scalar(splat.DType, splat.Float(0))
        : Literal.Scalar(splat.DType, splat.Integer(0));
}
