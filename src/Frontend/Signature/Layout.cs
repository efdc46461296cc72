using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>
/// How a C# value enters a graph: one input for each tensor and each number in it, depth first, members in the order of their
/// declaration, as JAX's pytrees are flattened. docs/capture.md states the order.
/// </summary>
/// <param name="Path">What messages call it: <c>p.Layer.W</c>.</param>
/// <param name="Access">The expression that reads it, for generated code.</param>
internal abstract record Layout(string Path, string Access)
{
    /// <param name="Name">Of the graph's parameter: <c>p_Layer_W</c>.</param>
    /// <param name="Type">null when the rank is not known, which has been reported.</param>
    /// <param name="HostScalar">A plain number, which enters the graph at rank 0.</param>
    /// <param name="Weight">Read through <c>this</c> and read-only members, so the same tensor at each call on an object.</param>
    /// <param name="Declared">Where the shape is written.</param>
    public sealed record Leaf(string Name, string Path, string Access, TensorType? Type, bool HostScalar, bool Weight, AttributeData? Declared) : Layout(Path, Access);

    public sealed record Structure(INamedTypeSymbol Type, string Path, string Access, Seq<MemberLayout> Members) : Layout(Path, Access);

    public sealed record Tuple(INamedTypeSymbol Type, string Path, string Access, Seq<Layout> Items) : Layout(Path, Access);

    /// <summary>An array of known length.</summary>
    public sealed record Array(IArrayTypeSymbol Type, string Path, string Access, Seq<Layout> Items) : Layout(Path, Access);

    public IEnumerable<Leaf> Leaves => this is Leaf leaf ? [leaf] : Parts.SelectMany(p => p.Leaves);

    public Seq<Layout> Parts => this switch
    {
        Structure structure => structure.Members.Map(m => m.Layout),
        Tuple tuple => tuple.Items,
        Array array => array.Items,
        _ => default,
    };
}

/// <param name="Member">As <see cref="DataMember.Symbol"/> has it.</param>
internal sealed record MemberLayout(ISymbol Member, Layout Layout);
