using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>Ranges of tensors that begin at a place known only at run time and have a length known now: <c>x[i..(i + 3)]</c>.</summary>
internal sealed partial class BodyCapture
{
    /// <summary>null, after reporting it, when the length depends on data.</summary>
    private Part? WindowOf(Value.Range range, Dim size, IOperation source)
    {
        if (LinearOf(range.Start, size) is not { } start || LinearOf(range.End, size) is not { } end) return null;
        if ((end - start).AsDim is not { Lower: >= 0 } length)
        {
            Eagerly(Fallbacks.NotConstant, source, "the distance of the ends of a range makes the shape, so it must be known at build time, as in x[i..(i + 3)]; for one element use a single index, for several Take");
            return null;
        }
        var place = range.Start.FromEnd ? Arithmetic(BinaryOperatorKind.Subtract, Value.Of(size), range.Start.Offset, source) : range.Start.Offset;
        if (ToNode(place, DType.I32, source) is not { } at || ToNode(Value.Of(size), DType.I32, source) is not { } behind || ToNode(Value.Of(size - length), DType.I32, source) is not { } last) return null;
        // Where there are not as many elements gather fails: a shape cannot be limited to the axis by data.
        var isInside = Apply(OpTable.And, source, Apply(OpTable.Ge, source, at, _scope.Constant(IR.Literal.Scalar(DType.I32, 0L))), Apply(OpTable.Le, source, at, last));
        return Apply(OpTable.Select, source, isInside, at, behind) is { } from ? new Part.Window(from, length) : null;
    }

    private Linear? LinearOf(Value.Position position, Dim size)
    {
        var offset = position.Offset.AsDim is { } dim ? new Linear(dim)
            : position.Offset is Value.Scalar { Node: { DType: DType.I32 } node } ? Linear.Of(_scope.Import(node))
            : null;
        return offset is null ? null : position.FromEnd ? new Linear(size) - offset : offset;
    }

    /// <summary>A sum of multiples of nodes and an expression of sizes, as far as it can be seen. Like C#'s, it is right modulo 2^32.</summary>
    private sealed class Linear(Dim rest)
    {
        private readonly Dictionary<Node, Dim> _factors = [];

        /// <summary>The value; null where nodes are left in it.</summary>
        public Dim? AsDim => _factors.Values.All(f => f.Is(0)) ? rest : null;

        public static Linear operator -(Linear a, Linear b) => a.Plus(b, -1);

        public static Linear Of(Node node)
        {
            if (node.Op.Source?.Invoke(node) is SourceFacts.Size size) return new(size.Value);
            if (node.Kind == OpKind.Constant) return new(node.Literal("value").Integer(0));
            if (ReferenceEquals(node.Op, OpTable.Add)) return Of(node.Inputs[0]).Plus(Of(node.Inputs[1]), 1);
            if (ReferenceEquals(node.Op, OpTable.Sub)) return Of(node.Inputs[0]).Plus(Of(node.Inputs[1]), -1);
            if (ReferenceEquals(node.Op, OpTable.Neg)) return new Linear(0).Plus(Of(node.Inputs[0]), -1);
            if (ReferenceEquals(node.Op, OpTable.Mul))
            {
                var (left, right) = (Of(node.Inputs[0]), Of(node.Inputs[1]));
                if (right.AsDim is { } times) return new Linear(0).Plus(left, times);
                if (left.AsDim is { } factor) return new Linear(0).Plus(right, factor);
            }
            var leaf = new Linear(0);
            leaf._factors[node] = 1;
            return leaf;
        }

        private Linear Plus(Linear other, Dim times)
        {
            var sum = new Linear(rest + other.Rest * times);
            foreach (var factor in _factors) sum._factors[factor.Key] = factor.Value;
            foreach (var factor in other._factors) sum._factors[factor.Key] = (sum._factors.TryGetValue(factor.Key, out var own) ? own : 0) + factor.Value * times;
            return sum;
        }

        private Dim Rest => rest;
    }
}
