using System.Collections.Generic;
using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

internal sealed partial class ProgramGenerator
{
    /// <summary>The expressions that are no <see cref="Form"/>, because they are of any sort or about variables.</summary>
    private static readonly string[] s_expressions =
        ["call", "choice", "switch on a number", "switch on a tuple", "generic call", "assignment as a value", "step as a value", "clone"];

    private static string Type(Sort sort) => SortFacts.Of(sort).Type;

    /// <summary>The plainest value of a sort.</summary>
    public static string Default(Sort sort) => SortFacts.Of(sort).Default;

    private static string NameOf(Form form, string template) => $"{form.Sort}: {template}: {string.Join(", ", form.Parts)}";

    private Code Condition() => Expression(_sorts.Contains(Sort.TensorBool) && Chance(0.5) ? Sort.TensorBool : Sort.Bool, 3);

    /// <param name="sort">Of the value.</param>
    /// <param name="depth">Of what is in it, at most.</param>
    /// <param name="isOperand">Whether the value is used up where it stands, so that it may be a tensor that must have one name only.</param>
    private Code Expression(Sort sort, int depth, bool isOperand = false)
    {
        if (depth <= 0 || Chance(0.2)) return Leaf(sort, isOperand);
        if (Chance(0.08) && Call(sort, depth) is { } call) return call;
        if (Chance(0.08)) return Shared("choice", sort, "($0 ? $1 : $2)", depth, AnyCondition(), sort, sort);
        if (Chance(0.04)) return SwitchExpression(sort, depth);
        if (Chance(0.03)) return Shared("generic call", sort, "Either($0, $1, $2)", depth, Sort.Bool, sort, sort);
        if (Chance(0.03) && AnyVariable(v => v is { CanBeAssigned: true, IsOwn: false } && v.Sort == sort) is { } target) return Shared("assignment as a value", sort, $"({target.Name} = $0)", depth, sort);
        if (sort == Sort.Int && Chance(0.06) && AnyVariable(v => v.CanBeAssigned && v.Sort == Sort.Int) is { } counter)
        {
            Use("step as a value");
            return new(Sort.Int, Pick($"({counter.Name}++)", $"(--{counter.Name})"));
        }
        if (_sorts.Contains(Sort.Row) && Chance(0.25) && Part(sort, depth) is { } part) return part;
        var forms = Form.All[sort].Where(f => f.Parts.All(p => _sorts.Contains(p)) && !f.Throws).ToList();
        if (Form.All[sort].Where(f => f.Throws && f.Parts.All(p => _sorts.Contains(p))).ToArray() is { Length: > 0 } throwing && Chance(0.3) && MayThrow()) forms = [Pick(throwing)];
        if (forms.Count == 0) return Leaf(sort, isOperand);
        var form = Weighted(forms, f => f.Weight);
        var template = Pick(form.Templates);
        Use(NameOf(form, template));
        return new(sort, template, form.Parts.Select(p => Expression(p, depth - 1, isOperand: !form.Shares)).ToArray());
    }

    private Sort AnyCondition() => _sorts.Contains(Sort.TensorBool) && Chance(0.5) ? Sort.TensorBool : Sort.Bool;

    /// <summary>An expression whose parts others may see afterwards.</summary>
    private Code Shared(string construct, Sort sort, string template, int depth, params Sort[] parts)
    {
        Use(construct);
        return new(sort, template, parts.Select(p => Expression(p, depth - 1)).ToArray());
    }

    private Code Leaf(Sort sort, bool isOperand = false)
    {
        if (Chance(0.75) && AnyVariable(v => v.Sort == sort) is { } variable)
        {
            if (!variable.IsOwn || isOperand) return new(sort, variable.Name);
            Use("clone");
            return new(sort, variable.Name + ".Clone()");
        }
        var facts = SortFacts.Of(sort);
        // A tensor is mostly data: only few are constants.
        return new(sort, facts.Constants.Length > 0 && Chance(0.8) ? Pick(facts.Constants)
            : AnyVariable(v => v.Sort == sort && SortFacts.HasParts(sort) && !v.IsOwn)?.Name ?? facts.Default);
    }

    private Code? Call(Sort sort, int depth)
    {
        var candidates = _functions.Where(f => f.Result == sort && f.Parameters.All(p => _sorts.Contains(p.Sort))).ToArray();
        if (candidates.Length == 0) return null;
        var function = Pick(candidates);
        var passed = new HashSet<Variable>();
        var (arguments, parts) = (new string[function.Parameters.Length], new List<Code>());
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = function.Parameters[i];
            if (parameter.Kind == "")
            {
                arguments[i] = $"${parts.Count}";
                parts.Add(Expression(parameter.Sort, depth - 1));
            }
            else
            {
                if (AnyVariable(v => v.Sort == parameter.Sort && v is { CanBeAssigned: true, CanBePassed: true, IsOwn: false } && !passed.Contains(v)) is not { } variable) return null;
                passed.Add(variable);
                arguments[i] = parameter.Kind + variable.Name;
            }
        }
        Use("call");
        return new(sort, $"{function.Name}({string.Join(", ", arguments)})", parts.ToArray());
    }

    /// <summary>An expression that may stand as a statement.</summary>
    private Code CallOrStep()
    {
        foreach (var function in _functions.OrderBy(_ => _random.Next()))
        {
            if (Call(function.Result, 2) is { } call) return call;
        }
        return AnyVariable(v => v.CanBeAssigned && v.Sort == Sort.Int) is { } counter ? new(Sort.Int, counter.Name + "++") : new(Sort.Int, "fuel--");
    }

    private Code SwitchExpression(Sort sort, int depth)
    {
        var onNumber = Chance(0.5);
        Use(onNumber ? "switch on a number" : "switch on a tuple");
        return onNumber
            ? new(sort, "($0 switch { 0 => $1, 1 or 2 => $2, > 9 when $4 => $3, _ => $1 })",
                Expression(Sort.Int, depth - 1), Expression(sort, depth - 2), Expression(sort, depth - 2), Expression(sort, depth - 2), Expression(Sort.Bool, depth - 2))
            : new(sort, "(($0, $1) switch { (true, > 0) => $2, (false, var q) when q < 5 => $3, (_, not 7) => $2, _ => $3 })".Replace("q", Name("q")),
                Expression(Sort.Bool, depth - 1), Expression(Sort.Int, depth - 2), Expression(sort, depth - 2), Expression(sort, depth - 2));
    }
}
