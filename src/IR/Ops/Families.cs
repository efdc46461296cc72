using System;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>What the members of an op family share: kind, operands, shape and dtype rule.</summary>
internal static class Families
{
    public static OpDef Unary(string name, string summary, Func<Scalar, Scalar> body, Vjp vjp, Onnx onnx,
        DTypes accepts = DTypes.Float, Domain? domain = null, AttrSpec[]? attributes = null) =>
        Elementwise(name, summary, ["x"], body(Scalar.Arg(0)), vjp, onnx, accepts, domain) with { Attributes = attributes ?? [] };

    public static OpDef Binary(string name, string summary, Func<Scalar, Scalar, Scalar> body, Vjp vjp, Onnx onnx,
        DTypes accepts = DTypes.Number, Domain? domain = null, bool commutative = false, bool associative = false) =>
        Elementwise(name, summary, ["x", "y"], body(Scalar.Arg(0), Scalar.Arg(1)), vjp, onnx, accepts, domain)
            with { Commutative = commutative, Associative = associative };

    /// <summary>All operands share a dtype and broadcast; the result's dtype is the body's.</summary>
    public static OpDef Elementwise(string name, string summary, string[] operands, Scalar body, Vjp vjp, Onnx onnx,
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

    /// <summary>An op that other ops define; its gradient follows from theirs.</summary>
    public static OpDef Composite(string name, string summary, string[] operands, AttrSpec[] attributes,
        InferRule infer, ExpandRule expand, Onnx onnx, DTypes accepts = DTypes.Float) => new()
    {
        Name = name,
        Summary = summary,
        Kind = OpKind.Composite,
        Operands = operands,
        Attributes = attributes,
        Accepts = accepts,
        Infer = infer,
        Expand = expand,
        Vjp = Vjp.FromExpansion.Value,
        Onnx = onnx,
    };

    public static AttrSpec Required(string name, AttrKind kind, string summary) => new(name, kind, null, summary);
    public static AttrSpec Optional(string name, AttrKind kind, Attr @default, string summary) => new(name, kind, @default, summary);

    /// <summary>Axes to work along: one, several or, left out, all.</summary>
    public static readonly AttrSpec AllAxes = Optional("axis", AttrKind.Ints, Attr.Absent.Value, "axes, counted from the end when negative; all when left out");

    /// <summary>A single axis, the last one by default.</summary>
    public static readonly AttrSpec LastAxis = Optional("axis", AttrKind.Int, new Attr.Int(-1), "the axis, counted from the end when negative");

    /// <summary>For expansions, where a maximum only keeps numbers in range and nothing is no mistake.</summary>
    public static readonly AttrSpec AllowEmpty = new("allow_empty", AttrKind.Bool, new Attr.Bool(false), "no elements give the lowest (max) or highest (min) value of the dtype", Internal: true);

    public static readonly AttrSpec KeepDims = Optional("keep_dims", AttrKind.Bool, new Attr.Bool(false), "keep the axes with size 1");

    public static Attr Ints(Seq<long> values) => new Attr.Ints(values);
    public static Attr Dims(Seq<Dim> values) => new Attr.Dims(values);
}
