using System;
using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;
using GraphCompiler.Passes;

namespace GraphCompiler.Codegen;

/// <summary>Dimensions and indices as C# expressions of type <c>nint</c>.</summary>
/// <param name="symbol">The variable that holds a symbol's value.</param>
internal sealed class DimCode(Func<string, string> symbol)
{
    public Code Of(Dim dim)
    {
        if (dim.AsConstant is { } value) return Number(value);
        if (CeilingOf(dim) is { } ceiling) return ceiling;
        var text = "";
        foreach (var term in dim.Terms)
        {
            var negative = term.Coefficient < 0;
            text += text == "" ? negative ? "-" : "" : negative ? " - " : " + ";
            text += Product(term);
        }
        return new(text, dim.Terms.Count > 1 ? Precedence.Additive
            : dim.Terms[0] is { Coefficient: 1 or -1, Atoms.Count: 1 } single ? single.Coefficient < 0 ? Precedence.Unary : Precedence.Primary
            : Precedence.Multiplicative);
    }

    /// <summary>A size of memory: one that 64 bits cannot hold must not become a small one.</summary>
    public string Checked(Dim dim) => Largest(dim) < long.MaxValue / 2 ? Of(dim).Text : $"checked({Of(dim)})";

    /// <summary>What no step of computing the dim exceeds, symbols being sizes of arguments.</summary>
    private static double Largest(Dim dim) =>
        dim.Terms.Sum(t => Math.Abs((double)t.Coefficient) * t.Atoms.Aggregate(1.0, (product, atom) => product * Largest(atom)));

    private static double Largest(DimAtom atom) => atom switch
    {
        DimAtom.Maximum m => Math.Max(Largest(m.A), Largest(m.B)),
        DimAtom.Quotient q => Math.Max(Largest(q.Numerator), Largest(q.Denominator)),
        _ => int.MaxValue,
    };

    /// <summary>-((-a) // b) is a division that rounds up.</summary>
    private Code? CeilingOf(Dim dim)
    {
        if (dim.Terms.Count != 1 || dim.Terms[0] is not { Coefficient: < 0, Atoms.Count: 1 } term) return null;
        if (term.Atoms[0] is not DimAtom.Quotient { Denominator: var b } quotient || b.AsConstant is not > 0 || !((-quotient.Numerator).Lower >= 0)) return null;
        var rounded = new Code($"({Of(-quotient.Numerator + b - 1)}) / {Of(b)}", Precedence.Multiplicative);
        return term.Coefficient == -1 ? rounded : new($"{-term.Coefficient} * ({rounded})", Precedence.Multiplicative);
    }

    /// <summary>A literal beyond int is an uint or a long to C#, which do not turn into an nint by themselves.</summary>
    private static Code Number(long value) => value is < int.MinValue or > int.MaxValue ? Code.Primary($"unchecked((nint){value}L)")
        : new(value.ToString(), value < 0 ? Precedence.Unary : Precedence.Primary);

    private string Product(Dim.Term term)
    {
        var magnitude = Math.Abs(term.Coefficient);
        var factors = term.Atoms.Select(a => Of(a).At(Precedence.Multiplicative)).ToList();
        if (magnitude != 1 || factors.Count == 0) factors.Insert(0, Number(magnitude).Text);
        return string.Join(" * ", factors);
    }

    private Code Of(DimAtom atom) => atom switch
    {
        DimAtom.Symbol s => Code.Primary(symbol(s.Name)),
        DimAtom.Maximum m => Code.Primary($"nint.Max({Of(m.A)}, {Of(m.B)})"),
        // C# truncates; where the numerator may be negative, floor is something else.
        DimAtom.Quotient { Numerator.Lower: >= 0, Denominator.Lower: > 0 } q =>
            new($"({Of(q.Numerator).At(Precedence.Multiplicative)} / {Of(q.Denominator).At(Precedence.Unary)})", Precedence.Primary),
        DimAtom.Quotient q => Code.Primary($"Sizes.FloorDivide({Of(q.Numerator)}, {Of(q.Denominator)})"),
        _ => throw new NotSupportedException(atom.GetType().Name),
    };

    /// <summary>A sum of loop variables times their coefficients; an empty variable leaves its term out.</summary>
    public Code Of(Affine index, IReadOnlyList<string> variables)
    {
        var terms = new List<Code>();
        for (var k = 0; k < index.Coefficients.Count; k++)
        {
            if (index.Coefficients[k].Is(0) || variables[k] == "") continue;
            terms.Add(Times(variables[k], index.Coefficients[k]));
        }
        if (!index.Offset.Is(0) || terms.Count == 0) terms.Add(Of(index.Offset));
        return terms.Count == 1 ? terms[0] : new(string.Join(" + ", terms.Select(t => t.Text)).Replace("+ -", "- "), Precedence.Additive);
    }

    private Code Times(string variable, Dim coefficient) => coefficient.Is(1) ? Code.Primary(variable)
        : coefficient.Is(-1) ? new("-" + variable, Precedence.Unary)
        : new($"{variable} * {Of(coefficient).At(Precedence.Unary)}", Precedence.Multiplicative);
}
