using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>Ops that make up a graph rather than compute: parameters, constants, results.</summary>
public static partial class OpTable
{
    public static readonly OpDef Parameter = Define(new OpDef
    {
        Name = "parameter",
        Summary = "An input of the graph.",
        Internal = true,
        Kind = OpKind.Parameter,
        Attributes = Seq.Of(new AttrSpec("weight", AttrKind.Bool, new Attr.Bool(false), "the same tensor at each call, so that work on it may be done once")),
        Infer = call => throw call.Fail(OpErrors.OperandCount, "parameters are made by GraphBuilder.Parameter"),
        Vjp = new Vjp.None("an input"),
        Onnx = Onnx.None("a graph input"),
    });

    public static readonly OpDef Constant = Define(new OpDef
    {
        Name = "constant",
        Summary = "A tensor whose elements are known at build time.",
        Internal = true,
        Kind = OpKind.Constant,
        Attributes = Seq.Of(Required("value", AttrKind.Literal, "the elements")),
        Infer = call => Seq.Of(((Attr.Data)call.Attribute("value")).Value.Type),
        Reference = call => [call.Node.Literal("value")],
        Vjp = new Vjp.None("a constant"),
        Onnx = "Constant",
    });

    public static readonly OpDef Get = Define(new OpDef
    {
        Name = "get",
        Summary = "One result of an op that has several.",
        Internal = true,
        Kind = OpKind.Get,
        Operands = Seq.Of("x"),
        Attributes = Seq.Of(Required("index", AttrKind.Int, "which result")),
        Infer = call => throw call.Fail(OpErrors.OperandCount, "results are taken by GraphBuilder.Get"),
        Vjp = Vjp.Unwritten.Value,
        Onnx = Onnx.None("ONNX nodes name each output"),
    });

    public static readonly OpDef Fused = Define(new OpDef
    {
        Name = "fused",
        Summary = "A group of ops that become one kernel; its body is a graph of the group's inputs.",
        Internal = true,
        Kind = OpKind.Fused,
        Operands = Seq.Of("inputs"),
        Variadic = true,
        Attributes = Seq.Of(Required("body", AttrKind.Graph, "the group")),
        Infer = call =>
        {
            var body = call.Body("body");
            if (body.ParameterTypes != call.Operands)
                throw call.Fail(OpErrors.BodySignature, $"the body takes ({body.ParameterTypes}), the operands are ({call.Operands})", attribute: "body");
            return body.OutputTypes;
        },
        Vjp = new Vjp.None("made after differentiation"),
        Onnx = Onnx.None("made by optimisation"),
    });
}
