using System.Linq;
using static GraphCompiler.IR.Families;

namespace GraphCompiler.IR;

/// <summary>
/// Control flow: ops that hold graphs. A body sees its parameters and nothing else, so whatever it takes from around it is
/// an operand (a capture); symbols of shapes alone are shared. What a body requires of them it requires where it runs: a
/// branch that is not taken and a loop of no rounds ask for nothing.
/// </summary>
public static partial class OpTable
{
    private static readonly Vjp s_controlGradient = Vjp.Unwritten.Value;

    public static readonly OpDef If = Define(new OpDef
    {
        Name = "if",
        Summary = "The results of one graph where the condition holds, of another where it does not; both take the captures.",
        Internal = true,
        Kind = OpKind.Control,
        Operands = Seq.Of("condition", "captures"),
        Variadic = true,
        Attributes = Seq.Of(
            Required("then", AttrKind.Graph, "computes the results where the condition is true"),
            Required("else", AttrKind.Graph, "computes the results where the condition is false")),
        Infer = call =>
        {
            if (call.Operands[0] != TensorType.Scalar(DType.Bool))
                throw call.Fail(OpErrors.BodySignature, $"{call.NameOf(0)} is {call.Operands[0]}; allowed: bool[]", operand: 0);
            var captures = call.Operands.RemoveAt(0);
            RequireParameters(call, "then", captures, "the captures are");
            RequireParameters(call, "else", captures, "the captures are");
            var (then, otherwise) = (call.Body("then").OutputTypes, call.Body("else").OutputTypes);
            if (then != otherwise)
                throw call.Fail(OpErrors.BodySignature, $"then gives ({then}), else gives ({otherwise}); both must give the same types", attribute: "else");
            return RequireResults(call, then, "then");
        },
        Control = _ => new ControlFacts.Branch(),
        Reference = call => call.Run(call.Node.Body(call.Operands[0].Integer(0) != 0 ? "then" : "else"), call.Operands.Skip(1).ToArray()),
        Vjp = s_controlGradient,
        Onnx = "If",
    });

    public static readonly OpDef While = Define(new OpDef
    {
        Name = "while",
        Summary = "Repeats body on carried values as long as cond of them is true; operands beyond the carried ones are captures that do not change.",
        Internal = true,
        Kind = OpKind.Control,
        Operands = Seq.Of("values"),
        Variadic = true,
        Attributes = Seq.Of(
            Required("cond", AttrKind.Graph, "from carried values and captures: whether to go on, bool[]"),
            Required("body", AttrKind.Graph, "from carried values and captures: the carried values of the next round")),
        Infer = call =>
        {
            RequireParameters(call, "cond", call.Operands, "the operands are");
            RequireParameters(call, "body", call.Operands, "the operands are");
            var condition = call.Body("cond").OutputTypes;
            if (condition != Seq.Of(TensorType.Scalar(DType.Bool)))
                throw call.Fail(OpErrors.BodySignature, $"cond gives ({condition}); allowed: (bool[])", attribute: "cond");
            return RequireCarried(call, call.Body("body").OutputTypes, "body");
        },
        Control = node => new ControlFacts.While(node.Types.Count),
        Reference = call =>
        {
            var carried = call.Node.Types.Count;
            var values = call.Operands.ToArray();
            while (call.Run(call.Node.Body("cond"), values)[0].Integer(0) != 0) call.Run(call.Node.Body("body"), values).CopyTo(values, 0);
            return values.Take(carried).ToArray();
        },
        Vjp = s_controlGradient,
        Onnx = "Loop",
    });

    public static readonly OpDef Scan = Define(new OpDef
    {
        Name = "scan",
        Summary = "Runs body once for each index of the leading axis, carrying values along: from carried values, slices of the scanned operands "
            + "and captures it gives the next carried values and slices, which are stacked. Results: carried values, then the stacks.",
        Internal = true,
        Kind = OpKind.Control,
        Operands = Seq.Of("values"),
        Variadic = true,
        Attributes = Seq.Of(
            Required("carried", AttrKind.Int, "how many operands are carried; they come first"),
            Required("scanned", AttrKind.Int, "how many operands after them are scanned along their leading axis; the rest are captures"),
            Optional("length", AttrKind.Dims, Attr.Absent.Value, "number of rounds, one size; only for when nothing is scanned"),
            Optional("reverse", AttrKind.Bool, new Attr.Bool(false), "from the last index to the first"),
            Required("body", AttrKind.Graph, "from carried values, slices and captures: carried values, then slices to stack")),
        Infer = call =>
        {
            var (carried, scanned) = (Count(call, "carried", 0), Count(call, "scanned", (int)call.Int("carried")));
            var length = ScanLength(call, carried, scanned);
            var slices = call.Operands.Select((t, i) => i >= carried && i < carried + scanned ? t.With(t.Shape.RemoveAt(0)) : t).ToSeq();
            RequireParameters(call, "body", slices, "carried values, slices and captures are");
            var results = call.Body("body").OutputTypes;
            if (results.Count < carried)
                throw call.Fail(OpErrors.BodySignature, $"body gives {results.Count} values; it has to give the {carried} carried ones first", attribute: "body");
            RequireCarried(call, results.Slice(0, carried), "body", needed: false);
            return RequireResults(call, results.Select((t, i) => i < carried ? t : t.With(t.Shape.Insert(0, length))).ToSeq(), "body");
        },
        Control = node =>
        {
            var (carried, scanned) = ((int)node.Int("carried"), (int)node.Int("scanned"));
            return new ControlFacts.Scan(carried, scanned, scanned > 0 ? CommonSize(node.Inputs.Slice(carried, scanned)) : node.Dims("length")[0], node.Bool("reverse"));
        },
        Reference = ReferenceScan,
        Vjp = s_controlGradient,
        Onnx = "Scan",
    });

