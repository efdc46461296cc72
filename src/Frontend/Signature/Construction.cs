using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>How code makes an object from the values of its members: a constructor's arguments, then an object initializer.</summary>
internal sealed record Construction(IMethodSymbol Constructor, Seq<DataMember> Arguments, Seq<DataMember> Initialized)
{
    /// <summary>null when some member can be given no value from outside.</summary>
    /// <param name="within">The type whose code makes the object.</param>
    public static Construction? Of(INamedTypeSymbol type, Compilation compilation, INamedTypeSymbol within)
    {
        if (type.IsAbstract || type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return null;
        var members = DataMember.Of(type);
        foreach (var constructor in type.InstanceConstructors.OrderByDescending(c => c.Parameters.Length))
        {
            if (!compilation.IsSymbolAccessibleWithin(constructor, within)) continue;
            var arguments = constructor.Parameters.Select(p => Match(members, p)).ToList();
            if (arguments.Any(a => a is null) || arguments.Distinct().Count() < arguments.Count) continue;
            var rest = members.Except(arguments.Select(a => a!)).ToList();
            if (rest.All(m => IsSettable(m, compilation, within, type))) return new(constructor, arguments.Select(a => a!).ToSeq(), rest.ToSeq());
        }
        return null;
    }

    /// <summary>The member that a constructor's parameter is for, by its name: <c>weights</c> is for <c>Weights</c> and <c>_weights</c>.</summary>
    private static DataMember? Match(IReadOnlyList<DataMember> members, IParameterSymbol parameter) => parameter.RefKind != RefKind.None ? null
        : members.FirstOrDefault(m => m.Symbol is not IParameterSymbol
            && string.Equals(m.Name.TrimStart('_'), parameter.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(m.Type, parameter.Type));

    private static bool IsSettable(DataMember member, Compilation compilation, INamedTypeSymbol within, INamedTypeSymbol type) => member.Symbol switch
    {
        IFieldSymbol field => !field.IsReadOnly && compilation.IsSymbolAccessibleWithin(field, within, type),
        IPropertySymbol { SetMethod: { } setter } => compilation.IsSymbolAccessibleWithin(setter, within, type),
        _ => false,
    };
}
