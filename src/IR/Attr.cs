using System;

namespace GraphCompiler.IR;

/// <summary>The value of a node's attribute. Records: equality is by content.</summary>
public abstract record Attr
{
    public sealed record Int(long Value) : Attr;
    public sealed record Float(double Value) : Attr
    {
        // Bit equality: -0.0 and 0.0 are different attributes, NaN is itself.
        public bool Equals(Float? other) => other is not null && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value);
        public override int GetHashCode() => Value.GetHashCode();
    }
    public sealed record Bool(bool Value) : Attr;
    public sealed record Text(string Value) : Attr;
    public sealed record Type(DType Value) : Attr;
    public sealed record Ints(Seq<long> Values) : Attr;
    public sealed record Dims(Seq<Dim> Values) : Attr;
    public sealed record Data(Literal Value) : Attr;

    /// <summary>A sub-graph. Compared by reference: a graph is made once and shared.</summary>
    public sealed record Body(Graph Value) : Attr
    {
        public bool Equals(Body? other) => ReferenceEquals(Value, other?.Value);
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Value);
    }

    /// <summary>An optional attribute that was left out, for instance "all axes".</summary>
    public sealed record Absent : Attr
    {
        public static readonly Absent Value = new();
    }
}

/// <summary>What values an attribute takes.</summary>
public enum AttrKind { Int, Float, Bool, Text, DType, Ints, Dims, Literal, Graph }

/// <summary>
/// Declares an attribute of an op. Names are snake_case in IR text; the C# parameter is the same in camelCase.
/// </summary>
/// <param name="Default">null when the attribute must be given.</param>
/// <param name="Internal">For expansions and passes; the methods of <c>Ops</c> have no such parameter.</param>
public sealed record AttrSpec(string Name, AttrKind Kind, Attr? Default, string Summary, bool Internal = false);
