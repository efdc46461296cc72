using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GraphCompiler.Frontend;

/// <summary>One call of a method while bodies are read: what its parameters, locals and type parameters stand for.</summary>
/// <param name="store">Holds the values of all calls' variables.</param>
/// <param name="method">The method as declared, its type parameters unbound.</param>
/// <param name="outer">The frame that a local function was called from and sees the locals of; null for other methods.</param>
internal sealed class Frame(Store store, IMethodSymbol method, Frame? outer)
{
    private readonly Dictionary<ISymbol, Slot> _slots = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _declared = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, ITypeSymbol> _types = new(SymbolEqualityComparer.Default);

    public IMethodSymbol Method { get; } = method;

    /// <summary>Holds what the method returns.</summary>
    public Slot ResultSlot { get; } = Open(store, method);

    /// <summary>What the names of sizes in the method's declaration stand for.</summary>
    public ShapeCheck? Sizes { get; set; }

    /// <summary>What the method returned; <see cref="Value.Unassigned"/> while it has not.</summary>
    public Value Result
    {
        get => store[ResultSlot] ?? Value.Unassigned.Value;
        set => store[ResultSlot] = value;
    }

    private readonly Slot _this = new("this", method.ContainingType);

    /// <summary>The object that the method is called on; null in static methods.</summary>
    public Value? This
    {
        get => outer is null ? store[_this] : outer.This;
        set
        {
            if (outer is null) store[_this] = value;
            else outer.This = value;
        }
    }

    private static Slot Open(Store store, IMethodSymbol method)
    {
        var slot = new Slot("the result", null) { IsResult = true, HasShape = Symbols.Shape(method.GetReturnTypeAttributes()) is not null };
        store[slot] = Value.Unassigned.Value;
        return slot;
    }

    /// <summary>Gives a new parameter or local its value.</summary>
    public void Declare(ISymbol symbol, Value value)
    {
        if (!_slots.TryGetValue(symbol, out var slot)) _slots.Add(symbol, slot = new(symbol.Name, TypeOf(symbol)));
        store[slot] = value;
        Renew(symbol);
    }

    /// <summary>A declaration is reached, perhaps again: C# makes a new variable, and functions made before keep the old one.</summary>
    public void Renew(ISymbol symbol) => _declared[symbol] = Declared(symbol) + 1;

    /// <summary>How often a variable has been declared. It never falls, so that what branches do to it makes variables look newer, not older.</summary>
    public int Declared(ISymbol symbol) => _declared.TryGetValue(symbol, out var times) ? times : outer?.Declared(symbol) ?? 0;

    public void Bind(ITypeParameterSymbol parameter, ITypeSymbol argument) => _types[parameter] = argument;

    public Value? Find(ISymbol symbol) => SlotOf(symbol) is { } slot ? store[slot] : null;

    /// <summary>Where a variable is kept; null for one that is not declared in this call or around it.</summary>
    public Slot? SlotOf(ISymbol symbol) => _slots.TryGetValue(symbol, out var slot) ? slot : outer?.SlotOf(symbol);

    /// <summary>Gives a variable a new value, in the frame that declares it.</summary>
    public void Assign(ISymbol symbol, Value value)
    {
        if (SlotOf(symbol) is { } slot) store[slot] = value;
        else Declare(symbol, value);
    }

    private static bool IsVar(ILocalSymbol local) =>
        Declarations.Of(local).Any(d => d is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true } });

    private ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        // var makes every reference nullable; only "T?" says that null is meant.
        ILocalSymbol local when IsVar(local) => Resolve(local.Type).WithNullableAnnotation(NullableAnnotation.NotAnnotated),
        ILocalSymbol local => Resolve(local.Type),
        IParameterSymbol parameter => Resolve(parameter.Type),
        _ => null,
    };

    /// <summary>The type with this call's type arguments put in for type parameters.</summary>
    public ITypeSymbol Resolve(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter) return Lookup(parameter);
        return type is INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named
            && named.TypeArguments.Any(a => !SymbolEqualityComparer.Default.Equals(a, Resolve(a)))
            ? named.ConstructedFrom.Construct(named.TypeArguments.Select(Resolve).ToArray())
            : type;
    }

    private ITypeSymbol Lookup(ITypeParameterSymbol parameter) =>
        _types.TryGetValue(parameter, out var bound) ? bound : outer?.Lookup(parameter) ?? parameter;
}
