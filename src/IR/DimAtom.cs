using System;
using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.IR;

/// <summary>What a term of a <see cref="Dim"/> multiplies: a symbol, a floor division or a maximum.</summary>
public abstract record DimAtom
{
    public abstract IEnumerable<string> Symbols { get; }
    public abstract long? Lower { get; }
    public abstract long? Upper { get; }
    public abstract long Evaluate(IReadOnlyDictionary<string, long> values);
    public abstract Dim Substitute(Func<string, Dim?> value);

    public sealed record Symbol(string Name) : DimAtom
    {
        public override IEnumerable<string> Symbols => [Name];
        public override long? Lower => 0;
        public override long? Upper => null;

        public override long Evaluate(IReadOnlyDictionary<string, long> values) => values.TryGetValue(Name, out var v)
            ? v
            : throw new KeyNotFoundException($"no value for the symbol {Name}");

        public override Dim Substitute(Func<string, Dim?> value) => value(Name) ?? Dim.FromAtom(this);
        public override string ToString() => Name;
    }

    public sealed record Quotient(Dim Numerator, Dim Denominator) : DimAtom
    {
        public override IEnumerable<string> Symbols => Numerator.Symbols.Concat(Denominator.Symbols);

        // With a denominator of unknown size that is not negative the quotient of a non-negative numerator lies in [0, numerator].
        public override long? Lower => Denominator.Lower is not >= 0 ? null
            : Denominator.AsConstant is { } c ? Numerator.Lower is { } n ? Dim.FloorDiv(n, c) : null
            : Numerator.Lower >= 0 ? 0 : null;

        public override long? Upper => Denominator.Lower is not >= 0 ? null
            : Denominator.AsConstant is { } c ? Numerator.Upper is { } n ? Dim.FloorDiv(n, c) : null
            : Numerator.Lower >= 0 ? Numerator.Upper : null;

        public override long Evaluate(IReadOnlyDictionary<string, long> values) =>
            Dim.FloorDiv(Numerator.Evaluate(values), Denominator.Evaluate(values));

        public override Dim Substitute(Func<string, Dim?> value) =>
            Dim.FloorDiv(Numerator.Substitute(value), Denominator.Substitute(value));

        public override string ToString() => $"{Group(Numerator)}//{Group(Denominator)}";

        // A product before "//" would read as a product of quotients, so everything but a single name or number is bracketed.
        private static string Group(Dim d) => d.AsSymbol is not null || d.AsConstant >= 0 ? d.ToString() : $"({d})";
    }

    public sealed record Maximum(Dim A, Dim B) : DimAtom
    {
        public override IEnumerable<string> Symbols => A.Symbols.Concat(B.Symbols);
        public override long? Lower => A.Lower is { } a ? B.Lower is { } b ? Math.Max(a, b) : a : B.Lower;
        public override long? Upper => A.Upper is { } a && B.Upper is { } b ? Math.Max(a, b) : null;
        public override long Evaluate(IReadOnlyDictionary<string, long> values) => Math.Max(A.Evaluate(values), B.Evaluate(values));
        public override Dim Substitute(Func<string, Dim?> value) => Dim.Max(A.Substitute(value), B.Substitute(value));
        public override string ToString() => $"max({A},{B})";
    }
}
