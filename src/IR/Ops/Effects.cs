using System.Linq;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>
/// Effects, in order: each takes the token of the one before and gives a token for the one after, so that the order is in the
/// data and nothing that moves, merges or drops nodes has to know of it. A token is a tensor without elements; it travels
/// through branches and loops as any value does, and <c>after</c> ties the last one to a result.
/// </summary>
public static partial class OpTable
{
    private static readonly Vjp s_noGradient = new Vjp.None("the result is a token");

    public static readonly OpDef Token = Define(new OpDef
    {
        Name = "token",
        Summary = "The token of the first effect: nothing has happened yet.",
        Internal = true,
        Kind = OpKind.Effect,
        Infer = _ => Seq.Of(EffectFacts.Token),
        Effect = _ => new EffectFacts.None(),
        Vjp = s_noGradient,
        Onnx = Onnx.None("ONNX has no effects"),
    });

    public static readonly OpDef Print = Define(new OpDef
    {
        Name = "print",
        Summary = "Writes x, behind a label if there is one.",
        Internal = true,
        Kind = OpKind.Effect,
        Operands = Seq.Of("token", "x"),
        Attributes = Seq.Of(Optional("label", AttrKind.Text, Attr.Absent.Value, "stands before the tensor")),
        Infer = call => Seq.Of(RequireToken(call, 0)),
        Effect = node => new EffectFacts.Print((node.Attribute("label") as Attr.Text)?.Value),
        Vjp = s_noGradient,
        Onnx = Onnx.None("ONNX has no effects"),
    });

    public static readonly OpDef Assert = Define(new OpDef
    {
        Name = "assert",
        Summary = "Ends the call with an exception unless every element of the condition is true.",
        Internal = true,
        Kind = OpKind.Effect,
        Operands = Seq.Of("token", "condition"),
        Attributes = Seq.Of(
            Required("message", AttrKind.Text, "what is wrong when the condition does not hold"),
            Optional("place", AttrKind.Int, Attr.Absent.Value, "which of the function's places in the source; the build keeps their files and lines apart from the graph"),
            Optional("throws", AttrKind.Text, Attr.Absent.Value, "where it is not the user's own: DivideByZero, Overflow, ArgumentOutOfRange, IndexOutOfRange, as C# throws them, or OperandCount")),
        Infer = call => call.Operands[1].DType == DType.Bool
            ? Seq.Of(RequireViolation(call, RequireToken(call, 0)))
            : throw call.Fail(OpErrors.DTypeNotAccepted, $"dtype {call.Operands[1].DType.Name()} of {call.NameOf(1)} is not accepted; allowed: bool", operand: 1),
        Effect = node => new EffectFacts.Assert(node.Text("message"), (node.Attribute("place") as Attr.Int)?.Value, ViolationOf(node.Attribute("throws")) ?? default),
        Trivial = (_, node) => node.Inputs[1].Kind == OpKind.Constant && node.Inputs[1].Literal("value") is { IsSplat: true, Count: > 0 } known && known.Integer(0) != 0
            || EarlierCheck(node.Op, node.Inputs[0], node.Inputs.RemoveAt(0)) is not null
            ? node.Inputs[0]
            : null,
        Vjp = s_noGradient,
        Onnx = Onnx.None("ONNX has no effects"),
    });

    public static readonly OpDef Bounds = Define(new OpDef
    {
        Name = "bounds",
        Summary = "Ends the call unless every index lies in an axis: -n to n-1 for a size n, 1 to n behind a caret. Of two operands, the range from the first to the second must lie in it.",
        Internal = true,
        Kind = OpKind.Effect,
        Operands = Seq.Of("token", "index"),
        Variadic = true,
        Attributes = Seq.Of(
            Required("size", AttrKind.Dims, "of the axis"),
            Optional("axis", AttrKind.Int, new Attr.Int(0), "which axis it is, for the message"),
            Optional("op", AttrKind.Text, new Attr.Text("slice"), "what the message calls the op"),
            Optional("of", AttrKind.Text, Attr.Absent.Value, "what it calls the tensor"),
            Optional("carets", AttrKind.Ints, new Attr.Ints(default), "which of the operands are counted from the end, as written behind ^")),
        Infer = call =>
        {
            var indices = call.Operands.Count - 1;
            if (indices is < 1 or > 2) throw call.Fail(OpErrors.OperandCount, $"{indices} indices given; allowed: one, or the two ends of a range");
            var carets = call.Ints("carets");
            for (var i = 1; i <= indices; i++)
            {
                if (!call.Operands[i].DType.In(DTypes.Integer))
                    throw call.Fail(OpErrors.DTypeNotAccepted, $"dtype {call.Operands[i].DType.Name()} of {call.NameOf(i)} is not accepted; allowed: {DTypes.Integer.Describe()}", operand: i);
                if (call.Operands[i].Rank > 0 && (indices == 2 || !carets.IsEmpty))
                    throw call.Fail(OpErrors.Rank, $"{call.NameOf(i)} has rank {call.Operands[i].Rank}; allowed: rank 0 for ranges and behind a caret", operand: i);
            }
            if (call.Dims("size").Count != 1) throw call.Fail(OpErrors.AttributeValue, $"{call.Dims("size").Count} sizes given; one is needed", attribute: "size");
            if (carets.Any(c => c < 0 || c >= indices)) throw call.Fail(OpErrors.AttributeValue, $"carets is {carets}; allowed: 0 to {indices - 1}", attribute: "carets");
            return Seq.Of(RequireToken(call, 0));
        },
        Effect = BoundsOf,
        Trivial = (_, node) => AlwaysHolds(node) || IsRepeated(node) ? node.Inputs[0] : null,
        Vjp = s_noGradient,
        Onnx = Onnx.None("ONNX has no effects"),
    });