    private static int Count(OpCall call, string attribute, int before)
    {
        var (count, most) = (call.Int(attribute), call.Operands.Count - before);
        return count >= 0 && count <= most
            ? (int)count
            : throw call.Fail(OpErrors.AttributeValue, $"{attribute} is {count}; allowed: 0 to {most}, the number of operands left", attribute: attribute);
    }

    /// <summary>The common size of the leading axes, or where nothing is scanned the attribute <c>length</c>.</summary>
    private static Dim ScanLength(OpCall call, int carried, int scanned)
    {
        var given = call.Attribute("length") as Attr.Dims;
        if (given is null == (scanned == 0))
        {
            var problem = scanned == 0 ? "nothing is scanned, so length is needed: the number of rounds" : "length is given by the scanned operands; leave it out";
            throw call.Fail(OpErrors.AttributeValue, problem, attribute: "length");
        }
        if (given is not null)
        {
            return given.Values.Count == 1 && given.Values[0].Upper is not < 0
                ? given.Values[0]
                : throw call.Fail(OpErrors.AttributeValue, $"length is {TensorType.ShapeText(given.Values)}; allowed: one size, 0 or more", attribute: "length");
        }
        Dim? length = null;
        for (var i = carried; i < carried + scanned; i++)
        {
            if (call.Operands[i].Rank == 0)
                throw call.Fail(OpErrors.Rank, $"{call.NameOf(i)} has rank 0; a scanned operand needs a leading axis", operand: i);
            var size = call.Operands[i].Shape[0];
            if (length is not null && !call.Unify(length, size, $"leading axes of {call.NameOf(carried)} and {call.NameOf(i)}"))
                throw call.Fail(OpErrors.ShapesDiffer, $"the leading axis of {call.NameOf(i)} has size {size}, that of {call.NameOf(carried)} has {length}; they are scanned together", operand: i);
            // A constant says more than a symbol.
            length = length is null || size.IsConstant ? size : length;
        }
        return length!;
    }

    /// <summary>The common size of leading axes; a constant says more than a symbol.</summary>
    private static Dim CommonSize(Seq<Node> scanned) => scanned.Select(s => s.Shape[0]).FirstOrDefault(d => d.IsConstant) ?? scanned[0].Shape[0];

    private static void RequireParameters(OpCall call, string attribute, Seq<TensorType> expected, string are)
    {
        var body = call.Body(attribute);
        if (body.ParameterTypes != expected)
            throw call.Fail(OpErrors.BodySignature, $"{attribute} takes ({body.ParameterTypes}), {are} ({expected}); they must agree", attribute: attribute);
    }

    /// <summary>A loop's values keep their types from round to round: the body gives the types of the leading operands.</summary>
    private static Seq<TensorType> RequireCarried(OpCall call, Seq<TensorType> results, string attribute, bool needed = true)
    {
        if (results.Count > call.Operands.Count)
            throw call.Fail(OpErrors.BodySignature, $"{attribute} gives {results.Count} values, there are {call.Operands.Count} operands to carry them", attribute: attribute);
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] != call.Operands[i])
            {
                throw call.Fail(OpErrors.BodySignature, $"the carried value {call.NameOf(i)} is {call.Operands[i]}, {attribute} gives {results[i]} for the next round; "
                    + "dtype and shape of a carried value do not change", operand: i);
            }
        }
        return needed ? RequireResults(call, results, attribute) : results;
    }

    private static Seq<TensorType> RequireResults(OpCall call, Seq<TensorType> results, string attribute) => results.IsEmpty
        ? throw call.Fail(OpErrors.BodySignature, $"{attribute} gives no values; at least one is needed", attribute: attribute)
        : results;

    private static Literal[] ReferenceScan(ReferenceCall call)
    {
        var carried = (int)call.Node.Int("carried");
        var scanned = (int)call.Node.Int("scanned");
        var length = scanned > 0
            ? (int)call.Operands[carried].Shape[0]
            : (int)call.Node.Dims("length")[0].Evaluate(call.Symbols);
        var values = call.Operands.ToArray();
        var stacks = new Literal[call.Node.Types.Count - carried][];
        for (var k = 0; k < stacks.Length; k++) stacks[k] = new Literal[length];
        for (var round = 0; round < length; round++)
        {
            var index = call.Node.Bool("reverse") ? length - 1 - round : round;
            for (var i = carried; i < carried + scanned; i++) values[i] = call.Operands[i].At(index);
            var results = call.Run(call.Node.Body("body"), values);
            System.Array.Copy(results, values, carried);
            for (var k = 0; k < stacks.Length; k++) stacks[k][index] = results[carried + k];
        }
        return values.Take(carried).Concat(stacks.Select((s, k) =>
            Literal.Stack(call.Node.Types[carried + k].DType, call.ResultShape(carried + k), s))).ToArray();
    }
}
