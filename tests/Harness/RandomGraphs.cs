using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Harness;

using Graph = GraphCompiler.IR.Graph;

/// <summary>
/// Random valid graphs over the whole op table: symbolic and constant sizes, 0 and 1 among them, operands that broadcast, shared
/// values, chains of views. The same random source gives the same graph.
/// </summary>
public sealed class RandomGraphs
{
    private static readonly DType[] s_dtypes = [DType.F32, DType.F32, DType.F32, DType.F64, DType.I32, DType.I64, DType.Bool];
    private static readonly Dim[] s_sizes = [1, 1, 2, 3, 4, Dim.Symbol("N"), Dim.Symbol("N"), Dim.Symbol("M"), 6];

    private readonly Random _random;
    private readonly GraphBuilder _builder = new();
    private readonly List<Node> _values = [];

    private RandomGraphs(Random random) => _random = random;

    /// <param name="nodes">About how many nodes the graph has.</param>
    public static Graph Make(Random random, int nodes = 12) => new RandomGraphs(random).Run(nodes);

    /// <summary>Values for the parameters: mostly small halves, some of them awkward; integers small enough to be indices sometimes.</summary>
    public static Literal[] Inputs(Graph graph, Random random)
    {
        var symbols = graph.Symbols.ToDictionary(s => s, _ => (long)random.Next(1, 5));
        return graph.Parameters.Select(p =>
        {
            var shape = p.Shape.Map(d => d.Evaluate(symbols));
            var count = (int)shape.Aggregate(1L, (n, d) => n * d);
            return p.DType.IsFloat()
                ? Literal.Of(p.DType, shape, Enumerable.Range(0, count).Select(_ => Float(random)))
                : Literal.Of(p.DType, shape, Enumerable.Range(0, count).Select(_ => (long)random.Next(-3, 4)));
        }).ToArray();
    }

    private static double Float(Random random) => random.Next(12) switch
    {
        0 => -0.0,
        1 when random.Next(4) == 0 => double.NaN,
        2 when random.Next(4) == 0 => random.Next(2) == 0 ? double.PositiveInfinity : double.NegativeInfinity,
        3 => random.NextDouble() * 20 - 10,
        _ => random.Next(-8, 9) / 2.0,
    };

    private Graph Run(int nodes)
    {
        // A symbol must be in some parameter's shape.
        _values.Add(_builder.Parameter("x", new(DType.F32, Seq.Of(Dim.Symbol("N"), Dim.Symbol("M")))));
        for (var i = _random.Next(1, 4); i > 0; i--)
            _values.Add(_builder.Parameter($"p{i}", new(Pick(s_dtypes), Enumerable.Range(0, _random.Next(4)).Select(_ => Pick(s_sizes)).ToSeq())));
        for (var failures = 0; nodes > 0 && failures < 200;)
        {
            try
            {
                _values.Add(Next());
                nodes--;
            }
            // A combination that the op refuses.
            catch (Exception e) when (e is OpException or OverflowException or DivideByZeroException)
            {
                failures++;
            }
        }
        var outputs = Enumerable.Range(0, _random.Next(3)).Select(_ => Pick(_values)).Append(_values[^1]).Distinct().ToList();
        return _builder.Build("random", outputs);
    }

    private Node Next() => _random.Next(16) switch
    {
        < 6 => Elementwise(Pick(OpTable.All.Where(o => o.Kind == OpKind.Elementwise).ToList())),
        < 8 => View(Value()),
        < 10 => Reshape(Value()),
        10 => Along(Pick(OpTable.All.Where(o => o.Kind is OpKind.Reduce or OpKind.ArgReduce).ToList())),
        11 => Along(Pick(OpTable.All.Where(o => o.Kind == OpKind.Composite && o.Operands.Count == 1 && !o.Variadic).ToList())),
        12 => Join(Value()),
        13 => Product(Value()),
        14 => Pad(Value()),
        _ => Constant(Pick(s_dtypes)),
    };

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>A value, the latest more often than the others.</summary>
    private Node Value() => _random.Next(3) == 0 ? Pick(_values) : _values[^(1 + _random.Next(Math.Min(4, _values.Count)))];

    private Node Elementwise(OpDef op)
    {
        var first = Value();
        var operands = new List<Node>();
        for (var i = 0; i < op.Operands.Count; i++)
        {
            var isCondition = op == OpTable.Select && i == 0;
            operands.Add(i == 0 && !isCondition ? first : Partner(first, isCondition ? DType.Bool : first.DType));
        }
        return op == OpTable.Cast
            ? _builder.Add(op, operands, ("dtype", new Attr.Type(Pick(s_dtypes))))
            : _builder.Add(op, operands);
    }

    /// <summary>A value of a dtype that broadcasts with another without a condition, or a number.</summary>
    private Node Partner(Node other, DType dtype)
    {
        var fitting = _values.Where(v => v.DType == dtype && (v.Shape == other.Shape || v.Rank == 0 || IsSmaller(v.Shape, other.Shape))).ToList();
        return fitting.Count > 0 && _random.Next(4) > 0 ? Pick(fitting) : Constant(dtype, rank0: true);
    }

    private static bool IsSmaller(Seq<Dim> a, Seq<Dim> b) => a.Count <= b.Count
        && Enumerable.Range(1, a.Count).All(i => a[a.Count - i].Is(1) || a[a.Count - i] == b[b.Count - i]);

