using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Fuzz;

/// <summary>
/// Prints, asserts and bounds, in a chain of tokens that goes through branches and loops too. What they look at is exact, so that no engine's
/// rounding decides; in most samples all of it holds.
/// </summary>
internal sealed partial class GraphGenerator
{
    private static readonly string[] s_violations = Enum.GetNames<Violation>().Where(v => v != nameof(Violation.Assertion)).ToArray();

    private static readonly Literal s_token = Literal.Of(EffectFacts.Token.DType, Seq.Of(0L), Array.Empty<long>());

    private readonly HashSet<Node> _exact = [];
    private readonly Effecting _effecting = new();
    private Node? _token;

    /// <summary>What a sample's effects are, its bodies' among them.</summary>
    private sealed class Effecting : IEffects
    {
        public bool Are { get; init; }
        public bool MayFail { get; init; }
        public int Prints { get; set; }

        public void Print(Literal value, string? label)
        {
        }

        public void Assert(Literal condition, string message, Violation violation)
        {
            if (Enumerable.Range(0, condition.Count).Any(i => condition.Integer(i) == 0)) throw new OpException(OpErrors.IndexOutOfRange, "assert", message);
        }
    }

    private Effecting RandomEffecting() => _random.Next(4) == 0 ? new() { Are = true, MayFail = _random.Next(3) == 0 } : new();

    /// <summary>The chain in a body: it begins with the operand behind the body's others.</summary>
    private void TakeToken()
    {
        _token = _builder.Parameter($"t{_inputs.Count}", EffectFacts.Token);
        _inputs.Add(s_token);
    }

    /// <summary>The end of the chain; null in a body that does not take it.</summary>
    private Node? Token() => _depth > 0 ? _token : _token ??= _builder.Add(OpTable.Token, Array.Empty<Node>());

    private void AddEffect()
    {
        if (Token() is not { } token || _pool.Count == 0) return;
        switch (_random.Next(5))
        {
            case 0:
                _token = _builder.Add(OpTable.Print, [token, PickRecent(_pool)], ("label", new Attr.Text(Outcome.Label(_effecting.Prints++))));
                break;
            case 1:
                AddAssert(token);
                break;
            case 4:
                var x = PickRecent(_pool);
                var after = _builder.Add(OpTable.After, [x, token]);
                if (!_evaluated.ContainsKey(after)) Keep(after, _evaluated[x]);
                break;
            default:
                AddBounds(token);
                break;
        }
    }

    private void AddAssert(Node token)
    {
        var known = _pool.Where(n => n.DType == DType.Bool && IsExact(n)).ToList();
        var condition = known.Count > 0 ? PickRecent(known) : AddParameter(TensorType.Scalar(DType.Bool));
        var value = _evaluated[condition];
        // Whatever it is now, that is asserted; in another round it may be something else.
        if (!_effecting.MayFail && Enumerable.Range(0, value.Count).Any(i => value.Integer(i) == 0)) condition = _builder.Add(OpTable.Eq, [condition, _builder.Constant(value)]);
        var attributes = new List<(string, Attr)> { ("message", new Attr.Text($"assert{_effecting.Prints++}")) };
        if (_random.Next(2) == 0) attributes.Add(("throws", new Attr.Text(Pick(s_violations))));
        _token = _builder.Add(OpTable.Assert, [token, condition], [.. attributes]);
    }

    private void AddBounds(Node token)
    {
        var sizes = _pool.SelectMany(n => n.Shape).Concat(_symbols.Keys.Select(Dim.Symbol)).Append(3).ToList();
        var dim = Pick(sizes);
        var size = dim.Evaluate(_symbols);
        var (isRange, carets) = (_random.Next(3) == 0, new List<long>());
        var given = new List<Node>();
        for (var k = 0; k < (isRange ? 2 : 1); k++)
        {
            var caret = _random.Next(4) == 0;
            var (low, high) = isRange ? k == 0 ? (caret ? (size + 1) / 2 : 0, caret ? size : size / 2) : (caret ? 0 : (size + 1) / 2, caret ? size / 2 : size)
                : caret ? (1, size) : (-size, size - 1);
            if (caret) carets.Add(k);
            var known = _pool.Where(n => n.DType.In(DTypes.Integer) && IsExact(n) && (n.Rank == 0 || (!isRange && !caret)) && (_effecting.MayFail || IsWithin(_evaluated[n], low, high))).ToList();
            if (known.Count == 0 && low > high) return;
            given.Add(known.Count > 0 && _random.Next(3) > 0 ? PickRecent(known)
                : _random.Next(3) == 0 && low <= high ? Number(DType.I32, (int)_random.NextInt64(low, high + 1))
                : low > high ? PickRecent(known) : AddParameter(TensorType.Scalar(_random.Next(2) == 0 ? DType.I32 : DType.I64), (low, high)));
        }
        _token = _builder.Add(OpTable.Bounds, [token, .. given], ("size", new Attr.Dims(Seq.Of(dim))), ("carets", new Attr.Ints(carets.ToSeq())), ("axis", new Attr.Int(_random.Next(3))));
    }

    private static bool IsWithin(Literal value, long low, long high) => Enumerable.Range(0, value.Count).All(i => value.Integer(i) >= low && value.Integer(i) <= high);

    /// <summary>Whether every engine has the very same value, in every round.</summary>
    private bool IsExact(Node node) => _exact.Contains(node)
        || (node.Kind is not (OpKind.Parameter or OpKind.Control or OpKind.Get)
            && (!node.DType.IsFloat() || node.Kind is OpKind.Constant or OpKind.View or OpKind.Reshape or OpKind.Concat or OpKind.Pad or OpKind.Gather or OpKind.Update or OpKind.Source or OpKind.After)
            && node.Inputs.All(i => i.Type == EffectFacts.Token || IsExact(i))
            && _exact.Add(node));
}
