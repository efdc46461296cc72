using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Fuzz;

/// <summary>
/// Makes well-typed graphs over the whole op table. Sizes and inputs are drawn first and every node is evaluated as soon as it is
/// there, so that nodes which would fail at run time, or drown everything in NaN, are left out rather than put up with.
/// </summary>
internal sealed partial class GraphGenerator
{
    private const long MaxElements = 3000;
    private const int MaxNodes = 22;

    // How often each kind of op is tried: structure as often as arithmetic, because that is what passes rearrange.
    private static readonly (OpKind Kind, int Weight)[] s_kinds =
    [
        (OpKind.Elementwise, 14), (OpKind.View, 7), (OpKind.Reshape, 4), (OpKind.Reduce, 5), (OpKind.Composite, 3), (OpKind.Contract, 3),
        (OpKind.Concat, 1), (OpKind.Pad, 1), (OpKind.Gather, 1), (OpKind.Update, 1), (OpKind.ArgReduce, 1), (OpKind.Source, 1), (OpKind.Control, 3),
    ];

    private static readonly OpDef[] s_ops = OpTable.All.Where(o => s_kinds.Any(k => k.Kind == o.Kind)).ToArray();
    private static readonly OpDef[] s_arithmetic = [OpTable.Add, OpTable.Sub, OpTable.Mul, OpTable.Div, OpTable.Neg, OpTable.Maximum, OpTable.Relu, OpTable.Select, OpTable.Cast];
    private static readonly OpKind[] s_draw = s_kinds.SelectMany(k => Enumerable.Repeat(k.Kind, k.Weight)).ToArray();

    private readonly Random _random;
    private readonly RandomValues _values;
    private readonly bool _special;
    private readonly GraphBuilder _builder = new();
    private readonly Dictionary<string, long> _symbols = [];
    private readonly List<Node> _pool = [];
    private readonly Dictionary<Node, Literal> _evaluated = [];
    private readonly List<Literal> _inputs = [];

    private GraphGenerator(int seed)
    {
        _random = new Random(seed);
        _special = _random.Next(4) == 0;
        _values = new RandomValues(_random, _special);
        Attributes = new RandomAttributes(_random, _symbols, Type);
        _effecting = RandomEffecting();
    }

    private RandomAttributes Attributes { get; }

    /// <summary>The same sample for the same seed.</summary>
    public static Sample Make(int seed) => new GraphGenerator(seed).Run();

    /// <summary>Ops that samples are made of.</summary>
    public static IEnumerable<OpDef> Ops => s_ops.Concat(OpTable.All.Where(o => o.Kind is OpKind.Effect or OpKind.After));

    private Sample Run()
    {
        foreach (var name in new[] { "N", "M", "K" }.Take(_random.Next(0, 4))) _symbols.Add(name, Size());
        for (var i = _random.Next(1, 4); i > 0; i--) AddParameter(Type());
        // Inputs have to show the value of every symbol.
        foreach (var symbol in _symbols.Keys.Where(s => !_pool.Any(p => p.Shape.Contains(Dim.Symbol(s))))) AddParameter(new(DType.F32, Seq.Of(Dim.Symbol(symbol))));
        var nodes = _random.Next(2, MaxNodes);
        for (var tries = 0; tries < 20 * MaxNodes && _pool.Count < nodes + _inputs.Count; tries++) TryAdd();
        return new Sample(_builder.Build("f", Outputs()), [.. _inputs]);
    }

    private OpDef Op()
    {
        var kind = Pick(s_draw);
        return kind == OpKind.Elementwise && _random.Next(2) == 0 ? Pick(s_arithmetic) : Pick(s_ops.Where(o => o.Kind == kind).ToList());
    }

    private List<Node> Outputs()
    {
        var used = _pool.SelectMany(n => n.Inputs).ToHashSet();
        var ends = _pool.Where(n => !used.Contains(n) && n.Kind != OpKind.Parameter).ToList();
        if (ends.Count == 0) ends.Add(_pool[^1]);
        // Now and then a value that is used inside too, a parameter or the same output twice.
        for (var i = _random.Next(3); i > 0; i--) ends.Add(Pick(_pool));
        ends = ends.Take(5).ToList();
        if (_token is not null) ends[0] = _builder.Add(OpTable.After, [ends[0], _token]);
        return ends;
    }