    private Node View(Node x)
    {
        var axes = Enumerable.Range(0, x.Rank).ToList();
        switch (_random.Next(4))
        {
            case 0:
                return _builder.Add(OpTable.Transpose, [x], ("perm", new Attr.Ints(axes.OrderBy(_ => _random.Next()).Select(a => (long)a).ToSeq())));
            case 1:
                var wider = x.Shape.Select(d => d.Is(1) ? Pick(s_sizes) : d);
                return _builder.Add(OpTable.BroadcastTo, [x], ("shape", new Attr.Dims((_random.Next(2) == 0 ? wider : wider.Prepend(Pick(s_sizes))).ToSeq())));
            case 2:
                return _builder.Add(OpTable.Flip, [x], ("axis", new Attr.Ints(axes.Where(_ => _random.Next(2) == 0).Select(a => (long)a).ToSeq())));
            default:
                var starts = axes.Select(_ => (Dim)_random.Next(0, 3)).ToSeq();
                var stops = axes.Select(a => _random.Next(2) == 0 ? x.Shape[a] : _random.Next(1, 6)).ToSeq();
                var steps = axes.Select(_ => _random.Next(4) == 0 ? -1L : _random.Next(1, 3)).ToSeq();
                return _builder.Add(OpTable.Slice, [x], ("starts", new Attr.Dims(starts)), ("stops", new Attr.Dims(stops)), ("steps", new Attr.Ints(steps)));
        }
    }

    private Node Reshape(Node x) => _random.Next(4) switch
    {
        0 => _builder.Add(OpTable.ExpandDims, [x], ("axis", new Attr.Ints(Seq.Of((long)_random.Next(x.Rank + 1))))),
        1 => _builder.Add(OpTable.Squeeze, [x]),
        2 => _builder.Add(OpTable.Reshape, [x], ("shape", new Attr.Dims(Seq.Of(x.Type.Count)))),
        _ when x.Rank >= 2 => _builder.Add(OpTable.Reshape, [x], ("shape", new Attr.Dims(x.Shape.RemoveAt(0).With(0, x.Shape[0] * x.Shape[1])))),
        _ => _builder.Add(OpTable.Reshape, [x], ("shape", new Attr.Dims(x.Shape.Append(1)))),
    };

    /// <summary>An op of one operand along one or several axes.</summary>
    private Node Along(OpDef op)
    {
        var x = Value();
        var attributes = new List<(string, Attr)>();
        if (op.Attributes.FirstOrDefault(a => a.Name == "axis") is { } axis && x.Rank > 0)
        {
            if (axis.Kind == AttrKind.Int) attributes.Add(("axis", new Attr.Int(_random.Next(x.Rank))));
            else attributes.Add(("axis", new Attr.Ints(Enumerable.Range(0, x.Rank).Where(_ => _random.Next(2) == 0).Select(a => (long)a).ToSeq())));
        }
        if (op.Attributes.Any(a => a.Name == "keep_dims")) attributes.Add(("keep_dims", new Attr.Bool(_random.Next(2) == 0)));
        return _builder.Add(op, [x], attributes.ToArray());
    }

    private Node Join(Node x)
    {
        var others = _values.Where(v => v.DType == x.DType && v.Rank == x.Rank).ToList();
        return _builder.Add(OpTable.Concat, Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Pick(others)).Append(x).ToList(),
            ("axis", new Attr.Int(_random.Next(Math.Max(1, x.Rank)))));
    }

    private Node Product(Node x)
    {
        var transposeX = x.Rank > 1 && _random.Next(2) == 0;
        var inner = x.Rank == 0 ? 1 : x.Shape[x.Rank - (transposeX ? 2 : 1)];
        var fitting = _values.Where(v => v.DType == x.DType && v.Rank >= 2 && v.Shape[v.Rank - 2] == inner).ToList();
        var y = fitting.Count > 0 ? Pick(fitting) : _builder.Add(OpTable.Iota, [], ("shape", new Attr.Dims(Seq.Of(inner, 3))), ("dtype", new Attr.Type(x.DType)));
        return _builder.Add(OpTable.MatMul, [x, y], ("transpose_x", new Attr.Bool(transposeX)));
    }

    private Node Pad(Node x) => _builder.Add(OpTable.Pad, [x],
        ("before", new Attr.Dims(x.Shape.Map(_ => (Dim)_random.Next(3)))), ("after", new Attr.Dims(x.Shape.Map(_ => (Dim)_random.Next(2)))),
        ("value", new Attr.Float(_random.Next(2))));

    private Node Constant(DType dtype, bool rank0 = false)
    {
        var number = dtype.IsFloat() ? Literal.Scalar(dtype, Float(_random)) : Literal.Scalar(dtype, (long)_random.Next(-2, 3));
        if (rank0) return _builder.Constant(number);
        return _random.Next(3) switch
        {
            0 => _builder.Add(OpTable.Full, [], ("value", new Attr.Data(number)), ("shape", new Attr.Dims(Seq.Of(Pick(s_sizes), Pick(s_sizes))))),
            1 => _builder.Constant(dtype.IsFloat()
                ? Literal.Of(dtype, Seq.Of(3L), [1.0, -0.0, Float(_random)])
                : Literal.Of(dtype, Seq.Of(3L), [1L, 0, _random.Next(-2, 3)])),
            _ => _builder.Add(OpTable.Iota, [], ("shape", new Attr.Dims(Seq.Of(Pick(s_sizes), Pick(s_sizes)))), ("axis", new Attr.Int(_random.Next(2))), ("dtype", new Attr.Type(dtype))),
        };
    }
}
