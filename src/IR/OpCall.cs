using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// A use of an op while its types are inferred: operand types and names, attributes that may still be normalised
/// (negative axes made positive), and the ways to fail. The graph builder and the eager ops both infer through it.
/// </summary>
public sealed class OpCall
{
    private readonly Attr[] _attributes;
    private readonly Action<DimConstraint>? _require;
    private readonly Func<int, string?>? _nameOf;

    /// <param name="require">Receives dims that must be equal but cannot be shown to be; null where all dims are known.</param>
    /// <param name="nameOf">The user's name for an operand, or null.</param>
    public OpCall(OpDef op, Seq<TensorType> operands, Attr[] attributes, Action<DimConstraint>? require = null, Func<int, string?>? nameOf = null)
    {
        (Op, Operands, _attributes, _require, _nameOf) = (op, operands, attributes, require, nameOf);
    }

    /// <summary>What a node takes for granted of its sizes, whichever graph it is in.</summary>
    public static IReadOnlyList<DimConstraint> ConstraintsOf(Node node)
    {
        var constraints = new List<DimConstraint>();
        if (node.Kind is OpKind.Parameter or OpKind.Get) return constraints;
        node.Op.Infer(new(node.Op, node.Inputs.Map(i => i.Type), node.Attributes.ToArray(), constraints.Add));
        return constraints;
    }

    public OpDef Op { get; }
    public Seq<TensorType> Operands { get; }

    public Attr Attribute(string name) => _attributes[IndexOf(name)];
    public void Normalise(string name, Attr value) => _attributes[IndexOf(name)] = value;

    public long Int(string name) => ((Attr.Int)Attribute(name)).Value;
    public bool Bool(string name) => ((Attr.Bool)Attribute(name)).Value;
    public DType TypeAttr(string name) => ((Attr.Type)Attribute(name)).Value;
    public Seq<long> Ints(string name) => ((Attr.Ints)Attribute(name)).Values;
    public Seq<Dim> Dims(string name) => ((Attr.Dims)Attribute(name)).Values;
    public Graph Body(string name) => ((Attr.Body)Attribute(name)).Value;

    /// <summary>The user's name for operand i where there is one, else the op's own.</summary>
    public string NameOf(int i) => _nameOf?.Invoke(i) ?? OperandName(Op, i);

    public static string OperandName(OpDef op, int i) => i < op.Operands.Count - (op.Variadic ? 1 : 0)
        ? op.Operands[i]
        : op.Variadic ? $"{op.Operands[op.Operands.Count - 1]}[{i - op.Operands.Count + 1}]" : $"operand {i}";

    public OpException Fail(string id, string problem, int? operand = null, string? attribute = null) =>
        new(id, Op.Name, problem, operand, attribute);

    /// <summary>Checks operand count and the accepted dtypes; every inference begins with it.</summary>
    public void CheckOperands()
    {
        var wanted = Op.Operands.Count - (Op.Variadic ? 1 : 0);
        if (Op.Variadic ? Operands.Count < wanted : Operands.Count != wanted)
            throw Fail(OpErrors.OperandCount, $"{Operands.Count} operand{(Operands.Count == 1 ? "" : "s")} given, {(Op.Variadic ? "at least " : "")}{wanted} needed ({Op.Operands})");
        for (var i = 0; i < Operands.Count; i++)
        {
            if (!Operands[i].DType.In(Op.Accepts))
                throw Fail(OpErrors.DTypeNotAccepted, $"dtype {Operands[i].DType.Name()} of {NameOf(i)} is not accepted; allowed: {Op.Accepts.Describe()}{(Operands[i].DType.In(DTypes.Compute) ? "" : "; cast it first")}", i);
        }
    }

    /// <summary>All operands from <paramref name="first"/> on have one dtype, which is returned.</summary>
    public DType SameDType(int first = 0)
    {
        for (var i = first + 1; i < Operands.Count; i++)
        {
            if (Operands[i].DType != Operands[first].DType)
            {
                throw Fail(OpErrors.DTypesDiffer, $"dtypes differ: {Operands[first].DType.Name()} ({NameOf(first)}) and {Operands[i].DType.Name()} ({NameOf(i)}); "
                    + "cast one of them", i);
            }
        }
        return Operands[first].DType;
    }