    private long Size() => new long[] { 0, 1, 1, 2, 2, 3, 3, 4, 5, 8, 16, 17, 33 }[_random.Next(13)];

    private DType AnyDType(DTypes set)
    {
        var all = Enum.GetValues<DType>().Where(t => t.In(set)).ToList();
        // What programs are made of comes most often.
        if (all.Contains(DType.F32) && _random.Next(2) == 0) return DType.F32;
        return all[_random.Next(all.Count)];
    }

    private TensorType Type() => new(AnyDType(_random.Next(8) == 0 ? DTypes.Any : DTypes.Compute), Shape(_random.Next(0, 4)));

    private Seq<Dim> Shape(int rank)
    {
        while (true)
        {
            var dims = new Dim[rank];
            for (var i = 0; i < rank; i++) dims[i] = _symbols.Count > 0 && _random.Next(2) == 0 ? SymbolicSize() : Size();
            if (Elements(dims) <= MaxElements) return dims;
        }
    }

    /// <summary>A symbol, now and then an expression of symbols.</summary>
    private Dim SymbolicSize()
    {
        var symbol = AnySymbol();
        return _random.Next(12) switch { 0 => symbol + _random.Next(1, 3), 1 => symbol * 2, 2 => symbol * AnySymbol(), _ => symbol };
    }

    private Dim AnySymbol() => Dim.Symbol(_symbols.Keys.ElementAt(_random.Next(_symbols.Count)));

    private long Elements(Seq<Dim> shape) => shape.Aggregate(1L, (n, d) => n * d.Evaluate(_symbols));
    private Seq<long> Sizes(Seq<Dim> shape) => shape.Map(d => d.Evaluate(_symbols));

    private Node AddParameter(TensorType type, (long Low, long High)? range = null)
    {
        var node = _builder.Parameter($"p{_inputs.Count}", type);
        _inputs.Add(_values.Draw(type.DType, Sizes(type.Shape), range));
        _exact.Add(node);
        return Keep(node, _inputs[^1]);
    }

    private Node Keep(Node node, Literal value)
    {
        if (!_pool.Contains(node)) _pool.Add(node);
        _evaluated[node] = value;
        return node;
    }

    private void TryAdd()
    {
        if (_effecting.Are && _random.Next(5) == 0) AddEffect();
        else TryAdd(Op());
    }

    private void TryAdd(OpDef op)
    {
        if (op.Kind == OpKind.Control)
        {
            TryAddControl(op);
            return;
        }
        if (Operands(op) is not { } operands) return;
        if (Attributes.Draw(op, operands) is not { } attributes) return;
        var constraints = new List<DimConstraint>();
        Seq<TensorType> types;
        try
        {
            var call = new OpCall(op, operands.Select(o => o.Type).ToSeq(), [.. attributes], constraints.Add);
            call.CheckOperands();
            types = op.Infer(call);
        }
        catch (OpException)
        {
            return;
        }
        // A node that needs what does not hold for these sizes would make the graph refuse its inputs, unless it never runs.
        if (!_neverRuns && constraints.Any(c => c.Left.Evaluate(_symbols) != c.Right.Evaluate(_symbols))) return;
        if (types.Any(t => t.Shape.Any(d => d.Evaluate(_symbols) < 0) || Elements(t.Shape) > MaxElements)) return;
        var node = _builder.Add(op, operands, attributes);
        if (_evaluated.ContainsKey(node)) return;
        var value = Value(node);
        if (IsUseful(value)) Keep(node, value);
    }

    private Literal Value(Node node) => _neverRuns ? Draw(node.Type) : Evaluate(node);

    /// <summary>Stands for a value that nobody computes.</summary>
    private Literal Draw(TensorType type) => _values.Draw(type.DType, Sizes(type.Shape));

    /// <summary>The value of a node; the builder may have made it of nodes of its own that are not known yet.</summary>
    private Literal Evaluate(Node node)
    {
        if (_evaluated.TryGetValue(node, out var known)) return known;
        var value = ReferenceEngine.Evaluate(node, node.Inputs.Select(Evaluate).ToArray(), _symbols)[0];
        _evaluated.Add(node, value);
        return value;
    }

