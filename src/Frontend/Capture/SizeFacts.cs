using System.Collections.Generic;
using System.Linq;
using GraphCompiler.IR;

namespace GraphCompiler.Frontend;

/// <summary>Equations between sizes, solved for symbols as far as that goes: what is left of a size, and which sizes are equal.</summary>
internal sealed class SizeFacts
{
    private readonly List<(string Symbol, Dim Value)> _solved = [];
    private readonly List<Dim> _unsolved = [];

    /// <param name="zeros">Expressions that are 0.</param>
    public SizeFacts(IEnumerable<Dim> zeros)
    {
        foreach (var zero in zeros.Select(Reduce).Where(z => !z.IsConstant))
        {
            if (Solve(zero) is not var (symbol, value))
            {
                _unsolved.Add(zero);
                continue;
            }
            for (var i = 0; i < _solved.Count; i++) _solved[i] = (_solved[i].Symbol, Substitute(_solved[i].Value, symbol, value));
            _solved.Add((symbol, value));
        }
    }

    /// <summary>The size in terms of fewer symbols, or of none.</summary>
    public Dim Reduce(Dim size) => _solved.Aggregate(size, (s, known) => Substitute(s, known.Symbol, known.Value));

    public bool AreEqual(Dim a, Dim b)
    {
        var difference = Reduce(a) - Reduce(b);
        return difference.Is(0) || _unsolved.Any(zero => Reduce(zero) is var z && (z.Equals(difference) || (-z).Equals(difference)));
    }

    private static Dim Substitute(Dim size, string symbol, Dim value) => size.Substitute(s => s == symbol ? value : null);

    /// <summary>A symbol that stands in the expression once, by itself, and what it has to be for 0.</summary>
    private static (string Symbol, Dim Value)? Solve(Dim zero)
    {
        foreach (var term in zero.Terms)
        {
            if (term is not { Coefficient: 1 or -1, Atoms: [DimAtom.Symbol { Name: var symbol }] }) continue;
            var rest = zero - Dim.Symbol(symbol) * term.Coefficient;
            if (!rest.Symbols.Contains(symbol)) return (symbol, rest * -term.Coefficient);
        }
        return null;
    }
}
