using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Fuzz;

/// <summary>Attributes for an op on given operands: by what an attribute is called, otherwise by its kind. They may be refused; then the node is not made.</summary>
internal sealed class RandomAttributes(Random random, IReadOnlyDictionary<string, long> symbols, Func<TensorType> anyType)
{
    /// <summary>The axis that the operands of a normalisation were made for.</summary>
    public int NormAxis { get; set; }

    /// <summary>What the operands of an update were made for.</summary>
    public (Seq<long> Axes, Seq<Dim> Starts) Updated { get; set; }

    public Seq<Attr>? Draw(OpDef op, IReadOnlyList<Node> operands)
    {
        var values = new Attr[op.Attributes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var spec = op.Attributes[i];
            var optional = spec.Default is not null && random.Next(4) == 0;
            if ((optional ? spec.Default : Value(op, spec, operands, values)) is not { } value) return null;
            values[i] = value;
        }
        return values;
    }

    private Attr? Value(OpDef op, AttrSpec spec, IReadOnlyList<Node> operands, Attr[] before)
    {
        var x = operands.Count > 0 ? operands[0].Type : null;
        return (op.Name, spec.Name) switch
        {
            ("layer_norm" or "rms_norm", "axis") => new Attr.Int(NormAxis),
            ("expand_dims", _) => new Attr.Ints(Distinct(x!.Rank + 1, random.Next(1, 3), x.Rank + 2)),
            ("squeeze", "axis") => new Attr.Ints(Enumerable.Range(0, x!.Rank).Where(i => x.Shape[i].Is(1) && random.Next(3) > 0).Select(i => (long)i).ToSeq()),
            ("stack", "axis") => Axis(x!.Rank + 1),
            (_, "perm") => new Attr.Ints(Enumerable.Range(0, x!.Rank).Select(i => (long)i).OrderBy(_ => random.Next()).ToSeq()),
            ("reshape", "shape") => new Attr.Dims(Reshaped(x!)),
            ("broadcast_to", "shape") => new Attr.Dims(Broadcast(x!)),
            ("slice", _) => Slice(spec, x!, before),
            ("part", "starts") => new Attr.Dims(x!.Shape.Map(d => (Dim)(random.Next(2) == 0 ? 0 : random.NextInt64(d.Evaluate(symbols) + 1)))),
            ("part", _) => new Attr.Dims(x!.Shape.Select((d, i) => Count(d, ((Attr.Dims)before[0]).Values[i])).ToSeq()),
            ("update", "axes") => new Attr.Ints(Updated.Axes),
            ("update", _) => new Attr.Dims(Updated.Starts),
            ("pad", "before" or "after") => new Attr.Dims(Enumerable.Range(0, x!.Rank).Select(_ => (Dim)random.Next(3)).ToSeq()),
            ("pad", _) => new Attr.Float(random.Next(-2, 3)),
            ("one_hot", "depth") => new Attr.Int(random.Next(0, 5)),
            ("dim", "value") => new Attr.Dims(Seq.Of(symbols.Count == 0 ? Dim.Constant(3) : (Symbol() * random.Next(1, 3)) + random.Next(3))),
            (_, "value") when spec.Kind == AttrKind.Literal => new Attr.Data(Literal.Scalar(anyType().DType, (long)random.Next(-3, 4))),
            (_, "axis" or "axes") when spec.Kind == AttrKind.Int => x is null ? Axis(((Attr.Dims)before[0]).Values.Count) : Axis(x.Rank),
            (_, "axis" or "axes") when spec.Kind == AttrKind.Ints => new Attr.Ints(Distinct(x!.Rank, random.Next(0, x.Rank + 1), x.Rank)),
            _ => ByKind(spec),
        };
    }

    private Attr? ByKind(AttrSpec spec) => spec.Kind switch
    {
        AttrKind.Int => new Attr.Int(random.Next(-2, 3)),
        AttrKind.Float => new Attr.Float(random.Next(1, 8) / 8.0),
        AttrKind.Bool => new Attr.Bool(random.Next(2) == 0),
        AttrKind.DType => new Attr.Type((DType)random.Next(DTypeFacts.Count)),
        AttrKind.Dims => new Attr.Dims(anyType().Shape),
        _ => null,
    };

    private Attr? Axis(int rank) => rank == 0 ? null : new Attr.Int(random.Next(-rank, rank));

    /// <summary>Different axes below a rank, some counted from the end.</summary>
    private Seq<long> Distinct(int below, int count, int rank) => Enumerable.Range(0, below).OrderBy(_ => random.Next()).Take(count)
        .Select(a => random.Next(3) == 0 ? (long)a - rank : a).ToSeq();

    /// <summary>Neighbouring axes joined, a constant axis split, ones put in, or one size left to be computed.</summary>
    private Seq<Dim> Reshaped(TensorType x)
    {
        var shape = x.Shape.ToList();
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var at = shape.Count == 0 ? 0 : random.Next(shape.Count);
            switch (random.Next(4))
            {
                case 0 when at + 1 < shape.Count:
                    shape[at] *= shape[at + 1];
                    shape.RemoveAt(at + 1);
                    break;
                case 1 when shape.Count > 0 && shape[at].AsConstant is { } n and > 1 && Enumerable.Range(2, (int)n - 1).First(d => n % d == 0) is var divisor:
                    shape[at] = n / divisor;
                    shape.Insert(at, divisor);
                    break;
                case 2:
                    shape.Insert(at, 1);
                    break;
                case 3 when shape.Count > 0 && !shape.Any(d => d.Is(-1)):
                    shape[at] = -1;
                    break;
            }
        }
        return shape.ToSeq();
    }

    private Seq<Dim> Broadcast(TensorType x)
    {
        var shape = x.Shape.Select(d => d.Is(1) && random.Next(2) == 0 ? random.Next(5) : d).ToList();
        for (var i = random.Next(2); i > 0; i--) shape.Insert(0, symbols.Count > 0 && random.Next(2) == 0 ? Symbol() : random.Next(4));
        return shape.ToSeq();
    }

    private Attr Slice(AttrSpec spec, TensorType x, Attr[] before) => spec.Name switch
    {
        "starts" => new Attr.Dims(x.Shape.Map(Position)),
        "stops" => new Attr.Dims(x.Shape.Map(d => random.Next(3) == 0 ? d : Position(d))),
        "steps" => new Attr.Ints(x.Shape.Map(_ => random.Next(4) == 0 ? random.Next(2) == 0 ? -1L : 2L : 1L)),
        _ => Attr.Absent.Value,
    };

    private Dim Position(Dim size) => random.Next(3) switch { 0 => 0, 1 => -1, _ => random.Next(0, 4) };

    /// <summary>All that is left behind a start, or some of it.</summary>
    private Dim Count(Dim size, Dim start) => random.Next(2) == 0 ? size - start : random.NextInt64(size.Evaluate(symbols) - start.Evaluate(symbols) + 1);

    private Dim Symbol() => Dim.Symbol(symbols.Keys.ElementAt(random.Next(symbols.Count)));
}