    /// <summary>An attribute "axis" made non-negative and stored back; allowed: -rank … rank-1.</summary>
    public int Axis(string name, int rank)
    {
        var axis = NormaliseAxis(name, Int(name), rank);
        Normalise(name, new Attr.Int(axis));
        return axis;
    }

    /// <summary>An attribute "axes" made non-negative, sorted and stored back; absent means all; duplicates are an error.</summary>
    public Seq<long> Axes(string name, int rank)
    {
        var axes = Attribute(name) is Attr.Ints given
            ? given.Values.Select(a => (long)NormaliseAxis(name, a, rank)).ToArray()
            : Enumerable.Range(0, rank).Select(i => (long)i).ToArray();
        if (axes.Distinct().Count() != axes.Length)
            throw Fail(OpErrors.AxisOutOfRange, $"an axis is given twice in {name} [{Ints(name)}]", attribute: name);
        Array.Sort(axes);
        Normalise(name, new Attr.Ints(axes));
        return axes;
    }

    private int NormaliseAxis(string name, long axis, int rank)
    {
        if (axis < -rank || axis >= rank)
        {
            var allowed = rank == 0 ? "a rank-0 tensor has no axes" : $"allowed: {-rank} to {rank - 1}";
            throw Fail(OpErrors.AxisOutOfRange, $"axis {axis} is out of range for rank {rank}; {allowed}", attribute: name);
        }
        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>Takes two dims to be equal: true or a recorded constraint; false when they cannot be.</summary>
    public bool Unify(Dim a, Dim b, string reason)
    {
        if (Dim.Same(a, b) is { } known) return known;
        _require?.Invoke(new DimConstraint(a, b, $"{Op.Name}: {reason}"));
        return true;
    }

    /// <summary>The shape that operands broadcast to, numpy's rule: right-aligned, each pair equal or one of them 1.</summary>
    public Seq<Dim> Broadcast(int first = 0, int? count = null)
    {
        var last = first + (count ?? Operands.Count - first);
        var result = Operands[first].Shape;
        for (var i = first + 1; i < last; i++) result = BroadcastShapes(result, Operands[i].Shape, first, i);
        return result;
    }

    /// <summary>As <see cref="Broadcast"/>, for parts of two operands' shapes: the leading axes of matrices.</summary>
    public Seq<Dim> BroadcastShapes(Seq<Dim> a, Seq<Dim> b, int first, int operand)
    {
        var rank = Math.Max(a.Count, b.Count);
        var result = new Dim[rank];
        for (var i = 1; i <= rank; i++)
        {
            var da = i <= a.Count ? a[a.Count - i] : Dim.One;
            var db = i <= b.Count ? b[b.Count - i] : Dim.One;
            result[rank - i] = da.Is(1) ? db : da;
            if (da.Is(1) || db.Is(1)) continue;
            if (!Unify(da, db, $"axis {rank - i} of {NameOf(first)} and {NameOf(operand)}"))
            {
                var with = operand == first + 1 ? NameOf(first) : "the operands before it";
                throw Fail(OpErrors.ShapesDoNotBroadcast,
                    $"shapes {TensorType.ShapeText(a)} ({with}) and {TensorType.ShapeText(b)} ({NameOf(operand)}) do not broadcast: "
                    + $"{da} and {db} in axis {rank - i}; each pair must be equal or one of them 1", operand);
            }
            // A constant says more than a symbol.
            if (db.IsConstant) result[rank - i] = db;
        }
        return Seq<Dim>.Own(result);
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Op.Attributes.Count; i++)
        {
            if (Op.Attributes[i].Name == name) return i;
        }
        throw new ArgumentException($"{Op.Name} has no attribute '{name}'");
    }
}
