using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>What a graph function may return: tensors, and tuples, arrays and objects made of them.</summary>
internal sealed class ResultType(Compilation compilation, INamedTypeSymbol within)
{
    private readonly Stack<ITypeSymbol> _around = new();

    /// <summary>What is wrong with a type, to stand behind "C.F returns "; null when nothing is.</summary>
    public string? Problem(ITypeSymbol type) => Problem(type, "");

    private string? Problem(ITypeSymbol type, string path)
    {
        if (Symbols.TensorDType(type) is not null) return null;
        var what = path.Length == 0 ? Symbols.InMessage(type) : $"{path} of type {Symbols.InMessage(type)}";
        if (_around.Contains(type, SymbolEqualityComparer.Default)) return $"{what}, which contains itself";
        _around.Push(type);
        var problem = type switch
        {
            INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Select(e => Problem(e.Type, Join(path, e.Name))).FirstOrDefault(p => p is not null),
            IArrayTypeSymbol { Rank: 1 } array => Problem(array.ElementType, path + "[]"),
            INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } named when DataMember.Of(named).Count > 0 => OfMembers(named, path, what),
            _ => what,
        };
        _around.Pop();
        return problem;
    }

    private string? OfMembers(INamedTypeSymbol type, string path, string what)
    {
        foreach (var member in DataMember.Of(type).Where(m => Symbols.CarrierDType(m.Type) is null))
        {
            if (Problem(member.Type, Join(path, member.Name)) is { } problem) return problem;
        }
        return Construction.Of(type, compilation, within) is null ? $"{what}, which has no constructor with a parameter for each member" : null;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
