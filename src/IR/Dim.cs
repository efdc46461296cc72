using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GraphCompiler.IR;

/// <summary>
/// A dimension: an exact integer expression over named symbols, kept as a polynomial in normal form
/// (terms sorted, like terms merged), so that equal expressions are equal objects by content.
/// Symbols stand for unknown sizes and are at least 0. Atoms of a term are symbols, floor divisions and maxima.
/// </summary>
/// <remarks>
/// Sums, differences and products are exact; overflow of a coefficient or more than 1024 terms throws <see cref="OverflowException"/>.
/// </remarks>
public sealed class Dim : IEquatable<Dim>
{
    /// <summary>coefficient * product of atoms; the constant term has no atoms.</summary>
    public sealed record Term(long Coefficient, Seq<DimAtom> Atoms);

    // Powers of a sum grow without end; no program has such a dimension, only a hostile text.
    private const int MaxTerms = 1024;

    private int _hash;

    private Dim(Seq<Term> terms) => Terms = terms;

    public static readonly Dim Zero = new(default);
    public static readonly Dim One = Constant(1);

    /// <summary>Sorted by their atoms' text, the constant last; no zero coefficients, no equal atom lists.</summary>
    public Seq<Term> Terms { get; }

    public static Dim Constant(long value) => value == 0 ? Zero! : new(Seq.Of(new Term(value, default)));
    public static Dim Symbol(string name) => Of(new DimAtom.Symbol(name));
    public static implicit operator Dim(long value) => Constant(value);

    private static Dim Of(DimAtom atom) => new(Seq.Of(new Term(1, Seq.Of(atom))));

    public bool IsConstant => Terms.Count == 0 || (Terms.Count == 1 && Terms[0].Atoms.IsEmpty);
    public long? AsConstant => Terms.Count == 0 ? 0 : IsConstant ? Terms[0].Coefficient : null;
    public bool Is(long value) => AsConstant == value;

    /// <summary>The symbol's name when the dim is exactly one symbol.</summary>
    public string? AsSymbol =>
        Terms.Count == 1 && Terms[0] is { Coefficient: 1, Atoms: { Count: 1 } atoms } && atoms[0] is DimAtom.Symbol s ? s.Name : null;

    public static Dim operator +(Dim a, Dim b) => a.Terms.IsEmpty ? b : b.Terms.IsEmpty ? a
        : a.AsConstant is { } x && b.AsConstant is { } y ? Constant(checked(x + y))
        : Normalise(a.Terms.Concat(b.Terms));

    public static Dim operator -(Dim a) => a.Scaled(-1);
    public static Dim operator -(Dim a, Dim b) => a + -b;

    public static Dim operator *(Dim a, Dim b) => a.Terms.Count * b.Terms.Count > MaxTerms
        ? throw new OverflowException($"a dimension of more than {MaxTerms} terms")
        : a.AsConstant is { } factor ? b.Scaled(factor)
        : b.AsConstant is { } other ? a.Scaled(other)
        : Normalise(
            from x in a.Terms
            from y in b.Terms
            select new Term(checked(x.Coefficient * y.Coefficient),
                x.Atoms.Concat(y.Atoms).OrderBy(t => t.ToString(), StringComparer.Ordinal).ToSeq()));

    /// <summary>Multiplied by a number, which leaves the order of the terms as it is.</summary>
    private Dim Scaled(long factor) => factor switch
    {
        0 => Zero,
        1 => this,
        _ => new(Terms.Map(t => t with { Coefficient = checked(t.Coefficient * factor) })),
    };

    public static Dim Product(IEnumerable<Dim> dims) => dims.Aggregate(One, (a, b) => a * b);

