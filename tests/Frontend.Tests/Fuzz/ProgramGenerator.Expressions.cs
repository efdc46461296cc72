using System.Linq;

namespace GraphCompiler.Frontend.Tests.Fuzz;

/// <summary>Expressions whose value every engine has to give bit for bit: no sums whose order is open, no functions that are rounded.</summary>
internal sealed partial class ProgramGenerator
{
    private static readonly Sort[] s_values = [Sort.Int, Sort.Float, Sort.Bool, Sort.TensorInt, Sort.TensorFloat, Sort.TensorBool, Sort.Vector];

    private static string Type(Sort sort) => sort switch
    {
        Sort.Int => "int",
        Sort.Float => "float",
        Sort.Bool => "bool",
        Sort.TensorInt => "TI",
        Sort.TensorFloat => "TF",
        Sort.TensorBool => "TB",
        _ => "Vec",
    };

    /// <summary>The plainest value of a sort.</summary>
    public static string Default(Sort sort) => sort switch
    {
        Sort.Int => "0",
        Sort.Float => "0f",
        Sort.Bool => "false",
        Sort.TensorInt => "((TI)0)",
        Sort.TensorFloat => "((TF)0f)",
        Sort.TensorBool => "((TB)false)",
        _ => "Zeros()",
    };

    private Code Condition() => Expression(Pick(Sort.Bool, Sort.TensorBool), 3);

    private Code Expression(Sort sort, int depth)
    {
        if (depth <= 0 || Chance(0.2)) return Leaf(sort);
        if (Chance(0.08) && Call(sort, depth) is { } call) return call;
        if (Chance(0.08)) return new(sort, "($0 ? $1 : $2)", Expression(Pick(Sort.Bool, Sort.TensorBool), depth - 1), Expression(sort, depth - 1), Expression(sort, depth - 1));
        if (Chance(0.04)) return SwitchExpression(sort, depth);
        if (Chance(0.03)) return new(sort, "Either($0, $1, $2)", Expression(Sort.Bool, depth - 1), Expression(sort, depth - 1), Expression(sort, depth - 1));
        if (Chance(0.03) && AnyVariable(v => v.CanBeAssigned && v.Sort == sort) is { } target) return new(sort, $"({target.Name} = $0)", Expression(sort, depth - 1));
        return sort switch
        {
            Sort.Int => IntExpression(depth),
            Sort.Float => FloatExpression(depth),
            Sort.Bool => BoolExpression(depth),
            Sort.TensorInt => TensorIntExpression(depth),
            Sort.TensorFloat => TensorFloatExpression(depth),
            Sort.TensorBool => TensorBoolExpression(depth),
            _ => VectorExpression(depth),
        };
    }

    private Code Leaf(Sort sort)
    {
        if (Chance(0.75) && AnyVariable(v => v.Sort == sort) is { } variable) return new(sort, variable.Name);
        return new(sort, sort switch
        {
            Sort.Int => Pick("0", "1", "2", "3", "7", "(-1)", "(-5)", "100", "2147483647"),
            Sort.Float => Pick("0f", "1f", "0.5f", "(-2f)", "3f", "0.1f", "1e10f"),
            Sort.Bool => Pick("true", "false"),
            Sort.TensorInt => $"((TI){Pick("0", "1", "3", "(-4)")})",
            Sort.TensorFloat => $"((TF){Pick("0f", "1f", "0.25f", "(-3f)")})",
            Sort.TensorBool => $"((TB){Pick("true", "false")})",
            _ => AnyVariable(v => v.Sort == Sort.Vector)?.Name ?? "Zeros()",
        });
    }

