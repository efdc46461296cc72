using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// Adds what is read to the graph: nodes at the user's lines, with the user's names in messages. Mistakes in operands are reported where
/// they stand; what could not be added is null.
/// </summary>
internal sealed class GraphWriter
{
    // Graphs beyond this come from loops that should stay loops; unrolling them would make builds slow.
    private const int MostNodes = 20_000;

    private readonly Reports _reports;
    private readonly Store _store;
    private readonly LocationTable _locations = new();
    private readonly Slot _effects = new("effects", null);

    public GraphWriter(Reports reports, Store store)
    {
        (_reports, _store) = (reports, store);
        Token = Scope.Add(OpTable.Token, []);
    }

    /// <summary>The graph that is written: the function's own, or that of a branch or a loop in it.</summary>
    public Scope Scope { get; set; } = new(outer: null, location: null);

    /// <summary>How many nodes have been added in all.</summary>
    public int Nodes { get; set; }

    public AssertPlaces Places { get; } = new();

    /// <summary>
    /// The token of the last effect that has been read. It is kept in the store like any variable, so that branches and loops merge and
    /// carry it as they do what the user assigns, and effects keep their order.
    /// </summary>
    public Node Token
    {
        get => _store[_effects]!.AsNode!;
        set => _store[_effects] = new Value.Tensor(value);
    }

    /// <summary>What is added from now on comes from here.</summary>
    public void Locate(IOperation at) => Scope.Builder.Location = LocationOf(at);

    public SourceLocation LocationOf(IOperation at) => _locations.Add(at.Syntax);

    /// <summary>Adds a node for an expression; a mistake in it is reported on the operand or argument at fault.</summary>
    public Node? Add(OpUse use)
    {
        if (use.Operands.Any(o => o.Node is null)) return null;
        if (++Nodes > MostNodes)
        {
            if (Nodes == MostNodes + 1) _reports.Eagerly(Fallbacks.TooLarge, use.Whole.Syntax, $"its graph has more than {MostNodes} nodes; use fewer or shorter loops that are unrolled, or several graph functions");
            return null;
        }
        foreach (var operand in use.Operands)
        {
            if (operand.Node!.Kind != OpKind.Parameter && OpUse.NameOf(operand.Source) is { } name) Scope.Builder.Name(Scope.Import(operand.Node!), name);
        }
        Locate(use.Whole);
        try
        {
            return Scope.Add(use.Op, Repeatable(use), use.Attributes.Select(a => (a.Name, a.Value)).ToArray());
        }
        catch (OpException e)
        {
            _reports.Mistake(Mistakes.OfOps[e.Id], use.SourceOf(e).Syntax, e.Description);
            return null;
        }
        catch (OverflowException)
        {
            _reports.Mistake(Mistakes.OfOps[OpErrors.AttributeValue], use.Whole.Syntax, $"{use.Op.Name}: the sizes of the result do not fit into 64 bits");
            return null;
        }
    }

    /// <summary>The positions along an axis.</summary>
    public Node? Iota(Dim[] shape, int axis, DType dtype, IOperation at) => Add(new(OpTable.Iota, at, [],
        [new("shape", new Attr.Dims(shape), at), new("axis", new Attr.Int(axis), at), new("dtype", new Attr.Type(dtype), at)]));

    /// <summary>null when an operand is.</summary>
    public Node? Apply(OpDef op, IOperation at, params Node?[] operands) => Add(new(op, at, operands.Select(o => new OpOperand(o, at)).ToList(), []));

    /// <summary>The node itself where it has the dtype.</summary>
    public Node? Cast(Node? x, DType dtype, IOperation at) =>
        x?.DType == dtype ? x : Add(new(OpTable.Cast, at, [new(x, at)], [new("dtype", new Attr.Type(dtype), at)]));

    /// <summary>A comparison with a number.</summary>
    public Node? Compare(OpDef op, Node x, long value, IOperation at) =>
        Add(new(op, at, [new(x, at), new(Scope.Constant(HostArithmetic.ToLiteral(value, x.DType)!), at)], []));

    /// <summary>Ends the call with C#'s exception where the condition does not hold. False when that could not be captured.</summary>
    public bool Require(Node? condition, Violation violation, string what, IOperation at)
    {
        if (condition is null || Add(new(OpTable.Assert, at, [new(Token, at), new(condition, at)],
            [new("message", new Attr.Text(violation == Violation.OperandCount ? what : $"{_reports.Function} {what}"), at), new("throws", new Attr.Text(violation.ToString()), at)])) is not { } token) return false;
        Token = token;
        return true;
    }

    /// <summary>What C# throws here whatever the arguments are: a mistake where every call gets here, else the end of the calls that do.</summary>
    /// <param name="instead">Any value of the result's type, for what is read behind it.</param>
    public Value Throws(Violation violation, string what, Value instead, IOperation at) =>
        Scope.Outer is null ? _reports.Mistake(Mistakes.Throws, at.Syntax, $"every call throws {violation}Exception: it {what}")
        : Require(Scope.Constant(IR.Literal.Scalar(DType.Bool, 0L)), violation, what, at) ? instead
        : Value.Unknown.Value;

    /// <summary>null when the value is none of a tensor, a number and a size; that is reported.</summary>
    public Node? ToNode(Value value, DType dtype, IOperation at)
    {
        switch (value)
        {
            case Value.Tensor or Value.Scalar:
                return value.AsNode;
            case Value.Constant constant when HostArithmetic.ToLiteral(constant.Object, dtype) is { } literal:
                return Scope.Constant(literal);
            case Value.Size size when dtype.In(DTypes.Number):
                return Scope.Add(OpTable.Dimension, [], ("value", new Attr.Dims(Seq.Of(size.Dim))), ("dtype", new Attr.Type(dtype)));
            case Value.Unknown:
                return null;
            default:
                _reports.Eagerly(Fallbacks.Expression, at.Syntax, "this value is neither a tensor nor a number");
                return null;
        }
    }

    /// <summary>
    /// The operands of an op, with an axis whose size is known to be 1 here as one that is repeated; for all the graph knows a symbol is not.
    /// An axis that meets none of another size keeps its own, so that the result is like what other branches compute.
    /// </summary>
    private IReadOnlyList<Node> Repeatable(OpUse use)
    {
        var nodes = use.Operands.Select(o => o.Node!).ToList();
        if (use.Op.Kind != OpKind.Elementwise || nodes.All(n => n.Shape == nodes[0].Shape) || Scope.Facts is not { } facts) return nodes;
        return nodes.ConvertAll(n => Scope.Fit(n, Enumerable.Range(0, n.Rank).Select(axis => Meets(n, axis) && facts.Reduce(n.Shape[axis]).Is(1) ? Dim.One : n.Shape[axis]).ToSeq(), NameOf(n)));

        bool Meets(Node node, int axis) => nodes.Any(other =>
            other.Rank - node.Rank + axis is >= 0 and var same && !other.Shape[same].Is(1) && Dim.Same(other.Shape[same], node.Shape[axis]) != true);

        string NameOf(Node node) => Scope.Builder.NameOf(Scope.Import(node)) ?? use.Op.Name;
    }
}
