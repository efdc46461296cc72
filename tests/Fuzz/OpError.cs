using System;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Fuzz;

/// <summary>The error that a correct implementation of an op may have, for one element of its result.</summary>
internal static class OpError
{
    // What the elementary functions promise is 4 units in the last place, for whole formulas of them a few more.
    private const double ElementaryUnits = 4, FormulaUnits = 16;

    private static readonly Primitive[] s_exact =
    [
        Primitive.Arg, Primitive.Const, Primitive.Attribute, Primitive.Neg, Primitive.Abs, Primitive.Floor, Primitive.Ceil, Primitive.Round, Primitive.Trunc, Primitive.Sqrt,
        Primitive.Add, Primitive.Sub, Primitive.Mul, Primitive.Div, Primitive.Rem, Primitive.Max, Primitive.Min, Primitive.Eq, Primitive.Lt, Primitive.Le,
        Primitive.And, Primitive.Or, Primitive.Xor, Primitive.Not, Primitive.Select, Primitive.Cast,
    ];

    /// <summary>null for ops whose result is rounded correctly.</summary>
    public static Func<int, double>? Of(Node node, Literal[] operands, Literal result)
    {
        var unit = Conditioning.Unit(result.DType);
        // Below the smallest normal number the units stop shrinking.
        var smallest = result.DType == DType.F64 ? 5e-324 : 1.5e-45;
        switch (node.Kind)
        {
            case OpKind.Elementwise when Roundings(node) is var units and > 0:
                return i => (units * unit * Math.Abs(result.Float(i))) + (units * smallest);
            case OpKind.Reduce when node.Op.Reduction!.Combine == Primitive.Add:
                var magnitudes = Magnitudes(node, operands.Select(Absolute).ToArray(), result);
                var terms = Math.Min(operands[0].Count / Math.Max(1, result.Count), 64);
                return terms <= 1 ? null : i => terms * unit * magnitudes.Float(i) / 2;
            case OpKind.Reduce when node.Op.Reduction!.Combine == Primitive.Mul:
                var factors = operands[0].Count / Math.Max(1, result.Count);
                return factors <= 2 ? null : i => (factors * unit * Math.Abs(result.Float(i))) + (factors * smallest);
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

    private static Literal Absolute(Literal x) => Literal.Of(x.DType, x.Shape, Enumerable.Range(0, x.Count).Select(i => Math.Abs(x.Float(i))).ToArray());

    private static double Roundings(Node node)
    {
        var body = node.Op.BodyOf(node);
        var (count, elementary) = Count(body);
        return elementary ? count == 1 ? ElementaryUnits : FormulaUnits : count > 1 ? FormulaUnits : 0;
    }

    /// <summary>How many roundings a formula has, and whether any is of an elementary function.</summary>
    private static (int Count, bool Elementary) Count(Scalar body)
    {
        var (count, elementary) = (0, false);
        foreach (var part in body.Args.Select(Count)) (count, elementary) = (count + part.Count, elementary || part.Elementary);
        var rounds = body.Op is Primitive.Add or Primitive.Sub or Primitive.Mul or Primitive.Div or Primitive.Rem or Primitive.Sqrt;
        var isElementary = !s_exact.Contains(body.Op);
        return (count + (rounds || isElementary ? 1 : 0), elementary || isElementary);
    }
}