    /// <summary>Floor of a / b. Terms that b divides exactly leave the division: (4*N + 2) // 4 is N + 2 // 4 = N.</summary>
    /// <exception cref="DivideByZeroException">b is the constant 0.</exception>
    public static Dim FloorDiv(Dim a, Dim b)
    {
        if (b.Is(0)) throw new DivideByZeroException($"dimension {a} divided by 0");
        if (b.Is(1)) return a;
        if (a.AsConstant is { } ca && b.AsConstant is { } cb) return FloorDiv(ca, cb);
        if (b.AsConstant is { } c)
        {
            var exact = a.Terms.Where(t => t.Coefficient % c == 0).Select(t => t with { Coefficient = t.Coefficient / c });
            var rest = Normalise(a.Terms.Where(t => t.Coefficient % c != 0));
            if (rest.AsConstant is { } r) return Normalise(exact) + FloorDiv(r, c);
            if (rest.Terms.Count < a.Terms.Count) return Normalise(exact) + Of(new DimAtom.Quotient(rest, b));
        }
        else if (DivideExactly(a, b) is { } quotient)
        {
            return quotient;
        }
        return Of(new DimAtom.Quotient(a, b));
    }

    public static Dim CeilDiv(Dim a, Dim b) => -FloorDiv(-a, b);
    public static Dim Mod(Dim a, Dim b) => a - b * FloorDiv(a, b);

    public static Dim Max(Dim a, Dim b)
    {
        if ((a - b).Lower >= 0) return a;
        if ((b - a).Lower >= 0) return b;
        return string.CompareOrdinal(a.ToString(), b.ToString()) <= 0
            ? Of(new DimAtom.Maximum(a, b))
            : Of(new DimAtom.Maximum(b, a));
    }

    public static Dim Min(Dim a, Dim b) => -Max(-a, -b);

    /// <summary>a / b when every term of a has every atom of the single-term b; null when that cannot be shown.</summary>
    public static Dim? DivideExactly(Dim a, Dim b)
    {
        if (a.Equals(b)) return One;
        if (b.Terms.Count != 1) return null;
        var divisor = b.Terms[0];
        var result = new List<Term>();
        foreach (var term in a.Terms)
        {
            if (term.Coefficient % divisor.Coefficient != 0) return null;
            var atoms = term.Atoms.ToList();
            foreach (var atom in divisor.Atoms)
            {
                if (!atoms.Remove(atom)) return null;
            }
            result.Add(new Term(term.Coefficient / divisor.Coefficient, atoms.ToSeq()));
        }
        return Normalise(result);
    }

    /// <summary>Factor and offset of <c>factor * symbol + offset</c>; null when the dim is not of that form or the factor is not a constant other than 0.</summary>
    public (long Factor, Dim Offset)? LinearIn(string symbol)
    {
        if (Terms.Any(t => t.Atoms.Any(a => a is not DimAtom.Symbol))) return null;
        var rest = Substitute(s => s == symbol ? Zero : null);
        return DivideExactly(this - rest, Symbol(symbol))?.AsConstant is { } factor && factor != 0 ? (factor, rest) : null;
    }

    /// <summary>True or false when it holds for all symbol values; null when it depends on them.</summary>
    public static bool? Same(Dim a, Dim b)
    {
        if (a.Equals(b)) return true;
        var difference = a - b;
        if (difference.AsConstant is { } c) return c == 0;
        if (difference.Lower > 0 || difference.Upper < 0) return false;
        // 3*N + 6*M = 8 has no solution in integers: the left side is a multiple of 3.
        var content = 0L;
        foreach (var term in difference.Terms.Where(t => !t.Atoms.IsEmpty)) content = Gcd(content, term.Coefficient);
        var constant = difference.Terms.FirstOrDefault(t => t.Atoms.IsEmpty)?.Coefficient ?? 0;
        return constant % content != 0 ? false : null;
    }

    private static long Gcd(long a, long b)
    {
        while (b != 0)
        {
            if (b is 1 or -1) return 1;
            (a, b) = (b, a % b);
        }
        return a;
    }

    /// <summary>A value the dim is never below, given symbols &gt;= 0; null when there is none.</summary>
    public long? Lower => Bound(lower: true);

    /// <summary>A value the dim is never above; null when there is none.</summary>
    public long? Upper => Bound(lower: false);

