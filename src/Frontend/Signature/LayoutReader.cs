using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>Finds the tensors and numbers in a value by its C# type.</summary>
/// <param name="function">Whose input it is, for messages.</param>
/// <param name="within">The type whose code reads the members.</param>
internal sealed class LayoutReader(ShapeReader shapes, Compilation compilation, INamedTypeSymbol within, string function)
{
    // Deeper data are trees made at run time, not a function's parameters.
    private const int Deepest = 16;
    private const int LongestArray = 1024;

    // What is wrong with a member's own [Shape] is reported where it stands.
    private readonly ShapeReader _memberShapes = new(new Findings(), default, shapes.LeadingAxes);
    private readonly HashSet<string> _names = [];
    private readonly Stack<ITypeSymbol> _around = new();

    /// <summary>A value that is to be read.</summary>
    /// <param name="Prefix">Put before the names of sizes: those that a record declares are its own.</param>
    /// <param name="IsMember">It is not a parameter of the function itself.</param>
    private sealed record Place(string Name, string Path, string Access, AttributeData? Shape, string Prefix, bool Weight, bool IsMember);

    /// <summary>null for a type that holds no tensor and no number, or an array whose length is not known.</summary>
    public Layout? Read(IParameterSymbol parameter) =>
        Read(parameter.Type, new(parameter.Name, parameter.Name, Symbols.Escape(parameter.Name), Symbols.Shape(parameter.GetAttributes()), "", Weight: false, IsMember: false));

    /// <summary>The members of <c>this</c>, whose sizes have the method's own names.</summary>
    public Layout.Structure ReadThis(INamedTypeSymbol type)
    {
        _around.Push(type);
        var members = Members(type, new("", "", "this", null, "", Weight: type.TypeKind == TypeKind.Class, IsMember: true), prefix: "").ToSeq();
        _around.Pop();
        return new(type, "this", "this", members);
    }

    private Layout? Read(ITypeSymbol type, Place place)
    {
        if (Symbols.TensorDType(type) is { } dtype)
            return new Layout.Leaf(Unique(place.Name), place.Path, place.Access, Dims(place) is { } dims ? new(dtype, dims) : null, HostScalar: false, place.Weight, place.Shape);
        if (Symbols.CarrierDType(type) is { } scalar)
            return new Layout.Leaf(Unique(place.Name), place.Path, type.TypeKind == TypeKind.Enum ? $"({scalar.CSharpName()}){place.Access}" : place.Access, TensorType.Scalar(scalar), HostScalar: true, Weight: false, null);
        if (Symbols.IsTensor(type) || _around.Count >= Deepest || _around.Contains(type, SymbolEqualityComparer.Default)) return null;
        _around.Push(type);
        Layout? layout = type switch
        {
            INamedTypeSymbol { IsTupleType: true } tuple => ReadTuple(tuple, place),
            IArrayTypeSymbol { Rank: 1 } array => ReadArray(array, place),
            INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None, IsRefLikeType: false } named => ReadStructure(named, place),
            _ => null,
        };
        _around.Pop();
        return layout;
    }

    private Layout? ReadTuple(INamedTypeSymbol tuple, Place place)
    {
        var items = tuple.TupleElements.Select(e => Read(e.Type, Member(place, e.Name) with { Shape = place.Shape })).ToList();
        return items.All(i => i is not null) ? new Layout.Tuple(tuple, place.Path, place.Access, items.Select(i => i!).ToSeq()) : null;
    }

    private Layout? ReadArray(IArrayTypeSymbol array, Place place)
    {
        if (Symbols.Length(place.Shape) is not (>= 0 and <= LongestArray and var length)) return null;
        var items = new Layout?[length];
        for (var i = 0; i < length; i++)
            items[i] = Read(array.ElementType, place with { Name = $"{place.Name}_{i}", Path = $"{place.Path}[{i}]", Access = $"{place.Access}[{i}]" });
        return items.All(i => i is not null) ? new Layout.Array(array, place.Path, place.Access, items.Select(i => i!).ToSeq()) : null;
    }

    private Layout? ReadStructure(INamedTypeSymbol type, Place place)
    {
        var members = Members(type, place, place.Name + "_").ToSeq();
        // A member without tensors of its own may have methods to call.
        return members.IsEmpty && !(place.IsMember && type.DeclaringSyntaxReferences.Length > 0) ? null : new Layout.Structure(type, place.Path, place.Access, members);
    }

    /// <summary>Members of other types are no inputs; reading one is reported where it is read.</summary>
    private IEnumerable<MemberLayout> Members(INamedTypeSymbol type, Place place, string prefix)
    {
        foreach (var member in DataMember.Of(type))
        {
            // A primary constructor's parameters are seen by the type's own code alone, protected members through the reading class's own objects.
            if (member.Symbol is IParameterSymbol ? place.Path.Length > 0 : !compilation.IsSymbolAccessibleWithin(member.Symbol, within, type)) continue;
            var slot = Member(place, member.Name) with { Shape = member.Shape, Prefix = prefix, IsMember = true, Weight = place.Weight && member.IsReadOnly };
            if (member.Symbol is IParameterSymbol) slot = slot with { Access = Symbols.Escape(member.Name) };
            if (Constant(member) || Read(member.Type, slot) is not { } layout || (layout is Layout.Leaf { Type: null })) continue;
            yield return new(member.Symbol, layout);
        }
    }

    /// <summary>A number that the object has from its initializer for good is read at build time.</summary>
    private bool Constant(DataMember member) => Symbols.CarrierDType(member.Type) is not null && FixedMember.Value(member, compilation) is { HasValue: true };

    private static Place Member(Place place, string name) => place with
    {
        Name = place.Name.Length == 0 ? name : $"{place.Name}_{name}",
        Path = place.Path.Length == 0 ? name : $"{place.Path}.{name}",
        Access = $"{place.Access}.{Symbols.Escape(name)}",
    };

    private Seq<Dim>? Dims(Place place)
    {
        if (place.Shape is null || (place.IsMember ? _memberShapes : shapes).Read(place.Shape, function) is not { } dims) return null;
        return place.Prefix.Length == 0 ? dims : dims.Map(d => d.Substitute(s => shapes.IsLeading(s) ? null : Dim.Symbol(Identifiers.InIr(place.Prefix + s))));
    }

    private string Unique(string name)
    {
        var unique = Identifiers.InIr(name);
        for (var n = 2; !_names.Add(unique); n++) unique = $"{Identifiers.InIr(name)}_{n}";
        return unique;
    }
}
