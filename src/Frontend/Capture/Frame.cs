using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>One call of a method while bodies are read: what its parameters, locals and type parameters stand for.</summary>
/// <param name="method">The method as declared, its type parameters unbound.</param>
/// <param name="outer">The frame that a local function was called from and sees the locals of; null for other methods.</param>
internal sealed class Frame(IMethodSymbol method, Frame? outer)
{
    private readonly Dictionary<ISymbol, Value> _values = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, ITypeSymbol> _types = new(SymbolEqualityComparer.Default);

    public IMethodSymbol Method { get; } = method;

    /// <summary>What the method returned; null while it has not.</summary>
    public Value? Result { get; set; }

    /// <summary>Gives a new parameter or local its value.</summary>
    public void Declare(ISymbol symbol, Value value) => _values[symbol] = value;

    public void Bind(ITypeParameterSymbol parameter, ITypeSymbol argument) => _types[parameter] = argument;

    public Value? Find(ISymbol symbol) => _values.TryGetValue(symbol, out var value) ? value : outer?.Find(symbol);

    /// <summary>Gives a variable a new value, in the frame that declares it.</summary>
    public void Assign(ISymbol symbol, Value value)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (!frame._values.ContainsKey(symbol)) continue;
            frame._values[symbol] = value;
            return;
        }
        _values[symbol] = value;
    }

    private Frame? Outer => outer;

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