    private Code? Call(Sort sort, int depth)
    {
        var candidates = _functions.Where(f => f.Result == sort).ToArray();
        if (candidates.Length == 0) return null;
        var function = Pick(candidates);
        var passed = new System.Collections.Generic.HashSet<Variable>();
        var (arguments, parts) = (new string[function.Parameters.Length], new System.Collections.Generic.List<Code>());
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
                if (AnyVariable(v => v.Sort == parameter.Sort && v is { CanBeAssigned: true, CanBePassed: true } && !passed.Contains(v)) is not { } variable) return null;
                passed.Add(variable);
                arguments[i] = parameter.Kind + variable.Name;
            }
        }
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

    private Code SwitchExpression(Sort sort, int depth) => Chance(0.5)
        ? new(sort, "($0 switch { 0 => $1, 1 or 2 => $2, > 9 when $4 => $3, _ => $1 })",
            Expression(Sort.Int, depth - 1), Expression(sort, depth - 2), Expression(sort, depth - 2), Expression(sort, depth - 2), Expression(Sort.Bool, depth - 2))
        : new(sort, "(($0, $1) switch { (true, > 0) => $2, (false, var q) when q < 5 => $3, (_, not 7) => $2, _ => $3 })".Replace("q", Name("q")),
            Expression(Sort.Bool, depth - 1), Expression(Sort.Int, depth - 2), Expression(sort, depth - 2), Expression(sort, depth - 2));

    private Code Of(Sort sort, string template, int depth, params Sort[] parts) => new(sort, template, parts.Select(p => Expression(p, depth - 1)).ToArray());

    private Code IntExpression(int depth)
    {
        if (Chance(0.06) && AnyVariable(v => v.CanBeAssigned && v.Sort == Sort.Int) is { } counter) return new(Sort.Int, Pick($"({counter.Name}++)", $"(--{counter.Name})"));
        return _random.Next(12) switch
        {
            < 6 => Of(Sort.Int, $"($0 {Pick("+", "-", "*", "&", "|", "^")} $1)", depth, Sort.Int, Sort.Int),
            6 => Of(Sort.Int, $"($0 {Pick("/", "%")} {Pick("2", "3", "10")})", depth, Sort.Int),
            7 => Of(Sort.Int, $"($0 {Pick("/", "%")} (($1 & 7) + 1))", depth, Sort.Int, Sort.Int),
            8 => Of(Sort.Int, Pick("(-$0)", "(~$0)"), depth, Sort.Int),
            9 => Of(Sort.Int, $"Math.{Pick("Min", "Max")}($0, $1)", depth, Sort.Int, Sort.Int),
            10 => Of(Sort.Int, "((int)$0)", depth, Sort.Float),
            _ => Of(Sort.Int, "($0 - $1 * 3)", depth, Sort.Int, Sort.Int),
        };
    }

    private Code FloatExpression(int depth) => _random.Next(8) switch
    {
        < 4 => Of(Sort.Float, $"($0 {Pick("+", "-", "*")} $1)", depth, Sort.Float, Sort.Float),
        4 => Of(Sort.Float, $"($0 / {Pick("2f", "3f")})", depth, Sort.Float),
        5 => Of(Sort.Float, Pick("(-$0)", "MathF.Abs($0)", "MathF.Floor($0)"), depth, Sort.Float),
        6 => Of(Sort.Float, $"MathF.{Pick("Min", "Max")}($0, $1)", depth, Sort.Float, Sort.Float),
        _ => Of(Sort.Float, "((float)$0)", depth, Sort.Int),
    };

    private string Comparison() => Pick("<", "<=", ">", ">=");

    private Code BoolExpression(int depth) => _random.Next(10) switch
    {
        < 3 => Of(Sort.Bool, $"($0 {Comparison()} $1)", depth, Sort.Int, Sort.Int),
        3 => Of(Sort.Bool, $"($0 {Comparison()} $1)", depth, Sort.Float, Sort.Float),
        4 => Of(Sort.Bool, $"($0 {Pick("==", "!=")} $1)", depth, Sort.Int, Sort.Int),
        5 or 6 => Of(Sort.Bool, $"($0 {Pick("&&", "||")} $1)", depth, Sort.Bool, Sort.Bool),
        7 => Of(Sort.Bool, $"($0 {Pick("&", "|", "^", "==", "!=")} $1)", depth, Sort.Bool, Sort.Bool),
        8 => Of(Sort.Bool, "(!$0)", depth, Sort.Bool),
        _ => Of(Sort.Bool, $"($0 is {Pick("> 2 and < 9", "0 or 1", "not 3", "< 0 or (> 5 and not 8)")})", depth, Sort.Int),
    };

    private Code TensorIntExpression(int depth) => _random.Next(9) switch
    {
        < 4 => Of(Sort.TensorInt, $"($0 {Pick("+", "-", "*")} $1)", depth, Pick((Sort.TensorInt, Sort.TensorInt), (Sort.TensorInt, Sort.Int), (Sort.Int, Sort.TensorInt)) is var (l, r) ? [l, r] : []),
        4 => Of(Sort.TensorInt, $"($0 {Pick("/", "%")} {Pick("2", "3", "10")})", depth, Sort.TensorInt),
        5 => Of(Sort.TensorInt, $"{Pick("Minimum", "Maximum")}($0, $1)", depth, Sort.TensorInt, Sort.TensorInt),
        6 => Of(Sort.TensorInt, "(-$0)", depth, Sort.TensorInt),
        7 => Of(Sort.TensorInt, "((TI)$0)", depth, Sort.Int),
        _ => Of(Sort.TensorInt, "ToInt($0)", depth, Sort.TensorFloat),
    };

    private Code TensorFloatExpression(int depth) => _random.Next(12) switch
    {
        < 4 => Of(Sort.TensorFloat, $"($0 {Pick("+", "-", "*")} $1)", depth, Pick((Sort.TensorFloat, Sort.TensorFloat), (Sort.TensorFloat, Sort.Float), (Sort.Float, Sort.TensorFloat)) is var (l, r) ? [l, r] : []),
        4 => Of(Sort.TensorFloat, $"($0 / {Pick("2f", "3f")})", depth, Sort.TensorFloat),
        5 => Of(Sort.TensorFloat, $"{Pick("Minimum", "Maximum")}($0, $1)", depth, Sort.TensorFloat, Sort.TensorFloat),
        6 => Of(Sort.TensorFloat, Pick("(-$0)", "Abs($0)", "Floor($0)"), depth, Sort.TensorFloat),
        7 => Of(Sort.TensorFloat, "ToFloat($0)", depth, Sort.TensorInt),
        8 => Of(Sort.TensorFloat, "((TF)$0)", depth, Sort.Float),
        9 => Of(Sort.TensorFloat, Pick("Max($0)", "Min($0)", "SumOf($0)"), depth, Sort.Vector),
        10 => Of(Sort.TensorFloat, "$0[$1 & 1]", depth, Sort.Vector, Sort.Int),
        _ => Of(Sort.TensorFloat, Pick("$0[0]", "$0[^1]"), depth, Sort.Vector),
    };

    private Code TensorBoolExpression(int depth) => _random.Next(10) switch
    {
        < 2 => Of(Sort.TensorBool, $"($0 {Comparison()} $1)", depth, Sort.TensorInt, Pick(Sort.TensorInt, Sort.Int)),
        < 4 => Of(Sort.TensorBool, $"($0 {Comparison()} $1)", depth, Sort.TensorFloat, Pick(Sort.TensorFloat, Sort.Float)),
        4 => Of(Sort.TensorBool, Pick("Equal($0, $1)", "NotEqual($0, $1)"), depth, Sort.TensorInt, Sort.TensorInt),
        5 or 6 => Of(Sort.TensorBool, $"($0 {Pick("&&", "||")} $1)", depth, Sort.TensorBool, Pick(Sort.TensorBool, Sort.Bool)),
        7 => Of(Sort.TensorBool, $"($0 {Pick("&", "|", "^")} $1)", depth, Sort.TensorBool, Sort.TensorBool),
        8 => Of(Sort.TensorBool, "(!$0)", depth, Sort.TensorBool),
        _ => Of(Sort.TensorBool, $"{Pick("All", "Any")}($0 {Comparison()} $1)", depth, Sort.Vector, Pick(Sort.Vector, Sort.TensorFloat)),
    };

    private Code VectorExpression(int depth) => _random.Next(9) switch
    {
        < 3 => Of(Sort.Vector, $"($0 {Pick("+", "-", "*")} $1)", depth, Sort.Vector, Pick(Sort.Vector, Sort.TensorFloat, Sort.Float)),
        3 => Of(Sort.Vector, Pick("(-$0)", "Abs($0)", "Floor($0)"), depth, Sort.Vector),
        4 => Of(Sort.Vector, $"{Pick("Minimum", "Maximum")}($0, $1)", depth, Sort.Vector, Sort.Vector),
        5 => Of(Sort.Vector, $"Where($0 {Comparison()} $1, $2, $3)", depth, Sort.Vector, Sort.Vector, Sort.Vector, Sort.Vector),
        6 => Of(Sort.Vector, "($0 * $1)", depth, Sort.TensorFloat, Sort.Vector),
        7 => Of(Sort.Vector, "Stack([$0, $1, $2], axis: 0)", depth, Sort.TensorFloat, Sort.TensorFloat, Sort.TensorFloat),
        _ => Leaf(Sort.Vector),
    };
}
