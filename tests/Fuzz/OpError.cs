using System;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Fuzz;

/// <summary>The error that a correct implementation of an op may have, for one element of its result.</summary>
internal static class OpError
{
    // What the elementary functions promise.
    private const double ElementaryUnits = 4;

    private static readonly Primitive[] s_rounded = [Primitive.Add, Primitive.Sub, Primitive.Mul, Primitive.Div, Primitive.Sqrt, Primitive.Rem];

    private static readonly Primitive[] s_exact =
    [
        Primitive.Arg, Primitive.Const, Primitive.Attribute, Primitive.Neg, Primitive.Abs, Primitive.Floor, Primitive.Ceil, Primitive.Round, Primitive.Trunc, Primitive.Sqrt,
        Primitive.Add, Primitive.Sub, Primitive.Mul, Primitive.Div, Primitive.Rem, Primitive.Max, Primitive.Min, Primitive.Eq, Primitive.Lt, Primitive.Le,
        Primitive.And, Primitive.Or, Primitive.Xor, Primitive.Not, Primitive.Select, Primitive.Cast,
    ];

    /// <summary>null for ops whose result is rounded correctly.</summary>
    /// <param name="isStep">True for a step of a formula: kernels may contract those, so not even sums and products are certain.</param>
    public static Func<int, double>? Of(Node node, bool isStep, Literal[] operands, Literal result)
    {
        var unit = Conditioning.Unit(result.DType);
        // Below the smallest normal number the units stop shrinking.
        var smallest = result.DType == DType.F64 ? 5e-324 : 1.5e-45;
        switch (node.Kind)
        {
            case OpKind.Elementwise when Units(node, isStep) is var units and > 0:
                return i => (units * unit * Math.Abs(result.Float(i))) + (units * smallest);
            case OpKind.Reduce when node.Op.Reduction!.Combine == Primitive.Add:
                var magnitudes = Magnitudes(node, operands.Select(Absolute).ToArray(), result);
                var terms = Math.Min(operands[0].Count / Math.Max(1, result.Count), 64);
                // A sum of one term is that term, but for the sign of a zero: an engine may begin with 0 or with the term.
                return i => terms <= 1 ? double.Epsilon : terms * unit * magnitudes.Float(i) / 2;
            case OpKind.Reduce when node.Op.Reduction!.Combine == Primitive.Mul:
                var factors = operands[0].Count / Math.Max(1, result.Count);
                if (factors <= 2) return null;
                // Partial products may leave the range although the product does not.
                var largest = Magnitudes(node, [Map(operands[0], x => Math.Max(Math.Abs(x), 1))], result);
                var least = Magnitudes(node, [Map(operands[0], x => x == 0 ? 1 : Math.Min(Math.Abs(x), 1))], result);
                return i => double.IsInfinity(largest.Float(i)) || least.Float(i) < smallest / unit
                    ? double.PositiveInfinity
                    : (factors * unit * Math.Abs(result.Float(i))) + (factors * smallest);
            case OpKind.Contract:
                var products = Magnitudes(node, operands.Select(Absolute).ToArray(), result);
                return i => (16 * unit * products.Float(i)) + smallest;
            default:
                return null;
        }
    }

    /// <summary>The op on absolute values: what the error of a sum is relative to.</summary>
    private static Literal Magnitudes(Node node, Literal[] operands, Literal result)
    {
        // The operands' concrete shapes make the result's symbols unnecessary.
        var builder = new GraphBuilder();
        var parameters = operands.Select((o, i) => builder.Parameter($"p{i}", o.Type)).ToArray();
        var graph = builder.Build("magnitudes", [builder.Add(node.Op, parameters, node.Attributes)]);
        return ReferenceEngine.Run(graph, operands)[0].Reshape(result.Shape);
    }

    // What is not finite makes the same of every sum, in whichever order.
    private static Literal Absolute(Literal x) => Map(x, v => double.IsFinite(v) ? Math.Abs(v) : 0);

    private static Literal Map(Literal x, Func<double, double> f) => Literal.Of(x.DType, x.Shape, Enumerable.Range(0, x.Count).Select(i => f(x.Float(i))).ToArray());

    private static double Units(Node node, bool isStep)
    {
        var primitive = node.Op.Body!.Op;
        return !s_exact.Contains(primitive) ? ElementaryUnits : isStep && s_rounded.Contains(primitive) ? 1 : 0;
    }
}