    private static EffectFacts.Bounds BoundsOf(Node node) =>
        new(node.Dims("size")[0], (int)node.Int("axis"), node.Text("op"), (node.Attribute("of") as Attr.Text)?.Value, node.Ints("carets"));

    private static bool AlwaysHolds(Node node)
    {
        var (facts, indices) = (BoundsOf(node), node.Inputs.RemoveAt(0));
        if (indices.Any(i => i.Kind != OpKind.Constant) || (facts.Size.AsConstant ?? facts.Size.Lower) is not { } least) return false;
        var literals = indices.Map(i => i.Literal("value"));
        // A longer axis has all that a shorter one has; a range with a caret may end before it begins in either.
        return literals.Count == 1
            ? Enumerable.Range(0, literals[0].IsSplat ? System.Math.Min(literals[0].Count, 1) : literals[0].Count).All(i => facts.Holds(literals[0].Integer(i), least))
            : (facts.Size.IsConstant || facts.Carets.IsEmpty) && facts.Holds(literals[0].Integer(0), literals[1].Integer(0), least);
    }

    private static bool IsRepeated(Node node)
    {
        for (var token = EarlierCheck(node.Op, node.Inputs[0], node.Inputs.RemoveAt(0)); token is not null; token = EarlierCheck(node.Op, token.Inputs[0], node.Inputs.RemoveAt(0)))
        {
            if (token.Dims("size") == node.Dims("size") && token.Ints("carets") == node.Ints("carets")) return true;
        }
        return false;
    }

    /// <summary>Which of the last effects looks at the same operands: where a second look would end the call, it has. null when none does.</summary>
    /// <param name="check">What looks at them: an assert, or bounds.</param>
    /// <param name="token">Of the last effect.</param>
    public static Node? EarlierCheck(OpDef check, Node token, Seq<Node> operands)
    {
        const int Last = 16;
        for (var i = 0; i < Last && token is { Kind: OpKind.Effect, Inputs.IsEmpty: false }; i++, token = token.Inputs[0])
        {
            if (ReferenceEquals(token.Op, check) && token.Inputs.RemoveAt(0) == operands) return token;
        }
        return null;
    }

    public static readonly OpDef After = Define(new OpDef
    {
        Name = "after",
        Summary = "x, once the effects before the token have happened.",
        Internal = true,
        Kind = OpKind.After,
        Operands = Seq.Of("x", "token"),
        Infer = call =>
        {
            RequireToken(call, 1);
            return Seq.Of(call.Operands[0]);
        },
        Trivial = (_, node) => node.Inputs[1].Kind == OpKind.Effect && node.Inputs[1].Inputs.IsEmpty ? node.Inputs[0] : null,
        Vjp = new Vjp.Rule((_, g, _, _) => [g, null]),
        Onnx = Onnx.None("ONNX has no effects"),
    });

    /// <summary>null when the name is none of them.</summary>
    private static Violation? ViolationOf(Attr? attribute) => attribute is not Attr.Text { Value: var name } ? Violation.Assertion
        : System.Enum.TryParse<Violation>(name, out var violation) && violation != Violation.Assertion && violation.ToString() == name ? violation
        : null;

    private static TensorType RequireViolation(OpCall call, TensorType result) => ViolationOf(call.Attribute("throws")) is not null
        ? result
        : throw call.Fail(OpErrors.AttributeValue, $"throws is {((Attr.Text)call.Attribute("throws")!).Value}; allowed: DivideByZero, Overflow, ArgumentOutOfRange, IndexOutOfRange and OperandCount");

    private static TensorType RequireToken(OpCall call, int operand) => call.Operands[operand] == EffectFacts.Token
        ? EffectFacts.Token
        : throw call.Fail(OpErrors.BodySignature, $"{call.NameOf(operand)} is {call.Operands[operand]}; allowed: {EffectFacts.Token}, a token", operand: operand);
}
