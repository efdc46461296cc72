using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Fuzz;

using Graph = GraphCompiler.IR.Graph;

/// <summary>
/// Branches and loops. A body is made like any graph, on the values of the first round; what it wants from around it becomes a capture.
/// Loops run a few rounds at most. A branch that is not taken and a loop of no rounds may require what does not hold.
/// </summary>
internal sealed partial class GraphGenerator
{
    private const int MaxDepth = 2;
    private const int MaxRounds = 4;

    private readonly int _depth;

    // For the inputs that the graph is made with: what is made then has no true values.
    private readonly bool _neverRuns;

    /// <summary>A generator for a body in the graph of another generator.</summary>
    private GraphGenerator(GraphGenerator outer, bool neverRuns)
    {
        _neverRuns = neverRuns || outer._neverRuns;
        (_random, _values, _special, _symbols, _depth, _effecting) = (outer._random, outer._values, outer._special, outer._symbols, outer._depth + 1, outer._effecting);
        Attributes = new RandomAttributes(_random, _symbols, Type);
    }

    private void TryAddControl(OpDef op)
    {
        if (_depth == MaxDepth) return;
        try
        {
            switch (op.Name)
            {
                case "if":
                    AddIf();
                    break;
                case "while":
                    AddWhile();
                    break;
                default:
                    AddScan();
                    break;
            }
        }
        catch (OpException)
        {
            // An index that left its range in a later round; the graph has not got the node.
        }
    }

