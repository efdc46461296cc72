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
            Optional("throws", AttrKind.Text, Attr.Absent.Value, "DivideByZero or Overflow, where C# throws these")),
        Infer = call => call.Operands[1].DType == DType.Bool
            ? Seq.Of(RequireViolation(call, RequireToken(call, 0)))
            : throw call.Fail(OpErrors.DTypeNotAccepted, $"dtype {call.Operands[1].DType.Name()} of {call.NameOf(1)} is not accepted; allowed: bool", operand: 1),
        Effect = node => new EffectFacts.Assert(node.Text("message"), (node.Attribute("place") as Attr.Int)?.Value, ViolationOf(node.Attribute("throws")) ?? default),
        Trivial = (_, node) => node.Inputs[1].Kind == OpKind.Constant && node.Inputs[1].Literal("value") is { IsSplat: true, Count: > 0 } known && known.Integer(0) != 0
            ? node.Inputs[0]
            : null,
        Vjp = s_noGradient,
        Onnx = Onnx.None("ONNX has no effects"),
    });

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
        : name == nameof(Violation.DivideByZero) ? Violation.DivideByZero
        : name == nameof(Violation.Overflow) ? Violation.Overflow
        : null;

    private static TensorType RequireViolation(OpCall call, TensorType result) => ViolationOf(call.Attribute("throws")) is not null
        ? result
        : throw call.Fail(OpErrors.AttributeValue, $"throws is {((Attr.Text)call.Attribute("throws")!).Value}; allowed: DivideByZero and Overflow");

    private static TensorType RequireToken(OpCall call, int operand) => call.Operands[operand] == EffectFacts.Token
        ? EffectFacts.Token
        : throw call.Fail(OpErrors.BodySignature, $"{call.NameOf(operand)} is {call.Operands[operand]}; allowed: {EffectFacts.Token}, a token", operand: operand);
}
