using System;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>What the members of an op family share: kind, operands, shape and dtype rule.</summary>
internal static class Families
{
    public static OpDef Unary(string name, string summary, Func<Scalar, Scalar> body, Vjp vjp, Onnx onnx,
        DTypes accepts = DTypes.Float, Domain? domain = null, Seq<AttrSpec> attributes = default) =>
        Elementwise(name, summary, Seq.Of("x"), body(Scalar.Arg(0)), vjp, onnx, accepts, domain) with { Attributes = attributes };

    public static OpDef Binary(string name, string summary, Func<Scalar, Scalar, Scalar> body, Vjp vjp, Onnx onnx,
        DTypes accepts = DTypes.Number, Domain? domain = null, bool commutative = false, bool associative = false) =>
        Elementwise(name, summary, Seq.Of("x", "y"), body(Scalar.Arg(0), Scalar.Arg(1)), vjp, onnx, accepts, domain)
            with { Commutative = commutative, Associative = associative };

    /// <summary>All operands share a dtype and broadcast; the result's dtype is the body's.</summary>
    public static OpDef Elementwise(string name, string summary, Seq<string> operands, Scalar body, Vjp vjp, Onnx onnx,
        DTypes accepts, Domain? domain = null) => new()
    {
        Name = name,
        Summary = summary,
        Kind = OpKind.Elementwise,
        Operands = operands,
        Accepts = accepts,
        Body = body,
        Infer = static call => Seq.Of(new TensorType(
            call.Op.Body!.TypeOf(Enumerable.Repeat(call.SameDType(), call.Operands.Count).ToArray())!.Value,
            call.Broadcast())),
        Vjp = vjp,
        Onnx = onnx,
        Domain = domain ?? Domain.Real,
    };

    public static AttrSpec Required(string name, AttrKind kind, string summary) => new(name, kind, null, summary);
    public static AttrSpec Optional(string name, AttrKind kind, Attr @default, string summary) => new(name, kind, @default, summary);
}