    private void AddIf()
    {
        var condition = _random.Next(3) == 0 || _pool.All(n => n.Type != TensorType.Scalar(DType.Bool))
            ? AddParameter(TensorType.Scalar(DType.Bool))
            : Pick(_pool.Where(n => n.Type == TensorType.Scalar(DType.Bool)).ToList());
        var captures = Some(1, 4);
        if (_random.Next(4) == 0) captures.Add(condition);
        var types = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Pick(captures).Type).ToList();
        var token = TokenForBody();
        var isTrue = _evaluated[condition].Integer(0) != 0;
        var (then, otherwise) = (new GraphGenerator(this, neverRuns: !isTrue), new GraphGenerator(this, neverRuns: isTrue));
        foreach (var branch in new[] { then, otherwise })
        {
            foreach (var capture in captures) branch.Take("x", capture.Type, _evaluated[capture], IsExact(capture));
            if (token is not null) branch.TakeToken();
            branch.Grow(_random.Next(0, 6));
        }
        if (token is not null) captures.Add(token);
        // Both branches take what either wants besides.
        var wanted = then.Wanted(captures.Count).Concat(otherwise.Wanted(captures.Count)).ToList();
        var bodies = new[] { (then, 0), (otherwise, then.Wanted(captures.Count).Count()) }.Select(b => b.Item1.Body(types, captures.Count, wanted, b.Item2)).ToList();
        AddNode(OpTable.If, captures.Concat(wanted.Select(w => AddParameter(w.Type, w.Value))).Prepend(condition).ToList(), token is null ? null : types.Count,
            ("then", new Attr.Body(bodies[0])), ("else", new Attr.Body(bodies[1])));
    }

    private void AddWhile()
    {
        var carried = Some(0, 3);
        var captures = Some(0, 3);
        var token = TokenForBody();
        var counter = Number(DType.I32, 0);
        var limit = _random.Next(2) == 0 ? Number(DType.I32, _random.Next(MaxRounds + 1)) : AddParameter(TensorType.Scalar(DType.I32), (0, MaxRounds));
        var body = new GraphGenerator(this, neverRuns: _evaluated[limit].Integer(0) <= 0);
        body.Take("i", counter.Type, _evaluated[counter], isExact: true);
        foreach (var value in carried) body.Take("s", value.Type, _evaluated[value], isExact: false);
        if (token is not null) body.TakeToken();
        foreach (var value in captures.Append(limit)) body.Take("c", value.Type, _evaluated[value], IsExact(value));
        body.Grow(_random.Next(1, 8));
        var next = body._builder.Add(OpTable.Add, [body._pool[0], body._builder.Scalar(DType.I32, 1)]);
        var outputs = carried.Select((c, k) => body.NextOf(k + 1, c.Type)).Prepend(next).ToList();
        if (token is not null)
        {
            carried.Add(token);
            outputs.Add(body._token!);
        }
        var operands = carried.Prepend(counter).Concat(captures).Append(limit).ToList();
        var wanted = body.Wanted(operands.Count).ToList();
        var graph = body._builder.Build("body", outputs);
        operands.AddRange(wanted.Select(w => AddParameter(w.Type, w.Value)));

        var cond = new GraphBuilder();
        var parameters = graph.Parameters.Select(p => cond.Parameter(p.Name!, p.Type)).ToList();
        var goesOn = cond.Add(OpTable.Lt, [parameters[0], parameters[1 + carried.Count + captures.Count]]);
        var number = parameters.Skip(1).FirstOrDefault(p => p.DType == DType.F32 && p.Rank == 0);
        if (number is not null && _random.Next(2) == 0) goesOn = cond.Add(OpTable.And, [goesOn, cond.Add(OpTable.Lt, [number, cond.Scalar(DType.F32, 10)])]);
        AddNode(OpTable.While, operands, token is null ? null : carried.Count, ("cond", new Attr.Body(cond.Build("cond", [goesOn]))), ("body", new Attr.Body(graph)));
    }

    private void AddScan()
    {
        var scanned = _pool.Where(n => n.Rank > 0 && n.Shape[0].Evaluate(_symbols) <= 8).OrderBy(_ => _random.Next()).Take(1).ToList();
        if (scanned.Count > 0) scanned.AddRange(_pool.Where(n => n.Rank > 0 && n != scanned[0] && n.Shape[0] == scanned[0].Shape[0]).Take(_random.Next(3)));
        if (_random.Next(4) == 0) scanned.Clear();
        Dim length = scanned.Count > 0 ? scanned[0].Shape[0] : _symbols.Any(s => s.Value <= 8) && _random.Next(2) == 0 ? Dim.Symbol(_symbols.First(s => s.Value <= 8).Key) : _random.Next(MaxRounds + 1);
        var carried = Some(0, 3);
        var captures = Some(0, 3);
        var token = TokenForBody();
        var reverse = _random.Next(3) == 0;
        var body = new GraphGenerator(this, neverRuns: length.Evaluate(_symbols) == 0);
        foreach (var value in carried) body.Take("s", value.Type, _evaluated[value], isExact: false);
        if (token is not null) body.TakeToken();
        foreach (var value in scanned)
        {
            var type = value.Type.With(value.Shape.RemoveAt(0));
            body.Take("r", type, length.Evaluate(_symbols) == 0 ? _values.Draw(type.DType, Sizes(type.Shape)) : _evaluated[value].At(reverse ? (int)length.Evaluate(_symbols) - 1 : 0), IsExact(value));
        }
        foreach (var value in captures) body.Take("c", value.Type, _evaluated[value], IsExact(value));
        var row = _random.Next(4) != 0 ? body._pool.Skip(carried.Count).Take(scanned.Count).Concat(body._pool).FirstOrDefault(r => r.Rank > 0 && r.DType.In(OpTable.MatMul.Accepts)) : null;
        var product = row is null ? null : body.AddProduct(row);
        body.Grow(_random.Next(1, 8));
        var outputs = carried.Select((c, k) => body.NextOf(k, c.Type)).ToList();
        if (token is not null)
        {
            carried.Add(token);
            outputs.Add(body._token!);
        }
        var stacks = _random.Next(carried.Count == 0 ? 1 : 0, 3);
        for (var k = 0; k < stacks && body._pool.Count > 0; k++) outputs.Add(body.PickRecent(body._pool));
        if (product is not null) outputs.Add(product);
        if (outputs.Count == 0) return;
        var operands = carried.Concat(scanned).Concat(captures).ToList();
        var wanted = body.Wanted(operands.Count).ToList();
        var graph = body._builder.Build("body", outputs);
        AddNode(OpTable.Scan, operands.Concat(wanted.Select(w => AddParameter(w.Type, w.Value))).ToList(), token is null ? null : carried.Count - 1,
            ("carried", new Attr.Int(carried.Count)), ("scanned", new Attr.Int(scanned.Count)),
            ("length", scanned.Count == 0 ? new Attr.Dims(Seq.Of(length)) : Attr.Absent.Value), ("reverse", new Attr.Bool(reverse)), ("body", new Attr.Body(graph)));
    }

    /// <summary>A few values of the pool.</summary>
    private List<Node> Some(int from, int to) => Enumerable.Range(0, _pool.Count == 0 ? 0 : _random.Next(from, to)).Select(_ => PickRecent(_pool)).ToList();

    /// <summary>The chain of effects, for half of the bodies.</summary>
    private Node? TokenForBody() => _effecting.Are && _random.Next(2) == 0 ? Token() : null;

    private Node Take(string name, TensorType type, Literal value, bool isExact)
    {
        var node = _builder.Parameter($"{name}{_inputs.Count}", type);
        _inputs.Add(value);
        if (isExact) _exact.Add(node);
        return Keep(node, value);
    }

    private void Grow(int nodes)
    {
        if (_pool.Count == 0) AddParameter(Type());
        if (_neverRuns && _random.Next(2) == 0) AddUnequal();
        var goal = _pool.Count + nodes;
        for (var tries = 0; tries < 10 * nodes && _pool.Count < goal; tries++) TryAdd();
    }

    /// <summary>
    /// The product of a row with a matrix from around the loop, as recurrent networks have it, and that one's with a transposed matrix. Now and
    /// then the inner sizes are not written alike, and only the product says that they are equal.
    /// </summary>
    private Node AddProduct(Node row)
    {
        var inner = row.Shape[^1].Evaluate(_symbols);
        var names = _symbols.Where(s => s.Value == inner).Select(s => Dim.Symbol(s.Key)).Append(inner).Append(row.Shape[^1]).ToList();
        var product = _builder.Add(OpTable.MatMul, [row, AddParameter(new(row.DType, Seq.Of(Pick(names), Size())))]);
        Keep(product, Value(product));
        var next = _builder.Add(OpTable.MatMul, [product, AddParameter(new(row.DType, Seq.Of(Size(), product.Shape[^1])))], ("transpose_y", new Attr.Bool(true)));
        return Keep(next, Value(next));
    }

    /// <summary>A sum of values that only differ in size: what is not sure before the symbols have values, and then does not hold.</summary>
    private void AddUnequal()
    {
        var sizes = _symbols.Keys.Select(Dim.Symbol).Append(2).ToList();
        var unequal = (from x in sizes from y in sizes where x.Evaluate(_symbols) != y.Evaluate(_symbols) select (x, y)).ToList();
        if (unequal.Count == 0) return;
        var (left, right) = Pick(unequal);
        var operands = new[] { left, right }.Select(size => AddParameter(new(DType.F32, Seq.Of(size)))).ToList();
        var sum = _builder.Add(OpTable.Add, operands);
        Keep(sum, Draw(sum.Type));
    }

    /// <summary>The parameters that came up while the body was made, behind the first ones.</summary>
    private IEnumerable<(TensorType Type, Literal Value)> Wanted(int first) =>
        _builder.Build("all", []).Parameters.Skip(first).Select((p, i) => (p.Type, _inputs[first + i]));

    /// <summary>The next round's value for a parameter: of its type, the latest more often, now and then itself or another's.</summary>
    private Node NextOf(int parameter, TensorType type)
    {
        var made = _pool.Where(n => n.Type == type && n.Kind != OpKind.Parameter).ToList();
        return made.Count > 0 && _random.Next(5) > 0 ? PickRecent(made)
            : _random.Next(2) == 0 ? _pool[parameter]
            : Pick(_pool.Where(n => n.Type == type).ToList());
    }

    /// <summary>The body with results of the given types, its parameters followed or preceded by those of its twin.</summary>
    private Graph Body(List<TensorType> types, int own, List<(TensorType Type, Literal Value)> wanted, int offset)
    {
        var results = types.Select(t => NextOf(_pool.FindIndex(n => n.Type == t), t)).ToList();
        if (_token is not null) results.Add(_token);
        var made = _builder.Build("all", results);
        var builder = new GraphBuilder();
        var images = new Dictionary<Node, Node>();
        for (var i = 0; i < own; i++) images.Add(made.Parameters[i], builder.Parameter($"x{i}", made.Parameters[i].Type));
        for (var i = 0; i < wanted.Count; i++)
        {
            var parameter = builder.Parameter($"w{i}", wanted[i].Type);
            if (i >= offset && own + i - offset < made.Parameters.Count) images.Add(made.Parameters[own + i - offset], parameter);
        }
        foreach (var node in made.Nodes)
        {
            images.Add(node, node.Kind == OpKind.Get
                ? builder.Get(images[node.Inputs[0]], (int)node.Int("index"))
                : builder.Add(node.Op, node.Inputs.Map(i => images[i]), node.Attributes));
        }
        return builder.Build("branch", made.Outputs.Map(o => images[o]));
    }

    private Node AddParameter(TensorType type, Literal value)
    {
        var node = _builder.Parameter($"p{_inputs.Count}", type);
        _inputs.Add(value);
        return Keep(node, value);
    }

    /// <param name="token">Which of the results ends the chain of effects.</param>
    private void AddNode(OpDef op, List<Node> operands, int? token, params (string Name, Attr Value)[] attributes)
    {
        var node = _builder.Add(op, operands, attributes);
        if (node.Types.Any(t => Elements(t.Shape) > MaxElements)) return;
        var results = Results(node, operands, mayFail: token is not null && _effecting.MayFail);
        if (!results.All(IsUseful)) return;
        for (var k = 0; k < results.Length; k++)
        {
            if (k == token) _token = _builder.Get(node, k);
            else Keep(_builder.Get(node, k), results[k]);
        }
    }

    /// <exception cref="OpException">An effect ends the run, and must not, or an index has left its range.</exception>
    private Literal[] Results(Node node, List<Node> operands, bool mayFail)
    {
        Literal[] Drawn() => [.. node.Types.Select(Draw)];
        if (_neverRuns) return Drawn();
        try
        {
            return ReferenceEngine.Evaluate(node, operands.Select(o => o.Type == EffectFacts.Token ? s_token : _evaluated[o]).ToArray(), _symbols, _effecting);
        }
        catch (OpException) when (mayFail)
        {
            return Drawn();
        }
    }
}
