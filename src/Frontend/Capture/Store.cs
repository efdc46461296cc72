using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GraphCompiler.Frontend;

/// <summary>A variable while bodies are read: a local or parameter of one call, the result of a call, an object's content.</summary>
/// <param name="name">As the user writes it; for messages and for names in the IR.</param>
/// <param name="type">As declared, type parameters resolved; null where it has none.</param>
internal sealed class Slot(string name, ITypeSymbol? type)
{
    public string Name { get; } = name;
    public ITypeSymbol? Type { get; } = type;

    /// <summary>Holds what a method returns.</summary>
    public bool IsResult { get; init; }

    /// <summary>A shape is declared for it: who does asserts that all ways through the method give it.</summary>
    public bool HasShape { get; init; }

    /// <summary>In the order in which variables get their first value: what is built of them is the same in every build.</summary>
    public int Number { get; set; }

    public override int GetHashCode() => Number;

    /// <summary>Where the user's code gave it the value that was read last; for messages.</summary>
    public SyntaxNode? Given { get; set; }

    /// <summary>How often the code that was read, of any branch, made it refer to another object.</summary>
    public int Objects { get; set; }
}

/// <summary>
/// What all variables hold at the point that has been read. Branches start from the same <see cref="Values"/> and are merged,
/// so whatever may change while a program runs has to be in here.
/// </summary>
internal sealed class Store
{
    private int _slots;

    public ImmutableDictionary<Slot, Value> Values { get; set; } = ImmutableDictionary<Slot, Value>.Empty;

    public Value? this[Slot slot]
    {
        get => Values.TryGetValue(slot, out var value) ? value : null;
        set
        {
            if (slot.Number == 0) slot.Number = ++_slots;
            Values = value is null ? Values.Remove(slot) : Values.SetItem(slot, value);
        }
    }
}
