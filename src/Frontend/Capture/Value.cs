using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>What an expression of the method stands for while its body is read.</summary>
internal abstract record Value
{
    /// <summary>The values it is made of, in a fixed order; empty for all but lists, tuples and their like.</summary>
    public virtual Seq<Value> Parts => default;

    /// <summary>The same kind of value made of other parts, as many as before.</summary>
    public virtual Value WithParts(Seq<Value> parts) => this;

    /// <summary>Whether the other value is made of parts in the same way, so that the two can be joined part by part.</summary>
    public virtual bool IsLike(Value other) => other.GetType() == GetType() && other.Parts.Count == Parts.Count && !Parts.IsEmpty;

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
    public sealed record List(Seq<Value> Items) : Value
    {
        public override Seq<Value> Parts => Items;
        public override Value WithParts(Seq<Value> parts) => new List(parts);
    }

    /// <summary>What LINQ makes: its elements are computed when it is run through, each time anew.</summary>
    public sealed record Sequence(System.Collections.Generic.IEnumerable<Value> Items) : Value;

    /// <summary>A list in a round of a loop that adds to it.</summary>
    /// <param name="Whole">What it holds of other rounds.</param>
    /// <param name="Added">In this round so far.</param>
    public sealed record Growing(GrowingList Whole, Seq<Value> Added) : Value
    {
        public override Seq<Value> Parts => Added;
        public override Value WithParts(Seq<Value> parts) => this with { Added = parts };
        public override bool IsLike(Value other) => base.IsLike(other) && ReferenceEquals(((Growing)other).Whole, Whole);
    }

    /// <summary>A list made by a loop: its elements are the slices of a node along the leading axis.</summary>
    public sealed record Rows(Node Node) : Value;

    public sealed record Tuple(Seq<Value> Items) : Value
    {
        public override Seq<Value> Parts => Items;
        public override Value WithParts(Seq<Value> parts) => new Tuple(parts);
    }

    /// <summary>An object: what its members hold. It has no identity, so it is made only where nobody can tell.</summary>
    /// <param name="Origin">Where generated code finds it, for an object that came from outside, which is never written; null for others.</param>
    public sealed record Record(INamedTypeSymbol Type, Seq<ISymbol> Members, Seq<Value> Values, string? Origin = null) : Value
    {
        public override Seq<Value> Parts => Values;
        public override Value WithParts(Seq<Value> parts) => this with { Values = parts };
        public override bool IsLike(Value other) => other is Record record && SymbolEqualityComparer.Default.Equals(record.Type, Type) && record.Members.SequenceEqual(Members, SymbolEqualityComparer.Default);

        /// <summary>What a member holds; null for one that is no input.</summary>
        public Value? Find(ISymbol member) => IndexOf(member) is >= 0 and var i ? Values[i] : null;

        public Record With(ISymbol member, Value value) => IndexOf(member) is >= 0 and var i
            ? this with { Values = Values.With(i, value) }
            : this with { Members = Members.Append(member.OriginalDefinition), Values = Values.Append(value) };

        private int IndexOf(ISymbol member)
        {
            for (var i = 0; i < Members.Count; i++)
            {
                if (SymbolEqualityComparer.Default.Equals(Members[i], member.OriginalDefinition)) return i;
            }
            return -1;
        }
    }

    /// <summary>A delegate.</summary>
    /// <param name="Body">Of a lambda; null for named methods.</param>
    /// <param name="Frame">The call whose variables a lambda or local function sees.</param>
    /// <param name="Target">The object of an instance method.</param>
    /// <param name="Captured">The variables that it sees and that each round of a loop has of its own.</param>
    public sealed record Function(IMethodSymbol Method, IOperation? Body, Frame? Frame, Record? Target, Seq<Capture> Captured = default) : Value;

    /// <summary>A variable that a function sees, as it was when the function was made.</summary>
    /// <param name="Declared">Which of the variables that the declaration has made.</param>
    public sealed record Capture(ISymbol Variable, int Declared, Value Value);

    /// <summary>A <see cref="System.Index"/>.</summary>
    public sealed record Position(Value Offset, bool FromEnd) : Value
    {
        public override Seq<Value> Parts => Seq.Of(Offset);
        public override Value WithParts(Seq<Value> parts) => new Position(parts[0], FromEnd);
        public override bool IsLike(Value other) => other is Position position && position.FromEnd == FromEnd;
    }

    /// <summary>A <see cref="System.Range"/>.</summary>
    public sealed record Range(Position Start, Position End) : Value
    {
        public override Seq<Value> Parts => Seq.Of<Value>(Start, End);
        public override Value WithParts(Seq<Value> parts) => new Range((Position)parts[0], (Position)parts[1]);
    }

    /// <summary>Not captured; the reason has been reported, so whatever uses it stays silent.</summary>
    public sealed record Unknown : Value
    {
        public static readonly Unknown Value = new();
    }

    /// <summary>A variable without a value: C# lets nobody read it before it has one.</summary>
    public sealed record Unassigned : Value
    {
        public static readonly Unassigned Value = new();
    }

    /// <summary>A variable that got values which cannot be joined, in two branches or two rounds of a loop. It is a problem only for who reads it.</summary>
    /// <param name="Descriptor">What kind of problem.</param>
    /// <param name="At">Where the second of the values was given.</param>
    public sealed record Conflict(DiagnosticDescriptor Descriptor, SyntaxNode At, string Problem) : Value;

    /// <summary>A result of a control-flow op that is still to be made.</summary>
    public sealed record Pending(int Result, bool IsTensor) : Value;

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
