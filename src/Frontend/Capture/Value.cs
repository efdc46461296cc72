using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>What an expression of the method stands for while its body is read.</summary>
internal abstract record Value
{
    /// <summary>A <c>Tensor&lt;T&gt;</c>.</summary>
    public sealed record Tensor(Node Node) : Value;

    /// <summary>A plain number or bool that is known only when the method runs: a node of rank 0.</summary>
    public sealed record Scalar(Node Node) : Value;

    /// <summary>A C# value that is known now: a boxed number or bool, a string, null.</summary>
    public sealed record Constant(object? Object) : Value;

    /// <summary>An integer that depends on the sizes of tensors. Never a constant: those are <see cref="Constant"/>.</summary>
    public sealed record Size(Dim Dim) : Value;

    /// <summary>A tensor's <c>Shape</c>.</summary>
    public sealed record Shape(Seq<Dim> Dims) : Value;

    /// <summary>An array, span or collection expression.</summary>
    public sealed record List(Seq<Value> Items) : Value;

    public sealed record Tuple(Seq<Value> Items) : Value;

    /// <summary>A <see cref="System.Index"/>.</summary>
    public sealed record Position(Value Offset, bool FromEnd) : Value;

    /// <summary>A <see cref="System.Range"/>.</summary>
    public sealed record Range(Position Start, Position End) : Value;

    /// <summary>Not captured; the reason has been reported, so whatever uses it stays silent.</summary>
    public sealed record Unknown : Value
    {
        public static readonly Unknown Value = new();
    }

    /// <summary>What a method without a result gives.</summary>
    public static readonly Value Nothing = new Tuple(default);

    public static Value Of(Dim dim) => dim.AsConstant is { } c && c == (int)c ? new Constant((int)c) : new Size(dim);

    /// <summary>The value as an expression over sizes; null for anything else.</summary>
    public Dim? AsDim => this switch
    {
        Size size => size.Dim,
        Constant { Object: int i } => i,
        Constant { Object: long l } => l,
        _ => null,
    };

    /// <summary>The node of a tensor or of a number known at run time; null for anything else.</summary>
    public Node? AsNode => this switch
    {
        Tensor t => t.Node,
        Scalar s => s.Node,
        _ => null,
    };
}
