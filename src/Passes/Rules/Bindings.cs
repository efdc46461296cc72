using System.Collections.Generic;
using GraphCompiler.IR;

namespace GraphCompiler.Passes;

/// <summary>Which node each variable of a rule stands for.</summary>
internal sealed class Bindings
{
    private readonly Dictionary<Pattern.Variable, Node> _bound = [];

    public Node this[Pattern.Variable variable] => _bound[variable];

    /// <summary>Matches a left side against a node; null when they differ.</summary>
    public static Bindings? Match(Pattern.Apply pattern, Node node)
    {
        var bindings = new Bindings();
        return bindings.Match((Pattern)pattern, node) ? bindings : null;
    }

    private bool Match(Pattern pattern, Node node) => pattern switch
    {
        Pattern.Number number => number.In(node.DType) is { } value && value.Equals(Constants.Splat(node)),
        Pattern.Variable variable => Bind(variable, node),
        Pattern.Apply apply => node.Op == apply.Op && MatchOperands(apply, node),
        _ => false,
    };

    private bool MatchOperands(Pattern.Apply pattern, Node node)
    {
        for (var i = 0; i < pattern.Operands.Count; i++)
        {
            if (!Match(pattern.Operands[i], node.Inputs[i])) return false;
        }
        return true;
    }

    private bool Bind(Pattern.Variable variable, Node node)
    {
        if (_bound.TryGetValue(variable, out var before)) return before == node;
        if (!node.DType.In(variable.Accepts)) return false;
        if (variable.Known is { } known)
        {
            var value = Constants.Elements(node);
            if (known != value is not null || (known && variable.Where?.Invoke(value!) == false)) return false;
        }
        _bound.Add(variable, node);
        return true;
    }
}
