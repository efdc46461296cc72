using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>
/// An immutable list with structural equality. <c>default</c> is the empty list.
/// Records that hold their lists this way compare by content, which interning and incremental builds rely on.
/// </summary>
public readonly struct Seq<T> : IReadOnlyList<T>, IEquatable<Seq<T>>
{
    private readonly T[]? _items;

    private Seq(T[] items) => _items = items;

    public int Count => _items?.Length ?? 0;
    public T this[int index] => (_items ?? throw new IndexOutOfRangeException())[index];
    public bool IsEmpty => Count == 0;

    /// <summary>Takes ownership of <paramref name="items"/>; the caller must not change the array afterwards.</summary>
    public static Seq<T> Own(T[] items) => new(items);

    public static implicit operator Seq<T>(T[] items) => new(Copy(items));

    public Seq<T> With(int index, T value)
    {
        var copy = ToArray();
        copy[index] = value;
        return new(copy);
    }

    // Not "Add": C# would take the type for a collection and drop the elements of `Seq<T> s = [a, b]`.
    public Seq<T> Append(T value) => Insert(Count, value);

    public Seq<T> Insert(int index, T value)
    {
        var list = new List<T>(this);
        list.Insert(index, value);
        return new(list.ToArray());
    }

    public Seq<T> RemoveAt(int index)
    {
        var list = new List<T>(this);
        list.RemoveAt(index);
        return new(list.ToArray());
    }

    public Seq<T> Slice(int start, int count)
    {
        var copy = new T[count];
        if (count > 0) Array.Copy(_items!, start, copy, 0, count);
        return new(copy);
    }

    public Seq<TResult> Map<TResult>(Func<T, TResult> f)
    {
        var result = new TResult[Count];
        for (var i = 0; i < result.Length; i++) result[i] = f(_items![i]);
        return Seq<TResult>.Own(result);
    }

    public T[] ToArray() => _items is null ? [] : Copy(_items);

    // For a handful of elements many times as fast as Array.Clone.
    private static T[] Copy(T[] items)
    {
        var copy = new T[items.Length];
        Array.Copy(items, copy, items.Length);
        return copy;
    }

    // These three as LINQ has them; passes ask them so often that boxing the list would show.

    public bool Any(Func<T, bool> condition)
    {
        for (var i = 0; i < Count; i++)
        {
            if (condition(_items![i])) return true;
        }
        return false;
    }

    public bool All(Func<T, bool> condition)
    {
        for (var i = 0; i < Count; i++)
        {
            if (!condition(_items![i])) return false;
        }
        return true;
    }

    public bool Contains(T item)
    {
        var comparer = EqualityComparer<T>.Default;
        for (var i = 0; i < Count; i++)
        {
            if (comparer.Equals(_items![i], item)) return true;
        }
        return false;
    }

    public bool Equals(Seq<T> other)
    {
        if (Count != other.Count) return false;
        if (ReferenceEquals(_items, other._items)) return true;
        var comparer = EqualityComparer<T>.Default;
        for (var i = 0; i < Count; i++)
        {
            if (!comparer.Equals(_items![i], other._items![i])) return false;
        }
        return true;
    }

    public override bool Equals(object? obj) => obj is Seq<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = Count;
        for (var i = 0; i < Count; i++) hash = unchecked(hash * 31 + EqualityComparer<T>.Default.GetHashCode(_items![i]!));
        return hash;
    }

    public static bool operator ==(Seq<T> a, Seq<T> b) => a.Equals(b);
    public static bool operator !=(Seq<T> a, Seq<T> b) => !a.Equals(b);

    public Enumerator GetEnumerator() => new(_items);
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    /// <summary>What <c>foreach</c> uses: it allocates nothing.</summary>
    public struct Enumerator(T[]? items)
    {
        private int _at = -1;

        public readonly T Current => items![_at];
        public bool MoveNext() => items is not null && ++_at < items.Length;
    }

    public override string ToString() => string.Join(", ", this);
}

public static class Seq
{
    public static Seq<T> Of<T>(T item) => Seq<T>.Own([item]);
    public static Seq<T> Of<T>(T first, T second) => Seq<T>.Own([first, second]);
    public static Seq<T> Of<T>(params T[] items) => items;
    public static Seq<T> ToSeq<T>(this IEnumerable<T> items) => Seq<T>.Own(items.ToArray());
}