    private bool IsUseful(Literal value)
    {
        if (!value.DType.IsFloat() || value.Count == 0 || _special) return true;
        var strange = Enumerable.Range(0, value.Count).Count(i => !(Math.Abs(value.Float(i)) < 1e6));
        return strange * 4 <= value.Count || _random.Next(10) == 0;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    /// <summary>One of the values, the latest more often: chains are what fusion is about.</summary>
    private Node PickRecent(List<Node> from) => _random.Next(2) == 0 ? from[Math.Max(0, from.Count - 1 - _random.Next(3))] : Pick(from);

    private List<Node>? Operands(OpDef op)
    {
        if (op.Operands.IsEmpty) return [];
        if (op.Kind == OpKind.Gather) return GatherOperands();
        if (op.Kind == OpKind.Update) return UpdateOperands();
        var first = Operand(op, t => t.DType.In(op.Accepts));
        if (first is null) return null;
        var operands = new List<Node> { first };
        if (op == OpTable.Select) return SelectOperands();
        if (op.Kind == OpKind.Contract) return ContractOperands(first);
        if (op.Name is "layer_norm" or "rms_norm") return NormOperands(first, op.Operands.Count);
        if (op.Variadic)
        {
            for (var i = _random.Next(3); i > 0; i--) operands.Add(Like(first, op.Name == "concat"));
            return operands;
        }
        while (operands.Count < op.Operands.Count) operands.Add(Partner(first));
        if (_random.Next(2) == 0) operands.Reverse();
        return operands;
    }

    /// <summary>A value of the pool for an op; mostly one within the op's domain, or limited to it.</summary>
    private Node? Operand(OpDef op, Func<TensorType, bool> fits)
    {
        var candidates = _pool.Where(n => fits(n.Type)).ToList();
        if (candidates.Count == 0)
        {
            var type = Type();
            return fits(type) ? AddParameter(type) : null;
        }
        var x = PickRecent(candidates);
        if (op.Kind != OpKind.Elementwise || !x.DType.IsFloat() || op.Domain == Domain.Real || _random.Next(4) == 0) return x;
        var value = _evaluated[x];
        if (Enumerable.Range(0, value.Count).All(i => value.Float(i) >= op.Domain.Low && value.Float(i) <= op.Domain.High)) return x;
        var limited = _builder.Add(OpTable.Clamp, [x, _builder.Scalar(x.DType, op.Domain.Low), _builder.Scalar(x.DType, op.Domain.High)]);
        return Keep(limited, Evaluate(limited));
    }

    /// <summary>A value of the same dtype that broadcasts with <paramref name="x"/>.</summary>
    private Node Partner(Node x, DType? dtype = null)
    {
        var wanted = dtype ?? x.DType;
        var candidates = _pool.Where(n => n.DType == wanted && Broadcasts(n.Shape, x.Shape) && (_random.Next(6) == 0 || !ReferenceEquals(n, x))).ToList();
        return _random.Next(4) switch
        {
            // The numbers that rules of algebra are about, among others.
            0 => _random.Next(2) == 0 ? Constant(wanted, default) : Number(wanted, _random.Next(-1, 3)),
            < 3 when candidates.Count > 0 => Pick(candidates),
            _ => Fresh(wanted, BroadcastPart(x.Shape)),
        };
    }

    private bool Broadcasts(Seq<Dim> a, Seq<Dim> b)
    {
        for (var i = 1; i <= Math.Min(a.Count, b.Count); i++)
        {
            var (x, y) = (a[a.Count - i], b[b.Count - i]);
            if (!x.Is(1) && !y.Is(1) && x.Evaluate(_symbols) != y.Evaluate(_symbols)) return false;
        }
        return true;
    }

    /// <summary>A shape that broadcasts to the given one: leading axes left out, others of size 1.</summary>
    private Seq<Dim> BroadcastPart(Seq<Dim> shape)
    {
        var part = shape.Skip(_random.Next(3) == 0 ? _random.Next(shape.Count + 1) : 0);
        return part.Select(d => _random.Next(4) == 0 ? Dim.One : d).ToSeq();
    }

    private Node Fresh(DType dtype, Seq<Dim> shape) => _random.Next(4) == 0 && shape.All(d => d.IsConstant)
        ? Constant(dtype, shape)
        : AddParameter(new TensorType(dtype, shape));

    private Node Constant(DType dtype, Seq<Dim> shape)
    {
        var node = _builder.Constant(_values.Draw(dtype, Sizes(shape)));
        return Keep(node, Evaluate(node));
    }

    private Node Number(DType dtype, int value)
    {
        var node = _builder.Scalar(dtype, value);
        return Keep(node, Evaluate(node));
    }

    private Node Like(Node x, bool otherSize)
    {
        var candidates = _pool.Where(n => n.DType == x.DType && n.Rank == x.Rank).ToList();
        if (_random.Next(2) == 0) return Pick(candidates);
        if (!otherSize || x.Rank == 0) return Fresh(x.DType, x.Shape);
        return Fresh(x.DType, x.Shape.With(_random.Next(x.Rank), Size()));
    }

    private List<Node> SelectOperands()
    {
        var x = Pick(_pool.Where(n => n.DType.In(OpTable.Select.Accepts)).ToList());
        return [Partner(x, DType.Bool), x, Partner(x)];
    }

    private List<Node> GatherOperands()
    {
        var x = Pick(_pool);
        var size = x.Rank == 0 ? 0 : x.Shape.Select(d => d.Evaluate(_symbols)).Min();
        return [x, Positions(size, size == 0 ? Seq.Of(Dim.Zero) : Shape(_random.Next(0, 3)))];
    }

    /// <summary>Positions in an axis of a size: new ones, or a value that happens to be one; in another round it may not be, and then the graph has not got the node.</summary>
    private Node Positions(long size, Seq<Dim> shape)
    {
        var known = _pool.Where(n => n.DType.In(DTypes.Integer) && n.Shape == shape && IsWithin(_evaluated[n], -size, size - 1)).ToList();
        return known.Count > 0 && _random.Next(3) == 0 ? Pick(known)
            : AddParameter(new(_random.Next(2) == 0 ? DType.I32 : DType.I64, shape), (-size, Math.Max(-size, size - 1)));
    }

    /// <summary>A value, what a part of it is replaced by, and the part's positions along the axes that the replacement does not have.</summary>
    private List<Node>? UpdateOperands()
    {
        var x = PickRecent(_pool);
        var axes = Enumerable.Range(0, x.Rank).Where(axis => x.Shape[axis].Evaluate(_symbols) > 0 && _random.Next(2) == 0).ToList();
        var (starts, shape) = (new List<Dim>(), new List<Dim>());
        foreach (var axis in Enumerable.Range(0, x.Rank).Except(axes))
        {
            var (size, start) = (x.Shape[axis].Evaluate(_symbols), 0L);
            var isWhole = _random.Next(2) == 0;
            if (!isWhole) start = _random.NextInt64(size + 1);
            starts.Add(start);
            shape.Add(isWhole ? x.Shape[axis] : _random.NextInt64(size - start + 1));
        }
        Attributes.Updated = (axes.Select(a => (long)a).ToSeq(), starts.ToSeq());
        var type = new TensorType(x.DType, shape.ToSeq());
        var values = _pool.Where(n => n.Type == type && n != x).ToList();
        return [x, values.Count > 0 && _random.Next(3) > 0 ? PickRecent(values) : Fresh(type.DType, type.Shape), .. axes.Select(axis => Positions(x.Shape[axis].Evaluate(_symbols), default))];
    }

    private List<Node> ContractOperands(Node x)
    {
        if (x.Rank == 0) return [x, x];
        var inner = x.Shape[x.Rank - 1];
        Seq<Dim> shape = _random.Next(4) switch
        {
            0 => Seq.Of(inner),
            1 => BroadcastPart(x.Shape.Slice(0, Math.Max(0, x.Rank - 2))).Concat([inner, Size()]).ToSeq(),
            2 => Seq.Of(Size(), inner),
            _ => Seq.Of(inner, Size()),
        };
        var candidates = _pool.Where(n => n.DType == x.DType && n.Rank > 0).ToList();
        return _random.Next(4) switch
        {
            0 => [x, Pick(candidates)],
            1 => [x, Transposed(Fresh(x.DType, Seq.Of(Size(), inner)))],
            _ => [x, Fresh(x.DType, shape)],
        };
    }

    private Node Transposed(Node matrix)
    {
        var node = _builder.Add(OpTable.Transpose, [matrix]);
        return Keep(node, Value(node));
    }

    private List<Node> NormOperands(Node x, int count)
    {
        if (x.Rank == 0) return Enumerable.Repeat(x, count).ToList();
        Attributes.NormAxis = _random.Next(x.Rank);
        var shape = x.Shape.Skip(Attributes.NormAxis).ToSeq();
        return [x, .. Enumerable.Range(1, count - 1).Select(_ => Fresh(x.DType, shape))];
    }
}
