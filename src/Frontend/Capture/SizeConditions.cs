using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis.Operations;

namespace GraphCompiler.Frontend;

/// <summary>What comparisons of sizes say: of their outcome, and of the sizes where they hold.</summary>
internal static class SizeConditions
{
    /// <summary>Expressions over sizes that are 0 where a condition holds, or where it does not.</summary>
    public static IEnumerable<Dim> Zeros(Node condition, bool holds)
    {
        var (op, inputs) = (condition.Op, condition.Inputs);
        if (ReferenceEquals(op, OpTable.Not)) return Zeros(inputs[0], !holds);
        if (ReferenceEquals(op, holds ? OpTable.And : OpTable.Or)) return Zeros(inputs[0], holds).Concat(Zeros(inputs[1], holds));
        // "a && b" where b is work: an if of a, the other way of which is false.
        if (condition.Kind == OpKind.Control && condition.Types.Count == 1 && ReferenceEquals(op, OpTable.If))
            return condition.Body(holds ? "else" : "then").Outputs[0] is { Kind: OpKind.Constant } other && other.Literal("value").Integer(0) == (holds ? 0 : 1) ? Zeros(inputs[0], holds) : [];
        if (inputs.Count != 2 || SizeOf(inputs[0]) is not { } a || SizeOf(inputs[1]) is not { } b) return [];
        if (ReferenceEquals(op, holds ? OpTable.Eq : OpTable.Ne)) return [a - b];
        // What is at most 0 and at least 0.
        Dim? most = ReferenceEquals(op, holds ? OpTable.Le : OpTable.Gt) ? a - b
            : ReferenceEquals(op, holds ? OpTable.Ge : OpTable.Lt) ? b - a
            : ReferenceEquals(op, holds ? OpTable.Lt : OpTable.Ge) ? a - b + 1
            : ReferenceEquals(op, holds ? OpTable.Gt : OpTable.Le) ? b - a + 1
            : null;
        return most?.Lower >= 0 ? [most] : [];
    }

    private static Dim? SizeOf(Node node) => node.Rank != 0 || !node.DType.IsInteger() ? null
        : ReferenceEquals(node.Op, OpTable.Dimension) ? node.Dims("value")[0]
        : node.Kind == OpKind.Constant ? node.Literal("value").Integer(0)
        : null;

    private static readonly BinaryOperatorKind[] s_comparisons =
    [
        BinaryOperatorKind.Equals, BinaryOperatorKind.NotEquals, BinaryOperatorKind.LessThan, BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.GreaterThan, BinaryOperatorKind.GreaterThanOrEqual,
    ];

    /// <summary>What a comparison of sizes gives for all sizes; null when it depends on them, and for other nodes.</summary>
    public static bool? Compare(Node node) =>
        node.Inputs.Count == 2 && SizeOf(node.Inputs[0]) is { } a && SizeOf(node.Inputs[1]) is { } b
            ? s_comparisons.Where(c => ReferenceEquals(OpBinder.Operator(c), node.Op)).Select(c => Always(c, a, b)).FirstOrDefault()
            : null;

    /// <summary>What a comparison gives for all values of the symbols; null when it depends on them, and for other operators.</summary>
    public static bool? Always(BinaryOperatorKind kind, Dim x, Dim y) => kind switch
    {
        BinaryOperatorKind.Equals => Dim.Same(x, y),
        BinaryOperatorKind.NotEquals => !Dim.Same(x, y),
        BinaryOperatorKind.LessThan => AtLeast(y, x + 1),
        BinaryOperatorKind.LessThanOrEqual => AtLeast(y, x),
        BinaryOperatorKind.GreaterThan => AtLeast(x, y + 1),
        BinaryOperatorKind.GreaterThanOrEqual => AtLeast(x, y),
        _ => null,
    };

    private static bool? AtLeast(Dim x, Dim y) => (x - y).Lower >= 0 ? true : (x - y).Upper < 0 ? false : null;
}