    private long? Bound(bool lower)
    {
        long sum = 0;
        foreach (var term in Terms)
        {
            if (term.Atoms.IsEmpty)
            {
                sum = checked(sum + term.Coefficient);
                continue;
            }
            // A product of atoms that are all >= 0 is bounded by the product of its atoms' bounds.
            var useLower = lower == term.Coefficient > 0;
            long product = 1;
            foreach (var atom in term.Atoms)
            {
                if (atom.Lower is not >= 0 && term.Atoms.Count > 1) return null;
                if ((useLower ? atom.Lower : atom.Upper) is not { } bound) return null;
                product = checked(product * bound);
            }
            sum = checked(sum + (product * term.Coefficient));
        }
        return sum;
    }

    public IEnumerable<string> Symbols => IsConstant ? [] : Terms.SelectMany(t => t.Atoms).SelectMany(a => a.Symbols).Distinct();

    /// <exception cref="KeyNotFoundException">A symbol has no value.</exception>
    public long Evaluate(IReadOnlyDictionary<string, long> values)
    {
        long sum = 0;
        foreach (var term in Terms)
        {
            var product = term.Coefficient;
            foreach (var atom in term.Atoms) product = checked(product * atom.Evaluate(values));
            sum = checked(sum + product);
        }
        return sum;
    }

    /// <summary>Replaces symbols; a symbol for which <paramref name="value"/> gives null stays.</summary>
    public Dim Substitute(Func<string, Dim?> value) => IsConstant
        ? this
        : Terms.Aggregate(Zero, (sum, t) => sum + t.Atoms.Aggregate(Constant(t.Coefficient), (p, a) => p * a.Substitute(value)));

    internal static Dim FromAtom(DimAtom atom) => Of(atom);

    internal static long FloorDiv(long a, long b)
    {
        var q = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
    }

    private static Dim Normalise(IEnumerable<Term> terms)
    {
        // Kept in order as they grow: few dimensions have more than three terms.
        var (keys, merged) = (new List<string>(), new List<Term>());
        foreach (var term in terms)
        {
            var key = term.Atoms.Count switch { 0 => "", 1 => term.Atoms[0].ToString(), _ => string.Join("*", term.Atoms) };
            var at = keys.BinarySearch(key, ConstantLast.Order);
            if (at >= 0)
            {
                merged[at] = term with { Coefficient = checked(merged[at].Coefficient + term.Coefficient) };
                continue;
            }
            keys.Insert(~at, key);
            merged.Insert(~at, term);
        }
        merged.RemoveAll(t => t.Coefficient == 0);
        return merged.Count == 0 ? Zero : new(merged.ToSeq());
    }

    /// <summary>The order of terms by their atoms' text.</summary>
    private sealed class ConstantLast : IComparer<string>
    {
        public static readonly ConstantLast Order = new();

        public int Compare(string? a, string? b) =>
            a!.Length == 0 || b!.Length == 0 ? (a.Length == 0).CompareTo(b!.Length == 0) : string.CompareOrdinal(a, b);
    }

    public bool Equals(Dim? other) => ReferenceEquals(this, other) || (other is not null && Terms.Equals(other.Terms));
    public override bool Equals(object? obj) => obj is Dim other && Equals(other);
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = Terms.GetHashCode();
    public static bool operator ==(Dim? a, Dim? b) => a is null ? b is null : a.Equals(b);
    public static bool operator !=(Dim? a, Dim? b) => !(a == b);

    /// <summary>The text that <see cref="DimParser"/> reads back: <c>2*N+1</c>, <c>(N+3)//2</c>, <c>max(M, N)</c>.</summary>
    public override string ToString()
    {
        if (Terms.IsEmpty) return "0";
        var text = new StringBuilder();
        foreach (var term in Terms)
        {
            var magnitude = term.Coefficient < 0 ? term.Coefficient.ToString().Substring(1) : term.Coefficient.ToString();
            text.Append(term.Coefficient < 0 ? "-" : text.Length > 0 ? "+" : "");
            if (term.Atoms.IsEmpty || magnitude != "1") text.Append(magnitude).Append(term.Atoms.IsEmpty ? "" : "*");
            // "2*(N//2)": without the brackets it would read as (2*N)//2.
            var alone = term.Atoms.Count == 1 && magnitude == "1";
            text.Append(string.Join("*", term.Atoms.Select(a => a is DimAtom.Quotient && !alone ? $"({a})" : a.ToString())));
        }
        return text.ToString();
    }
}
